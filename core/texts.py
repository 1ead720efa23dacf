"""Words by language and key (Fluent, under `locales/`); moments and numbers as a reader of that language expects.

Source of the format: https://projectfluent.org/fluent/guide/ ; dates by CLDR through Babel.
"""

from calendar import Calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource

Argument = str | int | float

LANGUAGES: tuple[str, ...] = ("en", "lv", "ru")
"""The languages we ship, in the order they are offered; each has a folder under `locales/`."""
FALLBACK = "en"


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for file in sorted(files("locales").joinpath(language).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle


def closest(language: str) -> str:
    """The shipped language for a tag such as `lv-LV`; English where there is none."""
    short = language.replace("_", "-").split("-")[0].lower()
    return short if short in LANGUAGES else FALLBACK


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language for a reader in one zone."""

    language: str
    zone: str = "UTC"

    def say(
        self, key: str, facts: Mapping[str, Argument | datetime] | None = None, /, **more: Argument | datetime
    ) -> str:
        """The sentence `key`, a datetime in it as weekday, date and time in the reader's zone. Raises `KeyError`."""
        name, _, attribute = key.partition(".")
        message = _bundle(self.language).get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        if pattern is None:
            raise KeyError(key)
        arguments = {**(facts or {}), **more}
        values = {k: self.moment(v) if isinstance(v, datetime) else v for k, v in arguments.items()}
        text, errors = _bundle(self.language).format_pattern(pattern, values)
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """Whether this language has the sentence."""
        return _bundle(self.language).has_message(key.partition(".")[0])

    def local(self, at: datetime) -> datetime:
        """The moment in the reader's zone."""
        return at.astimezone(_zone(self.zone))

    def moment(self, at: datetime, *, year: bool = False) -> str:
        """`Thursday, 26 November, 09:00` in the reader's zone; with the year where it is not plain."""
        local = self.local(at)
        return f"{self.day(local.date(), year=year)}, {self.hour(local)}"

    def day(self, day: date, *, year: bool = False) -> str:
        """Weekday, day and month, as this language writes a date."""
        return format_date(day, self.say("date-with-year" if year else "date-without-year"), locale=self.language)

    def short_day(self, day: date) -> str:
        """`26 Nov`."""
        return format_date(day, self.say("date-short"), locale=self.language)

    def stamp(self, at: datetime) -> str:
        """Short: `Thu 26 Nov 09:00`, in the reader's zone."""
        local = self.local(at)
        return f"{format_date(local, self.say('date-stamp'), locale=self.language)} {self.hour(local)}"

    def full_date(self, day: date) -> str:
        """Day, month and year."""
        return format_date(day, "long", locale=self.language)

    def month(self, day: date, *, year: bool = True) -> str:
        """`November 2026`, or `November`, to stand by itself."""
        name = format_date(day, self.say("date-month") if year else "LLLL", locale=self.language)
        return name[:1].upper() + name[1:]

    def weeks(self, day: date) -> list[list[date]]:
        """The month of the day in whole weeks, each from the day that a week begins with here."""
        return Calendar(Locale.parse(self.language).first_week_day).monthdatescalendar(day.year, day.month)

    @property
    def weekdays(self) -> tuple[str, ...]:
        """`Mon`, `Tue` and so on, in the order of `weeks`."""
        return self._weekdays("abbreviated")

    @property
    def narrow_weekdays(self) -> tuple[str, ...]:
        """`Mo`, `Tu` and so on: of two letters, and no two the same, for a column as narrow as a button."""
        return self._weekdays("short")

    def _weekdays(self, width: Literal["abbreviated", "short"]) -> tuple[str, ...]:
        names = get_day_names(width, "stand-alone", locale=self.language)
        first = Locale.parse(self.language).first_week_day
        return tuple(names[(first + place) % 7] for place in range(7))

    def hour(self, local: datetime) -> str:
        """`09:00`: the 24-hour clock in every language, so that no half of the day can be mistaken."""
        return format_time(local, "HH:mm", locale=self.language)

    def number(self, value: float) -> str:
        """`1,234` the way this language groups digits."""
        return format_decimal(value, locale=self.language)

    @property
    def own_name(self) -> str:
        """The language's name in itself."""
        name = Locale.parse(self.language).get_display_name(self.language) or self.language
        return name[:1].upper() + name[1:]
