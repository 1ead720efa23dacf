"""A zone is found by what a person types: a city, a town, a country, in any of our languages, or its IANA name."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from core.times import towns
from core.times.languages import LANGUAGES
from core.times.words import fold, lexicon

MOST = 6
SHORTEST_START = 2
"""Fewer letters are no beginning of a name."""


@cache
def _modern() -> Mapping[str, str]:
    """Every zone by each name it has had; CLDR still knows Kyiv by its old one."""
    here = available_timezones()
    aliases = {
        old: new for old, new in get_global("zone_aliases").items() if new in here and not new.startswith("Etc/")
    }
    return {**{zone: zone for zone in here}, **aliases}


@cache
def _old() -> Mapping[str, tuple[str, ...]]:
    """The names under which CLDR may keep a zone's city."""
    names: dict[str, tuple[str, ...]] = {}
    for old, new in get_global("zone_aliases").items():
        names[new] = (*names.get(new, ()), old)
    return names


@lru_cache(maxsize=8)
def _cities(language: str) -> Mapping[str, str]:
    """Zones that lie in a country, and the city they are known by."""
    return {zone: zone_name(zone, language) for zone in _country_of()}


@cache
def _country_of() -> Mapping[str, str]:
    territories = get_global("zone_territories").items()
    return {
        _modern()[zone]: country for zone, country in territories if zone in _modern() and not zone.startswith("Etc/")
    }


@lru_cache(maxsize=1024)
def zone_name(zone: str, language: str) -> str:
    """The city a zone is known by: `Rīga`, `Нью-Йорк`."""
    known = Locale.parse(language).time_zones
    for name in (zone, *_old().get(zone, ())):
        if city := known.get(name, {}).get("city"):
            return str(city)
    return zone.rpartition("/")[2].replace("_", " ")


def likely_zones(language: str) -> tuple[str, ...]:
    """Six to choose from at once, for a reader of that language."""
    return tuple(lexicon(language).style["likely"].split())


def zones(query: str, language: str) -> list[str]:
    """At most six IANA zones, the best match first; the towns of the world are only read where nothing else fits."""
    asked = _plain(query)
    if not asked:
        return []
    languages = sorted(LANGUAGES, key=lambda other: other != language)
    exact = [*_by_iana(asked, "/"), *_by_city(asked, languages), *_by_country(asked, languages)]
    exact += [*_by_word(asked, languages), *_by_iana(asked)]
    if exact:
        return list(dict.fromkeys(exact))[:MOST]
    begun = [*_beginning(asked, languages), *towns.beginning(asked)] if len(asked) >= SHORTEST_START else []
    found = [_modern().get(zone, zone) for zone in (*towns.named(asked), *begun)]
    return list(dict.fromkeys(found))[:MOST]


def _plain(text: str) -> str:
    return " ".join(fold(text.lower()).replace("_", " ").replace("-", " ").split())


def _by_iana(asked: str, sign: str = "") -> Iterator[str]:
    """By its full name, where `sign` is in it."""
    return (zone for name, zone in _modern().items() if sign in name and asked == _plain(name))


def _by_city(asked: str, languages: list[str]) -> Iterator[str]:
    for language in languages:
        yield from (zone for zone, city in _cities(language).items() if _plain(city) == asked)


@lru_cache(maxsize=8)
def _countries(language: str) -> Mapping[str, str]:
    return {_plain(name): code for code, name in Locale.parse(language).territories.items()}


def _by_country(asked: str, languages: list[str]) -> list[str]:
    """The zones of a country, that of its largest city first."""
    country = next((code for language in languages if (code := _countries(language).get(asked))), None)
    return _of_country(country) if country else []


def _of_country(country: str) -> list[str]:
    inside = [zone for zone, where in _country_of().items() if where == country]
    return sorted(inside, key=towns.largest, reverse=True) if len(inside) > 1 else inside


def _by_word(asked: str, languages: list[str]) -> Iterator[str]:
    """What the grammar knows as a zone: abbreviations, inflected cities."""
    for language in languages:
        meaning = lexicon(language).look_up(asked.split())
        if meaning and meaning[0].kind == "zone":
            yield from (zone for zone in meaning[0].name.split("|") if not zone.startswith(("UTC+", "UTC-")))


def _beginning(asked: str, languages: list[str]) -> Iterator[str]:
    for language in languages:
        yield from (zone for zone, city in _cities(language).items() if _plain(city).startswith(asked))
    for language in languages:
        for name, country in _countries(language).items():
            if name.startswith(asked):
                yield from _of_country(country)
