"""What else is chosen for a post at one account (silent, pinned, ...): content like its words, approved with them."""

from collections.abc import Mapping
from dataclasses import replace

from core.app import App
from core.drafting.doing import doing
from core.drafting.drafts import Draft, chosen, current
from core.drafting.versions import renewed
from core.errors import Invalid
from core.model import ActionKind, ConnectionId, PersonId, Post, PostId, Target, WorkspaceId, new_id

CHOSEN: Mapping[str, str] = {"preview": "off"}
"""What an option is set to where that is not "1"; one that is not chosen is not there at all."""


async def set_option(  # noqa: PLR0913 - who chooses what, where; the last three by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    post_id: PostId,
    connection_id: ConnectionId,
    *,
    name: str,
    on: bool,
    platform: str = "",
) -> Post:
    """A new version with the option set or left out. Raises `Invalid`, `Missing`, `Decided` and `Stale`."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await current(act.app, scope, post_id)
        version = chosen(draft, "edit-no-text")
        if name not in options_of(app, draft, connection_id):
            raise Invalid("option-unknown")
        target = version.targets.get(connection_id, Target())
        kept = {one: value for one, value in target.options.items() if one != name}
        options = kept | ({name: CHOSEN.get(name, "1")} if on else {})
        if options == dict(target.options):
            return draft.post
        fresh = replace(
            version,
            id=new_id(),
            number=draft.post.version + 1,
            by=person,
            created_at=act.now,
            targets={**version.targets, connection_id: replace(target, options=options)},
            undoes=None,
        )
        return await renewed(act, draft, fresh, ActionKind.EDITED)


def options_of(app: App, draft: Draft, connection_id: ConnectionId) -> tuple[str, ...]:
    """What can be chosen for the post at this account. Raises `Missing`."""
    network = app.networks.get(draft.of(connection_id).network)
    return network.options if network is not None else ()
