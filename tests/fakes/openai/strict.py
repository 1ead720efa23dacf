"""What a strict endpoint says to a request that is not as it should be."""

from collections.abc import Mapping
from typing import Any

KNOWN = {
    "model",
    "messages",
    "stream",
    "stream_options",
    "response_format",
    "max_tokens",
    "max_completion_tokens",
    "reasoning_effort",
}
"""All that an endpoint of others knows; `store` is the original's own."""
MOST_TOKENS = 100_000
ROLES = ("system", "user", "assistant")


def faults(headers: Mapping[str, str], body: Any) -> list[str]:
    """Everything wrong with a request; empty when it is right."""
    if not isinstance(body, dict):
        return ["the body is no JSON object"]
    found = [f"unknown parameter: {name}" for name in body if name not in KNOWN]
    found += [] if headers.get("content-type", "").startswith("application/json") else ["content-type is not JSON"]
    found += [] if body.get("stream") is True else ["stream is not asked for"]
    found += [*_messages(body.get("messages")), *_room(body), *_form(body.get("response_format"))]
    if body.get("stream_options", {"include_usage": True}) != {"include_usage": True}:
        found.append("stream_options is odd")
    return found


def _messages(messages: Any) -> list[str]:
    if not isinstance(messages, list) or len(messages) < 2:
        return ["messages are missing"]
    good = all(
        isinstance(message, dict)
        and set(message) == {"role", "content"}
        and message["role"] in ROLES
        and isinstance(message["content"], str)
        and message["content"]
        for message in messages
    )
    roles = [message.get("role") for message in messages]
    order = ["system", "user", *["assistant", "user"] * ((len(messages) - 2) // 2)]
    return ([] if good else ["a message is malformed"]) + ([] if roles == order else [f"roles are {roles}"])


def _room(body: dict[str, Any]) -> list[str]:
    given = [body[name] for name in ("max_tokens", "max_completion_tokens") if name in body]
    right = len(given) == 1 and isinstance(given[0], int) and 0 < given[0] <= MOST_TOKENS
    return [] if right else [f"token limits are {given}"]


def _form(form: Any) -> list[str]:
    if form is None or form == {"type": "json_object"}:
        return []
    if not isinstance(form, dict) or form.get("type") != "json_schema" or set(form) != {"type", "json_schema"}:
        return ["response_format is odd"]
    return _schema(form["json_schema"])


def _schema(named: Any) -> list[str]:
    """Strict mode: every object closed, every property required."""
    if not isinstance(named, dict) or set(named) != {"name", "strict", "schema"} or named["strict"] is not True:
        return ["json_schema needs name, strict and schema"]
    listed = named["schema"].get("properties", {}).get("variants", {})
    objects = [named["schema"], listed.get("items", {})]
    closed = all(
        one.get("type") == "object"
        and one.get("additionalProperties") is False
        and one.get("required") == list(one.get("properties", {}))
        for one in objects
    )
    counted = listed.get("minItems") == listed.get("maxItems") and (listed.get("minItems") or 0) > 0
    return ([] if closed else ["an object of the schema is open"]) + ([] if counted else ["the count is not fixed"])
