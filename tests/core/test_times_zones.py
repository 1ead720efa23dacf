from zoneinfo import ZoneInfo

import pytest

from core.times import likely_zones, zone_name, zones
from core.times.languages import LANGUAGES


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        *((typed, "Europe/Riga") for typed in ("Rīga", "riga", "РИГА", "Europe/Riga", "Latvija", "Латвия", "latvia")),
        *((typed, "Europe/Riga") for typed in ("Jēkabpils", "jekabpils", "Daugavpils", "Даугавпилс", "Елгава")),
        *((typed, "Europe/Riga") for typed in ("Valmiera", "Sigulda", "kuldiga", "Кулдига")),
        *((typed, "Europe/Tallinn") for typed in ("Tartu", "Тарту", "Tallina", "Igaunija", "Pärnu", "parnu")),
        *((typed, "Europe/London") for typed in ("Londona", "london", "Лондон", "Birmingham", "UK")),
        *((typed, "Europe/Kyiv") for typed in ("Kyiv", "Kiev", "Киев", "Europe/Kiev")),
        *(
            (typed, "America/New_York")
            for typed in ("Ņujorka", "new york", "New_York", "нью-йорк", "USA", "ASV", "США")
        ),
        ("Kraków", "Europe/Warsaw"),
        ("Санкт-Петербург", "Europe/Moscow"),
        ("Казань", "Europe/Moscow"),
        ("san francisco", "America/Los_Angeles"),
        ("Calcutta", "Asia/Kolkata"),
        ("utc", "UTC"),
        ("lond", "Europe/London"),
    ],
)
def test_a_zone_is_found_by_a_town_a_country_or_its_name(typed: str, zone: str) -> None:
    assert zones(typed, "lv")[0] == zone


@pytest.mark.parametrize("typed", ["", "  ", "x", "zzzzz", "|", "\t", "\n", "'", "a" * 500])
def test_what_is_no_place_finds_nothing(typed: str) -> None:
    assert zones(typed, "en") == []


@pytest.mark.parametrize("typed", ["United States", "Krievija", "Австралия", "s", "sa", "san"])
def test_never_more_than_six_and_each_once(typed: str) -> None:
    found = zones(typed, "ru")
    assert len(found) <= 6
    assert len(set(found)) == len(found)


def test_a_country_begins_with_the_zone_of_its_largest_city() -> None:
    assert zones("Россия", "ru")[0] == "Europe/Moscow"
    assert zones("Australia", "en")[0] == "Australia/Sydney"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_six_likely_zones_that_exist(language: str) -> None:
    assert len(set(likely_zones(language))) == 6
    assert all(ZoneInfo(zone) for zone in likely_zones(language))


@pytest.mark.parametrize(
    ("zone", "names"),
    [
        ("Europe/Riga", ("Riga", "Rīga", "Рига")),
        ("America/New_York", ("New York", "Ņujorka", "Нью-Йорк")),
        ("Europe/Kyiv", ("Kyiv", "Kijeva", "Киев")),
        ("UTC", ("UTC", "UTC", "UTC")),
    ],
)
def test_a_zone_is_named_by_its_city_in_the_readers_language(zone: str, names: tuple[str, ...]) -> None:
    assert tuple(zone_name(zone, language) for language in ("en", "lv", "ru")) == names
