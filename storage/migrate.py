"""Brings a database to the tables of this code, once, whoever starts first; an up-to-date one costs a single look."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import Misconfigured, StoreUnavailable
from storage.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x61696D6B74
"""The key of PostgreSQL's advisory lock that migrations take turns by."""


def revisions() -> list[str]:
    """All that this code knows, oldest first: read from the files' names, because importing Alembic takes 0.3 s."""
    return sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


async def revision(database: Database) -> str | None:
    """The database's; None for an empty one. Raises `Misconfigured` for one of a later version than this code."""
    async with database.reading() as connection:
        return await _revision(connection, sqlite=database.sqlite)


async def _revision(connection: AsyncConnection, *, sqlite: bool) -> str | None:
    exists = "SELECT name FROM sqlite_master WHERE name = :name" if sqlite else "SELECT to_regclass(:name)"
    if await connection.scalar(text(exists), {"name": "alembic_version"}) is None:
        return None
    found: str | None = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found is not None and found not in revisions():
        raise Misconfigured(
            "DATABASE_URL", f"this database is of a later version (revision {found}, known up to {revisions()[-1]})"
        )
    return found


async def pending(database: Database) -> bool:
    """Whether `migrate` would change anything."""
    return await revision(database) != revisions()[-1]


async def migrate(database: Database) -> str:
    """To the newest revision, which it gives; safe when several processes start at once, and run twice does nothing."""
    if await pending(database):
        from alembic import command  # noqa: PLC0415 - 0.3 s, only where there is something to do

        await _run(database, lambda config: command.upgrade(config, "head"))
    return revisions()[-1]


async def back(database: Database, to: str = "base") -> None:
    """Down to an earlier revision; what later ones brought is lost. For tests and for a release that is taken back."""
    from alembic import command  # noqa: PLC0415 - as above

    await _run(database, lambda config: command.downgrade(config, to))


async def _run(database: Database, step: Callable[["Config"], None]) -> None:
    """The step in one transaction, which nobody else can open at the same time."""

    def locked(connection: Connection) -> None:
        step(configured(connection))

    async with _alone(database) as connection:
        await _revision(connection, sqlite=database.sqlite)
        await connection.run_sync(locked)


@asynccontextmanager
async def _alone(database: Database) -> AsyncIterator[AsyncConnection]:
    if not database.sqlite:
        async with database.writing() as connection:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
            yield connection
        return
    async with database.reading() as connection:
        # Copying a table drops the old one, and with it, by foreign keys, all that hangs on it. The switch works only
        # outside a transaction: https://www.sqlite.org/pragma.html#pragma_foreign_keys
        await _switch_foreign_keys(connection, "OFF")
        try:
            writer = await connection.execution_options(writing=True)
            async with writer.begin():
                yield writer
                broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).all()
                if broken:
                    raise StoreUnavailable(f"a migration broke references: {broken}")
        finally:
            _ = await connection.execution_options(writing=False)
            await _switch_foreign_keys(connection, "ON")


async def _switch_foreign_keys(connection: AsyncConnection, state: str) -> None:
    await connection.exec_driver_sql(f"PRAGMA foreign_keys={state}")
    await connection.rollback()


def configured(connection: Connection) -> "Config":
    """Alembic's settings, with no file: where the revisions are, and the connection to work on."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
