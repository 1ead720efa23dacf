"""What is left of a video: its pictures and its sound, where they were; and no word of who took it, where and when."""

import asyncio
import hashlib
import struct
import time
from collections.abc import Callable, Mapping
from random import Random

import pytest

from bot.pictures.boxes import Film
from bot.pictures.checking import Cleaned, cleaned
from bot.pictures.samples import blank_between
from bot.pictures.videos import cleaned_video
from core.errors import Invalid
from core.model import MediaKind
from tests.bombs import archive
from tests.films import CANARY, FRAMES, ON_ITS_SIDE, UPRIGHT, box, film, full, leaves, numbers, tracks

PATIENCE = 30
"""Seconds: far more than any of these takes."""


async def refused(data: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        await of(data)
    return caught.value.reason


async def of(data: bytes) -> Cleaned:
    async with asyncio.timeout(PATIENCE):
        return await cleaned(data)


async def test_a_video_is_told_as_it_is_kept() -> None:
    data = film()
    made = await of(data)
    assert (made.kind, made.mime, made.width, made.height, made.seconds) == (MediaKind.VIDEO, "video/mp4", 320, 240, 3)
    assert len(made.data) == len(data)
    assert made.digest == hashlib.sha256(made.data).hexdigest()


async def test_no_word_of_its_author_is_left_in_a_video() -> None:
    data = film()
    assert data.count(CANARY) > 20
    made = await of(data)
    for length in range(8, len(CANARY)):
        assert CANARY[:length] not in made.data
    assert numbers(3_600_000_001)[:3] not in made.data


async def test_what_a_player_needs_is_where_it_was_and_as_it_was() -> None:
    data = film()
    made = (await of(data)).data
    needed = {"ftyp", "elst", "vmhd", "smhd", "dref", "stts", "stsc", "stsz", "stco", "stss"}
    kept = [leaf for leaf in leaves(data)[:40] if leaf[0].rsplit("/", 1)[1] in needed]
    played = [one for track in tracks()[:2] for one in track.samples]
    after = leaves(made)
    for path, start, end in [leaf for leaf in kept if leaf in after]:
        assert made[start:end] == data[start:end], path
    assert len([leaf for leaf in kept if leaf in after]) == 1 + 7 + 7 + 1
    assert made.count(b"free") == len([leaf for leaf in after if leaf[0].endswith("free")]) + 2  # two in avc1
    assert all(made.index(one) == data.index(one) for one in played)
    assert len(played) == 2 * FRAMES
    assert [made[at : at + 12] for at in (made.index(b"avcC"), made.index(b"esds"), made.index(b"nclx"))] == [
        data[at : at + 12] for at in (data.index(b"avcC"), data.index(b"esds"), data.index(b"nclx"))
    ]


async def test_a_video_that_was_taken_upright_is_told_upright() -> None:
    made = await of(film(tracks(ON_ITS_SIDE)))
    assert (made.width, made.height) == (240, 320)


def patched(name: bytes, at: int, new: bytes) -> Callable[[], bytes]:
    """The film with other bytes in the content of its first box of that name."""

    def made() -> bytes:
        data = bytearray(film())
        start = data.index(name) + 4 + at
        data[start : start + len(new)] = new
        return bytes(data)

    return made


NO_FILMS: Mapping[str, Callable[[], bytes]] = {
    "cut off": lambda: film()[:-40],
    "with a ZIP behind it": lambda: film(tail=archive()),
    "without a movie": lambda: box(b"ftyp", b"isom", numbers(0)) + box(b"mdat", bytes(99)),
    "with two movies": lambda: film() + box(b"moov"),
    "with sound only": lambda: film(tracks()[1:]),
    "in pieces": lambda: film() + box(b"moof", full(b"mfhd", numbers(1))),
    "with no picture size": lambda: film(tracks(size=(0, 0))),
    "with a sound of an unknown kind": patched(b"mp4a", -4, b"twos"),
    "with pictures of an unknown kind": patched(b"avc1\0\0\0\0", -8, b"jpeg"),
    "with a box longer than what is around it": patched(b"stts", -8, b"\0\xff"),
    "with a box shorter than its head": patched(b"stts", -8, numbers(7)),
    "with a box without an end": patched(b"stts", -8, numbers(0)),
    "with more samples than bytes": patched(b"stsz", 8, numbers(0xFFFFFFFF)),
    "with more chunks than bytes": patched(b"stco", 4, numbers(0xFFFFFFFF)),
    "with a chunk in another box": patched(b"stco", 8, numbers(4)),
    "with a chunk behind the end": patched(b"stco", 8, numbers(0xFFFFFF00)),
    "with chunks of nothing": patched(b"stsc", 8, numbers(2)),
    "with pictures somewhere else": patched(b"url ", 0, numbers(0)),
    "without a time scale": patched(b"mvhd", 12, numbers(0)),
    "with a head of an unknown version": patched(b"tkhd", 0, b"\7"),
    "of ten thousand boxes": lambda: film(tail=box(b"free") * 10_000),
    "that says it has no end": lambda: film(tail=numbers(0) + b"junk" + struct.pack(">I4sQ", 1, b"free", 2**63)),
}


async def test_a_video_that_contradicts_itself_is_refused() -> None:
    odd = [name for name, made in NO_FILMS.items() if name != "that says it has no end"]
    assert {name: await refused(NO_FILMS[name]()) for name in odd} == dict.fromkeys(odd, "media-broken")


async def test_what_follows_in_a_box_without_an_end_is_emptied() -> None:
    assert (await of(NO_FILMS["that says it has no end"]())).data.endswith(b"free" + bytes(16))


def test_boxes_within_boxes_are_followed_only_so_far() -> None:
    deep = box(b"trak")
    for _ in range(5_000):
        deep = box(b"trak", deep)
    with pytest.raises(Invalid):
        cleaned_video(box(b"ftyp", b"isom", numbers(0)) + box(b"moov", deep))


def test_whatever_is_wrong_with_a_file_the_answer_is_a_refusal() -> None:
    chance, whole = Random(11), film()
    for _ in range(1_500):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.choice((0, 1, 255, chance.randrange(256)))
        try:
            made, size, seconds = cleaned_video(bytes(data[: chance.choice((len(data), chance.randrange(len(data))))]))
        except Invalid:
            continue
        assert (len(made) <= len(whole), size.pixels > 0, seconds >= 0) == (True, True, True)


def test_the_matrix_of_an_upright_video_changes_nothing() -> None:
    _, size, _ = cleaned_video(film(tracks(UPRIGHT, (1080, 1920))))
    assert (size.width, size.height) == (1080, 1920)


def test_many_boxes_that_hold_nothing_cost_no_more_than_a_look_at_each() -> None:
    data = box(b"mdat") * 2_000 + box(b"mdat", b"x" * 200_000)
    one = Film(data)
    boxes = list(one.boxes(0, len(data)))
    played = [(at, at + 1) for at in range(boxes[-1].body, boxes[-1].end, 2)]
    began = time.process_time()
    blank_between(one, boxes, played)
    assert time.process_time() - began < 3
    assert bytes(one.data[-4:]) == b"x\0x\0"


@pytest.mark.parametrize("played", [(7, 9), (8, 13), (12, 20), (0, 4), (24, 25)])
def test_what_is_played_from_outside_of_its_boxes_is_refused(played: tuple[int, int]) -> None:
    data = box(b"mdat", b"abcd") + box(b"mdat", b"efgh")
    one = Film(data)
    with pytest.raises(Invalid):
        blank_between(one, list(one.boxes(0, len(data))), [(8, 10), played])
