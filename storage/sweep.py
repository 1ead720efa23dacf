"""Deletes files that nobody refers to: bytes without a row, and rows that no version and no page shows any more.

What lies beside them under another kind of name was put there by somebody else.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Text, cast, delete, exists, func, select, type_coerce

from core.ports import Files
from storage.database import Database
from storage.tables import files, sandbox_posts, versions
from storage.types import OURS

ROWLESS = timedelta(days=1)
"""How long bytes may wait for their row: they are put before what was said is answered."""
UNUSED = timedelta(days=30)
AT_ONCE = 500


async def sweep(database: Database, kept: Files, now: datetime) -> dict[str, int]:
    """How many rows and how many files without one it deleted. Raises `StoreUnavailable`; twice is harmless."""
    rows = await _unused(database, kept, now - UNUSED)
    rowless = await _rowless(database, kept, now - ROWLESS)
    return {name: count for name, count in (("unused", rows), ("rowless", rowless)) if count}


async def _unused(database: Database, kept: Files, before: datetime) -> int:
    shown = [
        exists().where(versions.c.workspace_id == files.c.workspace_id, _mentions(versions.c.media)),
        exists().where(_mentions(sandbox_posts.c.media)),
    ]
    unused = [~one for one in shown]
    old = select(files.c.id).where(files.c.created_at < before, *unused).limit(AT_ONCE)
    # Found beside those who write: it reads much, and grows with all that was ever shown.
    async with database.reading() as connection:
        found = list((await connection.execute(old)).scalars())
    if not found:
        return 0
    async with database.writing() as connection:
        gone = delete(files).where(files.c.id.in_(found), *unused).returning(files.c.id)
        ids = list((await connection.execute(gone)).scalars())
    # The row first: bytes without one are found again, a row without bytes would be shown broken.
    await kept.drop(*ids)
    return len(ids)


def _mentions(media: Column[Any]) -> ColumnElement[bool]:
    # Where the database has a type of its own for ids, it writes them with hyphens.
    return type_coerce(media, Text).contains(func.replace(cast(files.c.id, Text), "-", ""))


async def _rowless(database: Database, kept: Files, before: datetime) -> int:
    keys, gone = [key for key in await kept.older(before) if OURS.fullmatch(key)], 0
    for at in range(0, len(keys), AT_ONCE):
        some = keys[at : at + AT_ONCE]
        async with database.reading() as connection:
            known = set((await connection.execute(select(files.c.id).where(files.c.id.in_(some)))).scalars())
        lost = [key for key in some if key not in known]
        await kept.drop(*lost)
        gone += len(lost)
    return gone
