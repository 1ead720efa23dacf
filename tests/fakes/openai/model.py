"""A model that does as it is told, so that a test can tell what it was told."""

import json
from typing import Any

import regex

MARKED = regex.compile(r"(=====ORDER [0-9a-f]{12}=====)\n(.*)\n\1", regex.DOTALL)
LIMIT = regex.compile(r"at most (\d+) (\S+(?: in UTF-8)?)")
LANGUAGE = regex.compile(r"Write in [^\n]*\((\w+)[\w-]*\)\.")
COUNT = regex.compile(r"with (\d+) texts? in the list")
OPENINGS = {
    "en": ("Here is our news for you.", "Have you heard what is new?", "Come and see us."),
    "lv": ("Mums jums ir jaunumi.", "Vai jau dzirdējāt, kas ir jauns?", "Nāciet pie mums ciemos."),
    "ru": ("У нас для вас новости.", "Вы уже слышали, что у нас нового?", "Мы вас очень ждём."),
}


def told(messages: list[dict[str, str]]) -> dict[str, Any]:
    """The order as the prompt states it; `KeyError` and the like where it does not."""
    system = messages[0]["content"]
    data = MARKED.search(messages[1]["content"])
    limit, language, variants = LIMIT.search(system), LANGUAGE.search(system), COUNT.search(system)
    assert all((data, limit, language, variants)), "the prompt lacks a part of the order"
    order: dict[str, Any] = json.loads(data.group(2))
    order |= {"limit": int(limit.group(1)), "bytes": "bytes" in limit.group(2), "language": language.group(1)}
    return order | {"variants": int(variants.group(1)), "shorter": "clearly shorter" in system}


def texts(order: dict[str, Any]) -> list[str]:
    """As many texts as are wanted, in the language, within the limit, without never-words."""
    if order.get("base"):
        base = order["base"]
        return [_fit(base[: len(base) * 2 // 3] if order["shorter"] else base + " ✨", order)]
    openings = OPENINGS.get(order["language"], OPENINGS["en"])
    brief = _allowed(order.get("brief", ""), order)
    made = [f"{openings[n % 3]} {brief}" if n < 3 else f"{openings[n % 3]} {brief} {'✨' * n}" for n in range(9)]
    fresh = [text for text in made if text not in order.get("avoid", [])]
    return [_fit(text, order) for text in fresh[: order["variants"]]]


def _allowed(text: str, order: dict[str, Any]) -> str:
    stems = [word[:3].casefold() for word in order.get("brand", {}).get("never", [])]
    return " ".join(
        word for word in text.split() if not word.casefold().strip("„“\"'(").startswith(tuple(stems) or "\0")
    )


def _fit(text: str, order: dict[str, Any]) -> str:
    if order["bytes"]:
        return text.encode()[: order["limit"]].decode("utf-8", "ignore").strip()
    return text[: order["limit"]].strip()
