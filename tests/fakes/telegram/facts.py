"""What the Bot API is: the extract of its description, and by hand what came after that description.

facts.json is made by `tests.fakes.telegram.extract` from PaulSonOfLars/telegram-bot-api-spec at 160fd99 (MIT).
"""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self

ADDITIONS: tuple[tuple[str, str, str, str, str], ...] = (
    ("methods", "sendMessageDraft", "can_stop", "Boolean", "10.3: a Stop button under the draft"),
    ("methods", "sendMessageDraft", "keep_on_stop", "Boolean", "10.3: what was written stays when it is stopped"),
    ("methods", "sendMessage", "ephemeral_message_parameters", "EphemeralMessageParameters", "10.2: for one reader"),
    ("types", "InlineKeyboardButton", "disabled", "DisabledButton", "10.3: greyed out, does nothing"),
    ("types", "BotCommand", "is_ephemeral", "Boolean", "10.2: seen only by whom it is said to"),
)
"""Part, method or type, field, its type, why: newer than the description."""
NEW_TYPES: dict[str, dict[str, str]] = {
    "EphemeralMessageParameters": {
        "receiver_user_id": "!Integer",
        "callback_query_id": "String",
        "replace_callback_query_message": "Boolean",
    },
    "DisabledButton": {},
}
NEW_UPDATES = ("stopped_message_generation",)
"""10.3: {chat, draft_id}, when somebody presses Stop."""
UNASKED = ("chat_member", "message_reaction", "message_reaction_count")
"""Updates that come only where they are asked for by name."""


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field: what it may be, and whether it must be there."""

    types: tuple[str, ...]
    required: bool

    @classmethod
    def read(cls, written: str) -> Self:
        return cls(tuple(written.removeprefix("!").split("|")), written.startswith("!"))


@dataclass(frozen=True, slots=True)
class Kind:
    """An object type: its fields; or the types that it may be."""

    name: str
    fields: dict[str, Field] = field(default_factory=dict)
    tag: tuple[str, str] | None = None
    subtypes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known."""

    methods: dict[str, dict[str, Field]]
    returns: dict[str, Field]
    types: dict[str, Kind]
    updates: tuple[str, ...]

    @classmethod
    def read(cls, raw: dict[str, Any]) -> Self:
        for part, name, one, kind, _ in ADDITIONS:
            if name in raw[part]:
                raw[part][name]["fields"].setdefault(one, kind)
        raw["types"] |= {name: {"fields": fields} for name, fields in NEW_TYPES.items()}
        return cls(
            methods={name: _fields(fact["fields"]) for name, fact in raw["methods"].items()},
            returns={name: Field.read(fact["returns"]) for name, fact in raw["methods"].items()},
            types={name: _kind(name, fact) for name, fact in raw["types"].items()},
            updates=(*raw["updates"], *NEW_UPDATES),
        )


@cache
def facts() -> Facts:
    """The facts that the fake goes by."""
    return Facts.read(json.loads(Path(__file__).with_name("facts.json").read_text()))


def _fields(written: dict[str, str]) -> dict[str, Field]:
    return {name: Field.read(one) for name, one in written.items()}


def _kind(name: str, fact: dict[str, Any]) -> Kind:
    tag = fact.get("tag")
    return Kind(name, _fields(fact.get("fields", {})), tuple(tag) if tag else None, tuple(fact.get("subtypes", ())))
