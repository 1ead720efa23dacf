"""Writes a revision from the difference between tables.py and the newest one: see docs/design/storage.md.

`python -m storage.migrations first` writes 0001 anew, for as long as nothing is released;
`python -m storage.migrations next "add a column"` writes the next number.
"""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from sqlalchemy import Connection

from storage.database import Database
from storage.migrate import MIGRATIONS, configured, migrate, revisions


def _write(connection: Connection, message: str) -> None:
    number = f"{len(revisions()) + 1:04}"
    config = configured(connection)
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    command.revision(config, message, autogenerate=True, rev_id=number)
    (path,) = (MIGRATIONS / "versions").glob(f"{number}_*.py")
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "# ###" not in line))


async def _main(what: str, message: str = "first") -> None:
    if what == "first":
        for path in (MIGRATIONS / "versions").glob("[0-9]*.py"):
            path.unlink()
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite+aiosqlite:///{Path(folder) / 'draft.db'}")
        if revisions():
            await migrate(database)
        async with database.writing() as connection:
            await connection.run_sync(_write, message)
        await database.close()


asyncio.run(_main(*sys.argv[1:]))
