"""Cards that change, and news that come, without anybody having said anything: each drawn for its own reader."""

import contextlib
from collections.abc import Collection

from bot import cards
from bot.logs import get_logger
from bot.turns import reader
from core.app import App
from core.errors import Missing, Stale, StoreError, StoreUnavailable
from core.model import Card, Conversation, PersonId, WorkspaceId
from core.ports import EVERYWHERE
from handlers import routes
from handlers.routes import Told, Turn
from handlers.view import View

TRIES = 3

log = get_logger(__name__)


class Desk:
    """Draws for people who are not there at the moment."""

    def __init__(self, app: App, *, whole_forms: Collection[str] = ()) -> None:
        self.app = app
        self.whole_forms = whole_forms

    async def refresh(self, scope: WorkspaceId, subject: str) -> None:
        """Draws every copy of the cards about `subject` anew; one that cannot be drawn keeps no other back."""
        faults: list[Exception] = []
        for card in await self.app.store.find(scope, Card, subject=subject):
            try:
                await self._refreshed(card.id)
            except StoreUnavailable:
                raise
            except Exception as fault:
                log.exception("a card could not be drawn", card=card.id, screen=card.screen)
                faults.append(fault)
        if faults:
            raise faults[0]

    async def _refreshed(self, card_id: str) -> None:
        # Missing: the card or what it shows is gone, or its reader has left: nothing new is shown there.
        with contextlib.suppress(Missing):
            for _ in range(TRIES):
                # Stale: somebody pressed a button on it just now. Again, on what is there now.
                with contextlib.suppress(Stale):
                    async with self.app.together() as app:
                        await self._redraw(app, await app.store.get(EVERYWHERE, Card, card_id))
                    return
            raise Stale(f"card {card_id}")

    async def _redraw(self, app: App, card: Card) -> None:
        whole = card.platform in self.whole_forms
        turn = await reader(app, card.conversation_id, card.workspace_id, whole_forms=whole)
        if (draw := routes.SCREENS.get(card.screen)) is not None:
            await cards.redraw(turn, card, await draw(turn.about(**card.args)), cards.Outbox())

    async def tell(self, scope: WorkspaceId, kind: str, key: str) -> None:
        """Posts a notice to those whom it concerns, each in the chat where they spoke last."""
        if kind not in routes.NOTICES:  # an older release asked for it
            return
        async with self.app.together() as app:
            try:
                whom = await routes.NOTICES[kind](app, scope, key)
            except Missing:  # what there was to tell of is gone
                return
            for one in whom:
                await self._posted(app, scope, one)

    async def show(self, scope: WorkspaceId, told: Told) -> None:
        """Posts a screen to one person, as `tell` does."""
        async with self.app.together() as app:
            await self._posted(app, scope, told)

    async def _posted(self, app: App, scope: WorkspaceId, told: Told) -> None:
        if (drawn := await self._drawn(app, scope, *told)) is not None:
            await cards.post(*drawn, cards.Outbox())

    async def _drawn(
        self, app: App, scope: WorkspaceId, person_id: PersonId, screen: str, args: dict[str, str]
    ) -> tuple[Turn, View] | None:
        """The notice for one person; None for who never spoke here or has left, and where it cannot be drawn.

        Only where nobody else reads it, and where they have not told us to be silent.
        """
        alone = {"person_id": person_id, "private": True, "blocked_at": None}
        talks = await app.store.find(EVERYWHERE, Conversation, order="-updated_at", limit=1, **alone)
        if not talks:
            return None
        try:
            turn = await reader(app, talks[0].id, scope, whole_forms=talks[0].platform in self.whole_forms)
            return turn, await routes.draw(turn, screen, **args)
        except Missing:
            return None
        except StoreError:
            raise
        except Exception:
            # A fault of ours in one person's screen must not keep the news from the others.
            log.exception("a notice could not be drawn", person=person_id, screen=screen)
            return None
