"""A small house on Telegram: what comes in, what is answered and what goes out, over one store; starts at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.clock import SystemClock
from bot.desk import Desk
from bot.intake import Intake
from bot.jobs import Jobs
from bot.kinds import kinds_of
from bot.telegram.listening import Listener
from bot.telegram.live import Access, reached
from bot.telegram.sending import Sender
from bot.telegram.showing import Stage
from core import joining
from core.app import App
from core.model import Conversation, Role, new_id
from core.networks.sandbox import network as sandbox
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests.fakes.telegram import FakeTelegram, Person
from tests.handlers.desk import make_app
from tests.telegram.outbox import Drawing


@dataclass(frozen=True)
class Small:
    """The house, and its way in."""

    app: App
    listener: Listener

    async def talks(self, **equal: Any) -> list[Conversation]:
        return await self.app.store.find(EVERYWHERE, Conversation, **equal)

    async def home(self, person: Person) -> Conversation:
        """The person's private talk."""
        return (await self.talks(chat=str(person.id)))[0]


@asynccontextmanager
async def small(api: FakeTelegram, store: SqlStore, **parts: Any) -> AsyncIterator[Small]:
    """A house whose loops run; `parts` are those of its App."""
    clock, stop = SystemClock(), asyncio.Event()
    app = make_app(store, clock, **({"networks": {"sandbox": sandbox}} | parts))
    async with reached(Access(token=api.token, api_url=api.url), clock) as bot:
        await bot.initialize()
        desk, intake = Desk(app), Intake(app, answering=("telegram",))
        listener = Listener(intake, bot, new_id())
        loops = (listener.fetch, intake.run, Sender(app, Stage(bot, Drawing())).run)
        jobs = Jobs(app, kinds_of(desk), owner=new_id())
        tasks = [asyncio.create_task(loop(stop)) for loop in (*loops, jobs.run)]
        try:
            yield Small(app, listener)
        finally:
            stop.set()
            await asyncio.gather(*tasks)


async def joined(house: Small, host: Person, guest: Person, role: Role) -> None:
    """The guest comes into the host's workspace."""
    home = await house.home(host)
    code = await joining.invite(house.app, home.workspace_id, home.person_id, role)
    await guest.writes(f"/start j_{code}")
