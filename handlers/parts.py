"""What is said of a post that readers see in parts, and that is not whole."""

from core import publishing
from core.drafting import Draft
from core.model import State
from handlers.routes import Turn
from handlers.view import Block, Level, Notice

BROKEN = frozenset({State.FAILED, State.MISSED, State.HELD, State.IN_REVIEW, State.CHANGES_REQUESTED, State.APPROVED})
"""Where it may stand when it broke off: until it goes on, readers see the beginning."""


async def told(turn: Turn, draft: Draft) -> list[Block]:
    """What is out of it already, and what that means for who goes on."""
    news: list[Block] = []
    for publication in draft.publications:
        if publication.attempt and publication.state in BROKEN:
            where = await publishing.parts(turn.app, publication)
            account = draft.connections[publication.connection_id].title
            if where.out:
                news.append(Notice(Level.WARNING, turn.say("news-partly", account=account, parts=where.out)))
    return news
