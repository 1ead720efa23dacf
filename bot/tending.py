"""What jobs about tokens do: ended, renewed in time, warned of; posts looked ahead at, and read how they did."""

from collections.abc import Mapping

from bot.jobs import Work
from core import allowing, ending, foreseeing, measuring, refreshing
from core.app import App
from core.errors import Missing
from core.model import Job, WorkspaceId

LAST = 6
"""After this many tries a network that cannot say how a post did is not asked any more: about two minutes."""


async def revoke(app: App, job: Job) -> None:
    """An account was taken away."""
    await ending.revoke(app, scope_of(job), job.key)


async def revoke_given_up(app: App, job: Job) -> None:
    """The same, after a fault of ours."""
    await ending.give_up(app, scope_of(job), job.key)


async def warn(app: App, job: Job) -> None:
    """Tokens end in some days."""
    await foreseeing.warn(app, scope_of(job), job.key)


async def keep_alive(app: App, job: Job) -> None:
    """Tokens would die of not being used, and somebody ordered that they do not."""
    await refreshing.keep_alive(app, scope_of(job), job.key)


async def look_ahead(app: App, job: Job) -> None:
    """A post goes out tomorrow."""
    await foreseeing.look_ahead(app, scope_of(job), job.key)


async def run_out(app: App, job: Job) -> None:
    """What somebody ordered for a year is over."""
    await allowing.run_out(app, scope_of(job), job.key)


async def measure(app: App, job: Job) -> None:
    """Somebody ordered that posts of this account be followed."""
    await measuring.follow(app, scope_of(job), job.key, last=job.tries >= LAST)


async def figures(app: App, job: Job) -> None:
    """Somebody asked how a post did."""
    await measuring.read_asked(app, scope_of(job), job.key, last=job.tries >= LAST)


def scope_of(job: Job) -> WorkspaceId:
    """Whose it is. Raises `Missing` for one that is nobody's."""
    if job.workspace_id is None:
        raise Missing(f"job {job.kind} {job.key} names no workspace")
    return job.workspace_id


KINDS: Mapping[str, Work] = {
    "revoke": revoke,
    "warn": warn,
    "keepalive": keep_alive,
    "preflight": look_ahead,
    "orderover": run_out,
    "measure": measure,
    "figures": figures,
}
GIVEN_UP: Mapping[str, Work] = {"revoke": revoke_given_up}
