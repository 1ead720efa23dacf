"""From what was said, or from a card, to a Turn: who it is, where, in which workspace and role."""

from collections.abc import Sequence
from dataclasses import replace

from bot.bringing import Brought
from core import joining
from core.app import App
from core.model import Conversation, Membership, Person, Said, Workspace, WorkspaceId
from core.ports import EVERYWHERE
from core.texts import Texts
from handlers.routes import Turn

Place = tuple[Person, Membership, Workspace]
"""Somebody in a workspace of theirs."""


async def turn_of(app: App, said: Said, *, whole_forms: bool, conversation: Conversation | None = None) -> Turn:
    """The turn of what was said; a person who is new gets a workspace, one who lost theirs is moved to another."""
    talk = conversation or (await joining.arrive(app, said))[0]
    now = app.clock.now()
    if talk.flow and talk.expires_at is not None and talk.expires_at <= now:
        over = replace(talk, flow="", data={}, expires_at=None)
        talk = await app.store.change(EVERYWHERE, talk, over)
    places = await app.store.places_of(EVERYWHERE, talk.person_id)
    here = next((place for place in places if place[2].id == talk.workspace_id), None)
    if here is None:
        talk, here = await _moved(app, talk, places)
    person, place, workspace = here
    return Turn(
        app=app,
        now=now,
        person=person,
        workspace=workspace,
        role=place.role,
        said=said,
        texts=Texts(person.language, person.zone or workspace.zone),
        conversation=talk,
        several=len(places) > 1,
        whole_forms=whole_forms,
    )


async def _moved(app: App, talk: Conversation, places: Sequence[Place]) -> tuple[Conversation, Place]:
    """Where the person is from now on: in another workspace of theirs, or in a new one."""
    if not places:
        person = await app.store.get(EVERYWHERE, Person, talk.person_id)
        await joining.open_workspace(app, person, person.name)
        places = await app.store.places_of(EVERYWHERE, person.id)
    moved = replace(talk, workspace_id=places[0][2].id, flow="", data={})
    return await app.store.change(EVERYWHERE, talk, moved), places[0]


def with_brought(turn: Turn, brought: Brought) -> Turn:
    """The turn with what came along; a voice that was heard is words, one that was not is nothing we can use."""
    said = turn.said
    if brought.heard:
        said = replace(said, text=brought.heard)
    elif brought.unheard and not brought.files:
        said = replace(said, other="voice")
    return replace(turn, said=said, files=brought.files, heard=brought.heard)


async def elsewhere(turn: Turn, workspace_id: WorkspaceId) -> Turn:
    """The same turn in another workspace. Raises `Missing` where the person does not belong to it."""
    if workspace_id == turn.workspace.id:
        return turn
    workspace = await turn.app.store.get(workspace_id, Workspace, workspace_id)
    place = await joining.membership_of(turn.app, workspace.id, turn.person.id)
    # Counted anew: it may be this very turn that made it more than one.
    several = await turn.app.store.count(EVERYWHERE, Membership, person_id=turn.person.id) > 1
    return replace(turn, workspace=workspace, role=place.role, several=several)


async def reader(app: App, conversation_id: str, workspace_id: WorkspaceId, *, whole_forms: bool) -> Turn:
    """A turn in which nothing was said: for drawing a card for its reader. Raises `Missing` as `elsewhere` does."""
    talk = await app.store.get(EVERYWHERE, Conversation, conversation_id)
    said = Said(platform=talk.platform, team=talk.team, chat=talk.chat, user=talk.user)
    return await elsewhere(await turn_of(app, said, whole_forms=whole_forms, conversation=talk), workspace_id)
