"""Pictures and videos for the page: the bytes of a file, for who belongs to the workspace that it is kept for."""

from starlette.responses import Response

from bot.browser.thread import PLATFORM
from bot.web.headers import SERVED
from core.app import App
from core.errors import Missing
from core.model import Conversation, File, Membership
from core.ports import EVERYWHERE

HEADERS = {"Cache-Control": "private, max-age=3600, immutable", "Content-Disposition": "inline"}
"""A card is drawn many times a second while it is written; a file never changes."""


async def answer(app: App, name: str, key: str) -> Response:
    """The file's bytes; to whoever may not see it, it does not exist."""
    try:
        file = await _file(app, name, key)
        return Response(await app.files.get(file.id), media_type=file.mime, headers=HEADERS)
    except Missing:
        return Response(status_code=404)


async def _file(app: App, name: str, key: str) -> File:
    """Raises `Missing`."""
    talks = await app.store.find(EVERYWHERE, Conversation, platform=PLATFORM, team="", chat=name, user=name)
    people = [talk.person_id for talk in talks]
    places = [one.workspace_id for one in await app.store.find(EVERYWHERE, Membership, person_id=people)]
    found = await app.store.find(EVERYWHERE, File, id=key, workspace_id=places) if places else []
    if not found or found[0].mime not in SERVED:
        raise Missing(f"file {key}")
    return found[0]
