"""Writes docs/data-catalogue.md."""

from collections.abc import Iterator
from pathlib import Path

from storage.catalogue import Category, Entry, Erase
from storage.catalogue.kept import KEPT

PAGE = Path(__file__).parents[2] / "docs" / "data-catalogue.md"
HEAD = """\
# Data catalogue

Every column of every table, what it holds of people, why, for how long, and what becomes of it when a person asks to be
forgotten (closing a workspace deletes all that is the workspace's). Written by `python -m storage.catalogue` from
`storage/catalogue/kept.py`; a test fails when a column is missing there or this page is old.

| table | columns | category | purpose | legal basis | kept | exported | when a person is forgotten |
|---|---|---|---|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(
        _row(table, columns, entry) for table, kept in KEPT.items() for columns, entry in kept.groups()
    )


def _row(table: str, columns: list[str], entry: Entry) -> str:
    return f"| {table} | {', '.join(columns)} | " + " | ".join(_cells(entry)) + " |\n"


def _cells(entry: Entry) -> Iterator[str]:
    yield from (entry.category, entry.purpose, entry.basis, entry.retention.words)
    yield "yes" if entry.export else "no" if entry.category is Category.NONE else f"no: {entry.why}"
    yield f"kept: {entry.why}" if entry.erase is Erase.KEEP else entry.erase


if __name__ == "__main__":
    PAGE.write_text(page())
