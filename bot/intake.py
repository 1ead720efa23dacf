"""What was delivered becomes a turn, a handler's reply, and cards: one road for every platform, one commit a turn."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot import cards
from bot.bringing import Bringing, Brought, Fetch
from bot.dispatch import reply_to
from bot.inbox import cut, delivery, whole
from bot.logs import get_logger
from bot.pausing import either
from bot.turns import elsewhere, turn_of, with_brought
from core import joining
from core.app import App
from core.errors import MarketingError, Stale, StoreUnavailable
from core.model import Delivery, DeliveryState, Said
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
WELCOMING = ("/start", "/join")
"""What is answered by a welcome anyway."""
HANDED = timedelta(minutes=2)
"""How long what is answered belongs to the process that answered it; longer than it takes to send it."""

log = get_logger(__name__)


def _press(one: Delivery) -> str:
    """The key of a press, which a platform answers in its own way; words are answered by words."""
    return one.key if one.said.token else ""


Sending = Callable[[], None]
"""Starts sending what a turn has put into the outbox, once that is committed."""
Hand = Callable[[App, Sequence[cards.Queued]], Awaitable[Sending]]
"""Takes over what was put into the outbox under a lease of this process, in the turn's transaction."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A delivery that is being answered: what came with it, and what goes out for it."""

    one: Delivery
    brought: Brought
    out: cards.Outbox


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
        self._hands: dict[str, Hand] = {}
        self._lanes: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._heard = asyncio.Event()
        self._received: Counter[str] = Counter()

    def hand_to(self, platform: str, hand: Hand) -> None:
        """From now on what is answered there is handed over at once, and need not be looked for in the outbox."""
        self._hands[platform] = hand

    async def receive(self, said: Said, key: str) -> bool:
        """Commits the delivery to the inbox; False where it is there already. After this nothing is lost.

        But for what no limit of ours lets pass: a text of megabytes would be kept, read and cleaned before any does.
        """
        one = delivery(cut(said), key, self.app.clock.now())
        try:
            await self.app.store.add(EVERYWHERE, one)
        except Stale:
            return False
        self._hear(one)
        return True

    def _hear(self, *fresh: Delivery) -> None:
        self._received.update(one.lane for one in fresh)
        self._heard.set()

    async def receive_all(self, said: Sequence[tuple[Said, str]]) -> None:
        """Commits them together, in order; those that are there already stay as they are."""
        now = self.app.clock.now()
        fresh = [delivery(cut(one), key, now) for one, key in said]
        try:
            await self.app.store.add(EVERYWHERE, *fresh)
        except Stale:
            for one, key in said:
                await self.receive(one, key)
        else:
            self._hear(*fresh)

    async def run(self, stop: asyncio.Event, *, poll: float = 0.5) -> None:
        """Answers what is in the inbox until `stop`; then finishes what it began."""
        while not stop.is_set():
            self._heard.clear()
            await self._start_lanes()
            await either(self._heard, stop, poll)
        await asyncio.gather(*self._tasks)

    async def drain(self) -> None:
        """Answers everything that is in the inbox now."""
        while await self._start_lanes():
            await asyncio.gather(*self._tasks)

    async def _start_lanes(self) -> int:
        try:
            # The lanes at work stand in it, too: they must not keep the others from being seen.
            waiting = await self.app.store.claim_deliveries(EVERYWHERE, limit=AT_ONCE + len(self._lanes))
        except StoreUnavailable:
            await asyncio.sleep(AGAIN)
            return 0
        fresh = [one for one in waiting if one.lane not in self._lanes]
        for one in fresh:
            self._lanes.add(one.lane)
            task = asyncio.create_task(self._in_lane(one))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if len(waiting) >= AT_ONCE + len(self._lanes) - len(fresh):
            self._heard.set()  # there may be more
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
            self._next(one.lane)

    def _next(self, lane: str) -> None:
        """Has the lane looked at again, where more was said in it, or where it was not received here: after a start,
        much may wait. What other processes receive meanwhile is polled for.
        """
        self._received[lane] -= 1
        if self._received[lane] != 0:
            self._heard.set()
        if self._received[lane] <= 0:
            del self._received[lane]

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
            await cards.toast(turn, turn.say("sorry-fault", code=one.id[-8:]), _press(one), cards.Outbox())

    async def answer(self, one: Delivery) -> None:
        """Handles one delivery; all its effects and its being done are one commit."""
        one, others = await whole(self.app, one)
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

    async def _once(self, one: Delivery, others: Sequence[Delivery], brought: Brought) -> None:
        now = self.app.clock.now()
        out = cards.Outbox(now + HANDED if one.platform in self._hands else None)
        async with self.app.together() as app:
            for each in (one, *others):
                await app.store.settle(EVERYWHERE, each, now)
            if not one.said.private and not await joining.is_known(app, one.said):
                await self._to_a_stranger(app, one)
            else:
                await self._handle(app, Answering(one, brought, out))
            send = await self._hands[one.platform](app, out.queued) if out.until is not None else None
        if send is not None:
            send()

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
                turn = await self._arrived(app, Answering(one, Brought(), cards.Outbox()))
                await cards.toast(turn, await explain(turn, error), _press(one), cards.Outbox())

    async def _turn(self, app: App, said: Said) -> Turn:
        return await turn_of(app, said, whole_forms=said.platform in self.whole_forms)

    async def _handle(self, app: App, what: Answering) -> None:
        brought = what.brought
        turn = with_brought(await self._arrived(app, what, unless=WELCOMING), brought)
        if brought.error is not None and not turn.files:
            await self._deliver(turn, Reply(toast=await explain(turn, brought.error)), what)
            return
        await self._deliver(turn, await reply_to(turn), what)
        if turn.files and brought.error is not None:
            await cards.toast(turn, await explain(turn, brought.error), "", what.out)
        elif brought.note:
            await cards.toast(turn, turn.say(brought.note), "", what.out)

    async def _arrived(self, app: App, what: Answering, *, unless: tuple[str, ...] = ()) -> Turn:
        """The turn; whoever is new is welcomed before anything else, unless what they said begins so."""
        one = what.one
        talk, new = await joining.arrive(app, one.said)
        turn = await turn_of(app, one.said, whole_forms=talk.platform in self.whole_forms, conversation=talk)
        if not new or one.said.text.startswith(unless):
            return turn
        return await self._deliver(turn, await routes.COMMANDS["start"].handler(turn.about(rest="")), what)

    async def _deliver(self, turn: Turn, reply: Reply, what: Answering) -> Turn:
        press, out = _press(what.one), what.out
        there = await elsewhere(turn, reply.workspace or reply.at or turn.workspace.id)
        words = reply.toast
        if words and not press:
            # Before the card: what can be pressed stands last.
            await cards.toast(turn, words, "", out)
            words = ""
        if reply.show is not None and reply.card is not None:
            if not await cards.redraw(there, reply.card, reply.show, out) and not words:
                words = turn.say("act-no-change")
        elif reply.show is not None:
            await cards.post(there, reply.show, out)
        for view in reply.say:
            await cards.post(there, view, out)
        if words or (press and what.one.platform in self.answering):
            await cards.toast(turn, words, press, out)
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
