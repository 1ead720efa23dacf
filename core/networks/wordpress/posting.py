"""A post at a site: drafted, which no reader sees, then shown, which may be repeated; changed; put into the bin."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from core.errors import RateLimited, Refused, Unavailable
from core.model import Connection, Content, Pending, Published
from core.networks.api import at, rows, unexpected, word
from core.networks.wordpress.calling import NO_POST, Query, call, code_of
from core.networks.wordpress.composing import Uploaded, body, featured, slug_of, titled
from core.networks.wordpress.files import all_there, uploaded
from core.ports import Answer, Api, Attempting, Credential

POSTS = "/wp/v2/posts"
FIELDS = "id,status,link"
DRAFT, PUBLISH = "draft", "publish"
OUT = frozenset({"publish", "private"})
WAITS = frozenset({"draft", "auto-draft", "pending"})
SOON = timedelta(minutes=1)
"""How often a post that waits at the site is looked at."""
BINNED: Final = "rest_already_trashed"
NO_BIN: Final = "rest_trash_not_supported"
SITE_HELD: Final = "site-held"
SITE_GONE: Final = "site-gone"


async def publish(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published | Pending:
    """Files, draft, public: only the last request shows anything to readers, and only of what was approved."""
    words = written(content, await uploaded(api, credential, content, attempt))
    id = attempt.done(DRAFT)
    if id is None:
        id = await drafted(api, credential, content, words, attempt)
        await attempt.step(DRAFT, id)
    await attempt.step(PUBLISH)
    answer = await _shown(api, credential, id, words)
    if code_of(answer) == NO_POST:
        # Somebody threw the draft away, and it had not been public: else it would have been found, not repeated.
        id = await drafted(api, credential, content, words, attempt)
        await attempt.step(DRAFT, id)
        answer = await _shown(api, credential, id, words)
    if (out := state_of(answer, api.now(), effect=True)) is None:
        raise Refused(SITE_HELD)
    return out


async def _shown(api: Api, credential: Credential, id: str, words: Mapping[str, object]) -> Answer:
    public = {**words, "status": "publish"}
    return await call(
        api, credential, "POST", f"{POSTS}/{id}", query={"_fields": FIELDS}, json=public, effect=True, fine=(NO_POST,)
    )


async def drafted(
    api: Api, credential: Credential, content: Content, words: Mapping[str, object], attempt: Attempting
) -> str:
    """The draft's id: one that an attempt left behind whose answer was lost, or a new one.

    One that another publication of the same words waits with is that one's.

    A site that cannot be read just now may yet be written to: then a second draft may be left behind, seen by nobody.
    """
    slug = slug_of(content)
    query = {"slug": slug, "status": "draft", "context": "edit", "_fields": "id,slug"}
    try:
        # To somebody who is not logged in, because the password is over, there is no such status: a 400.
        answer = await call(api, credential, "GET", POSTS, query=query, fine=("rest_invalid_param",))
        there = enumerate(rows(answer))
        left = [word(answer, place, "id", effect=False) for place, row in there if at(row, ("slug",)) == slug]
    except (Unavailable, RateLimited):
        left = []
    for id in left:
        if not await attempt.taken(id):
            return id
    new = {**words, "slug": slug, "status": "draft"}
    answer = await call(api, credential, "POST", POSTS, query={"_fields": FIELDS}, json=new)
    return word(answer, "id", effect=False)


async def find(api: Api, credential: Credential, _: Content, attempt: Attempting) -> Published | Pending | None:
    """What became of the draft. Raises `Refused` where it is in the bin: a person put it there, before or after."""
    id = attempt.ref or attempt.done(DRAFT)
    if id is None:
        return None
    query = {"context": "edit", "_fields": FIELDS}
    answer = await call(api, credential, "GET", f"{POSTS}/{id}", query=query, fine=(NO_POST,))
    if code_of(answer) == NO_POST:
        raise Refused(SITE_GONE)
    return state_of(answer, api.now(), effect=False)


async def edit(api: Api, credential: Credential, content: Content, remote_id: str) -> Published:
    """Changes title and body; the files stay, also where somebody has put others there by hand: all is made anew."""
    files = await all_there(api, credential, content.media)
    words = {"title": titled(content.text), "content": body(content.text, files)}
    answer = await call(
        api, credential, "POST", f"{POSTS}/{remote_id}", query={"_fields": FIELDS}, json=words, effect=True
    )
    if word(answer, "status") == "trash":
        raise Refused(SITE_GONE)
    return Published(id=word(answer, "id"), url=word(answer, "link"))


async def delete(api: Api, credential: Credential, _: Connection, remote_id: str) -> None:
    """Into the site's bin; for good where the site has none."""
    path, over = f"{POSTS}/{remote_id}", (NO_POST, BINNED)
    answer = await call(api, credential, "DELETE", path, effect=True, fine=(*over, NO_BIN))
    if code_of(answer) == NO_BIN:
        await call(api, credential, "DELETE", path, query={"force": "true"}, effect=True, fine=over)


async def metrics(api: Api, credential: Credential, _: Connection, remote_id: str) -> Mapping[str, int]:
    """Comments that readers see; WordPress by itself counts nothing else."""
    query: Query = {"post": remote_id, "per_page": 1, "_fields": "id"}
    answer = await call(api, credential, "GET", "/wp/v2/comments", query=query)
    total = answer.headers.get("X-WP-Total", "")
    if not total.isdecimal():
        raise unexpected(answer, "X-WP-Total", effect=False)
    return {"replies": int(total)}


def written(content: Content, files: list[Uploaded]) -> dict[str, Any]:
    """The fields of a post."""
    words: dict[str, Any] = {"title": titled(content.text), "content": body(content.text, files)}
    picture = featured(files)
    return words if picture is None else {**words, "featured_media": int(picture.id)}


def state_of(answer: Answer, now: datetime, *, effect: bool) -> Published | Pending | None:
    """What a post's state is to readers; None: they do not see it. Raises `Refused` for one in the bin."""
    id, status = word(answer, "id", effect=effect), word(answer, "status", effect=effect)
    if status in OUT:
        return Published(id=id, url=word(answer, "link", effect=effect))
    if status in WAITS:
        return None
    if status == "trash":
        raise Refused(SITE_GONE)
    # `future`, where the site's clock is behind; or what a plugin has made of it: it is looked at again.
    return Pending(ref=id, check_after=now + SOON)
