"""Cards that change, and news that come, without anybody having said anything: each drawn for its own reader."""

import contextlib
from collections.abc import Collection

from bot import cards
from bot.turns import reader
from core.app import App
from core.errors import Missing, Stale
from core.model import Card, Conversation, WorkspaceId
from core.ports import EVERYWHERE
from handlers import routes

TRIES = 3


class Desk:
    """Draws for people who are not there at the moment."""

    def __init__(self, app: App, *, whole_forms: Collection[str] = ()) -> None:
        self.app = app
        self.whole_forms = whole_forms

    async def refresh(self, scope: WorkspaceId, subject: str) -> None:
        """Draws every copy of the cards about `subject` anew."""
        for card in await self.app.store.find(scope, Card, subject=subject):
            for _ in range(TRIES):
                # Stale: somebody pressed a button on it just now. Again, on what is there now.
                with contextlib.suppress(Stale):
                    async with self.app.together() as app:
                        await self._redraw(app, await app.store.get(EVERYWHERE, Card, card.id))
                    break

    async def _redraw(self, app: App, card: Card) -> None:
        whole = card.platform in self.whole_forms
        try:
            turn = await reader(app, card.conversation_id, card.workspace_id, whole_forms=whole)
        except Missing:  # its reader has left the workspace: nothing new is shown there
            return
        if (draw := routes.SCREENS.get(card.screen)) is not None:
            await cards.redraw(turn, card, await draw(turn.about(**card.args)))

    async def tell(self, scope: WorkspaceId, kind: str, key: str) -> None:
        """Posts a notice to those whom it concerns, each in the chat where they spoke last."""
        async with self.app.together() as app:
            for person_id, screen, args in await routes.NOTICES[kind](app, scope, key):
                talks = await app.store.find(
                    EVERYWHERE, Conversation, order="-updated_at", limit=1, person_id=person_id
                )
                for talk in talks:
                    turn = await reader(app, talk.id, scope, whole_forms=talk.platform in self.whole_forms)
                    await cards.post(turn, await routes.draw(turn, screen, **args))
