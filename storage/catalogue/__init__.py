"""What each column holds of people, why, for how long, and what becomes of it: the privacy policy, column by column.

The data is in `kept`; `python -m storage.catalogue` writes docs/data-catalogue.md from it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum


class Category(StrEnum):
    """The policy's section 3, in its words."""

    ACCOUNT = "account"
    BILLING = "billing"
    CONNECTED_PLATFORM = "connected platform"
    CONTENT = "content"
    USAGE_TECHNICAL = "usage and technical"
    NONE = "operational"
    """Says nothing about a person."""


class Basis(StrEnum):
    """The policy's section 5."""

    CONTRACT = "contract"
    LEGITIMATE_INTEREST = "legitimate interest"
    CONSENT = "consent"
    NONE = "none needed"


class Erase(StrEnum):
    """What happens when a person asks to be forgotten. Closing a workspace deletes all of it, whatever this says."""

    DELETE = "deleted"
    ANONYMISE = "stays, and names nobody any more"
    KEEP = "kept"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long: `length` after the moment in the column `since`, or (None) for as long as the words say."""

    words: str
    length: timedelta | None = None
    since: str = ""


WORKSPACE = Retention("while the workspace lives")
PERSON = Retention("while the person uses the product")
DONE = Retention("until it is done")


def days(number: int, since: str) -> Retention:
    """Days after the moment in a column."""
    return Retention(f"{number} days after `{since}`", timedelta(days=number), since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What holds for a column. `why`: what a person is told where it is not exported or not deleted."""

    category: Category
    purpose: str
    basis: Basis
    retention: Retention
    export: bool
    erase: Erase
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A table: every column is listed once, by name, in the group that says what holds for it."""

    what: Entry
    columns: str
    """Those for which `what` holds."""
    who: str = ""
    """Those that say who did it: they point to a person, who is made nameless."""
    operational: str = ""
    """Those that say nothing about anybody."""
    other: Mapping[str, Entry] = field(default_factory=dict)
    """Exceptions; the key may name several columns."""

    def groups(self) -> Iterator[tuple[list[str], Entry]]:
        """Columns, and what holds for them."""
        yield self.columns.split(), self.what
        for names, entry in self.other.items():
            yield names.split(), entry
        if self.who:
            yield self.who.split(), _who(self.what)
        if self.operational:
            yield self.operational.split(), _operational(self.what)


def _who(what: Entry) -> Entry:
    account = replace(what, category=Category.ACCOUNT, purpose="who did it", basis=Basis.CONTRACT, export=True)
    return replace(account, erase=Erase.ANONYMISE, why="")


def _operational(what: Entry) -> Entry:
    """What becomes of it is what becomes of its row."""
    return replace(what, category=Category.NONE, purpose="the engine's own", basis=Basis.NONE, export=False)


def limits(tables: Mapping[str, Kept], now: datetime) -> dict[str, tuple[str, datetime]]:
    """For a purge: of each table kept for a time, the column to compare, and the moment before which it is over."""
    timed = {name: kept.what.retention for name, kept in tables.items() if kept.what.retention.length is not None}
    return {name: (kept.since, now - kept.length) for name, kept in timed.items() if kept.length is not None}
