"""One call of an account's server, and what its refusals mean. https://atproto.com/specs/xrpc"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from core.errors import (
    NetworkError,
    PermissionMissing,
    Policy,
    QuotaSpent,
    RateLimited,
    Refused,
    TokenRejected,
    Unavailable,
)
from core.networks.api import at, cleaned
from core.networks.api.answers import LONGEST_PAUSE, asked_to_wait, waits_until
from core.ports import Answer, Api, Credential

SUCCESS = range(200, 300)
TOO_MANY = 429
LONG = timedelta(hours=1)
"""The hour's share is back by then; what takes longer is the day's."""
ABSENT = ("RecordNotFound",)
COULD_NOT = "Could not locate record"
"""What servers say that have no name for it."""

BY_NAME: Mapping[str, Callable[[str], NetworkError]] = {
    "ExpiredToken": TokenRejected,
    "InvalidToken": TokenRejected,
    "AuthMissing": TokenRejected,
    "AuthenticationRequired": TokenRejected,
    "invalid_token": TokenRejected,
    "AccountTakedown": PermissionMissing,
    "AccountSuspended": PermissionMissing,
    "AccountDeactivated": PermissionMissing,
    "AccountNotFound": PermissionMissing,
    "RepoNotFound": PermissionMissing,
    "RepoTakendown": PermissionMissing,
    "RepoDeactivated": PermissionMissing,
    "ScopeMissingError": PermissionMissing,
    "insufficient_scope": PermissionMissing,
    "InvalidRequest": Refused,
    "InvalidRecord": Refused,
    "BlobTooLarge": Refused,
    "BlobNotFound": Refused,
    "InvalidMimeType": Refused,
    "PayloadTooLarge": Refused,
    # Nothing was done, and it is not the account: a proof of ours came too late, or for another moment's nonce.
    "use_dpop_nonce": Unavailable,
    "invalid_dpop_proof": Unavailable,
    "UpstreamFailure": Unavailable,
    "Blocked": Policy,
}
BY_STATUS: Mapping[int, Callable[[str], NetworkError]] = {
    400: Refused,
    401: TokenRejected,
    403: PermissionMissing,
    413: Refused,
}
READ = (*BY_STATUS, TOO_MANY)
"""Statuses whose reason only the answer tells."""
JSON: Final = "application/json"


async def query(api: Api, credential: Credential, name: str, **params: str | list[str]) -> Answer:
    """A reading. Raises any `NetworkError`."""
    url = f"{credential.base}/xrpc/{name}?{urlencode(params, doseq=True)}"
    return judged(await api.call("GET", url, credential=credential, effect=False, accept=READ), api.now())


async def counted(api: Api, credential: Credential, name: str, view: str, **params: str | list[str]) -> Answer:
    """A reading that the server passes on to who counts."""
    url = f"{credential.base}/xrpc/{name}?{urlencode(params, doseq=True)}"
    to = {"atproto-proxy": view}
    return judged(await api.call("GET", url, credential=credential, headers=to, effect=False, accept=READ), api.now())


async def procedure(api: Api, credential: Credential, name: str, given: Mapping[str, object]) -> Answer:
    """A change that readers see. Raises any `NetworkError`."""
    url = f"{credential.base}/xrpc/{name}"
    return judged(await api.call("POST", url, credential=credential, json=given, accept=READ), api.now())


async def uploaded(api: Api, credential: Credential, data: bytes, mime: str) -> Answer:
    """A file, which nobody sees until a record has it. Raises any `NetworkError` but `OutcomeUnknown`."""
    url = f"{credential.base}/xrpc/com.atproto.repo.uploadBlob"
    said = {"Content-Type": mime}
    answer = await api.call("POST", url, credential=credential, data=data, headers=said, effect=False, accept=READ)
    return judged(answer, api.now())


def judged(answer: Answer, now: datetime) -> Answer:
    """The answer, if it is a success. Raises what it means where it is not."""
    if answer.status in SUCCESS:
        return answer
    name = str(at(answer.data, ("error",)) or "")
    said = at(answer.data, ("message",)) or at(answer.data, ("error_description",))
    detail = cleaned(str(said or name or f"HTTP {answer.status}"))
    if answer.status == TOO_MANY:
        raise limited(answer, now, detail)
    raise BY_NAME.get(name, BY_STATUS[answer.status])(detail)


def limited(answer: Answer, now: datetime, detail: str) -> RateLimited:
    """Until when; `ratelimit-reset` is a moment, in seconds of the epoch."""
    until = waits_until(asked_to_wait(answer), now)
    try:
        reset = datetime.fromtimestamp(float(answer.headers.get("ratelimit-reset") or ""), UTC)
    except (ValueError, OverflowError, OSError):
        pass  # not said, or nothing that a calendar has
    else:
        until = min(max(reset, now + timedelta(seconds=1)), now + LONGEST_PAUSE)
    return QuotaSpent(until, detail) if until - now > LONG else RateLimited(until, detail)


def is_absent(answer: Answer) -> bool:
    """Whether a refused reading says that there is no such record."""
    return at(answer.data, ("error",)) in ABSENT or COULD_NOT in str(at(answer.data, ("message",)))


async def record(api: Api, credential: Credential, repo: str, collection: str, key: str) -> Answer | None:
    """A record by its key; None: surely not there."""
    url = f"{credential.base}/xrpc/com.atproto.repo.getRecord?"
    url += urlencode({"repo": repo, "collection": collection, "rkey": key})
    answer = await api.call("GET", url, credential=credential, effect=False, accept=READ)
    if answer.status not in SUCCESS and is_absent(answer):
        return None
    return judged(answer, api.now())
