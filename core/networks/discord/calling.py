"""One call of a webhook, and what Discord's refusals mean. https://docs.discord.com/developers/topics/opcodes-and-status-codes"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import Any, Final, Literal

from core.errors import NetworkError, PermissionMissing, Policy, RateLimited, Refused, TokenRejected
from core.networks.api import at, cleaned
from core.networks.login import in_path
from core.ports import Answer, Api, Credential, Held, Upload

ORIGIN: Final = "https://discord.com"
WEBHOOKS: Final = "/api/v10/webhooks"
OWN, KEY = "own", "key"
"""What stands in our addresses for the webhook's id, which is no secret, and for its token, which is one."""
WEBHOOK: Final = "webhook"
"""The fact that is the webhook's id."""
AGENT: Final = {"User-Agent": "DiscordBot (AiMarketing, 1)"}
"""Callers are to introduce themselves so. https://docs.discord.com/developers/reference#user-agent"""
TOKEN = re.compile(r"[\w-]{50,}")
SUCCESS = range(200, 300)
FORBIDDEN = 403
READ = (400, 401, FORBIDDEN, 404, 413)
"""Refusals whose reason only their code tells."""
UNKNOWN_MESSAGE: Final = 10008
PAUSE: Final = 60.0
Method = Literal["GET", "POST", "PATCH", "DELETE"]

MEANING: Mapping[int, Callable[[str], NetworkError]] = {
    10003: PermissionMissing,  # the channel is gone
    10015: TokenRejected,  # so is the webhook
    20009: Policy,  # explicit content
    50001: PermissionMissing,
    50013: PermissionMissing,
    50027: TokenRejected,
    240000: Policy,  # a link that Discord's filter knows
}
SLOWED = frozenset({20016, 20022, 20028})
"""Slow mode, edits of announcements, writing to a channel: each has a pace of its own."""

_signed = in_path(KEY)


def sign(held: Held, method: str, url: str, nonce: str) -> tuple[str, Mapping[str, str]]:
    """The webhook's id and its token are put in their places."""
    own = f"{WEBHOOKS}/{held.facts.get(WEBHOOK, OWN)}/"
    return _signed(held, method, url.replace(f"{WEBHOOKS}/{OWN}/", own, 1), nonce)


async def call(  # noqa: PLR0913 - a request has this many parts, the last by name
    api: Api,
    credential: Credential,
    method: Method,
    path: str = "",
    *,
    json: object = None,
    form: Mapping[str, str | Upload] | None = None,
    effect: bool = False,
    fine: Collection[int] = (),
) -> Answer:
    """The webhook's answer. `fine`: codes of refusals that are given back like success. Raises any `NetworkError`."""
    url = f"{credential.base}{WEBHOOKS}/{OWN}/{KEY}{path}"
    answer = await api.call(
        method, url, credential=credential, json=json, form=form, headers=AGENT, effect=effect, accept=READ
    )
    if answer.status in SUCCESS or at(answer.data, ("code",)) in fine:
        return answer
    raise refusal(answer, api)


def refusal(answer: Answer, api: Api) -> NetworkError:
    """What a status of `READ` means; nothing was done."""
    code, said = at(answer.data, ("code",)), told(answer)
    if isinstance(code, int) and code in MEANING:
        return MEANING[code](said)
    if code in SLOWED:
        return RateLimited(api.now() + timedelta(seconds=paused(at(answer.data, ("retry_after",)))), said)
    if answer.status == FORBIDDEN:
        # Without an answer of Discord's own, it is the wall in front of it that says no: the webhook is as it was.
        return PermissionMissing(said) if isinstance(answer.data, dict) else Policy(said)
    return TokenRejected(said) if answer.status == 401 else Refused(said)  # noqa: PLR2004 - Unauthorized


def told(answer: Answer) -> str:
    """Discord's sentence, with the first that says what is wrong about a field."""
    message = at(answer.data, ("message",))
    said = [one for one in (message, _within(at(answer.data, ("errors",)))) if isinstance(one, str) and one]
    return TOKEN.sub("…", cleaned(" ".join(said))) or f"HTTP {answer.status}"


def _within(errors: Any, depth: int = 6) -> str:
    """`{"content": {"_errors": [{"code": …, "message": …}]}}`, however deep."""
    if not isinstance(errors, dict) or not depth:
        return ""
    own = at(errors, ("_errors", 0, "message"))
    if isinstance(own, str):
        return own
    return next((found for inner in errors.values() if (found := _within(inner, depth - 1))), "")


def paused(seconds: Any) -> float:
    """A pause in seconds as an answer has it, which may be a fraction; a minute where it says nothing."""
    real = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    return min(max(float(seconds), 1.0), 86_400.0) if real else PAUSE
