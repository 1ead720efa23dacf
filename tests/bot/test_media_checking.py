"""What a person sends: no bomb is decoded, no word of its author is left, and it still looks the same."""

import asyncio
import hashlib
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

from bot.pictures.checking import ANSWER, MEGABYTES, ROOT, Cleaned, cleaned
from bot.pictures.headers import Format, size_of
from core.errors import Invalid
from core.model import MediaKind
from tests.bombs import broken, flat, harmless, many_pixels, png, small, unknown
from tests.films import CANARY, film

PATIENCE = 30
"""Seconds: far more than any of these takes, far less than a bomb would."""
MEMORY_MB = 512


async def refused(data: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        async with asyncio.timeout(PATIENCE):
            await cleaned(data)
    return caught.value.reason


async def of(data: bytes) -> Cleaned:
    async with asyncio.timeout(PATIENCE):
        return await cleaned(data)


def opened(made: Cleaned) -> Image.Image:
    with Image.open(BytesIO(made.data)) as picture:
        picture.load()
        return picture


# --- bombs


@pytest.mark.parametrize(
    ("files", "reason"),
    [(many_pixels, "media-too-many-pixels"), (broken, "media-broken"), (unknown, "media-unknown")],
    ids=["pixels", "broken", "unknown"],
)
async def test_what_is_no_picture_or_too_much_of_one_is_refused_with_its_reason(
    files: Callable[[], Mapping[str, bytes]], reason: str
) -> None:
    found = {name: await refused(data) for name, data in files().items()}
    assert found == dict.fromkeys(found, reason)


async def test_a_file_larger_than_a_chat_would_give_us_is_not_looked_at() -> None:
    with pytest.raises(Invalid) as caught:
        await cleaned(small("JPEG") + bytes(MEGABYTES << 20))
    assert (caught.value.reason, caught.value.facts) == ("media-too-large", {"megabytes": MEGABYTES})


async def test_what_hides_behind_or_inside_a_picture_is_gone() -> None:
    for name, data in harmless().items():
        made = await of(data)
        assert b"script" not in made.data, name
        assert b"PK\3\4" not in made.data, name
        assert max(made.width, made.height) <= 4_096, name
        assert made.note == ("media-still" if "frames" in name else ""), name


def test_the_largest_pictures_that_are_decoded_stay_within_their_memory() -> None:
    largest = {
        Format.PNG: flat("PNG", "RGBA", 6_300, compress_level=1),
        Format.JPEG: flat("JPEG", "CMYK", 6_300),
        Format.WEBP: flat("WEBP", "RGBA", 4_400, method=0, lossless=True),
    }
    for form, data in largest.items():
        assert memory_of(form, data) < MEMORY_MB, form


def memory_of(form: Format, data: bytes) -> int:
    """The most megabytes that the process held, started by a small one: of a large one, it would count the size."""
    between = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-B", "-m", *sys.argv[1:]], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
    command = [sys.executable, "-B", "-c", between, "bot.pictures.anew", form]
    return int(subprocess.run(command, input=data, stdout=subprocess.PIPE, cwd=ROOT, check=True).stdout)


def test_the_process_that_decodes_can_open_nothing_and_take_no_more_than_its_share() -> None:
    tried = """
import socket, sys
from bot.pictures import anew
anew.confine()
def can(deed):
    try:
        deed()
    except (OSError, MemoryError):
        return False
    return True
print(can(lambda: open("/etc/hostname")), can(lambda: socket.socket()), can(lambda: bytearray(anew.MEMORY)))
"""
    ended = subprocess.run([sys.executable, "-B", "-c", tried], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["False"] * 3


async def test_a_process_that_is_late_is_ended() -> None:
    with pytest.raises(Invalid, match="media-took-too-long"):
        await cleaned(small("PNG"), patience=0)


async def test_pictures_are_decoded_one_after_the_other_and_nobody_waits_for_them_in_the_chat() -> None:
    turns, over = 0, asyncio.Event()

    async def chat() -> None:
        nonlocal turns
        while not over.is_set():
            turns += 1
            await asyncio.sleep(0)

    chatting = asyncio.create_task(chat())
    made = await asyncio.gather(*(of(small("PNG", size=(900, 700 + number))) for number in range(3)), of(film()))
    over.set()
    await chatting
    assert [one.height for one in made] == [700, 701, 702, 240]
    assert turns > 100


def test_an_answer_has_room_for_the_largest_picture_that_we_write() -> None:
    assert ANSWER > 4096 * 4096 * 4


# --- what is left of a picture


def exif(orientation: int = 1) -> Image.Exif:
    said = Image.Exif()
    said[0x0112], said[0x013B], said[0x010F] = orientation, CANARY.decode(), CANARY.decode()
    said.get_ifd(0x8825).update({1: "N", 2: (56.0, 56.0, 58.0), 29: CANARY.decode()})
    return said


def with_words(form: str) -> bytes:
    """A picture with its author's words in every place that this format has for them."""
    xmp = b"<x:xmpmeta><dc:creator>" + CANARY + b"</dc:creator></x:xmpmeta>"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + CANARY
    if form == "JPEG":
        data = small("JPEG", exif=exif(), xmp=xmp, icc_profile=profile, comment=CANARY, dpi=(300, 300))
        press = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(CANARY)) + CANARY
        return data[:2] + b"\xff\xed" + struct.pack(">H", len(press) + 2) + press + data[2:] + CANARY
    if form == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", CANARY.decode())
        text.add_text("Comment", CANARY.decode() * 9, zip=True)
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return small("PNG", exif=exif(), pnginfo=text, icc_profile=profile) + CANARY
    if form == "WEBP":
        return small("WEBP", exif=exif(), xmp=xmp, icc_profile=profile) + CANARY
    return small("GIF", mode="P", comment=CANARY) + CANARY


def told(data: bytes) -> bytes:
    """The bytes of a picture, and all that is packed in them."""
    whole = bytearray(data)
    for at in range(len(data) - 1):
        if data[at] == 0x78:
            try:
                whole += zlib.decompressobj().decompress(data[at:], 1 << 20)
            except zlib.error:
                continue
    return bytes(whole)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
async def test_no_word_of_its_author_is_left_in_a_picture(form: str) -> None:
    data = with_words(form)
    assert CANARY in told(data)
    made = await of(data)
    left = opened(made)
    assert CANARY not in told(made.data)
    assert not left.getexif()
    assert not {"icc_profile", "exif", "xmp", "comment", "photoshop", "dpi", "XML:com.adobe.xmp"} & set(left.info)


@pytest.mark.parametrize(("form", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/jpeg")])
async def test_a_picture_is_told_as_it_is_kept(form: str, mime: str) -> None:
    made = await of(small(form))
    assert (made.kind, made.mime, made.width, made.height, made.seconds) == (MediaKind.IMAGE, mime, 40, 30, 0)
    assert made.digest == hashlib.sha256(made.data).hexdigest()
    assert Image.MIME[str(opened(made).format)] == mime


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_a_picture_that_lies_on_its_side_is_turned(orientation: int) -> None:
    data = small("PNG", exif=exif(orientation))
    with Image.open(BytesIO(data)) as lying:
        upright = ImageOps.exif_transpose(lying).convert("RGB")
    made = await of(data)
    assert (made.width, made.height) == upright.size
    assert opened(made).tobytes() == upright.tobytes()


async def test_what_can_be_seen_through_stays_so() -> None:
    drawn = Image.new("RGBA", (20, 10), (200, 30, 40, 0))
    drawn.putpixel((3, 4), (1, 2, 3, 128))
    for form, options in {"PNG": {}, "WEBP": {"lossless": True, "exact": True}}.items():
        out = BytesIO()
        drawn.save(out, form, **options)
        made = await of(out.getvalue())
        assert made.mime == "image/png"
        assert opened(made).tobytes() == drawn.tobytes(), form


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(8, 8, rows=(b"\0" + b"\x80\0" * 8) * 8, bits=16), 128),
        (small("JPEG", mode="CMYK"), None),
        (small("PNG", mode="1"), None),
        (small("PNG", mode="P"), None),
        (small("PNG", mode="LA"), None),
        (small("JPEG", mode="L"), None),
        (small("GIF", mode="P", transparency=0), None),
    ],
    ids=["16 bits", "CMYK", "black and white", "palette", "grey with alpha", "grey", "GIF with a hole"],
)
async def test_every_way_to_store_colours_becomes_the_one_that_all_show(data: bytes, expected: int | None) -> None:
    left = opened(await of(data))
    assert left.mode in {"RGB", "RGBA"}
    assert expected is None or left.getpixel((0, 0)) == (expected,) * 3


