"""One call of the API of somebody's server, and what its refusals mean. https://docs.joinmastodon.org/client/intro/

Servers are of many kinds: errors may be no JSON, and a wrong token may be answered by 403 (Pleroma).
"""

from collections.abc import Collection, Mapping
from typing import Literal

from core.errors import NetworkError, PermissionMissing, Refused, TokenRejected
from core.networks.api import unexpected, word
from core.networks.api.answers import explained
from core.ports import Answer, Api, Credential, Slot, Upload

SUCCESS = range(200, 300)
NOT_THERE = (404, 410)
FORBIDDEN = 403
UNPROCESSABLE = 422
READ = (*NOT_THERE, FORBIDDEN, UNPROCESSABLE)
"""Refusals whose reason only their words tell."""
WRONG_TOKEN = ("invalid credentials", "invalid_token", "access token")
OUTSIDE_SCOPES = "outside the authorized scopes"
ID_MOST = 200


async def call(  # noqa: PLR0913 - a request has this many parts, all but the first four by name
    api: Api,
    credential: Credential,
    method: Literal["GET", "POST", "PUT", "DELETE"],
    path: str,
    *,
    json: object = None,
    form: Mapping[str, str | Upload | Slot] | None = None,
    headers: Mapping[str, str] | None = None,
    effect: bool = True,
    accept: Collection[int] = (),
) -> Answer:
    """The answer; of the refusals, only those in `accept`. Raises any `NetworkError`."""
    answer = await api.call(
        method,
        f"{credential.base}{path}",
        credential=credential,
        json=json,
        form=form,
        headers=headers,
        effect=effect,
        accept=READ,
    )
    if answer.status in SUCCESS or answer.status in accept:
        return answer
    raise refusal(answer)


def refusal(answer: Answer) -> NetworkError:
    """What a status of `READ` means; nothing was done."""
    said = explained(answer)
    words = said.casefold()
    if answer.status == FORBIDDEN and OUTSIDE_SCOPES not in words and any(sign in words for sign in WRONG_TOKEN):
        return TokenRejected(said)
    return PermissionMissing(said) if answer.status == FORBIDDEN else Refused(said)


def id_of(answer: Answer, *, effect: bool = True) -> str:
    """The id of what was made: a number here, letters there, but always one word. Raises as `word` does."""
    id = word(answer, "id", effect=effect)
    if is_id(id):
        return id
    raise unexpected(answer, "id", effect=effect)


def is_id(id: str) -> bool:
    """Whether it can stand in a list of ids, and in an address."""
    return len(id) <= ID_MOST and id.strip(".") != "" and all(one.isalnum() or one in "-_.~" for one in id)
