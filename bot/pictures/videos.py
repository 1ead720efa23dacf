"""What of a video is left: its pictures and its sound. Where, when, by whom and with what it was taken is emptied.

It names what stays, and empties all else, so that what some camera will invent tomorrow is no gap. A video is never
decoded: that is the work of the networks, and no library that could do it is worth its risk here.
Format: ISO/IEC 14496-12 and -14; the boxes at https://mp4ra.org/registered-types/boxes
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.pictures.boxes import Box, Film
from bot.pictures.headers import Size
from bot.pictures.samples import Span, blank_between, spans, trimmed
from core.errors import Invalid

BRANDS = frozenset(
    {b"isom", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"dash", b"XAVC"}
) | frozenset(b"iso%d" % number for number in range(2, 10))
"""QuickTime (`qt  `) is another format: it keeps its words elsewhere, and no network's rules promise to take it."""
TOP = frozenset({b"ftyp", b"moov", b"mdat"})
IN_PIECES = frozenset({b"moof", b"mvex"})
MEDIA = frozenset({b"mdhd", b"hdlr", b"minf"})
INFORMATION = frozenset({b"vmhd", b"smhd", b"dinf", b"stbl"})
TABLES = frozenset(
    {b"stsd", b"stts", b"ctts", b"cslg", b"stsc", b"stsz", b"stco", b"co64", b"stss", b"sdtp", b"sbgp", b"sgpd"}
)
MANY = frozenset({b"trak", b"mdat", b"sbgp", b"sgpd"})
"""What there may be several of."""
REFERENCES = frozenset({b"url ", b"urn ", b"alis"})
SEEN = frozenset({b"avc1", b"avc3", b"hvc1", b"hev1", b"dvh1", b"dvhe", b"vp08", b"vp09", b"av01", b"mp4v"})
HEARD = frozenset({b"mp4a", b"ac-3", b"ec-3", b"Opus", b"alac", b"fLaC"})
DECODING = frozenset(
    {b"avcC", b"hvcC", b"vpcC", b"av1C", b"esds", b"dvcC", b"dvvC", b"dOps", b"alac", b"dfLa", b"dac3", b"dec3"}
) | frozenset({b"colr", b"pasp", b"clap", b"btrt", b"fiel", b"mdcv", b"clli"})
COLOURS = frozenset({b"nclx", b"nclc"})
"""The kinds of `colr` that are three numbers; the others are a profile, with its author."""
CODECS: Mapping[bytes, frozenset[bytes]] = {b"vide": SEEN, b"soun": HEARD}
ENTRY_HEAD: Mapping[bytes, int] = {b"vide": 78, b"soun": 28}
"""Bytes of a sample entry before its own boxes."""
ENTRY_WORDS: Mapping[bytes, tuple[int, int]] = {b"vide": (42, 74), b"soun": (12, 16)}
"""Where in it somebody may name the encoder."""
NO_DURATION = (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)
MOVIE_HEAD, TRACK_HEAD, MEDIA_HEAD = (100, 112), (84, 96), (24, 36)
"""How long these are, in their versions 0 and 1."""

NONE = Size(0, 0)

Boxes = dict[bytes, list[Box]]


@dataclass(frozen=True, slots=True)
class Track:
    """A track that is seen or heard; not `known`: in a way that we do not know, and emptied."""

    kind: bytes
    size: Size = NONE
    seconds: int = 0
    played: list[Span] = field(default_factory=list)
    known: bool = True


def cleaned_video(data: bytes) -> tuple[bytes, Size, int]:
    """The same file, as long as before, with its size upright and its seconds. Raises `Invalid`."""
    film = Film(data)
    top = _sorted(film, list(film.boxes(0, len(data))), TOP)
    brand = film.bytes_of(_one(top, b"ftyp"), 0, 4)
    if brand not in BRANDS:
        raise Invalid("media-unknown")
    parts = _sorted(film, film.inside(_one(top, b"moov"), 1), frozenset({b"mvhd", b"trak"}))
    seconds = _seconds(film, _one(parts, b"mvhd"), MOVIE_HEAD)
    found = [track for trak in parts.get(b"trak", []) if (track := _track(film, trak))]
    tracks = [track for track in found if track.known]
    seen = [track for track in tracks if track.kind == b"vide" and track.size.pixels]
    if not seen or {track.kind for track in found} != {track.kind for track in tracks}:  # it would fall silent
        raise Invalid("media-broken")
    blank_between(film, top.get(b"mdat", []), [span for track in tracks for span in track.played])
    return bytes(film.data), seen[0].size, max(seconds, *(track.seconds for track in tracks), 0)


