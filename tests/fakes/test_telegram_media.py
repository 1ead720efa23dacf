"""Files on their way through the played Bot API."""

import json
import struct
import zlib

import aiohttp
import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto, InputMediaVideo
from telegram.error import BadRequest, NetworkError

from tests.fakes.telegram import FakeTelegram, Person

MEGABYTE = 1024 * 1024


def png(width: int = 640, height: int = 480, *, padding: int = 0) -> bytes:
    """The smallest file that begins as a picture of this size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + chunk + bytes(padding)


@pytest.fixture
async def anna(api: FakeTelegram) -> Person:
    one = api.person("Anna")
    await one.writes("/start")
    return one


async def test_a_photo_comes_in_sizes_and_can_be_read_back(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, png(1000, 500), caption="<i>Our cake</i>", parse_mode="HTML")
    assert [(one.width, one.height) for one in sent.photo] == [(90, 45), (320, 160), (800, 400), (1000, 500)]
    assert (sent.caption, anna.last.media, anna.last.content) == ("Our cake", "photo", png(1000, 500))
    file = await bot.get_file(sent.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == png(1000, 500)
    again = await bot.send_photo(anna.id, sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    with pytest.raises(BadRequest, match="Can't use file of type photo as document"):
        await bot.send_document(anna.id, sent.photo[-1].file_id)


async def test_video_animation_and_document_are_shown_as_such(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    video = await bot.send_video(anna.id, b"video", duration=7, filename="v.mp4")
    assert (anna.last.json["video"]["duration"], video.video.file_name, anna.last.media) == (7, "v.mp4", "video")
    animation = await bot.send_animation(anna.id, b"moving")
    assert animation.animation.file_id == animation.document.file_id
    assert anna.last.media == "animation"
    document = await bot.send_document(anna.id, b"a;b", filename="data.csv")
    assert (document.document.file_name, anna.last.content) == ("data.csv", b"a;b")
    assert not api.violations


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (png(6000, 4001), "Photo_invalid_dimensions"),
        (png(2100, 100), "Photo_invalid_dimensions"),
        (png(2000, 100), ""),
        (png(padding=10 * MEGABYTE), "is too big for a photo"),
        (b"no picture", "Image_process_failed"),
    ],
    ids=["wide", "narrow", "just", "heavy", "none"],
)
async def test_a_photo_has_limits(api: FakeTelegram, bot: Bot, anna: Person, content: bytes, words: str) -> None:
    if not words:
        assert await bot.send_photo(anna.id, content)
        return
    with pytest.raises(BadRequest, match=words):
        await bot.send_photo(anna.id, content)
    assert len(api.violations) == 1


async def test_more_than_50_mb_are_not_taken(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(anna.id, bytes(50 * MEGABYTE + 1), write_timeout=60, read_timeout=60)


async def test_more_than_20_mb_are_not_given(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    sent = await anna.sends_video(b"seems long", size=21 * MEGABYTE)
    (update,) = [one for one in await bot.get_updates() if one.message.video]
    assert (update.message.video.file_size, sent.media) == (21 * MEGABYTE, "video")
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(update.message.video.file_id)
    assert not api.violations


async def test_an_album_is_one_update_or_message_each_under_one_id(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    sent = await bot.send_media_group(
        anna.id, [InputMediaPhoto(png(), caption="Both"), InputMediaVideo(b"video"), InputMediaPhoto(png(300, 300))]
    )
    assert len({one.media_group_id for one in sent}) == 1
    assert [(one.media, one.text) for one in anna.chat[1:]] == [("photo", "Both"), ("video", ""), ("photo", "")]
    await anna.sends_album([png(), png()], caption="Mine")
    told = [one.message for one in await bot.get_updates() if one.message.photo]
    assert [one.caption for one in told] == ["Mine", None]
    assert told[0].media_group_id == told[1].media_group_id != sent[0].media_group_id
    assert not api.violations


@pytest.mark.parametrize(
    ("media", "words"),
    [
        ([InputMediaPhoto(png())], "Media group must contain 2-10 items"),
        ([InputMediaPhoto(png()), InputMediaDocument(b"x")], "Can't use the media of the specified type in the album"),
        ([InputMediaPhoto(png(), caption="x" * 1025), InputMediaPhoto(png())], "Message caption is too long"),
    ],
    ids=["one", "mixed", "caption"],
)
async def test_an_album_has_rules(
    api: FakeTelegram, bot: Bot, anna: Person, media: list[InputMediaPhoto], words: str
) -> None:
    with pytest.raises(BadRequest, match=words):
        await bot.send_media_group(anna.id, media)
    assert len(api.violations) == 1


async def test_what_is_attached_must_be_there_and_be_wanted(api: FakeTelegram, anna: Person) -> None:
    form = aiohttp.FormData(
        {"chat_id": str(anna.id), "media": json.dumps([{"type": "photo", "media": "attach://a"}] * 2)}
    )
    form.add_field("b", png(), filename="b.png")
    url = f"{api.base_url}{api.token}/sendMediaGroup"
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as answer:
        assert (await answer.json())["description"] == 'Bad Request: there is no file "a" in the request'


async def test_a_text_becomes_a_picture_and_never_a_text_again(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "Drawing")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await sent.edit_caption("Drawn")
    await sent.edit_media(InputMediaPhoto(png(), caption="Drawn"))
    assert (anna.last.media, anna.last.text, anna.last.json.get("text")) == ("photo", "Drawn", None)
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await sent.edit_text("Text")
    await sent.edit_caption("Framed")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_caption("Framed")
    assert len(api.violations) == 2


async def test_a_picture_by_url_is_fetched_where_there_is_one(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    api.world.web["https://x.lv/a.png"] = png()
    assert (await bot.send_photo(anna.id, "https://x.lv/a.png")).photo
    with pytest.raises(BadRequest, match="Failed to get http url content"):
        await bot.send_photo(anna.id, "https://x.lv/b.png")
    with pytest.raises(BadRequest, match="Wrong remote file identifier specified"):
        await bot.send_photo(anna.id, "AgACnonsense")


async def test_a_file_of_another_token_or_name_is_not_given(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    sent = await anna.sends_document(b"secret")
    path = (await bot.get_file(sent.json["document"]["file_id"])).file_path
    async with aiohttp.ClientSession() as session:
        for url, status in ((path, 200), (path.replace(api.token, "1:x"), 401), (path + "x", 404)):
            async with session.get(url) as answer:
                assert answer.status == status
