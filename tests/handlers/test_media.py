"""Pictures in the chat: they begin a post or come to one, and are described for who cannot see them."""

from dataclasses import replace

import pytest

from core import drafting
from core.drafting import Draft
from core.model import File, FileKind, Post, Role, State
from core.networks import NETWORKS
from core.networks.sandbox import network as sandbox
from core.ports import EVERYWHERE
from handlers.view import Preview
from storage.store import SqlStore
from tests.bombs import small
from tests.conftest import SetClock
from tests.handlers.desk import Office, Person, make_app

JPEG = small("JPEG")
PNG = small("PNG", size=(30, 60))
BRIEF = "On Friday we bake rye bread with caraway"


@pytest.fixture
def office(sqlite_store: SqlStore, clock: SetClock) -> Office:
    """With the network that needs no key, so that there is a card with an account."""
    return Office(make_app(sqlite_store, clock, networks=NETWORKS))


async def posts_of(office: Office) -> list[Draft]:
    """Every post, oldest first."""
    found = await office.app.store.find(EVERYWHERE, Post)
    return [await drafting.current(office.app, post.workspace_id, post.id) for post in found]


def card_of(person: Person) -> str:
    """The newest card of a post, as what one replies to."""
    return next(id for id, view in reversed(person.chat.items()) if view.subject.startswith("post:"))


async def with_text(office: Office, *files: bytes) -> Person:
    """Somebody with a post that has words, and perhaps pictures."""
    anna = await office.person("Anna")
    await (anna.sends(*files, text=BRIEF) if files else anna.types(BRIEF))
    await anna.presses("Use this")
    return anna


