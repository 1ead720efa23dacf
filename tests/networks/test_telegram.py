"""A Telegram channel through the door and the vault to a strict Bot API: what readers see, once, and what is told."""

import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import (
    NetworkError,
    OutcomeUnknown,
    PermissionMissing,
    RateLimited,
    Refused,
    TokenRejected,
    Unavailable,
)
from core.model import Media, MediaKind, Published
from core.networks.telegram import network
from core.networks.telegram.calling import refusal
from core.ports import Answer
from tests.fakes.networks.trying import Still
from tests.fakes.telegram import TOKEN, Play
from tests.networks.conftest import Reading, Stage
from tests.vaults import vault_of

LONG = "Maize. " * 200


def png(width: int = 640, height: int = 480) -> bytes:
    """The smallest file that begins as a picture of this size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + chunk


FILES = {"p1": png(), "p2": png(800, 600), "v1": b"\0\0\0\x18ftypmp42"}


def media(*keys: str) -> tuple[Media, ...]:
    kinds = {"p": (MediaKind.IMAGE, "image/png"), "v": (MediaKind.VIDEO, "video/mp4")}
    return tuple(
        Media(key=key, kind=kinds[key[0]][0], mime=kinds[key[0]][1], digest="", bytes=9, width=8, height=6, seconds=3)
        for key in keys
    )


def with_files() -> Reading:
    return Reading(files=FILES)


# -- what readers see --------------------------------------------------------------------------------------------------


async def test_a_text_is_sent_to_the_letter_and_its_address_is_told(stage: Stage) -> None:
    text = "Ļoti <b>garšīgi</b> *maize* _🍞_ & https://maize.lv"
    got = await stage.publish(stage.content(text))
    [message] = stage.channel.chat
    assert (message.text, got) == (text, Published(id="1", url="https://t.me/rudzumaize/1"))
    assert [one["type"] for one in message.entities] == ["url"]


async def test_a_channel_without_a_name_has_addresses_for_its_members(stage: Stage) -> None:
    stage.channel.room.username = ""
    got = await stage.publish(stage.content())
    assert got.url == f"https://t.me/c/{str(stage.channel.id).removeprefix('-100')}/1"


@pytest.mark.parametrize(("key", "kind"), [("p1", "photo"), ("v1", "video")])
async def test_one_picture_or_video_has_the_text_below_it(stage: Stage, key: str, kind: str) -> None:
    got = await stage.publish(stage.content("Klāt!", media=media(key)), with_files())
    [message] = stage.channel.chat
    assert (message.media, message.text, message.content, got.id) == (kind, "Klāt!", FILES[key], "1")


async def test_an_album_is_one_request_with_the_text_below_its_first(stage: Stage) -> None:
    got = await stage.publish(stage.content("Trīs", media=media("p1", "v1", "p2")), with_files())
    assert [(one.media, one.text) for one in stage.channel.chat] == [("photo", "Trīs"), ("video", ""), ("photo", "")]
    assert (got, len(stage.telegram.called("sendMediaGroup"))) == (
        Published(id="1,2,3", url="https://t.me/rudzumaize/1"),
        1,
    )


async def test_media_without_words_have_no_caption(stage: Stage) -> None:
    await stage.publish(stage.content("", media=media("p1")), with_files())
    assert "caption" not in stage.telegram.called("sendPhoto")[0].params


async def test_a_text_that_is_too_long_for_a_caption_follows_as_a_silent_reply(stage: Stage) -> None:
    got = await stage.publish(stage.content(LONG, media=media("p1", "p2")), with_files())
    first, _, text = stage.channel.chat
    assert (first.text, text.text) == ("", LONG.strip())
    assert text.json["reply_to_message"]["message_id"] == first.id
    assert stage.telegram.called("sendMessage")[0].params["disable_notification"] is True
    assert got == Published(id="1,2,3", url="https://t.me/rudzumaize/1")


@pytest.mark.parametrize("quiet", [True, False])
async def test_a_silent_post_rings_no_phone(stage: Stage, quiet: bool) -> None:
    await stage.publish(stage.content(options={"silent": "1"} if quiet else {}))
    assert stage.telegram.called("sendMessage")[0].params["disable_notification"] is quiet


@pytest.mark.parametrize("off", [True, False])
async def test_the_preview_of_a_link_can_be_left_out(stage: Stage, off: bool) -> None:
    await stage.publish(stage.content(options={"preview": "off"} if off else {}))
    assert stage.telegram.called("sendMessage")[0].params["link_preview_options"] == {"is_disabled": off}


async def test_a_pinned_post_is_on_top(stage: Stage) -> None:
    got = await stage.publish(stage.content(options={"pinned": "1"}))
    assert ([one.id for one in stage.channel.pinned], got.undone) == ([1], "")


@pytest.mark.parametrize("play", [None, Play.ERROR, Play.RESET_AFTER])
async def test_a_pin_that_fails_fails_nothing_else_and_is_told(stage: Stage, play: Play | None) -> None:
    if play is None:
        await stage.channel.bot_becomes("administrator", ("can_post_messages",))
    else:
        stage.telegram.plays["pinChatMessage"].append(play)
    got = await stage.publish(stage.content(options={"pinned": "1"}))
    assert (got.id, got.undone, len(stage.telegram.called("sendMessage"))) == ("1", "pinned", 1)


# -- a post of several requests ----------------------------------------------------------------------------------------


async def test_the_second_request_alone_is_made_again(stage: Stage) -> None:
    attempt, content = with_files(), stage.content(LONG, media=media("p1"))
    stage.telegram.plays["sendMessage"].append(Play.RESET_AFTER)
    with pytest.raises(OutcomeUnknown):
        await stage.publish(content, attempt)
    assert attempt.steps == {"media": "1 https://t.me/rudzumaize/1", "text": None}
    got = await stage.publish(content, attempt)  # a person has looked, and said that the text is not there
    assert (got.id, len(stage.telegram.called("sendPhoto"))) == ("1,3", 1)


async def test_what_is_wholly_there_is_only_pinned(stage: Stage) -> None:
    attempt, content = Reading(), stage.content(options={"pinned": "1"})
    for _ in range(2):
        got = await stage.publish(content, attempt)
    assert (got.id, stage.shown(), [one.id for one in stage.channel.pinned]) == ("1", [content.text], [1])


async def test_a_file_that_cannot_be_read_leaves_no_trace(stage: Stage) -> None:
    attempt = Reading()
    with pytest.raises(KeyError):
        await stage.publish(stage.content(LONG, media=media("p1")), attempt)
    assert (attempt.steps, stage.telegram.calls) == ({}, [])


# -- what goes wrong ---------------------------------------------------------------------------------------------------


PLAYS = [play for play in Play if play is not Play.ANSWER]


@pytest.mark.parametrize("play", PLAYS)
async def test_an_answer_that_is_lost_is_in_doubt(stage: Stage, play: Play) -> None:
    stage.telegram.plays["sendMessage"].append(play)
    with pytest.raises(OutcomeUnknown):
        await stage.publish(stage.content())
    assert len(stage.telegram.called("sendMessage")) == 1


@pytest.mark.parametrize("play", PLAYS)
async def test_a_reading_in_doubt_is_none_about_a_post(stage: Stage, play: Play) -> None:
    stage.telegram.plays["getChatAdministrators"].append(play)
    with pytest.raises(Unavailable):
        await stage.within(network.allowed, stage.connection)


async def test_too_fast_says_until_when(stage: Stage) -> None:
    stage.telegram.flood(stage.channel, 30)
    with pytest.raises(RateLimited) as caught:
        await stage.publish(stage.content())
    assert 20 <= (caught.value.until - Still().now()).total_seconds() <= 31


async def test_a_text_that_is_too_long_is_refused_in_the_networks_words(stage: Stage) -> None:
    with pytest.raises(Refused, match="too long"):
        await stage.publish(stage.content("x" * 4097))
    stage.telegram.violations.clear()


@pytest.mark.parametrize(
    ("status", "rights", "detail"),
    [
        ("kicked", (), "bot-absent"),
        ("left", (), "bot-absent"),
        ("member", (), "bot-cannot-post"),
        ("administrator", ("can_edit_messages",), "bot-cannot-post"),
    ],
)
async def test_a_bot_that_may_not_post_says_so(stage: Stage, status: str, rights: tuple[str, ...], detail: str) -> None:
    await stage.channel.bot_becomes(status, rights)
    with pytest.raises(PermissionMissing) as caught:
        await stage.publish(stage.content())
    assert caught.value.detail == detail


@pytest.mark.parametrize("token", ["7000000000:AnotherTokenAnotherTokenAnotherToke", "nonsense"])
async def test_a_token_that_is_none_is_named_and_shown_nowhere(
    stage: Stage, token: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    vault = await vault_of(stage.store, Still(), tmp_path, {"telegram": stage.telegram.url}, bot_token=token)
    with pytest.raises(TokenRejected) as caught:
        await replace(stage, vault=vault).publish(stage.content())
    assert token not in f"{caught.value!r} {caught.value.__cause__!r} {caplog.text}"


def test_what_telegram_says_is_kept_without_anything_like_a_token() -> None:
    said = {"ok": False, "error_code": 400, "description": f"Bad Request: no such path /bot{TOKEN}/sendMessag"}
    assert refusal(Answer(400, {}, "", said)).detail == "Bad Request: no such path /bot…/sendMessag"


@pytest.mark.parametrize("play", PLAYS)
async def test_no_error_and_no_log_holds_the_token(stage: Stage, play: Play, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    stage.telegram.plays["sendMessage"].append(play)
    with pytest.raises(NetworkError) as caught:
        await stage.publish(stage.content())
    told = f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!r} {caplog.text}"
    for part in (stage.telegram.token, stage.telegram.token.partition(":")[2]):
        assert part not in told


# -- changed and taken away --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "keys"), [("Rīt", ()), ("Rīt", ("p1",)), ("Rīt", ("p1", "p2")), (LONG, ("p1",))])
async def test_the_words_of_what_is_out_can_be_changed(stage: Stage, before: str, keys: tuple[str, ...]) -> None:
    got = await stage.publish(stage.content(before, media=media(*keys)), with_files())
    shown = len(stage.channel.chat)
    for _ in range(2):  # again, it is these words already
        await stage.within(network.edit, stage.content("Šodien", media=media(*keys)), got.id)
    assert [text for text in stage.shown() if text] == ["Šodien"]
    assert len(stage.channel.chat) == shown


async def test_a_caption_cannot_become_longer_than_captions_are(stage: Stage) -> None:
    got = await stage.publish(stage.content("Rīt", media=media("p1")), with_files())
    with pytest.raises(Refused, match="caption-too-long"):
        await stage.within(network.edit, stage.content(LONG, media=media("p1")), got.id)


async def test_all_messages_of_a_post_are_taken_away_and_again_is_no_error(stage: Stage) -> None:
    got = await stage.publish(stage.content(LONG, media=media("p1", "p2")), with_files())
    for _ in range(2):
        await stage.within(network.delete, stage.connection, got.id)
    assert stage.shown() == []


async def test_what_is_too_old_to_be_taken_away_is_refused(stage: Stage) -> None:
    got = await stage.publish(stage.content())
    stage.telegram.later(hours=49)
    with pytest.raises(Refused, match="can't be deleted"):
        await stage.within(network.delete, stage.connection, got.id)
