"""A delivery is answered: the turn, its handler's reply, and what goes out for it, in one commit."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot import cards
from bot.bringing import Bringing, Brought, Fetch
from bot.dispatch import reply_to
from bot.inbox import whole
from bot.turns import elsewhere, turn_of, with_brought
from core import joining
from core.app import App
from core.errors import MarketingError, Stale, StoreUnavailable
from core.model import Delivery, DeliveryState
from core.ports import EVERYWHERE
from core.texts import Texts, closest
from handlers import routes
from handlers.routes import Reply, Turn
from handlers.sorry import explain

FLOW_LASTS = timedelta(hours=24)
TRIES = 3
AT_ONCE = 20
"""Turns at the same time; what waits for a file or a voice takes no place of them."""
WELCOMING = ("/start", "/join")
"""What is answered by a welcome anyway."""
HANDED = timedelta(minutes=2)
"""How long what is answered belongs to the process that answered it; longer than it takes to send it."""

Sending = Callable[[], None]
"""Starts sending what a turn has put into the outbox, once that is committed."""
Hand = Callable[[App, Sequence[cards.Queued]], Awaitable[Sending]]
"""Takes over what was put into the outbox under a lease of this process, in the turn's transaction."""


def press_of(one: Delivery) -> str:
    """The key of a press, which a platform answers in its own way; words are answered by words."""
    return one.key if one.said.token else ""


@dataclass(frozen=True, slots=True)
class Case:
    """A delivery that is being answered: what came with it, and what goes out for it."""

    one: Delivery
    brought: Brought
    out: cards.Outbox


class Answerer:
    """Answers deliveries. `whole_forms`, `answering`: the platforms that show a form as a page, and where a press
    waits for an answer; `fetch`: how the files of a platform are got.
    """

    def __init__(
        self, app: App, *, whole_forms: Collection[str], answering: Collection[str], fetch: Mapping[str, Fetch]
    ) -> None:
        self._app, self._fetch = app, fetch
        self._whole_forms, self._answering = whole_forms, answering
        self._bringing = Bringing(app, fetch)
        self._room = asyncio.Semaphore(AT_ONCE)
        self.hands: dict[str, Hand] = {}
        """By platform, who is given at once what is answered there: it need not be looked for in the outbox."""

    def can(self, one: Delivery) -> bool:
        """Whether this process can: files are left to one that reaches the platform where they are."""
        return not one.said.files or one.platform in self._fetch

    async def confess(self, one: Delivery) -> None:
        """Says that it could not be answered, by a fault of ours."""
        async with self._app.together() as app:
            turn = await turn_of(app, one.said, whole_forms=one.platform in self._whole_forms)
            await cards.toast(turn, turn.say("sorry-fault", code=one.id[-8:]), press_of(one), cards.Outbox())

    async def answer(self, one: Delivery) -> None:
        """Handles one delivery; all its effects and its being done are one commit."""
        one, others = await whole(self._app, one)
        brought = await self._bringing.brought(one)
        for _ in range(TRIES):
            try:
                async with self._room:
                    await self._once(one, others, brought)
            except Stale:
                # Somebody else was first: on fresh data the handler says so itself. Or it was this very delivery.
                if (await self._app.store.get(EVERYWHERE, Delivery, one.id)).state is not DeliveryState.NEW:
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
        now = self._app.clock.now()
        out = cards.Outbox(now + HANDED if one.platform in self.hands else None)
        async with self._app.together() as app:
            for each in (one, *others):
                await app.store.settle(EVERYWHERE, each, now)
            if not one.said.private and not await joining.is_known(app, one.said):
                await self._to_a_stranger(app, one)
            else:
                await self._handle(app, Case(one, brought, out))
            send = await self.hands[one.platform](app, out.queued) if out.until is not None else None
        if send is not None:
            send()

    async def _to_a_stranger(self, app: App, one: Delivery) -> None:
        """Who has never spoken with us is not taken in before others' eyes: they are told where to begin."""
        words = Texts(closest(one.said.language)).say("group-stranger", {"address": one.said.direct})
        await app.store.add(EVERYWHERE, cards.line(one.said, words, press_of(one), app.clock.now()))

    async def _apologise(self, one: Delivery, others: Sequence[Delivery], error: MarketingError) -> None:
        # Stale: another process was first, and answered it; or it is taken again.
        with contextlib.suppress(Stale):
            async with self._app.together() as app:
                for each in (one, *others):
                    await app.store.settle(EVERYWHERE, each, app.clock.now())
                turn = await self._arrived(app, Case(one, Brought(), cards.Outbox()))
                await cards.toast(turn, await explain(turn, error), press_of(one), cards.Outbox())

    async def _handle(self, app: App, what: Case) -> None:
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

    async def _arrived(self, app: App, what: Case, *, unless: tuple[str, ...] = ()) -> Turn:
        """The turn; whoever is new is welcomed before anything else, unless what they said begins so."""
        one = what.one
        talk, new = await joining.arrive(app, one.said)
        turn = await turn_of(app, one.said, whole_forms=talk.platform in self._whole_forms, conversation=talk)
        if not new or one.said.text.startswith(unless):
            return turn
        return await self._deliver(turn, await routes.COMMANDS["start"].handler(turn.about(rest="")), what)

    async def _deliver(self, turn: Turn, reply: Reply, what: Case) -> Turn:
        press, out = press_of(what.one), what.out
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
        if words or (press and what.one.platform in self._answering):
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
