"""One act of a person: by whom, when, through which chat, in one commit; and who was first where it comes too late."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.app import App
from core.errors import Decided
from core.foreseeing import preflight
from core.model import Action, ActionKind, PersonId, PostId, Publication, State, WorkspaceId, acted
from core.telling import changed

Step = tuple[Publication, Publication]
"""A publication as it is, and as it will be."""

BECAUSE: Mapping[State, tuple[ActionKind, ...]] = {
    State.DRAFT: (ActionKind.CREATED, ActionKind.EDITED, ActionKind.PICTURED, ActionKind.UNDONE),
    State.IN_REVIEW: (ActionKind.SUBMITTED, ActionKind.VOIDED),
    State.HELD: (ActionKind.SUBMITTED, ActionKind.VOIDED),
    State.CHANGES_REQUESTED: (ActionKind.CHANGES_REQUESTED,),
    State.APPROVED: (ActionKind.APPROVED, ActionKind.UNSCHEDULED),
    State.REJECTED: (ActionKind.REJECTED,),
    State.CANCELLED: (ActionKind.CANCELLED,),
}
"""What somebody did to bring a publication into a state; on its way and out, it is there because it was let out."""
LET_OUT = (ActionKind.APPROVED, ActionKind.SCHEDULED)
LOOKED_BACK = 100
"""How many acts are looked through for who was first: more than a post ever sees in the time of a race."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """Who does something, where, when and through which chat; its App commits all of it together."""

    app: App
    scope: WorkspaceId
    person: PersonId
    platform: str
    now: datetime

    def action(self, kind: ActionKind, post_id: PostId, **facts: Any) -> Action:
        """That this person did this now; not kept yet."""
        return acted(self.scope, self.person, kind, self.now, platform=self.platform, post_id=post_id, **facts)


@asynccontextmanager
async def doing(
    app: App, scope: WorkspaceId, person: PersonId, *, platform: str, post_id: PostId
) -> AsyncIterator[Doing]:
    """The act about this post; a `Decided` that leaves it says who was first and when."""
    async with app.together() as joined:
        act = Doing(app=joined, scope=scope, person=person, platform=platform, now=app.clock.now())
        try:
            yield act
        except Decided as error:
            raise await _named(act, post_id, error) from error


async def _named(act: Doing, post_id: PostId, error: Decided) -> Decided:
    kinds = BECAUSE.get(State(error.state), LET_OUT)
    newest = await act.app.store.find(act.scope, Action, order="-id", limit=LOOKED_BACK, post_id=post_id)
    because = next((action for action in newest if action.kind in kinds), None)
    return Decided(error.state, because.person_id, because.at) if because else error


async def save(act: Doing, post_id: PostId, actions: Sequence[Action], steps: Iterable[Step]) -> None:
    """Keeps what was done and what became of it, and has the cards drawn anew. Raises `Stale`."""
    await act.app.store.add(act.scope, *actions)
    for old, new in steps:
        if new != old:
            await act.app.store.change(act.scope, old, new)
            if (look := preflight(old, new, act.now)) is not None:
                await act.app.store.enqueue(act.scope, look)
    await changed(act.app, act.scope, post_id)