async def test_a_profile_is_applied_before_it_is_dropped() -> None:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * profile[131], 12)}
    for one, other in [(b"rXYZ", b"bXYZ")]:  # red and blue change places
        first, second = (slice(tags[name] + 4, tags[name] + 12) for name in (one, other))
        profile[first], profile[second] = profile[second], profile[first]
    out = BytesIO()
    Image.new("RGB", (9, 9), (255, 0, 0)).save(out, "PNG", icc_profile=bytes(profile))
    red, _, blue = opened(await of(out.getvalue())).getpixel((4, 4))  # type: ignore[misc]
    assert blue > 200
    assert red < 60


async def test_a_profile_that_cannot_be_read_is_left_out() -> None:
    made = await of(small("JPEG", icc_profile=b"no profile at all " * 20))
    assert "icc_profile" not in opened(made).info


async def test_a_picture_larger_than_any_network_shows_is_made_smaller() -> None:
    made = await of(small("JPEG", size=(5_000, 2_500)))
    assert (made.width, made.height) == (4_096, 2_048)


async def test_a_photo_that_was_stored_as_a_png_becomes_a_jpeg() -> None:
    noise = Image.frombytes("RGB", (1_400, 1_400), Random(7).randbytes(1_400 * 1_400 * 3))
    out = BytesIO()
    noise.convert("RGBA").save(out, "PNG", compress_level=1)
    assert (await of(out.getvalue())).mime == "image/jpeg"


@pytest.mark.parametrize("form", [Format.JPEG, Format.PNG, Format.WEBP, Format.GIF])
def test_a_header_that_is_cut_off_anywhere_is_read_or_refused(form: Format) -> None:
    picture = small(form)
    refusals = 0
    for length in range(min(len(picture), 700)):
        try:
            size_of(picture[:length], form)
        except Invalid:
            refusals += 1
    assert refusals >= 10
