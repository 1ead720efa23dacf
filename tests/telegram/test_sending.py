"""Cards on their way into a chat: posted once, edited where they stand, put anew only where that cannot be."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.cards import Queued, from_json, to_json
from bot.telegram.sending import LEASE
from bot.telegram.updates import PRESS
from core.model import Card, Outgoing
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests import making
from tests.fakes.telegram import FakeTelegram, Play
from tests.telegram.outbox import Outbox, moved, opened, picking, pictured, view


@pytest.fixture
async def out(api: FakeTelegram, sqlite_store: SqlStore, clock: Any) -> AsyncIterator[Outbox]:
    async with opened(api, sqlite_store, clock) as out:
        yield out


def methods(api: FakeTelegram) -> list[str]:
    return [call.method for call in api.calls]


# -- one card, one message ---------------------------------------------------------------------------------------------


async def test_a_change_edits_the_message_and_sends_no_other(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, view("Draft", "Use"))
    await out.sends()
    await out.redraws(card, view("Published"))
    await out.sends()
    assert [(one.text, one.buttons) for one in anna.chat] == [("Published", [])]
    assert methods(api) == ["sendMessage", "editMessageText"]


async def test_what_looks_like_this_already_is_sent_and_done(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, view("Draft"))
    await out.sends()
    await out.redraws(card, view("Draft", key="another"))
    await out.sends()
    assert api.called("editMessageText")[0].status == 400
    assert not await out.waits()
    assert len(anna.chat) == 1


async def test_a_message_that_was_deleted_is_put_anew_and_edited_there_from_then_on(
    api: FakeTelegram, out: Outbox
) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, view("Draft"))
    await out.sends()
    await anna.removes(anna.last)
    await out.redraws(card, view("Approved"))
    await out.sends()
    await out.redraws(card, view("Published"))
    await out.sends()
    assert [one.text for one in anna.chat] == ["Published"]


async def test_text_and_picture_take_each_others_place(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, view("Draft", "Look"))
    for shown in (pictured("As seen", "Back"), pictured("As seen, approved", "Back"), pictured("New", seen="White")):
        await out.sends()
        await out.redraws(card, shown)
    await out.sends()
    assert methods(api) == ["sendMessage", "editMessageMedia", "editMessageCaption", "editMessageMedia"]
    assert (anna.last.media, "New" in anna.last, len(anna.chat)) == ("photo", True, 1)
    await out.redraws(card, view("Draft"))
    out.later(2)
    await out.sends()
    assert [(one.media, one.text) for one in anna.chat] == [("", "Draft")]


async def test_a_picture_too_old_to_be_deleted_loses_its_buttons(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, pictured("As seen", "Back"))
    await out.sends()
    out.later(49 * 3600)
    await out.redraws(card, view("Draft", "Look"))
    await out.sends()
    assert [(one.media, one.buttons) for one in anna.chat] == [("photo", []), ("", [["Look"]])]


async def test_a_picture_that_cannot_be_drawn_is_said_in_words(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    out.drawing.fault = ValueError("no such font")
    await out.posts(anna, pictured("As seen"))
    await out.sends()
    assert (anna.last.media, "Rye bread" in anna.last) == ("", True)


async def test_a_picture_whose_kind_was_not_kept_leaves_no_second_card(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, pictured("As seen", "Back"))
    await out.sends()
    await out.app.store.change(EVERYWHERE, there := await out.card(card), replace(there, shown="text"))
    await out.redraws(card, view("Draft"))
    await out.sends()
    api.violations.clear()  # that it asked for the impossible is what this is about
    assert [one.text for one in anna.chat] == ["Draft"]


async def test_what_has_moved_says_so_in_its_place_and_never_anew(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    text, picture, gone = [await out.posts(anna, one) for one in (view("A", "Use"), pictured("B", "Use"), view("C"))]
    await out.sends()
    await anna.removes(anna.last)
    for card in (text, picture, gone):
        await out.redraws(card, moved())
    out.later(10)
    await out.sends()
    assert [(one.media, one.text, one.buttons) for one in anna.chat] == [
        ("", "It is further down now.", []),
        ("photo", "It is further down now.", []),
    ]


# -- the keyboard that picks a channel ---------------------------------------------------------------------------------


async def test_the_keyboard_to_pick_from_comes_with_an_edit_once_and_goes_with_a_line(
    api: FakeTelegram, out: Outbox
) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, view("Accounts", "Telegram"))
    await out.sends()
    await out.redraws(card, picking("Which channel?"))
    await out.sends()
    assert anna.keyboard == [["Choose a channel"]]
    await out.redraws(card, picking("That was none. Which channel?"))
    await out.sends()
    assert methods(api) == ["sendMessage", "editMessageText", "sendMessage", "editMessageText"]
    await out.says(anna, "Nothing was connected.")
    await out.sends()
    assert anna.keyboard == []


async def test_a_card_is_not_posted_twice_because_its_keyboard_did_not_get_through(
    api: FakeTelegram, out: Outbox
) -> None:
    anna = api.person("Anna")
    api.plays["sendMessage"].extend([Play.ANSWER, Play.ERROR])
    await out.posts(anna, picking("Which channel?"))
    await out.sends()
    assert anna.keyboard == []
    out.later(10)
    await out.sends()
    assert anna.keyboard == [["Choose a channel"]]
    assert [one.text for one in anna.chat] == ["Which channel?\n\nChoose a channel", "Choose a channel"]


# -- what has just been answered ---------------------------------------------------------------------------------------


async def answered(out: Outbox, *rows: Outgoing, cards: Sequence[Card | None]) -> None:
    """A turn ends: its rows are born under a lease, and admitted in its own transaction."""
    mine = [replace(row, lease_until=out.clock.now() + LEASE, tries=1) for row in rows]
    queued = [
        Queued(row, card, None if card is None else from_json(card.view)) for row, card in zip(mine, cards, strict=True)
    ]
    async with out.app.together() as app:
        await app.store.add(EVERYWHERE, *mine)
        send = await out.sender.admit(app, queued)
    send()
    await out.sender.finish()


async def test_a_press_and_the_card_that_it_changes_go_out_at_once(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, view("Draft", "Use"))
    await out.sends()
    press = await anna.presses("Use")
    now = await out.app.store.change(EVERYWHERE, await out.card(card), await changed(out, card, "Used"))
    ack = making.outgoing(chat=card.chat, toast="", reply_to=f"{PRESS}{press.query.id}", created_at=out.clock.now())
    await answered(out, ack, making.outgoing(now, chat=card.chat, created_at=out.clock.now()), cards=(None, now))
    assert anna.last.text == "Used"
    assert not await out.waits()


async def test_where_something_waits_a_new_card_waits_behind_it(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    await out.says(anna, "first")
    card = making.card(await out.talk(anna), view=to_json(view("second")))
    await out.app.store.add(EVERYWHERE, card)
    await answered(out, making.outgoing(card, chat=card.chat, created_at=out.clock.now()), cards=(card,))
    assert not anna.chat
    await out.sends()
    assert [one.text for one in anna.chat] == ["first", "second"]


async def changed(out: Outbox, card: Card, text: str) -> Card:
    return replace(await out.card(card), view=to_json(view(text)))
