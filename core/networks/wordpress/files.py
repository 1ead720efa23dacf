"""Files go into the site's library before the post: nobody reads them there, and each is put there once."""

import hashlib
from collections.abc import Sequence

from core.errors import Refused
from core.model import Content, Media
from core.networks.api import at, rows, word
from core.networks.wordpress.calling import Query, call
from core.networks.wordpress.composing import Uploaded, split
from core.ports import Api, Attempting, Credential, Upload

MEDIA = "/wp/v2/media"
FIELDS = "id,slug,source_url"
GONE = "site-files-gone"


def named(media: Media) -> str:
    """By what it shows and how that is told: found again by it, and never changed for a post that has it already."""
    return f"am-{hashlib.sha256(f'{media.digest} {media.alt}'.encode()).hexdigest()[:24]}"


async def uploaded(api: Api, credential: Credential, content: Content, attempt: Attempting) -> list[Uploaded]:
    """All of them, in order. A step each: nothing is looked for, or sent, that is known to be there."""
    found: list[Uploaded] = []
    for place, media in enumerate(content.media):
        step = f"file-{place}"
        if (known := attempt.done(step)) is not None:
            id, _, url = known.partition(" ")
            found.append(Uploaded(media, id, url))
            continue
        there = await looked_up(api, credential, [media])
        file = there[0] if there else await _put(api, credential, content, (media, await attempt.read(media)))
        await attempt.step(step, file.ref)
        found.append(file)
    return found


async def looked_up(api: Api, credential: Credential, media: Sequence[Media]) -> list[Uploaded]:
    """Those that are in the library, in order."""
    names = ",".join(sorted({named(one) for one in media}))
    query: Query = {"slug": names, "context": "edit", "per_page": 100, "_fields": FIELDS}
    answer = await call(api, credential, "GET", MEDIA, query=query)
    places = {at(row, ("slug",)): place for place, row in enumerate(rows(answer))}
    return [
        Uploaded(one, word(answer, place, "id", effect=False), word(answer, place, "source_url", effect=False))
        for one in media
        if (place := places.get(named(one))) is not None
    ]


async def all_there(api: Api, credential: Credential, media: Sequence[Media]) -> list[Uploaded]:
    """As `looked_up`. Raises `Refused` where one was deleted from the library."""
    if not media:
        return []
    found = await looked_up(api, credential, media)
    if len(found) != len(media):
        raise Refused(GONE)
    return found


async def _put(api: Api, credential: Credential, content: Content, file: tuple[Media, bytes]) -> Uploaded:
    """In one form with its words: a file would else be there for a moment without them."""
    media, data = file
    name = named(media)
    end = media.mime.rpartition("/")[2] or "bin"
    form: dict[str, str | Upload] = {
        "file": Upload(f"{name}.{end}", media.mime, data),
        "slug": name,
        "title": media.alt or split(content.text).title,
        "alt_text": media.alt,
    }
    answer = await call(api, credential, "POST", MEDIA, query={"_fields": FIELDS}, form=form)
    return Uploaded(media, word(answer, "id", effect=False), word(answer, "source_url", effect=False))
