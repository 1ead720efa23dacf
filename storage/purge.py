"""Deletes what the data catalogue says is over: the retention that is promised there, carried out."""

from datetime import datetime, timedelta

from sqlalchemy import Text, cast, delete, func, select

from core.model import KeyOf
from storage.catalogue import limits
from storage.catalogue.kept import KEPT
from storage.database import Database
from storage.tables import METADATA, data_keys, tickets

AT_ONCE = 2000
"""Rows a commit: the writers of the moment are not held up by years of old ones."""
UNBORN = timedelta(hours=1)
"""A key may be there a moment before its ticket."""


async def purge(database: Database, now: datetime) -> dict[str, int]:
    """How many rows of which table it deleted. Raises `StoreUnavailable`; running it twice is harmless."""
    deleted = {}
    for name, (column, before) in limits(KEPT, now).items():
        deleted[name] = await _purge(database, name, column, before)
    deleted[data_keys.name] = await _shred(database, now - UNBORN)
    return {name: count for name, count in deleted.items() if count}


async def _shred(database: Database, before: datetime) -> int:
    """The keys of tickets that are gone: what was sealed with them can be opened by nobody any more."""
    # As keys write their owner: where the database has a type of its own for ids, it writes them with hyphens.
    there = select(func.replace(cast(tickets.c.id, Text), "-", ""))
    old = data_keys.c.of == KeyOf.TICKET, data_keys.c.created_at < before
    async with database.writing() as connection:
        gone = await connection.execute(delete(data_keys).where(*old, data_keys.c.owner.not_in(there)))
    return int(gone.rowcount)


async def _purge(database: Database, name: str, column: str, before: datetime) -> int:
    table, total = METADATA.tables[name], 0
    old = select(table.c.id).where(table.c[column] < before).limit(AT_ONCE)
    while True:
        async with database.writing() as connection:
            count = (await connection.execute(delete(table).where(table.c.id.in_(old)))).rowcount
        total += count
        if count < AT_ONCE:
            return total
