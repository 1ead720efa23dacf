"""Pictures and videos before a post has them: nobody sees them yet, so each may be sent again, whatever became of it.

https://docs.joinmastodon.org/methods/media/
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from core.errors import Refused
from core.model import Content, Media, Pending
from core.networks.mastodon.calling import NOT_THERE, call, id_of
from core.ports import Api, Attempting, Credential, Upload

ACCEPTED = 202
PARTIAL = 206
PATIENCE = timedelta(minutes=30)
"""For how long a server may work on a file."""
FIRST_LOOK, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=1)
UNFINISHED = "media-unfinished"
"""The word for a file that a server does not get done with; screens have a sentence for it."""


class Stands(Enum):
    """How far a server is with a file."""

    READY = 1
    WORKING = 2
    GONE = 3
    """Never sent, forgotten after a day or so, or in a post already."""


@dataclass(frozen=True, slots=True)
class Files:
    """The ids of all files of a post, in order, and whether they can be shown."""

    ids: tuple[str, ...] = ()
    ready: bool = True


async def prepared(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Files:
    """All are there; what was sent before, and is still there, is not sent again. Raises `Refused` for what is none."""
    ids, ready = [], True
    for step, one in _steps(content):
        id = attempt.done(step) or ""
        stands = await _kept(api, credential, id) if id else Stands.GONE
        if stands is Stands.GONE:
            id, stands = await _sent(api, credential, one, attempt, step)
            await attempt.step(step, id)
        ids.append(id)
        ready = ready and stands is Stands.READY
    return Files(tuple(ids), ready)


async def working(api: Api, credential: Credential, content: Content, attempt: Attempting) -> bool:
    """Whether the server still works on one of them."""
    known = [id for step, _ in _steps(content) if (id := attempt.done(step))]
    return Stands.WORKING in [await stand(api, credential, id) for id in known]


async def stand(api: Api, credential: Credential, id: str) -> Stands:
    """How far the server is with this one. Raises `Refused` where it cannot show it."""
    answer = await call(api, credential, "GET", f"/api/v1/media/{id}", effect=False, accept=NOT_THERE)
    if answer.status in NOT_THERE:
        return Stands.GONE
    return Stands.WORKING if answer.status == PARTIAL else Stands.READY


async def _kept(api: Api, credential: Credential, id: str) -> Stands:
    """As `stand`: but what the server could not get done with before is sent anew, not looked at for ever."""
    try:
        return await stand(api, credential, id)
    except Refused:
        return Stands.GONE


def waiting(attempt: Attempting, now: datetime) -> Pending:
    """To be looked at again: the longer it has taken, the later. Raises `Refused` where it has taken too long."""
    taken = now - attempt.started_at
    if taken > PATIENCE:
        raise Refused(UNFINISHED)
    return Pending(ref="media", check_after=now + min(max(taken, FIRST_LOOK), LONGEST_PAUSE))


async def _sent(api: Api, credential: Credential, one: Media, attempt: Attempting, step: str) -> tuple[str, Stands]:
    kind = one.mime.rpartition("/")[2] or "bin"
    form: dict[str, str | Upload] = {"file": Upload(f"{step}.{kind}", one.mime, await attempt.read(one))}
    if one.alt:
        form["description"] = one.alt
    answer = await call(api, credential, "POST", "/api/v2/media", form=form, effect=False, accept=NOT_THERE)
    if answer.status in NOT_THERE:  # a server that knows only the older way
        answer = await call(api, credential, "POST", "/api/v1/media", form=form, effect=False)
    return id_of(answer, effect=False), Stands.WORKING if answer.status == ACCEPTED else Stands.READY


def _steps(content: Content) -> list[tuple[str, Media]]:
    return [(f"media-{place}", one) for place, one in enumerate(content.media, 1)]
