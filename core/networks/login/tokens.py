"""The token endpoint: what it is asked, what its answers and refusals mean, and how tokens are ended (RFC 6749, 7009).

A code and a rotating refresh token work once. So an answer that is lost, or cannot be read, is `OutcomeUnknown`: no
verdict on the account, and not to be repeated.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from core.errors import NetworkError, PermissionMissing, Policy, Refused, TokenRejected, Unavailable
from core.model import Issued, Secret
from core.networks.api import at, cleaned, unexpected
from core.ports import Answer, Api, Credential, Slot, Upload

FORBIDDEN = 403
REFUSED = (400, 401, FORBIDDEN)
SUCCESS = range(200, 300)
TOKEN = re.compile(r"[\x21-\x7e]{1,8192}")
"""Visible ASCII (RFC 6749, appendix A.12), so that no answer can put a line of its own into our headers."""
SCOPE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,200}")
"""RFC 6749, 3.3."""
SCOPES_MOST = 100
LONGEST = timedelta(days=3650)
OUR_APP: Final = "our-app"
"""The detail of `PermissionMissing` where it is not the account: the network does not take our app."""
Fields = Mapping[str, str | Upload | Slot]

MEANING: Mapping[str, Callable[[str], NetworkError]] = {
    "invalid_grant": TokenRejected,
    "invalid_token": TokenRejected,
    "invalid_client": lambda _: PermissionMissing(OUR_APP),
    "unauthorized_client": lambda _: PermissionMissing(OUR_APP),
    "invalid_client_metadata": lambda _: PermissionMissing(OUR_APP),  # it could not read at our address who we are
    "invalid_scope": PermissionMissing,
    "access_denied": PermissionMissing,
    "temporarily_unavailable": Unavailable,
    "server_error": Unavailable,
    "slow_down": Unavailable,
}
"""What is no fault of ours in asking (RFC 6749, 5.2); all else is `Refused`: the request was not understood."""

OVER = ("invalid_token", "invalid_grant", "unsupported_token_type")
"""With the last, the network ends that kind of token with the other (RFC 7009, 2.2.1), or lets it run out."""


async def asked(api: Api, url: str, credential: Credential, form: Fields, *, effect: bool = True) -> Answer:
    """One request to an endpoint of the login; its refusal is raised as what it means."""
    answer = await api.call("POST", url, credential=credential, form=form, effect=effect, accept=REFUSED)
    if answer.status in SUCCESS:
        return answer
    raise refusal(answer)


async def exchanged(api: Api, url: str, credential: Credential, form: Fields) -> Answer:
    """The code for tokens. Raises `Refused` where it was used before, or came too late."""
    try:
        return await asked(api, url, credential, {**form, "grant_type": "authorization_code"})
    except TokenRejected as error:
        # There is no account yet that could be lost: it is the code that does not work (any more).
        raise Refused(cleaned(error.detail, _once(form))) from error


def _once(form: Fields) -> list[str]:
    """What of a form is good for one exchange: a server may say it again when it refuses it."""
    return [value for name in ("code", "code_verifier") if isinstance(value := form.get(name), str) and value]


async def unknown_client(api: Api, url: str, credential: Credential, form: Fields) -> bool:
    """Whether the endpoint says that there is no such app; whatever else it says, there is."""
    answer = await api.call("POST", url, credential=credential, form=form, effect=False, accept=REFUSED)
    return bool(at(answer.data, ("error",)) == "invalid_client")


def refusal(answer: Answer) -> NetworkError:
    """What a refusal of a login's endpoint means."""
    name = at(answer.data, ("error",))
    said = at(answer.data, ("error_description",))
    detail = cleaned(said if isinstance(said, str) else "") or cleaned(str(name or f"HTTP {answer.status}"))
    if isinstance(name, str) and name in MEANING:
        return MEANING[name](detail)
    if name is None and answer.status == FORBIDDEN:  # a wall in front of it, not the endpoint
        return Policy(detail)
    return Refused(detail)


def issued(answer: Answer, now: datetime, *, kind: str, asked_for: tuple[str, ...], separator: str = " ") -> Issued:
    """The tokens of an answer; `kind` is the only type of token that is taken. Raises `OutcomeUnknown`.

    A server that leaves out the scopes granted what was asked for (RFC 6749, 5.1).
    """
    if str(at(answer.data, ("token_type",)) or "bearer").casefold() != kind:
        raise unexpected(answer, "token_type")
    lasts = seconds(at(answer.data, ("expires_in",)))
    scope = at(answer.data, ("scope",))
    return Issued(
        access=token(answer, "access_token"),
        refresh=token(answer, "refresh_token", needed=False),
        expires_at=None if lasts is None else now + lasts,
        scopes=asked_for if scope is None else granted(scope, separator),
    )


def token(answer: Answer, name: str, *, needed: bool = True) -> Secret:
    """One of the answer's. Raises `OutcomeUnknown` where it is needed and not there, or cannot be one."""
    value = at(answer.data, (name,))
    if isinstance(value, str) and TOKEN.fullmatch(value):
        return Secret(value)
    if needed or value:
        raise unexpected(answer, name)
    return Secret(b"")


def seconds(value: Any) -> timedelta | None:
    """How long a token lasts; None where that is not said, or is nothing that one could go by."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        lasts = timedelta(seconds=float(value))
    except (ValueError, OverflowError):  # no number, or none that a calendar has
        return None
    return lasts if timedelta(0) < lasts <= LONGEST else None


def granted(scope: Any, separator: str = " ") -> tuple[str, ...]:
    """The permissions that were granted, each once; of what no honest server says, nothing."""
    parts = scope if isinstance(scope, list) else str(scope).replace(separator, " ").split()
    return tuple(dict.fromkeys(part for one in parts if SCOPE.fullmatch(part := str(one))))[:SCOPES_MOST]


async def ended(api: Api, url: str, credential: Credential, form: Fields, *, refreshes: bool) -> None:
    """Ends both tokens at the network, the one that could make new ones first. What is over already is no error."""
    kinds = ((("refresh_token", Slot.REFRESH),) if refreshes else ()) + (("access_token", Slot.ACCESS),)
    for hint, slot in kinds:
        answer = await api.call(
            "POST",
            url,
            credential=credential,
            form={**form, "token": slot, "token_type_hint": hint},
            effect=False,
            accept=REFUSED,
        )
        if answer.status not in SUCCESS and at(answer.data, ("error",)) not in OVER:
            raise refusal(answer)