def _sorted(film: Film, boxes: list[Box], names: frozenset[bytes]) -> Boxes:
    """The boxes with these names; all others are emptied. Raises `Invalid` where there is one too many."""
    found: Boxes = {}
    for box in boxes:
        if box.name in IN_PIECES:
            raise Invalid("media-broken")
        if box.name not in names:
            film.empty(box)
        elif box.name in found and box.name not in MANY:
            raise Invalid("media-broken")
        else:
            found.setdefault(box.name, []).append(box)
    return found


def _one(boxes: Boxes, name: bytes) -> Box:
    if name not in boxes:
        raise Invalid("media-broken")
    return boxes[name][0]


def _track(film: Film, trak: Box) -> Track | None:
    """The track without its words; one that is neither seen nor heard is emptied whole: it may be where one was."""
    parts = _sorted(film, film.inside(trak, 2), frozenset({b"tkhd", b"edts", b"mdia"}))
    media = _sorted(film, film.inside(_one(parts, b"mdia"), 3), MEDIA)
    handler = _one(media, b"hdlr")
    kind = film.bytes_of(handler, 8, 4)
    if kind not in CODECS:
        film.empty(trak)
        return None
    film.blank(handler.body + 12, handler.end)
    for edits in parts.get(b"edts", []):
        _sorted(film, film.inside(edits, 3), frozenset({b"elst"}))
    tables = _tables(film, _one(media, b"minf"))
    if not _described(film, _one(tables, b"stsd"), kind):
        film.empty(trak)
        return Track(kind, known=False)
    single = {name: boxes[0] for name, boxes in tables.items()}
    trimmed(film, single)
    return Track(
        kind,
        _upright(film, _one(parts, b"tkhd")),
        _seconds(film, _one(media, b"mdhd"), MEDIA_HEAD),
        spans(film, single),
    )


def _tables(film: Film, information: Box) -> Boxes:
    parts = _sorted(film, film.inside(information, 4), INFORMATION)
    references = _sorted(film, film.inside(_one(parts, b"dinf"), 5), frozenset({b"dref"}))
    for reference in film.inside(_one(references, b"dref"), 6, 8):
        (flags,) = film.read(">I", 0, reference)
        if reference.name not in REFERENCES or not flags & 1:  # what it plays would lie somewhere else
            raise Invalid("media-broken")
        film.blank(reference.body + 4, reference.end)
    return _sorted(film, film.inside(_one(parts, b"stbl"), 5), TABLES)


def _described(film: Film, description: Box, kind: bytes) -> bool:
    """Whether it says how to decode this in a way we know; other words are emptied."""
    entries = film.inside(description, 6, 8)
    if not entries or not all(entry.name in CODECS[kind] for entry in entries):
        return False
    for entry in entries:
        start, end = ENTRY_WORDS[kind]
        film.bytes_of(entry, start, end - start)
        film.blank(entry.body + start, entry.body + end)
        for box in film.inside(entry, 7, ENTRY_HEAD[kind] + _more(film, entry, kind)):
            if box.name not in DECODING or (box.name == b"colr" and film.bytes_of(box, 0, 4) not in COLOURS):
                film.empty(box)
    return True


def _more(film: Film, entry: Box, kind: bytes) -> int:
    """What a sound's entry has besides, in the versions that QuickTime left behind."""
    if kind != b"soun":
        return 0
    (version,) = film.read(">H", 8, entry)
    return {1: 16, 2: 36}.get(version, 0)


def _seconds(film: Film, head: Box, lengths: tuple[int, int]) -> int:
    """How long it lasts, rounded up; when it was taken is emptied. 0: it does not say."""
    wide = _version(film, head, lengths)
    scale, duration = film.read(">IQ" if wide else ">II", 20 if wide else 12, head)
    if not scale:
        raise Invalid("media-broken")
    return 0 if duration in NO_DURATION else -(-duration // scale)


def _upright(film: Film, head: Box) -> Size:
    """Its size as it is shown: what lies on its side is turned by its matrix."""
    wide = _version(film, head, TRACK_HEAD)
    across, _, _, _, down, *_ = film.read(">9i", 52 if wide else 40, head)
    width, height = (side >> 16 for side in film.read(">II", 88 if wide else 76, head))
    return Size(width, height) if across or down else Size(height, width)


def _version(film: Film, head: Box, lengths: tuple[int, int]) -> bool:
    """Whether its numbers are the wide ones; its moments, and what lies behind its end, are emptied."""
    (version,) = film.read(">B", 0, head)
    if version > 1 or head.size < lengths[version]:
        raise Invalid("media-broken")
    film.blank(head.body + 4, head.body + (20 if version else 12))
    film.blank(head.body + lengths[version], head.end)
    return bool(version)
