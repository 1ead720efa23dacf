"""One call of a site's REST API, and what its refusals mean; sites differ in what stands before and behind it."""

import re
from collections.abc import Collection, Mapping
from typing import Final, Literal
from urllib.parse import urlencode, urlsplit

from core.errors import NetworkError, OutcomeUnknown, PermissionMissing, Policy, Refused, TokenRejected, Unavailable
from core.networks.api import at, cleaned
from core.ports import Answer, Api, Credential, Upload

SUCCESS = range(200, 300)
UNAUTHORIZED, FORBIDDEN, NOT_FOUND, TOO_LARGE, BROKEN = 401, 403, 404, 413, 500
READ = (400, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, 410, TOO_LARGE, BROKEN, 501)
"""Refusals whose reason only their code tells; a file that is not taken is a 500 with one."""
TAG = re.compile(r"<[^<>]*>")
NO_POST: Final = "rest_post_invalid_id"
NO_ROUTE: Final = "rest_no_route"
NO_FILE = frozenset({"rest_upload_no_data", "rest_upload_no_content_disposition"})
"""What a site says to a form that was larger than its PHP reads: it sees an empty one."""

SITE_LOGIN: Final = "site-login"
SITE_ROLE: Final = "site-role"
SITE_CLOSED: Final = "site-closed"
SITE_WALL: Final = "site-wall"
SITE_FILE: Final = "site-file"
Query = Mapping[str, str | int]
Method = Literal["GET", "POST", "DELETE"]


def root_of(base: str) -> str:
    """Where the API begins: the account's own place; behind a bare origin, where most sites have it."""
    parts = urlsplit(base)
    return base if parts.path.strip("/") or parts.query else f"{base}/wp-json"


def address(root: str, path: str, query: Query | None = None) -> str:
    """An address of the API; where the site has no readable addresses, the path itself stands in the query."""
    words = urlencode(query or {})
    return f"{root}{path}" + (("&" if "?" in root else "?") + words if words else "")


async def call(  # noqa: PLR0913 - a request has this many parts, all but four by name
    api: Api,
    credential: Credential,
    method: Method,
    path: str,
    *,
    query: Query | None = None,
    json: object = None,
    form: Mapping[str, str | Upload] | None = None,
    effect: bool = False,
    fine: Collection[str] = (),
) -> Answer:
    """The site's answer. `fine`: codes of refusals that are given back like success. Raises any `NetworkError`."""
    url = address(root_of(credential.base), path, query)
    answer = await api.call(method, url, credential=credential, json=json, form=form, effect=effect, accept=READ)
    if answer.status in SUCCESS or code_of(answer) in fine:
        return answer
    raise refusal(answer, effect=effect)


def code_of(answer: Answer) -> str:
    """WordPress's own word for what is wrong; "" where something else answered."""
    code = at(answer.data, ("code",))
    return code if isinstance(code, str) else ""


def refusal(answer: Answer, *, effect: bool) -> NetworkError:
    """What a status of `READ` means."""
    code, said = code_of(answer), told(answer)
    if code in NO_FILE or answer.status == TOO_LARGE:
        return Refused(SITE_FILE)
    if answer.status == BROKEN and not code.startswith("rest_upload_"):
        return OutcomeUnknown(said) if effect else Unavailable(said)
    if answer.status == UNAUTHORIZED:
        return TokenRejected(SITE_LOGIN)
    if answer.status == FORBIDDEN:
        # A page instead of an answer is a firewall's: the account is as it was.
        own = PermissionMissing(SITE_ROLE if code else said)
        return own if isinstance(answer.data, dict) else Policy(SITE_WALL)
    if answer.status == NOT_FOUND and code in {"", NO_ROUTE}:
        return PermissionMissing(SITE_CLOSED)
    return Refused(said)


def told(answer: Answer) -> str:
    """The site's own sentence, without the markup that some have."""
    message = at(answer.data, ("message",)) or at(answer.data, ("error",))
    return cleaned(TAG.sub("", message) if isinstance(message, str) else "") or f"HTTP {answer.status}"
