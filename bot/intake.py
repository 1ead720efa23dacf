"""What was delivered becomes a turn, a handler's reply, and cards: one road for every platform, one commit a turn."""

import asyncio
import contextlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import cards
from bot.bringing import Bringing, Brought, Fetch
from bot.dispatch import reply_to
from bot.logs import get_logger
from bot.turns import elsewhere, turn_of, with_brought
from core import joining
from core.app import App
from core.errors import MarketingError, Stale, StoreUnavailable
from core.model import Delivery, DeliveryState, Said, new_id
from core.ports import EVERYWHERE
from core.texts import Texts, closest
from handlers import routes
from handlers.routes import Reply, Turn
from handlers.sorry import explain

FLOW_LASTS = timedelta(hours=24)
TRIES = 3
AT_ONCE = 20
AGAIN = 0.5
"""Seconds until what waits for the database is tried again."""
MOST = 32_000
"""Longer than any text we take: what goes beyond it is not kept. One character does, so that it is still refused."""
WELCOMING = ("/start", "/join")
"""What is answered by a welcome anyway."""
ALBUM = timedelta(seconds=1.5)
"""How long after its last picture an album is complete: they are delivered one by one."""
ALBUM_MOST = timedelta(seconds=10)

log = get_logger(__name__)


def delivery(said: Said, key: str, now: datetime) -> Delivery:
    """The inbox row of something that a platform delivered under its own unique key."""
    lane = f"{said.platform}:{said.team}:{said.chat}:{said.user}"
    return Delivery(id=new_id(), platform=said.platform, key=key, lane=lane, said=said, received_at=now)


def _cut(said: Said) -> Said:
    answers = {name: answer[: MOST + 1] for name, answer in said.answers.items()}
    return replace(said, text=said.text[: MOST + 1], answers=answers)


def _press(one: Delivery) -> str:
    """The key of a press, which a platform answers in its own way; words are answered by words."""
    return one.key if one.said.token else ""


async def either(heard: asyncio.Event, stop: asyncio.Event, seconds: float) -> None:
    """Waits for one of the two, or so long."""
    waiting = [asyncio.create_task(one.wait()) for one in (heard, stop)]
    await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()


