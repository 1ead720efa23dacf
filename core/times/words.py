"""The words of a language, read once from `locales/{language}/times.toml`, so that a language is data and not code."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TypedDict

from core.times.pieces import WORDS, Token

Meaning = tuple[Token, ...]
Endings = Mapping[str, list[str]]
HOURS = 24
LONG = 6
"""From how many letters on a word with one letter wrong is still taken for the word meant."""
MISSPELT = frozenset({"relative", "weekday", "month"})
BARE = {ord("ё"): "е", ord("'"): ""} | {
    code: plain[0]
    for code in range(0xC0, 0x250)
    if (plain := unicodedata.normalize("NFD", chr(code))) != chr(code) and plain[0].isascii()
}


class Style(TypedDict, total=False):
    """What differs between languages beside their words."""

    clock24: bool
    """5:30 is the morning, as it is written."""
    month_first: bool
    """3/12 may be the third month."""
    likely: str
    """Zones likely for its readers, apart by spaces."""
    respell_from: int
    """Words of fewer letters are not respelt."""
    half_prefix: str
    """Glued to an hour it means half an hour before it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known of a language."""

    phrases: Mapping[str, Meaning]
    """As they are listed."""
    bare: Mapping[str, Meaning]
    """Without the accents that people leave out."""
    words: frozenset[str]
    """Of phrases of either kind."""
    longest: int
    """The longest phrase, in words."""
    near: Mapping[str, tuple[str, ...]]
    """Long words by each way to leave out one letter."""
    respell: tuple[tuple[str, str], ...]
    """How people write without the language's own letters."""
    style: Style
    towns: Mapping[str, str]
    """Names of small towns by zone."""

    def known(self, word: str) -> str:
        """The word as it is listed here, or as it was written: without accents, in other letters, one letter wrong."""
        bare = fold(word)
        if word in self.words:
            return word
        if bare in self.words:
            return bare
        if len(word) >= self.style.get("respell_from", 1):
            for old, new in self.respell:
                bare = bare.replace(old, new)
        return bare if bare in self.words else self._meant(bare) or word

    def _meant(self, word: str) -> str:
        if len(word) < LONG - 1:
            return ""
        close = {long for cut in (word, *_cuts(word)) for long in self.near.get(cut, ()) if _one_apart(word, long)}
        meant = min(close, default="")
        alike = len({self.bare[long] for long in close}) == 1
        return meant if alike and meant[0] == word[0] else ""

    def look_up(self, words: list[str]) -> Meaning | None:
        """What the words mean together."""
        phrase = " ".join(words)
        return self.phrases.get(phrase) or self.bare.get(fold(phrase))


def fold(text: str) -> str:
    """Without the accents and apostrophes that people leave out; `й` stays a letter of its own."""
    return text.translate(BARE)


@lru_cache(maxsize=16)
def lexicon(language: str) -> Lexicon:
    """The words of one language. Raises `FileNotFoundError` for one that is not shipped, `KeyError` for a bad kind."""
    data = tomllib.loads(files("locales").joinpath(language, "times.toml").read_text("utf-8"))
    style: Style = data.pop("style")
    towns: dict[str, str] = data.pop("towns", {})
    respell = tuple((old, new) for old, new in data.pop("respell", {}).items())
    endings = {name: _forms(listed) for name, listed in data.pop("endings", {}).items()}
    sequences: dict[str, str] = data.pop("sequences", {})
    phrases: dict[str, Meaning] = {}
    for form, token in _entries(data, endings):
        phrases.setdefault(form, (token,))
    for form, token in _halves(phrases, style.get("half_prefix", "")):
        phrases.setdefault(form, (token,))
    for meant, listed in sequences.items():
        for form in _spelled(listed, endings):
            phrases.setdefault(form, tuple(token for word in meant.split(" + ") for token in phrases[word]))
    bare = _bare(phrases)
    plain = {phrase.removeprefix("="): meaning for phrase, meaning in phrases.items()}
    words = frozenset(word for phrase in (*plain, *bare) for word in phrase.split())
    longest = max(phrase.count(" ") + 1 for phrase in plain)
    return Lexicon(plain, bare, words, longest, _near(bare), respell, style, towns)


def _entries(data: Mapping[str, str | Mapping[str, str]], endings: Endings) -> Iterator[tuple[str, Token]]:
    for kind, listed in data.items():
        if kind not in WORDS:
            raise KeyError(kind)
        for value, forms in ({"": listed} if isinstance(listed, str) else listed).items():
            number = float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else 0
            for form in _spelled(forms, endings):
                yield form, Token(kind, number, value, form)


def _bare(phrases: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """Without accents, apart from `=form`, which is meant only with them; the first meaning listed stays."""
    bare: dict[str, Meaning] = {}
    for phrase, meaning in phrases.items():
        if not phrase.startswith("="):
            bare.setdefault(fold(phrase), meaning)
    return bare


def _halves(phrases: Mapping[str, Meaning], prefix: str) -> Iterable[tuple[str, Token]]:
    numbers = ("number", "hour_number", "ordinal")
    hours = [(form, meaning[0]) for form, meaning in phrases.items() if meaning[0].kind in numbers]
    return [(prefix + form, Token("half_clock", hour.n)) for form, hour in hours if prefix and 1 <= hour.n <= HOURS]


def _forms(listed: str) -> list[str]:
    return [form.strip() for form in listed.split(",")]


def _spelled(listed: str, endings: Endings) -> Iterator[str]:
    for form in _forms(listed):
        if form:
            ended = re.sub(r"~(\w+)", lambda found: f"({'|'.join(endings[found[1]])})", form)
            yield from _choices(ended)


def _choices(form: str) -> Iterator[str]:
    """`на (этой|той) неделе` is two phrases."""
    found = re.search(r"\(([^()]*)\)", form)
    if not found:
        yield " ".join(form.split())
        return
    for choice in found[1].split("|"):
        yield from _choices(form[: found.start()] + choice + form[found.end() :])


def _near(phrases: Mapping[str, Meaning]) -> dict[str, tuple[str, ...]]:
    near: dict[str, tuple[str, ...]] = {}
    for phrase, meaning in phrases.items():
        if len(phrase) >= LONG and " " not in phrase and meaning[0].kind in MISSPELT:
            for cut in (phrase, *_cuts(phrase)):
                near[cut] = (*near.get(cut, ()), phrase)
    return near


def _cuts(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _one_apart(word: str, other: str) -> bool:
    """One letter more, less, another, or two beside each other swapped."""
    if len(word) != len(other):
        short, long = sorted((word, other), key=len)
        return short in _cuts(long)
    wrong = [at for at in range(len(word)) if word[at] != other[at]]
    if len(wrong) == 2:  # noqa: PLR2004 - a pair
        first, second = wrong
        return second == first + 1 and word[first] == other[second] and word[second] == other[first]
    return len(wrong) == 1
