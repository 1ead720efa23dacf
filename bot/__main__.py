"""`aimarketing`: the commands. Each imports what it needs when it is called, so that `--help` is there at once."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
keys = typer.Typer(no_args_is_help=True, help="The keys that tokens are sealed with.")
ledger = typer.Typer(no_args_is_help=True, help="What tokens were used for.")
cli.add_typer(keys, name="keys")
cli.add_typer(ledger, name="ledger")


def _started(work: Callable[["Settings"], Coroutine[Any, Any, None]]) -> None:
    """Reads the settings, runs the work, and turns what is wrong with either into a sentence and an exit code."""
    from bot.logs import configure
    from bot.settings import load
    from core.errors import MarketingError, Misconfigured

    try:
        settings = load()
        configure(settings.log_level, settings.log_format)
        asyncio.run(work(settings))
    except Misconfigured as error:
        typer.echo(f"{error.name} {error.reason}", err=True)
        raise typer.Exit(2) from error
    except MarketingError as error:
        typer.echo(str(error) or type(error).__name__, err=True)
        raise typer.Exit(1) from error


def _say(text: str) -> None:
    typer.echo(text)
    sys.stdout.flush()


@cli.command()
def run() -> None:
    """Everything in one process: pages, chats, clock. Prints where to look."""

    async def work(settings: "Settings") -> None:
        from bot.running import run_all

        await run_all(settings, _say)

    _started(work)


@cli.command()
def web() -> None:
    """Only the pages and what is delivered over HTTP."""

    async def work(settings: "Settings") -> None:
        from bot.processes import listening_for_the_end, logged, running

        told = listening_for_the_end()
        async with running(settings, web=True, work=False, live=logged):
            await told.wait()

    _started(work)


@cli.command()
def worker() -> None:
    """Only the work: answers what was said, publishes what is due, tells who must hear."""

    async def work(settings: "Settings") -> None:
        from bot.processes import listening_for_the_end, logged, running

        told = listening_for_the_end()
        async with running(settings, web=False, work=True, live=logged):
            await told.wait()

    _started(work)


@cli.command()
def chat(
    name: Annotated[str, typer.Option("--as", help="Who is speaking; several may speak on the same data.")] = "me",
    language: Annotated[str, typer.Option(help="Language to begin with: en, lv or ru.")] = "",
) -> None:
    """The chat in this terminal, on the same data. Reads standard input, so it can be scripted."""

    async def work(settings: "Settings") -> None:
        from bot.running import run_chat

        await run_chat(settings, _say, name=name, language=language)

    _started(work)


@cli.command()
def demo(language: Annotated[str, typer.Option(help="en, lv or ru")] = "en") -> None:
    """Plays the main job end to end, publishes for real to the sandbox network, and says where to look."""

    async def work(settings: "Settings") -> None:
        from bot.running import run_demo

        await run_demo(settings, _say, language=language)

    _started(work)


@cli.command()
def migrate() -> None:
    """Brings the database to this version's tables; safe when several start at once."""

    async def work(settings: "Settings") -> None:
        from bot.wiring import prepare_folder
        from storage.database import Database
        from storage.migrate import migrate as bring

        prepare_folder(settings)
        database = Database(settings.database)
        try:
            _say(await bring(database))
        finally:
            await database.close()

    _started(work)


@cli.command()
def doctor() -> None:
    """What is configured, what is off, and why. Exits 1 where something is wrong."""

    async def work(settings: "Settings") -> None:
        from bot.doctor import examine

        if not await examine(settings, _say):
            raise typer.Exit(1)

    _started(work)


@keys.command()
def rotate() -> None:
    """Wraps all keys of tokens with a new one, while posts go on going out. Killed, it is simply run again."""

    async def work(settings: "Settings") -> None:
        from bot.keys import rotate_keys

        if not await rotate_keys(settings, _say):
            raise typer.Exit(1)

    _started(work)


@keys.command()
def new() -> None:
    """Prints a key for AIMARKETING_KEK, made by chance and kept nowhere."""
    from bot.keys import new_entry

    _say(new_entry())


@ledger.command()
def verify(
    head: Annotated[str, typer.Option(help="A line that was printed earlier: is all of that still there?")] = "",
) -> None:
    """Looks at every row of the ledger of uses. Exits 1 where one was changed or is missing."""

    async def work(settings: "Settings") -> None:
        from bot.keys import verify_ledger

        if not await verify_ledger(settings, _say, head):
            raise typer.Exit(1)

    _started(work)


@cli.command()
def gallery(
    file: Annotated[Path, typer.Argument(help="The HTML file to write.")],
    language: Annotated[str, typer.Option(help="Only this one: en, lv or ru")] = "",
) -> None:
    """Every screen, in every language and its states, on one page."""

    async def work(settings: "Settings") -> None:
        from bot.running import write_gallery

        await write_gallery(settings, _say, file, language=language)

    _started(work)


def main() -> None:
    """The console script."""
    cli()


if __name__ == "__main__":
    main()
