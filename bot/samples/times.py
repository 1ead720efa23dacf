"""A time picked by pressing, for the samples: a month, a day, an hour, and the hour that comes twice."""

from collections.abc import AsyncIterator
from datetime import timedelta

from bot.samples.scene import Scene
from core.model import Post
from handlers.routes import draw
from handlers.view import View


async def picking(scene: Scene, post: Post) -> AsyncIterator[tuple[str, str, View]]:
    """Each step, now and later."""
    turn, today = scene.turn(), scene.texts.local(scene.now).date()
    steps = {
        ("pick-day", "this month"): {},
        ("pick-day", "a year ahead"): {"month": (today + timedelta(days=365)).replace(day=1).isoformat()},
        ("pick-hour", "today"): {"day": today.isoformat()},
        ("pick-hour", "another day"): {"day": (today + timedelta(days=1)).isoformat()},
        ("pick-minute", "this hour"): {"hour": f"{today.isoformat()}T{scene.texts.local(scene.now):%H}:00:00"},
        ("pick-which", "the clocks are put back"): {"wall": f"{today.year + 1}-10-31T03:30:00"},
    }
    for (screen, state), args in steps.items():
        yield screen, state, await draw(turn, screen, id=post.id, **args)
