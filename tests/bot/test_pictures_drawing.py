"""Pictures of posts and months: within a chat's limits whatever is in them, always the same, never an error."""

import asyncio
import random
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures import album, month, post
from bot.pictures.drawing import draw, drawn
from bot.pictures.inking import Box
from bot.pictures.looks import DISCS, LOOKS, Color, of
from core.model import Media, MediaKind
from core.texts import LANGUAGES
from handlers.view import Day, Month, Preview
from storage.media import ObjectFiles, files_in_memory

TEXT = "Lietainas dienas zupa ir atpakaļ! 🍲\n\nСуп вернулся: https://zupubars.lv/ru #Rīga @zupubars"
PREVIEW = Preview(network="Sandbox", account="Zupu bārs", text=TEXT, count="90 / 500")
RED, GREEN = (200, 30, 40), (30, 160, 60)


def opened(data: bytes) -> Image.Image:
    """The picture, once it was seen to keep a chat's limits."""
    image = Image.open(BytesIO(data))
    assert len(data) <= 10_000_000
    assert image.width + image.height <= 10_000
    assert max(image.size) <= 20 * min(image.size)
    assert image.format in {"PNG", "JPEG"}
    return image.convert("RGB")


def jpeg(size: tuple[int, int], color: Color = RED) -> bytes:
    data = BytesIO()
    Image.new("RGB", size, color).save(data, "JPEG")
    return data.getvalue()


def noise(size: tuple[int, int]) -> bytes:
    """As hard to compress as a photograph can be."""
    data = BytesIO()
    Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3)).save(data, "JPEG", quality=95)
    return data.getvalue()


PHOTOGRAPH = noise((24, 24))


def media(key: str, **facts: object) -> Media:
    image = Media(key=key, kind=MediaKind.IMAGE, mime="image/jpeg", digest="", bytes=1, width=800, height=600)
    return replace(image, **facts)  # type: ignore[arg-type]


async def files_with(**contents: bytes) -> ObjectFiles:
    files = files_in_memory()
    for key, data in contents.items():
        await files.put(key, data)
    return files


def near(image: Image.Image, color: Color) -> float:
    """The part of the picture that has this color, about."""
    small = image.resize((80, 80), Image.Resampling.NEAREST)
    pixels = [small.getpixel((x, y)) for x in range(80) for y in range(80)]
    return sum(max(abs(a - b) for a, b in zip(one, color, strict=True)) < 12 for one in pixels) / len(pixels)


@given(st.text(), st.text(max_size=200), st.sampled_from([*LOOKS, "Some other network", ""]))
@example("ļ" * 30_000, "W" * 300, "telegram")
@example("Суп \n" * 9000, "", "x")
@example("🍲" * 9000, "🍲" * 90, "linkedin")
@example("", "", "")
@settings(deadline=None, max_examples=40)
def test_a_post_of_any_words_keeps_the_limits(text: str, account: str, network: str) -> None:
    opened(drawn(Preview(network=network, account=account, text=text, count=""), {}, "en"))


@pytest.mark.parametrize("network", ["sandbox", "telegram", "linkedin", "instagram"])
@pytest.mark.parametrize("count", range(11))
async def test_any_number_of_media_is_laid_out(network: str, count: int) -> None:
    files = await files_with(**{f"k{at}": jpeg((80, 60)) for at in range(count)})
    album_of = tuple(media(f"k{at}", alt="x" * (at % 2)) for at in range(count))
    image = opened(await draw(replace(PREVIEW, network=network, media=album_of), files, language="lv"))
    assert (near(image, RED) > 0.05) == (count > 0)


@pytest.mark.parametrize("count", range(1, 11))
def test_media_do_not_overlap_and_stay_in_their_place(count: int) -> None:
    place = Box(10, 20, 500, 400)
    tiles = album.tiles(count, place)
    covered = sum(tile.width * tile.height for tile in tiles)
    assert len(tiles) == min(count, album.SHOWN)
    assert 0.97 < covered / (place.width * place.height) <= 1
    assert all(place.x <= tile.x and tile.x + tile.width <= place.x + place.width + 0.01 for tile in tiles)
    assert all(place.y <= tile.y and tile.y + tile.height <= place.y + place.height + 0.01 for tile in tiles)


