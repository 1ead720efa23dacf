"""Makes facts.json from the whole description of the Bot API, so that the fake needs only what our bot can reach.

    python -m tests.fakes.telegram.extract ../shared/specs/telegram/api.json

The description: PaulSonOfLars/telegram-bot-api-spec, api.json at 160fd99 (MIT), Bot API 10.1. Only names, types,
"required" and the value of a type's tag are taken. A field is written as its types, after a `!` if it must be there.
"""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FACTS = Path(__file__).with_name("facts.json")
METHODS = (
    "getMe",
    "getUpdates",
    "setWebhook",
    "deleteWebhook",
    "getWebhookInfo",
    "close",
    "logOut",
    "sendMessage",
    "sendPhoto",
    "sendVideo",
    "sendAnimation",
    "sendDocument",
    "sendMediaGroup",
    "sendMessageDraft",
    "sendChatAction",
    "editMessageText",
    "editMessageCaption",
    "editMessageMedia",
    "editMessageReplyMarkup",
    "deleteMessage",
    "deleteMessages",
    "setMessageReaction",
    "pinChatMessage",
    "unpinChatMessage",
    "answerCallbackQuery",
    "getFile",
    "getChat",
    "getChatMember",
    "getChatMemberCount",
    "getChatAdministrators",
    "leaveChat",
    "setMyCommands",
    "deleteMyCommands",
    "getMyCommands",
    "setMyName",
    "getMyName",
    "setMyDescription",
    "getMyDescription",
    "setMyShortDescription",
    "getMyShortDescription",
    "setChatMenuButton",
    "getChatMenuButton",
)
TAG = re.compile(r"(?:must be|always) [\"“]?(\w+)")
TAGGED = ("type", "status", "source")


def extracted(api: dict[str, Any], methods: Iterable[str] = METHODS, *, answers: bool = False) -> dict[str, Any]:
    """The facts of these methods and of every type reachable from them; with `answers`, also from what they return."""
    known = {name: api["methods"][name] for name in methods}
    found = {
        name: {"fields": _fields(method), "returns": "|".join(method["returns"])} for name, method in known.items()
    }
    roots = {kind for method in known.values() for field in method.get("fields", []) for kind in field["types"]}
    roots |= {kind for method in known.values() for kind in method["returns"]} if answers else set()
    updates = [field["name"] for field in api["types"]["Update"]["fields"] if field["name"] != "update_id"]
    return {
        "version": api["version"],
        "updates": updates,
        "methods": found,
        "types": dict(sorted(_types(api["types"], roots).items())),
    }


def _types(known: dict[str, Any], roots: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop().removeprefix("Array of ").removeprefix("Array of ")
        if name in found or name not in known:
            continue
        kind = known[name]
        found[name] = _type(kind)
        waiting += kind.get("subtypes", [])
        waiting += [one for field in kind.get("fields", []) for one in field["types"]]
    return found


def _type(kind: dict[str, Any]) -> dict[str, Any]:
    if "subtypes" in kind:
        return {"subtypes": kind["subtypes"]}
    fact: dict[str, Any] = {"fields": _fields(kind)}
    first = next(iter(kind.get("fields", [])), None)
    if first and first["name"] in TAGGED and (tag := TAG.search(first["description"])):
        fact["tag"] = [first["name"], tag[1]]
    return fact


def _fields(of: dict[str, Any]) -> dict[str, str]:
    return {field["name"]: "!" * field["required"] + "|".join(field["types"]) for field in of.get("fields", [])}


def written(facts: dict[str, Any]) -> str:
    """One method or type a line: short, and a difference can be read."""
    lines = [f'"version": {json.dumps(facts["version"])}', f'"updates": {json.dumps(facts["updates"])}']
    for part in ("methods", "types"):
        inside = ",\n".join(f"{json.dumps(name)}: {json.dumps(fact)}" for name, fact in facts[part].items())
        lines.append(f'"{part}": {{\n{inside}\n}}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    FACTS.write_text(written(extracted(json.loads(Path(sys.argv[1]).read_text()))))
