"""Deletes what the data catalogue says is over: the retention that is promised there, carried out."""

from datetime import datetime

from sqlalchemy import delete, select

from storage.catalogue import limits
from storage.catalogue.kept import KEPT
from storage.database import Database
from storage.tables import METADATA

AT_ONCE = 2000
"""Rows a commit: the writers of the moment are not held up by years of old ones."""


async def purge(database: Database, now: datetime) -> dict[str, int]:
    """How many rows of which table it deleted. Raises `StoreUnavailable`; running it twice is harmless."""
    deleted = {}
    for name, (column, before) in limits(KEPT, now).items():
        deleted[name] = await _purge(database, name, column, before)
    return {name: count for name, count in deleted.items() if count}


async def _purge(database: Database, name: str, column: str, before: datetime) -> int:
    table, total = METADATA.tables[name], 0
    old = select(table.c.id).where(table.c[column] < before).limit(AT_ONCE)
    while True:
        async with database.writing() as connection:
            count = (await connection.execute(delete(table).where(table.c.id.in_(old)))).rowcount
        total += count
        if count < AT_ONCE:
            return total