@pytest.mark.parametrize(("width", "height"), [(0, 0), (1, 9000), (9000, 1), (-5, 3), (1, 1), (1080, 1920), (4000, 20)])
async def test_a_single_picture_of_any_size_is_cropped_to_what_feeds_show(width: int, height: int) -> None:
    files = await files_with(a=jpeg((max(1, width // 10), max(1, height // 10))))
    block = replace(PREVIEW, text="", media=(media("a", width=width, height=height),))
    shown = post.planned(block).media
    assert album.TALLEST - 0.01 <= shown.width / shown.height <= album.WIDEST + 0.01
    assert near(opened(await draw(block, files, language="en")), RED) > 0.3


@pytest.mark.parametrize("broken", [b"", b"no picture", jpeg((80, 60))[:200], b"\x89PNG\r\n\x1a\n" + bytes(100)])
async def test_a_picture_that_cannot_be_had_or_read_is_a_quiet_box(broken: bytes) -> None:
    files = await files_with(broken=broken)
    missing = await draw(replace(PREVIEW, media=(media("gone", alt="Zupas bļoda"),)), files, language="en")
    unreadable = await draw(replace(PREVIEW, media=(media("broken", alt="Zupas bļoda"),)), files, language="en")
    assert unreadable == missing
    assert near(opened(missing), of("sandbox").soft) > 0.15


@given(st.integers(min_value=0, max_value=1500), st.binary(min_size=1, max_size=40))
@settings(deadline=None, max_examples=40)
def test_bytes_that_were_tampered_with_are_no_error(at: int, instead: bytes) -> None:
    torn = PHOTOGRAPH[:at] + instead + PHOTOGRAPH[at + len(instead) :]
    opened(drawn(replace(PREVIEW, text="", media=(media("a", width=300, height=160),)), {"a": torn}, "en"))


async def test_what_can_be_seen_through_shows_the_card() -> None:
    data = BytesIO()
    Image.new("RGBA", (80, 60), (0, 0, 0, 0)).save(data, "PNG")
    block = replace(PREVIEW, text="", media=(media("a"),))
    assert near(opened(await draw(block, await files_with(a=data.getvalue()), language="en")), (0, 0, 0)) < 0.01


async def test_a_video_is_a_dark_frame_and_its_bytes_are_not_asked_for() -> None:
    video = media("v", kind=MediaKind.VIDEO, width=1920, height=1080)
    short, long = (replace(PREVIEW, media=(replace(video, seconds=seconds),)) for seconds in (42, 4242))
    files = files_in_memory()
    assert await draw(short, files, language="en") != await draw(long, files, language="en")
    assert near(opened(await draw(short, files, language="en")), (30, 34, 43)) > 0.1


async def test_photographs_go_as_jpeg_where_png_would_be_large() -> None:
    files = await files_with(a=noise((1080, 1350)))
    block = replace(PREVIEW, network="Instagram", media=(media("a", width=1080, height=1350),))
    data = await draw(block, files, language="en")
    opened(data)
    assert data.startswith(b"\xff\xd8")
    assert (await draw(PREVIEW, files, language="en")).startswith(b"\x89PNG")


async def test_the_same_block_is_the_same_picture_however_many_are_drawn_at_once() -> None:
    files = await files_with(a=jpeg((800, 600)), b=jpeg((300, 300), GREEN))
    block = replace(PREVIEW, media=(media("a", alt="x"), media("b")))
    blocks = [block, a_month(), replace(PREVIEW, account="Other"), block, a_month(), block]
    drawings = await asyncio.gather(*(draw(one, files, language="lv") for one in blocks))
    assert drawings[0] == drawings[3] == drawings[5]
    assert drawings[1] == drawings[4]
    assert len(set(drawings)) == 3


@pytest.mark.parametrize("language", [*LANGUAGES, "de", "lv-LV", ""])
async def test_the_words_on_pictures_are_there_in_any_language(language: str) -> None:
    block = replace(PREVIEW, media=tuple(media(f"k{at}", alt="x") for at in range(7)))
    opened(await draw(block, files_in_memory(), language=language))


# -- months


def a_month(planned: tuple[str, ...] = ("09:00 Zupa",), *, today: int = 12, weeks: int = 5) -> Month:
    days = [Day(at + 1, planned if at % 3 == 0 else (), today=at + 1 == today) for at in range(7 * weeks)]
    rows = tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7))
    return Month("2026. gada novembris", ("P", "O", "T", "C", "Pk", "S", "Sv"), rows)


@given(st.lists(st.text(max_size=300), max_size=9), st.text(max_size=300), st.integers(min_value=0, max_value=20))
@example(["09:00 " + "ļ" * 300] * 9, "W" * 300, 20)
@settings(deadline=None, max_examples=25)
def test_a_month_of_anything_keeps_the_limits(planned: list[str], title: str, weeks: int) -> None:
    opened(drawn(replace(a_month(tuple(planned), weeks=weeks), title=title), {}, "ru"))


def test_a_month_of_odd_weeks_keeps_the_limits() -> None:
    for weeks in ((), ((),), ((Day(1),), (Day(2),) * 40), ((Day(10**30, ("",)),),)):
        opened(drawn(Month("", (), weeks), {}, "en"))


@pytest.mark.parametrize("planned", [("09:00 Zupa",), ("09:00 Zupa",) * 3, ("09:00 Zupa",) * 9])
def test_a_day_shows_what_is_planned_or_how_many_more_there_are(planned: tuple[str, ...]) -> None:
    bare, full = (opened(drawn(a_month(what), {}, "en")) for what in ((), planned))
    assert near(full, month.SOFT) > near(bare, month.SOFT)
    assert drawn(a_month(planned), {}, "en") != drawn(a_month((*planned, "10:00")), {}, "en")


def test_today_is_ringed_and_other_months_days_are_faded() -> None:
    plain = a_month(today=0)
    week = tuple(replace(day, outside=True) for day in plain.weeks[0])
    drawings = {drawn(one, {}, "en") for one in (plain, a_month(), replace(plain, weeks=(week, *plain.weeks[1:])))}
    assert len(drawings) == 3


# -- looks


def luminance(color: Color) -> float:
    """WCAG's relative luminance."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Color, second: Color) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("network", [*LOOKS, "Other"])
def test_words_stand_out_from_their_ground_in_every_look(network: str) -> None:
    look = of(network)
    assert all(contrast(ink, look.card) >= 4.5 for ink in (look.ink, look.quiet, look.tint))
    assert contrast(look.quiet, look.soft) >= 4.5


def test_words_stand_out_in_a_month_and_on_accounts_signs() -> None:
    assert contrast(month.DARK, month.SOFT) >= 4.5
    assert all(contrast(ink, month.CARD) >= 4.5 for ink in (month.INK, month.QUIET, month.ACCENT))
    assert all(contrast(post.WHITE, disc) >= 4.5 for disc in DISCS)


def test_a_network_is_known_by_the_first_word_of_its_title_or_name() -> None:
    assert of("Telegram channel") is of("telegram_channel") is LOOKS["telegram"]
    assert of("X") is LOOKS["x"]
    assert of("Xing") is of("") is of("Tele gram")
