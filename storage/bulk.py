"""Many rows by one statement: compiled once, its values made straight into what the driver takes.

SQLAlchemy makes a dictionary of every row on the way there; for the engine, which writes six rows for a post, that was
a third of all its work.
"""

from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Table, bindparam, case, insert, literal_column, null, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import Missing
from core.ports import Noun
from storage.hops import LATER, SEVERAL
from storage.rows import columns
from storage.tables import TABLES, jobs, publications


class Bulk:
    """A statement with parameters named like a noun's fields (with `_` behind the name where it is no column's own)."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        binds = [compiled.binds[name] for name in compiled.positiontup]
        self._sql = str(compiled)
        self._values: Any = attrgetter(*(bind.key.rstrip("_") for bind in binds if bind.required))
        self._fixed = [(place, bind.value) for place, bind in enumerate(binds) if not bind.required]
        made = (bind.type.dialect_impl(dialect).bind_processor(dialect) for bind in binds)
        self._made = [(place, convert) for place, convert in enumerate(made) if convert is not None]

    async def run(self, connection: AsyncConnection, nouns: Sequence[Noun], *, later: bool = False) -> None:
        """For each of them; `later`: in the trip of the next statement or of the commit, where its error is raised."""
        if nouns:
            await connection.exec_driver_sql(LATER + self._sql if later else self._sql, self._rows(nouns))

    def step(self, nouns: Sequence[Noun]) -> tuple[str, list[tuple[Any, ...]]]:
        """The same as a step of `at_once`."""
        return self._sql, self._rows(nouns)

    async def run_one(self, connection: AsyncConnection, noun: Noun) -> int:
        """For this one; how many rows it met."""
        return int((await connection.exec_driver_sql(self._sql, self._rows([noun])[0])).rowcount)

    def _rows(self, nouns: Sequence[Noun]) -> list[tuple[Any, ...]]:
        """Made column by column: half the time that it takes row by row."""
        made = list(zip(*map(self._values, nouns), strict=True))
        for place, value in self._fixed:
            made.insert(place, (value,) * len(nouns))
        for place, convert in self._made:
            made[place] = tuple([None if value is None else convert(value) for value in made[place]])
        return list(zip(*made, strict=True))


async def at_once(
    connection: AsyncConnection, first: Bulk, nouns: Sequence[Noun], *others: tuple[Bulk, Sequence[Noun]]
) -> bool:
    """All of it in one trip to SQLite; False, and nothing is done, where `first` does not meet a row for each noun."""
    steps = [first.step(nouns), *(bulk.step(rows) for bulk, rows in others)]
    return int((await connection.exec_driver_sql(SEVERAL, steps)).rowcount) == len(nouns)


@lru_cache(maxsize=256)
def inserting(kind: type[Noun], dialect: Dialect) -> Bulk:
    """New rows."""
    return Bulk(insert(TABLES[kind]), dialect)


@lru_cache(maxsize=256)
def putting(kind: type[Noun], within: bool, dialect: Dialect) -> Bulk:  # noqa: FBT001 - lru_cache wants it plain
    """New rows, or what is there under the id brought up to date; `within`: only where it is of the same workspace."""
    upsert = _insert(dialect)(TABLES[kind])
    fresh = {name: upsert.excluded[name] for name in columns(kind) if name != "id"}
    where = _same_workspace(TABLES[kind], upsert) if within else None
    return Bulk(upsert.on_conflict_do_update(index_elements=["id"], set_=fresh, where=where), dialect)


@lru_cache(maxsize=256)
def asking(within: bool, dialect: Dialect) -> Bulk:  # noqa: FBT001
    """New jobs; one that waits takes the earlier time, and one that runs loses its lease, so that it runs again."""
    upsert = _insert(dialect)(jobs)
    sooner = case((upsert.excluded.run_at < jobs.c.run_at, upsert.excluded.run_at), else_=jobs.c.run_at)
    again = {"run_at": sooner, "lease_owner": null(), "lease_until": null(), "tries": literal_column("0")}
    where = _same_workspace(jobs, upsert) if within else None
    return Bulk(upsert.on_conflict_do_update(index_elements=["kind", "key"], set_=again, where=where), dialect)


def _same_workspace(table: Table, upsert: Any) -> ColumnElement[bool]:
    """The new row's workspace was checked against the scope; the old one's must be the same."""
    if "workspace_id" not in table.c:
        raise Missing(f"{table.name} is no workspace's")
    return table.c.workspace_id == upsert.excluded.workspace_id  # type: ignore[no-any-return]


@lru_cache(maxsize=1024)
def changing(kind: type[Noun], names: tuple[str, ...], within: bool, dialect: Dialect) -> Bulk:  # noqa: FBT001
    """These columns of one row, where it has the revision before the noun's (and is of the noun's workspace)."""
    column = TABLES[kind].c
    mine = [column.id == bindparam("id_", type_=column.id.type)]
    if "revision" in column:
        mine.append(column.revision == bindparam("revision_", type_=column.revision.type) - 1)
    if within and "workspace_id" in column:
        mine.append(column.workspace_id == bindparam("workspace_id_", type_=column.workspace_id.type))
    values = {name: bindparam(f"{name}_", type_=column[name].type) for name in names}
    return Bulk(update(TABLES[kind]).where(*mine).values(values), dialect)


@lru_cache(maxsize=256)
def saving(names: tuple[str, ...], dialect: Dialect) -> Bulk:
    """These columns of publications that are known to be unchanged, by id."""
    column = publications.c
    values = {name: bindparam(f"{name}_", type_=column[name].type) for name in names}
    mine = column.id == bindparam("id_", type_=column.id.type)
    return Bulk(update(publications).where(mine).values(values), dialect)


def _insert(dialect: Dialect) -> Any:
    return sqlite.insert if dialect.name == "sqlite" else postgresql.insert
