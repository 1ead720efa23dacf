"""The data catalogue: every column is listed, and what it says can be held to."""

from collections import Counter

import pytest

from storage.catalogue import Basis, Category, Entry, Erase, limits
from storage.catalogue.__main__ import PAGE, page
from storage.catalogue.kept import KEPT
from storage.tables import METADATA
from storage.types import Instant
from tests.making import NOW

LISTED = [
    (table, column, entry) for table, kept in KEPT.items() for columns, entry in kept.groups() for column in columns
]
ENTRIES = {(entry.purpose, entry.category, entry.erase): entry for _, _, entry in LISTED}.values()


def test_every_column_of_every_table_is_listed_once_and_no_other() -> None:
    columns = {(table.name, column.name) for table in METADATA.tables.values() for column in table.c}
    listed = Counter((table, column) for table, column, _ in LISTED)
    assert set(listed) == columns, "put the new column into a group of storage/catalogue/kept.py"
    assert [one for one, times in listed.items() if times > 1] == []


def test_the_page_in_docs_is_the_catalogue_as_it_is_now() -> None:
    assert PAGE.read_text() == page(), "python -m storage.catalogue"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.purpose}, {entry.erase}")
def test_what_is_about_people_has_a_basis_and_whatever_is_kept_or_not_given_out_a_reason(entry: Entry) -> None:
    assert (entry.category is Category.NONE) == (entry.basis is Basis.NONE)
    assert entry.export or entry.why or entry.category is Category.NONE
    assert entry.erase is not Erase.KEEP or entry.why


def test_columns_that_point_to_a_person_do_not_say_kept() -> None:
    pointing = {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.c
        if any(key.column.table.name == "people" for key in column.foreign_keys)
    }
    assert {(table, column) for table, column, entry in LISTED if entry.erase is Erase.KEEP} & pointing == set()


def test_what_is_kept_for_a_time_is_counted_from_a_moment_in_its_row() -> None:
    over = limits(KEPT, NOW)
    assert set(over) == {"invites", "inbox", "acts", "outbox", "paces", "tickets"}
    for table, (column, moment) in over.items():
        assert isinstance(METADATA.tables[table].c[column].type, Instant)
        assert not METADATA.tables[table].c[column].nullable
        assert moment < NOW