async def test_a_picture_with_words_is_a_brief_with_a_picture(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.sends(JPEG, text=BRIEF)
    anna.sees("3 variants to choose from")
    await anna.presses("Use this")
    anna.sees("🖼 1 · 1 without a description", f"{BRIEF} 0")
    (draft,) = await posts_of(office)
    (shown,) = drafting.media_of(draft)
    assert await office.app.files.get(shown.key)
    assert (draft.post.brief, (shown.width, shown.height)) == (BRIEF, (40, 30))


async def test_a_command_in_front_of_a_picture_s_words_loses_neither(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.sends(JPEG, text=f"/new {BRIEF}")
    (draft,) = await posts_of(office)
    assert (draft.post.brief, len(drafting.media_of(draft))) == (BRIEF, 1)


async def test_a_picture_without_words_is_kept_and_asked_about(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.sends(JPEG)
    anna.sees("What should the post say?", "The picture is kept", "Only the picture")
    await anna.types("Rye bread, fresh from the oven")
    anna.sees("3 variants to choose from", "Rye bread, fresh from the oven 0")
    await anna.presses("Use this")
    (draft,) = await posts_of(office)
    assert (draft.post.brief, len(drafting.media_of(draft))) == ("Rye bread, fresh from the oven", 1)


async def test_the_picture_alone_can_be_a_post(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.sends(JPEG)
    await anna.presses("Only the picture")
    anna.sees("Draft", "🖼 1", "Publish now")
    await anna.presses("As a picture")
    assert previews(anna)[0].drawn
    await anna.presses("Publish now")
    anna.sees("Publish now?")


async def test_the_whole_text_can_be_given_for_a_picture(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.sends(JPEG)
    await anna.types("= Fresh today.")
    (draft,) = await posts_of(office)
    assert draft.version is not None
    assert (draft.version.text, len(draft.version.media)) == ("Fresh today.", 1)


async def test_pictures_that_come_one_after_the_other_are_one_post(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.sends(JPEG)
    await anna.sends(PNG)
    anna.sees("What should the post say?", "All 2 are kept")
    await anna.sends(JPEG, PNG, text=BRIEF)
    (draft,) = await posts_of(office)
    assert (len(drafting.media_of(draft)), draft.post.brief) == (4, BRIEF)


async def test_words_that_are_no_brief_lose_no_picture(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.sends(JPEG, text="🔥🔥")
    anna.sees("I need words to work with", "What should the post say?")
    assert len(drafting.media_of((await posts_of(office))[0])) == 1


async def test_a_reply_puts_pictures_into_that_post_in_order(office: Office) -> None:
    anna = await with_text(office)
    await anna.sends(JPEG, PNG, reply_to=card_of(anna))
    anna.sees("Pictures and videos", "Picture · 40 × 30", "Picture · 30 × 60", "none yet")
    (draft,) = await posts_of(office)
    assert [one.width for one in drafting.media_of(draft)] == [40, 30]
    assert draft.version is not None
    assert draft.version.text == f"{BRIEF} 0"


async def test_words_that_come_with_a_reply_s_picture_say_what_to_change(office: Office) -> None:
    anna = await with_text(office)
    await anna.sends(JPEG, text="= Bread!", reply_to=card_of(anna))
    (draft,) = await posts_of(office)
    assert draft.version is not None
    assert (draft.version.text, len(draft.version.media)) == ("Bread!", 1)


async def test_variants_that_wait_still_wait_when_a_picture_comes(office: Office, clock: SetClock) -> None:
    anna = await office.person("Anna")
    await anna.types(BRIEF)
    clock.set(clock.now().replace(minute=5))
    await anna.sends(JPEG, reply_to=card_of(anna))
    await anna.presses("Back")
    anna.sees("3 variants to choose from")
    await anna.presses("Use this")
    assert len(drafting.media_of((await posts_of(office))[0])) == 1


async def test_a_reply_to_what_is_out_begins_a_new_post(office: Office) -> None:
    anna = await with_text(office)
    (old,) = await posts_of(office)
    for one in old.publications:
        await office.app.store.change(EVERYWHERE, one, replace(one, state=State.PUBLISHED))
    await anna.sends(JPEG, reply_to=card_of(anna))
    anna.sees("What should the post say?")
    assert len(await posts_of(office)) == 2


@pytest.mark.parametrize("words", ["", "Something about the bread in the picture"])
async def test_one_tap_moves_the_pictures_to_the_draft_that_was_meant(office: Office, words: str) -> None:
    anna = await with_text(office)
    await anna.sends(JPEG, text=words)
    await anna.presses("Add to “On Friday we")
    anna.sees("Moved", "Picture · 40 × 30")
    old, new = await posts_of(office)
    assert (len(drafting.media_of(old)), new.state) == (1, State.CANCELLED)
    assert (await anna.talk()).flow == ""


async def test_each_picture_is_described_in_its_turn(office: Office) -> None:
    anna = await with_text(office, JPEG, PNG)
    await anna.presses("Describe")
    anna.sees("1 of 2", "What does picture 1 of 2 show?", f"{BRIEF} 0", "Suggested:", "Take it", "Leave empty")
    await anna.types("A loaf of rye bread")
    anna.sees("What does picture 2 of 2 show?", "Skip")
    await anna.presses("Skip")
    anna.sees("A loaf of rye bread", "none yet", "the descriptions are kept")
    (draft,) = await posts_of(office)
    assert [one.alt for one in drafting.media_of(draft)] == ["A loaf of rye bread", ""]


async def test_a_suggestion_can_be_kept_or_left(office: Office) -> None:
    anna = await with_text(office, JPEG)
    await anna.presses("Describe")
    await anna.presses("Take it")
    assert drafting.media_of((await posts_of(office))[0])[0].alt == f"{BRIEF} 0"
    await anna.presses("1")
    anna.sees("Now:", "Keep it")
    await anna.presses("Leave empty")
    assert drafting.media_of((await posts_of(office))[0])[0].alt == ""


async def test_a_description_that_is_too_long_is_asked_for_again(office: Office) -> None:
    anna = await with_text(office, JPEG)
    await anna.presses("Describe")
    await anna.types("a" * 1001)
    anna.sees("1,000 is the most", "What does picture 1 of 1 show?")


async def test_a_picture_is_taken_out_and_undo_brings_it_back(office: Office) -> None:
    anna = await with_text(office, JPEG, PNG)
    await anna.presses("Pictures")
    out = next(block for block in anna.views[-1].blocks if getattr(block, "label", "") == "Take out")
    await anna.touches(out.acts[0].token)
    anna.sees("Taken out.", "30 × 60")
    anna.sees_not("40 × 30")
    await anna.presses("Back")
    await anna.presses("Undo")
    assert len(drafting.media_of((await posts_of(office))[0])) == 2


async def test_the_card_shows_the_post_with_its_pictures_and_as_one(office: Office) -> None:
    anna = await with_text(office, JPEG)
    assert [len(one.media) for one in previews(anna)] == [1]
    await anna.presses("As a picture")
    assert [one.drawn for one in previews(anna)] == [True]
    await anna.presses("As text")
    assert [one.drawn for one in previews(anna)] == [False]


def previews(person: Person) -> list[Preview]:
    return [block for block in person.views[-1].blocks if isinstance(block, Preview)]


async def test_a_viewer_sends_no_picture_and_is_told_why(office: Office) -> None:
    guest = await office.member(await office.person("Anna"), Role.VIEWER, "Guest")
    await guest.sends(JPEG)
    guest.sees("you can read along, but not write")
    assert await posts_of(office) == []


async def test_more_than_fits_into_a_post_is_said(office: Office) -> None:
    anna = await with_text(office, *[JPEG] * 9)
    await anna.sends(JPEG, PNG, reply_to=card_of(anna))
    anna.sees("More than 10 pictures and videos do not fit into one post")


async def test_a_file_that_is_no_picture_is_refused_in_words(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.sends(b"%PDF-1.7", kind=FileKind.DOCUMENT)
    anna.sees("JPEG, PNG, WebP")
    assert await office.app.store.count(EVERYWHERE, File) == 0


async def test_a_post_without_words_has_a_name_in_the_lists(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.sends(JPEG)
    await anna.types("/drafts")
    anna.sees("Pictures, no words yet")


async def test_where_no_account_shows_descriptions_none_is_asked_for(sqlite_store: SqlStore, clock: SetClock) -> None:
    mute = replace(sandbox, limits=replace(sandbox.limits, alt=False))
    anna = await with_text(Office(make_app(sqlite_store, clock, networks={"sandbox": mute})), JPEG)
    anna.sees("🖼 1")
    anna.sees_not("without a description", "Describe")
