"""What an HTTP answer means: its status as one of our errors, and its body only where it is what was expected."""

import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from core.errors import (
    Duplicate,
    NetworkError,
    OutcomeUnknown,
    PermissionMissing,
    RateLimited,
    Refused,
    TokenRejected,
    Unavailable,
)
from core.ports import Answer

DETAIL = 300
"""The longest message of a network that a person is shown."""
WORD = 2048
"""The longest id or address that is believed."""
PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(days=1)
REFUSALS = range(400, 500)
MEANING: Mapping[int, type[NetworkError]] = {
    401: TokenRejected,
    403: PermissionMissing,
    409: Duplicate,  # the key or the content is taken, perhaps by our own earlier success: to be looked at first
}
TOO_MANY = 429
GAVE_UP_WAITING = 408
"""A proxy's, for us or for the network behind it: it does not say which, so it is doubt."""
SAYS = ("error_description", "message", "detail", "title", "error", "errors", "reason", "description", "error_message")
"""Where networks put the sentence that explains, best first."""


def doubt(detail: str, *, effect: bool) -> NetworkError:
    """What is left when nobody can say how a call ended: to repeat a reading harms no one, to repeat a post does."""
    return OutcomeUnknown(detail) if effect else Unavailable(detail)


def verdict(answer: Answer, *, effect: bool, now: datetime, secrets: Collection[str] = ()) -> NetworkError:
    """The error that a status other than success is."""
    detail = explained(answer, secrets)
    if answer.status == TOO_MANY:
        return RateLimited(waits_until(asked_to_wait(answer), now), detail)
    if answer.status in MEANING:
        return MEANING[answer.status](detail)
    if answer.status in REFUSALS and answer.status != GAVE_UP_WAITING:
        return Refused(detail)
    return doubt(detail, effect=effect)


def asked_to_wait(answer: Answer) -> str:
    """How long a 429 asks to wait: the header, or where networks without it put the seconds or the moment.

    X-RateLimit-Reset only where it is a moment: as a number, it is seconds for some and a date for others.
    """
    written = [at(answer.data, ("parameters", "retry_after")), at(answer.data, ("retry_after",))]
    reset = answer.headers.get("X-RateLimit-Reset", "")
    written += [reset] if "T" in reset else []
    return answer.headers.get("Retry-After") or next((str(one) for one in written if one is not None), "")


def waits_until(value: str, now: datetime) -> datetime:
    """When a Retry-After (seconds, or a date: RFC 9110, 10.2.3) is over: at least a second from now, at most a day."""
    wait = PAUSE
    try:
        wait = timedelta(seconds=float(value))
    except (ValueError, OverflowError):
        for read in (parsedate_to_datetime, datetime.fromisoformat):
            try:
                when = read(value)
                wait = (when if when.tzinfo else when.replace(tzinfo=UTC)) - now
            except (ValueError, OverflowError):
                continue  # no such header, or one that says nothing: the default
    return now + min(max(wait, timedelta(seconds=1)), LONGEST_PAUSE)


def explained(answer: Answer, secrets: Collection[str] = ()) -> str:
    """The network's own sentence, on one line, short, without control characters and without what we signed with."""
    found = sentence(answer.data) if answer.data is not None else ""
    if not found and not answer.text.lstrip().startswith("<"):  # a page of HTML explains nothing
        found = answer.text
    return cleaned(found, secrets) or f"HTTP {answer.status}"


def discreet(answer: Answer, secrets: Collection[str]) -> Answer:
    """A refusal that a network reads for itself, without what we signed with: some repeat it in their sentence."""
    text = answer.text
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "…").replace(secret.replace("/", "\\/"), "…")
    return answer if text == answer.text else Answer(answer.status, answer.headers, text, decoded(text))


def cleaned(text: str, secrets: Collection[str] = ()) -> str:
    """Safe to show: secrets are cut out before anything else can hide a part of one."""
    for secret in secrets:
        text = text.replace(secret, "…")
    text = " ".join("".join(c if c.isprintable() else " " for c in text[: DETAIL * 8]).split())
    for secret in secrets:
        text = text.replace(secret, "…")
    return text if len(text) <= DETAIL else text[: DETAIL - 1].rstrip() + "…"


def sentence(data: Any, depth: int = 3) -> str:
    """The first sentence in a JSON error, wherever networks usually put it."""
    if isinstance(data, str):
        return data.strip()
    if isinstance(data, list) and data and depth:
        return sentence(data[0], depth - 1)
    if not isinstance(data, dict) or not depth:
        return ""
    return next((found for key in SAYS if (found := sentence(data.get(key), depth - 1))), "")


def decoded(text: str) -> Any:
    """The JSON, or None where it is none (also when it is nested or long beyond reason)."""
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None


def word(answer: Answer, *path: str | int, effect: bool = True) -> str:
    """The id, address or state at this path of a successful answer.

    Raises `OutcomeUnknown` (`Unavailable` without `effect`) when the answer is not what a network of this kind gives:
    a success that cannot be read tells nothing about what happened.
    """
    value = at(answer.data, path)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str) and 0 < len(value) <= WORD and value.isprintable():
        return value
    raise unexpected(answer, ".".join(map(str, path)), effect=effect)


def rows(answer: Answer, *path: str | int, effect: bool = False) -> list[Any]:
    """The list at this path of a successful answer; raises as `word` does, but takes a reading to be without effect."""
    value = at(answer.data, path)
    if isinstance(value, list):
        return value
    raise unexpected(answer, ".".join(map(str, path)), effect=effect)


def unexpected(answer: Answer, wanted: str, *, effect: bool = True) -> NetworkError:
    """For a network to raise: it said success, but `wanted` is not there."""
    return doubt(f"HTTP {answer.status} without a usable {wanted or 'body'}", effect=effect)


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    """What lies at the end of the path, or None."""
    for step in path:
        if isinstance(step, str) and isinstance(data, dict):
            data = data.get(step)
        elif isinstance(step, int) and isinstance(data, list) and -len(data) <= step < len(data):
            data = data[step]
        else:
            return None
    return data
