"""Who is in which workspace, and as what."""

from core.app import App
from core.errors import Missing
from core.model import Membership, Person, PersonId, Role, Workspace, WorkspaceId
from core.ports import EVERYWHERE


async def membership_of(app: App, scope: WorkspaceId, person_id: PersonId) -> Membership:
    """The person's place in the workspace. Raises `Missing`."""
    found = await app.store.find(scope, Membership, person_id=person_id)
    if not found:
        raise Missing("membership")
    return found[0]


async def workspaces_of(app: App, person_id: PersonId) -> list[tuple[Workspace, Role]]:
    """Every workspace the person belongs to, by name."""
    places = await app.store.find(EVERYWHERE, Membership, person_id=person_id)
    found = await app.store.find(EVERYWHERE, Workspace, id=[place.workspace_id for place in places])
    roles = {place.workspace_id: place.role for place in places}
    return sorted(((one, roles[one.id]) for one in found), key=lambda pair: (pair[0].name.casefold(), pair[0].id))


async def team_of(app: App, scope: WorkspaceId) -> list[tuple[Person, Role]]:
    """Who belongs to the workspace, in the order they came."""
    places = await app.store.find(scope, Membership)
    people = {one.id: one for one in await app.store.find(EVERYWHERE, Person, id=[p.person_id for p in places])}
    return [(people[place.person_id], place.role) for place in places]
