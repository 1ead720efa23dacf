"""What people send besides words and pictures: answered in kind words, never an error, never a brief."""

import pytest

from core.model import Delivery, FileKind, Post
from core.ports import EVERYWHERE
from handlers.odd import KINDS
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.handlers.desk import Office, make_app

KINDLY = {
    "sticker": "Nice one!",
    "location": "write the address",
    "contact": "Settings → Team",
    "poll": "Send me the question as a line",
    "audio": "voice message",
    "voice": "Please type it",
    "video_note": "ordinary video",
    "dice": "Good game!",
    "giveaway": "Words, pictures and videos",
}


@pytest.mark.parametrize(("other", "said"), KINDLY.items())
async def test_each_is_answered_with_what_can_be_done(office: Office, other: str, said: str) -> None:
    anna = await office.person("Anna")
    await anna.throws(other)
    anna.sees(said, "[2] Help")
    assert await office.app.store.count(EVERYWHERE, Post) == 0


@pytest.mark.parametrize("language", ["en", "lv", "ru"])
async def test_every_kind_has_its_words_in_every_language(office: Office, language: str) -> None:
    anna = await office.person("Anna", language=language)
    for other in (*KINDS, "something new"):
        await anna.throws(other)
        assert len(anna.reads) > 40, other


async def test_a_question_stays_asked_when_a_sticker_comes(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/brand")
    await anna.throws("sticker")
    await anna.types("Rye & Co")
    anna.sees_not("variants")
    assert (await anna.talk()).flow == "form"


@pytest.mark.parametrize("words", ["/start", "help", "On Friday we bake rye bread", "9:00", "=", "New oven"])
async def test_forwarded_words_are_a_brief_and_their_source_is_noted(office: Office, words: str) -> None:
    anna = await office.person("Anna")
    await anna.forwards(words, "Boris\nfrom the bakery")
    if words == "=":
        anna.sees("I need words to work with")
        return
    anna.sees("From Boris from the bakery: taken as the idea for a post.", "3 variants")
    (post,) = await office.app.store.find(EVERYWHERE, Post)
    assert post.brief == words
    await anna.presses("Use this")
    await anna.presses("History")
    anna.sees("From Boris from the bakery")


@pytest.mark.parametrize("link", ["https://example.com/bread", "www.example.com"])
async def test_a_link_alone_is_a_brief(office: Office, link: str) -> None:
    anna = await office.person("Anna")
    await anna.types(link)
    anna.sees("3 variants", link)


async def test_a_voice_that_nobody_could_hear_is_answered(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.sends(b"OggS", kind=FileKind.VOICE)
    anna.sees("Please type it")


class Ears:
    """A model that hears the same in everything."""

    able = True

    async def hear(self, sound: bytes, mime: str, *, language: str) -> str:
        return "/new On Friday we bake rye bread"

    async def see(self, picture: bytes, mime: str, *, language: str) -> str:
        return ""


async def test_a_voice_is_echoed_and_then_is_words(sqlite_store: SqlStore, clock: SetClock) -> None:
    office = Office(make_app(sqlite_store, clock, senses=Ears()))
    anna = await office.person("Anna")
    await anna.sends(b"OggS", kind=FileKind.VOICE)
    anna.sees("I heard:", "On Friday we bake rye bread", "3 variants")
    assert [view.key for view in anna.views[:2]] == ["heard", "post"]


@pytest.mark.parametrize("words", ["Mana parole ir Maize2024", "password: hunter2", "Пароль от ВК: maslo_77"])
async def test_of_a_password_nothing_is_kept(office: Office, words: str) -> None:
    anna = await office.person("Anna")
    await anna.types(words)
    anna.sees("looked like a password", "delete your message")
    kept = await office.app.store.find(EVERYWHERE, Delivery)
    assert words.rsplit(maxsplit=1)[-1] not in repr(kept)
    assert await office.app.store.count(EVERYWHERE, Post) == 0


async def test_a_password_in_a_form_is_not_kept_either(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/brand")
    await anna.types("password: hunter2")
    assert "hunter2" not in repr(await office.app.store.find(EVERYWHERE, Delivery))
    assert "hunter2" not in repr(await anna.talk())
