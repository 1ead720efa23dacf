"""What `benchmarks.telegram` compares with: python-telegram-bot as its documentation begins, and one row per update."""

import asyncio
import sys
from pathlib import Path

import aiosqlite
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

SETUP = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # as in our own database
    "CREATE TABLE IF NOT EXISTS seen (update_id INTEGER PRIMARY KEY, body TEXT)",
)


class Bare:
    """Stores an update, then answers it."""

    def __init__(self, database: aiosqlite.Connection) -> None:
        self._database = database

    async def write(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        await self._store(update)
        if update.message is not None:
            await update.message.reply_text(f"There is no {update.message.text}.")

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        await self._store(update)
        if update.callback_query is not None:
            await update.callback_query.answer("This button is no longer in use.")

    async def _store(self, update: Update) -> None:
        await self._database.execute("INSERT INTO seen VALUES (?, ?)", (update.update_id, update.to_json()))
        await self._database.commit()


async def live(token: str, origin: str, file: Path) -> None:
    async with aiosqlite.connect(file) as database:
        for statement in SETUP:
            await database.execute(statement)
        bare = Bare(database)
        application = Application.builder().token(token).base_url(f"{origin}/bot").build()
        application.add_handler(MessageHandler(filters.TEXT, bare.write))
        application.add_handler(CallbackQueryHandler(bare.press))
        async with application:
            await application.start()
            assert application.updater is not None
            await application.updater.start_polling()
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(live(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
