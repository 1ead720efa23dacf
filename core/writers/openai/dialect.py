"""How one endpoint wants to be asked: many call themselves OpenAI-compatible, few take every parameter.

What an endpoint refuses with "400" costs nothing and is left out from then on.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal
from urllib.parse import urlsplit

import regex

OFFICIAL = "api.openai.com"
REASONING = regex.compile(r"(?:gpt-[5-9]|o\d)", regex.IGNORECASE)
"""Models that think before they write; what they think is paid for, and counted in the same allowance of tokens."""
THOUGHTS = 2_000
"""Tokens that such a model may think with; `low` effort stays well below."""
AT_MOST = regex.compile(r"at most (\d{2,7})")


class Form(StrEnum):
    """How the answer's form is asked for, the strictest first."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What may be sent to an endpoint."""

    form: Form = Form.SCHEMA
    lengths: bool = True
    """`maxLength` in the schema."""
    usage: bool = True
    """`stream_options`, for the true count of tokens."""
    store: bool = False
    """`store: false`, which only the original endpoint knows."""
    effort: bool = False
    """`reasoning_effort`."""
    tokens: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    most: int | None = None
    """The most tokens that this model can be allowed."""

    def request(self, room: int, longest: int, variants: int) -> dict[str, Any]:
        """The parameters besides model, messages and stream."""
        asked: dict[str, Any] = {self.tokens: min(room, self.most or room)}
        if self.form is not Form.PLAIN:
            asked["response_format"] = {"type": str(self.form)}
        if self.form is Form.SCHEMA:
            asked["response_format"]["json_schema"] = schema(variants, longest if self.lengths else None)
        if self.usage:
            asked["stream_options"] = {"include_usage": True}
        if self.store:
            asked["store"] = False
        if self.effort:
            asked["reasoning_effort"] = "low"
        return asked

    def without(self, refusal: str) -> "Dialect | None":
        """What to send instead, after an endpoint's "400" with this message; None: nothing is left to leave out."""
        said = refusal.casefold()
        for name, left in self._optional().items():
            if name in said:
                return left
        if self.tokens in said:
            limit = AT_MOST.search(said)
            return replace(self, most=int(limit.group(1))) if limit and not self.most else self._other_tokens()
        simpler = {Form.SCHEMA: Form.OBJECT, Form.OBJECT: Form.PLAIN}.get(self.form)
        return replace(self, form=simpler) if simpler else None

    def _optional(self) -> dict[str, "Dialect"]:
        """What can be left out, by the word that a refusal names it with."""
        parts = {
            "stream_options": (self.usage, replace(self, usage=False)),
            "reasoning": (self.effort, replace(self, effort=False)),
            "maxlength": (self.form is Form.SCHEMA and self.lengths, replace(self, lengths=False)),
            "store": (self.store, replace(self, store=False)),
        }
        return {name: left for name, (sent, left) in parts.items() if sent}

    def _other_tokens(self) -> "Dialect":
        return replace(self, tokens="max_completion_tokens" if self.tokens == "max_tokens" else "max_tokens")


def first_dialect(base_url: str, model: str) -> Dialect:
    """What to try first."""
    thinks = bool(REASONING.match(model))
    official = urlsplit(base_url).hostname == OFFICIAL
    return Dialect(
        store=official, effort=thinks, tokens="max_completion_tokens" if thinks or official else "max_tokens"
    )


def schema(variants: int, longest: int | None) -> dict[str, Any]:
    """The answer's form: so many texts of at most so many characters."""
    text: dict[str, Any] = {"type": "string"} | ({} if longest is None else {"maxLength": longest})
    variant = {"type": "object", "properties": {"text": text}, "required": ["text"], "additionalProperties": False}
    listed = {"type": "array", "minItems": variants, "maxItems": variants, "items": variant}
    whole = {
        "type": "object",
        "properties": {"variants": listed},
        "required": ["variants"],
        "additionalProperties": False,
    }
    return {"name": "posts", "strict": True, "schema": whole}
