"""The main job in a private chat: from a line to a published post."""

from tests.fakes.telegram import FakeTelegram
from tests.telegram.conftest import Live


async def test_a_line_becomes_a_published_post(api: FakeTelegram, live: Live) -> None:
    anna = api.person("Anna")
    await anna.writes("/start")
    print((await anna.sees("Anna")).text, anna.buttons)
    await anna.writes("From Saturday we bake rye bread with caraway. First loaves at 8, Market Street 4.")
    await anna.sees("rye")
    for m in anna.chat: print("----", m)
    await anna.presses("Use")
    for label in ("Publish now", "Yes"):
        await anna.sees("")
        print(anna.buttons)
        await anna.presses(label)
    print(anna.buttons, anna.last.text)
    await anna.sees("Published")
