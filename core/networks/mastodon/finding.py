"""Whether an attempt's statuses are out: the account's own, read back to before it began, and compared.

A key that a server keeps for an hour is no answer later, and no answer at servers that do not look at it.
https://docs.joinmastodon.org/methods/accounts/#statuses
"""

import html
import re
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

from core.errors import Refused, Unavailable
from core.limits import MENTION
from core.model import Content, Pending, Published
from core.networks.api import at, rows, unexpected
from core.networks.mastodon.calling import call, is_id
from core.networks.mastodon.files import waiting, working
from core.networks.mastodon.posting import Posting, Sent, published, step_of, url_of
from core.ports import Answer, Api, Attempting, Credential

PAGE = 40
PAGES = 25
"""How many pages are read at most: an account that posts a thousand times in an hour is not looked through."""
EARLIER = timedelta(minutes=1)
"""By how much a server's clock may be behind ours without its saying so."""
MOST_BEHIND = timedelta(hours=1)
TAG = re.compile(r"<[^>]*>")
BREAK = re.compile(r"<(?:br|/p|/li|/div)\b[^>]*>", re.IGNORECASE)
SPACE = re.compile(r"\s+")
NO_LETTER = re.compile(r"[\W_]+")


async def find(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published | Pending | None:
    """Whole, or still waiting for its media, or not whole: what there is of it is noted, and is not made again."""
    posting = Posting(api, credential, content, attempt)
    since = attempt.started_at - EARLIER
    statuses = [status async for status in _own(api, credential, content.account, since)]
    made: list[Sent] = []
    for place in range(len(posting.parts)):
        sent = await _there(posting, place, made, statuses)
        if sent is None:
            break
        made.append(sent)
    else:
        return published(made)
    if not made and attempt.ref and await working(api, credential, content, attempt):
        return waiting(attempt, api.now())
    return None


async def _there(posting: Posting, place: int, made: Sequence[Sent], statuses: Sequence[Any]) -> Sent | None:
    known = None if posting.alone else posting.attempt.done(step_of(place))
    if known is not None:
        return Sent.read(known)
    before, media = (made[-1].id, 0) if made else (None, len(posting.content.media))
    for status in statuses:
        answers, shown = at(status, ("in_reply_to_id",)), at(status, ("media_attachments",)) or []
        if (str(answers) if answers else None, len(shown)) != (before, media):
            continue
        id = str(at(status, ("id",)))
        # The same words may have gone out a moment before, on purpose.
        if await _says(posting, status, posting.parts[place]) and not await posting.attempt.taken(id):
            sent = Sent(id, url_of(status))
            if not posting.alone:
                await posting.attempt.step(step_of(place), sent.ref)
            return sent
    return None


async def _own(api: Api, credential: Credential, account: str, since: datetime) -> AsyncIterator[Any]:
    """The account's own statuses, the newest first, to this moment. Only then is "not there" sure."""
    following = ""
    path = f"/api/v1/accounts/{quote(account.rpartition('/')[2], safe='')}/statuses?limit={PAGE}&exclude_reblogs=true"
    for _ in range(PAGES):
        answer = await call(api, credential, "GET", path + following, effect=False)
        statuses, earliest = rows(answer), since - behind(answer, api.now())
        for status in statuses:
            if _at(answer, status) < earliest:
                return
            yield status
        if not statuses:
            return
        following = f"&max_id={quote(_id(answer, statuses[-1]), safe='')}"
    raise Unavailable("too many posts to look through")


def behind(answer: Answer, now: datetime) -> timedelta:
    """By how much the server's clock is behind ours, by its own word: its posts look so much older than they are."""
    try:
        told = parsedate_to_datetime(answer.headers.get("Date") or "").replace(tzinfo=UTC)  # it is always in GMT
    except (ValueError, OverflowError):
        return timedelta()
    return min(max(now - told, timedelta()), MOST_BEHIND)


def _at(answer: Answer, status: Any) -> datetime:
    try:
        at_ = datetime.fromisoformat(str(at(status, ("created_at",))))
    except ValueError:
        raise unexpected(answer, "created_at", effect=False) from None
    if at_.tzinfo is None:
        raise unexpected(answer, "created_at", effect=False)
    return at_


def _id(answer: Answer, status: Any) -> str:
    id = str(at(status, ("id",)) or "")
    if not is_id(id):
        raise unexpected(answer, "id", effect=False)
    return id


async def _says(posting: Posting, status: Any, text: str) -> bool:
    """Whether its words are these. What a server made of them tells nearly always; where it nearly does, its source."""
    wanted, shown = written(text), shown_in(str(at(status, ("content",)) or ""))
    if wanted == shown:
        return True
    if NO_LETTER.sub("", wanted) != NO_LETTER.sub("", shown):
        return False
    try:
        path = f"/api/v1/statuses/{quote(str(at(status, ('id',))), safe='')}/source"
        source = await call(posting.api, posting.credential, "GET", path, effect=False)
    except Refused:  # a server without it: the letters will do
        return True
    return written(str(at(source.data, ("text",)) or "")) == wanted


def written(text: str) -> str:
    """The words as they can be compared: without spaces, and without the servers of names."""
    return SPACE.sub("", MENTION.sub(r"\1", text))


def shown_in(content: str) -> str:
    """The words of a piece of HTML, as they can be compared; a name that nobody has keeps its server there."""
    return written(html.unescape(TAG.sub("", BREAK.sub(" ", content))))