class Intake:
    """Takes deliveries in and answers them, each lane in order. Any number of processes may share one inbox.

    `whole_forms`, `answering`: the platforms that show a form as a page, and where a press waits for an answer.
    """

    def __init__(
        self,
        app: App,
        *,
        whole_forms: Collection[str] = (),
        answering: Collection[str] = (),
        fetch: Mapping[str, Fetch] = {},
    ) -> None:
        self.app = app
        self.whole_forms, self.answering = whole_forms, answering
        self._bringing = Bringing(app, fetch)
        self._lanes: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def receive(self, said: Said, key: str) -> bool:
        """Commits the delivery to the inbox; False where it is there already. After this nothing is lost.

        But for what no limit of ours lets pass: a text of megabytes would be kept, read and cleaned before any does.
        """
        try:
            await self.app.store.add(EVERYWHERE, delivery(_cut(said), key, self.app.clock.now()))
        except Stale:
            return False
        return True

    async def receive_all(self, said: Sequence[tuple[Said, str]]) -> None:
        """Commits them together, in order; those that are there already stay as they are."""
        now = self.app.clock.now()
        try:
            await self.app.store.add(EVERYWHERE, *(delivery(_cut(one), key, now) for one, key in said))
        except Stale:
            for one, key in said:
                await self.receive(one, key)

    async def run(self, stop: asyncio.Event, *, poll: float = 2.0) -> None:
        """Answers what is in the inbox until `stop`; then finishes what it began."""
        heard = self.app.store.watch(Delivery)
        while not stop.is_set():
            heard.clear()
            if not await self._start_lanes():
                await either(heard, stop, poll)
        await asyncio.gather(*self._tasks)

    async def drain(self) -> None:
        """Answers everything that is in the inbox now."""
        while await self._start_lanes():
            await asyncio.gather(*self._tasks)

    async def _start_lanes(self) -> int:
        try:
            waiting = await self.app.store.claim_deliveries(EVERYWHERE, limit=AT_ONCE)
        except StoreUnavailable:
            await asyncio.sleep(AGAIN)
            return 0
        fresh = [one for one in waiting if one.lane not in self._lanes]
        for one in fresh:
            self._lanes.add(one.lane)
            task = asyncio.create_task(self._in_lane(one))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return len(fresh)

    async def _in_lane(self, one: Delivery) -> None:
        # A fault of ours in one conversation is seen, kept and told, and no other waits.
        try:
            await self.answer(one)
        except StoreUnavailable as error:
            # Nobody's fault, and no try: it stays in the inbox until the database can be written again.
            log.warning("delivery waits for the database", delivery=one.id, error=str(error))
            await asyncio.sleep(AGAIN)
        except Exception:
            log.exception("delivery failed", delivery=one.id, tries=one.tries + 1)
            await self._fault(one)
        finally:
            self._lanes.discard(one.lane)

    async def _fault(self, one: Delivery) -> None:
        """Counts the try; after the last one the person is told, as far as that can be done."""
        try:
            last = await self._counted(one)
            if last:
                await self._confess(one)
        except (Stale, StoreUnavailable):
            return  # another process has answered it meanwhile, or it is still in the inbox
        except Exception:
            # What cannot even be told must not come round for ever, nor stop what was said after it.
            log.exception("a fault could not be told", delivery=one.id)

    async def _counted(self, one: Delivery) -> bool:
        tries = one.tries + 1
        last = tries >= TRIES
        async with self.app.together() as app:
            # Settled first: what another process has answered meanwhile must not become new again.
            await app.store.settle(EVERYWHERE, one, app.clock.now())
            state = DeliveryState.FAILED if last else DeliveryState.NEW
            await app.store.change(EVERYWHERE, one, replace(one, tries=tries, state=state))
        return last

    async def _confess(self, one: Delivery) -> None:
        async with self.app.together() as app:
            turn = await self._turn(app, one.said)
            await cards.toast(turn, turn.say("sorry-fault", code=one.id[-8:]), _press(one))

    async def answer(self, one: Delivery) -> None:
        """Handles one delivery; all its effects and its being done are one commit."""
        one, others = await self._whole(one)
        brought = await self._bringing.brought(one)
        for _ in range(TRIES):
            try:
                await self._once(one, others, brought)
            except Stale:
                # Somebody else was first: on fresh data the handler says so itself. Or it was this very delivery.
                if (await self.app.store.get(EVERYWHERE, Delivery, one.id)).state is not DeliveryState.NEW:
                    return
            except StoreUnavailable:
                raise
            except MarketingError as error:
                await self._apologise(one, others, error)
                return
            else:
                return
        await self._apologise(one, others, Stale("again and again"))

    async def _whole(self, one: Delivery) -> tuple[Delivery, list[Delivery]]:
        """The delivery with all that belongs to its album, and the other deliveries that this was."""
        if not one.said.album:
            return one, []
        while True:
            waiting = await self.app.store.find(EVERYWHERE, Delivery, lane=one.lane, state=DeliveryState.NEW)
            same = [other for other in waiting if other.said.album == one.said.album]
            complete = min(max(each.received_at for each in [one, *same]) + ALBUM, one.received_at + ALBUM_MOST)
            if (left := (complete - self.app.clock.now()).total_seconds()) <= 0:
                break
            await asyncio.sleep(min(left, ALBUM.total_seconds()))
        files = tuple(file for each in same for file in each.said.files)
        words = next((each.said.text for each in same if each.said.text), "")
        whole = replace(one, said=replace(one.said, files=files, text=words))
        return whole, [other for other in same if other.id != one.id]

    async def _once(self, one: Delivery, others: Sequence[Delivery], brought: Brought) -> None:
        async with self.app.together() as app:
            for each in (one, *others):
                await app.store.settle(EVERYWHERE, each, app.clock.now())
            if not one.said.private and not await joining.is_known(app, one.said):
                await self._to_a_stranger(app, one)
            else:
                await self._handle(app, one, brought)

    async def _to_a_stranger(self, app: App, one: Delivery) -> None:
        """Who has never spoken with us is not taken in before others' eyes: they are told where to begin."""
        words = Texts(closest(one.said.language)).say("group-stranger", {"address": one.said.direct})
        await app.store.add(EVERYWHERE, cards.line(one.said, words, _press(one), app.clock.now()))

    async def _apologise(self, one: Delivery, others: Sequence[Delivery], error: MarketingError) -> None:
        # Stale: another process was first, and answered it; or it is taken again.
        with contextlib.suppress(Stale):
            async with self.app.together() as app:
                for each in (one, *others):
                    await app.store.settle(EVERYWHERE, each, app.clock.now())
                turn = await self._arrived(app, one)
                await cards.toast(turn, await explain(turn, error), _press(one))

    async def _turn(self, app: App, said: Said) -> Turn:
        return await turn_of(app, said, whole_forms=said.platform in self.whole_forms)

    async def _handle(self, app: App, one: Delivery, brought: Brought) -> None:
        turn = with_brought(await self._arrived(app, one, unless=WELCOMING), brought)
        if brought.error is not None and not turn.files:
            await self._deliver(turn, Reply(toast=await explain(turn, brought.error)), one)
            return
        await self._deliver(turn, await reply_to(turn), one)
        if turn.files and brought.error is not None:
            await cards.toast(turn, await explain(turn, brought.error), "")
        elif brought.note:
            await cards.toast(turn, turn.say(brought.note), "")

    async def _arrived(self, app: App, one: Delivery, *, unless: tuple[str, ...] = ()) -> Turn:
        """The turn; whoever is new is welcomed before anything else, unless what they said begins so."""
        talk, new = await joining.arrive(app, one.said)
        turn = await turn_of(app, one.said, whole_forms=talk.platform in self.whole_forms, conversation=talk)
        if not new or one.said.text.startswith(unless):
            return turn
        return await self._deliver(turn, await routes.COMMANDS["start"].handler(turn.about(rest="")), one)

    async def _deliver(self, turn: Turn, reply: Reply, one: Delivery) -> Turn:
        there = await elsewhere(turn, reply.workspace or reply.at or turn.workspace.id)
        words = reply.toast
        if reply.show is not None and reply.card is not None:
            if not await cards.redraw(there, reply.card, reply.show) and not words:
                words = turn.say("act-no-change")
        elif reply.show is not None:
            await cards.post(there, reply.show)
        for view in reply.say:
            await cards.post(there, view)
        if words or (_press(one) and one.platform in self.answering):
            await cards.toast(turn, words, _press(one))
        return await self._keep_place(there, reply)

    async def _keep_place(self, turn: Turn, reply: Reply) -> Turn:
        talk = turn.conversation
        flow, data = (talk.flow, talk.data) if reply.flow is None else (reply.flow, reply.data)
        changed = replace(
            talk,
            flow=flow,
            data=data,
            # What is asked about a card of another workspace is answered there.
            workspace_id=reply.workspace or (reply.at if reply.flow else None) or talk.workspace_id,
            updated_at=turn.now,
            blocked_at=None,
            expires_at=turn.now + FLOW_LASTS if flow else None,
        )
        return replace(turn, conversation=await turn.app.store.change(EVERYWHERE, talk, changed))
