"""What a job of each kind does, and what is still done for one that a fault of ours kept from ever being done."""

from collections.abc import Mapping

from bot import tending
from bot.desk import Desk
from bot.jobs import Work
from bot.tending import scope_of
from core import connecting, drafting, removing, sensing
from core.app import App
from core.model import Job
from handlers import suggesting

THERE_TRIES = 4
"""How often more a network is asked to change or take down what is out."""
CONNECT_TRIES = 2
"""How often more an account that was chosen is looked at where its network cannot be reached: somebody waits."""


def kinds_of(desk: Desk) -> Mapping[str, Work]:
    """What a job of each kind does."""

    async def refresh(_: App, job: Job) -> None:
        await desk.refresh(scope_of(job), job.key if ":" in job.key else f"post:{job.key}")

    async def tell(_: App, job: Job) -> None:
        kind, key = job.key.split(":", maxsplit=1)
        await desk.tell(scope_of(job), kind, key)

    async def write(app: App, job: Job) -> None:
        await drafting.run_writing(app, job.key, scope_of(job))

    async def connect(app: App, job: Job) -> None:
        await connecting.check(app, scope_of(job), job.key, last=job.tries >= CONNECT_TRIES)

    async def remove(app: App, job: Job) -> None:
        await removing.remove(app, scope_of(job), job.key, last=job.tries >= THERE_TRIES)

    async def amend(app: App, job: Job) -> None:
        await removing.rewrite(app, scope_of(job), job.key, last=job.tries >= THERE_TRIES)

    async def lapse(app: App, job: Job) -> None:
        await connecting.lapse(app, job.key)

    there = {"connect": connect, "lapse": lapse, "remove": remove, "amend": amend}
    return {"refresh": refresh, "notice": tell, "write": write, "describe": _describing(desk), **there, **tending.KINDS}


def _describing(desk: Desk) -> Work:
    """Looks at a picture, and says to who asked what is seen."""

    async def describe(app: App, job: Job) -> None:
        if (seen := await sensing.look(app, scope_of(job), job.key, once=job.id)) is not None:
            await desk.show(scope_of(job), suggesting.told(seen))

    return describe


def given_up() -> Mapping[str, Work]:
    """What a job of each kind leaves behind that a fault of ours kept from ever being done: nobody waits for it."""

    async def connect(app: App, job: Job) -> None:
        await connecting.give_up(app, scope_of(job), job.key)

    async def there(app: App, job: Job) -> None:
        await removing.give_up(app, scope_of(job), job.key)

    return {"connect": connect, "remove": there, "amend": there, **tending.GIVEN_UP}
