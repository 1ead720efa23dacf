"""The Telegram Bot API on loopback: strict about what it is asked, with a memory, and people who use the bot.

    async with FakeTelegram() as api:
        bot = Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url)
        anna = api.person("Anna", language="lv")
        await anna.writes("/start")
        await anna.sees("Welcome")
        await anna.presses("Connect")
    assert not api.violations

What Telegram refuses because the request is wrong, and what it quietly mends, is kept in `api.violations`; a refusal
that a bot must live with (blocked, gone, too old, too fast) is not. `api.flaws` adds presses that were never answered
and what was sent in spite of "Too Many Requests"; `api.calls` has every call.

    api.flood(anna, 3)                        api.plays["sendMessage"].append(Play.RESET_AFTER)
    api.later(hours=49)                       api.hold(); ...; api.release(seed=7, copies=2)
    api.redeliver()                           api.reach["https://desk.example"] = "http://127.0.0.1:8080"
    api.world.query_age = 5                   api.traffic.limits = REAL

In a process of its own: `tests.fakes.telegram.process.in_a_process`. By hand: `python -m tests.fakes.telegram`.
"""

from tests.fakes.telegram.api import FakeTelegram
from tests.fakes.telegram.calls import Call
from tests.fakes.telegram.faults import REAL, Limits, Play
from tests.fakes.telegram.people import Person, Press
from tests.fakes.telegram.places import Channel, Group, Place, Seen
from tests.fakes.telegram.server import TOKEN
from tests.fakes.telegram.state import POSTING, Draft, Toast

__all__ = [
    "POSTING",
    "REAL",
    "TOKEN",
    "Call",
    "Channel",
    "Draft",
    "FakeTelegram",
    "Group",
    "Limits",
    "Person",
    "Place",
    "Play",
    "Press",
    "Seen",
    "Toast",
]
