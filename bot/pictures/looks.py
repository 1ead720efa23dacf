"""How each network shows a post: colors, corners and order as data. No logos: they are other people's marks."""

from dataclasses import dataclass

Color = tuple[int, int, int]


def _color(digits: str) -> Color:
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


GROUND = _color("eef0f3")
CARD = _color("ffffff")
EDGE = _color("dfe3e8")
INK = _color("14181f")
QUIET = _color("5b6673")
TINT = _color("0b5fcc")
SOFT = _color("e9ecf0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One network's; lengths are in units of a phone's screen."""

    width: int = 560
    ground: Color = GROUND
    card: Color = CARD
    edge: Color = EDGE
    ink: Color = INK
    quiet: Color = QUIET
    tint: Color = TINT
    soft: Color = SOFT
    radius: int = 18
    avatar: float = 0.5
    """How round the account's sign is: 0.5 is a disc."""
    bleed: bool = False
    """Whether media reach the card's edges; else they are set in, with corners of their own."""
    media_radius: int = 14
    media_first: bool = False
    bubble: bool = False
    """Whether the post is a message under the account's bar, not a card with the account inside."""


DEFAULT = Look()
LOOKS = {
    "sandbox": Look(ground=_color("f4efe6"), edge=_color("e5dccb"), tint=_color("8a4b08"), soft=_color("f3ede2")),
    "telegram": Look(
        ground=_color("cfdfe9"),
        edge=_color("c3d3de"),
        tint=_color("1b6fb3"),
        soft=_color("e6eef4"),
        radius=20,
        bleed=True,
        media_first=True,
        bubble=True,
    ),
    "mastodon": Look(
        ground=_color("ecebf5"), edge=_color("dcdaea"), tint=_color("5638c8"), avatar=0.2, media_radius=10
    ),
    "bluesky": Look(ground=_color("eaf1f8"), tint=_color("0a62cc"), media_radius=14),
    "linkedin": Look(ground=_color("f1eee9"), edge=_color("dfdbd4"), tint=_color("0a5fb4"), radius=12, bleed=True),
    "facebook": Look(ground=_color("e9ebef"), tint=_color("0a58ca"), radius=12, bleed=True),
    "instagram": Look(ground=_color("f2f2f2"), tint=_color("2b4d86"), radius=12, bleed=True, media_first=True),
    "threads": Look(ground=_color("f3f3f3"), tint=_color("0b5fcc"), media_radius=12),
    "x": Look(ground=_color("edf0f2"), tint=_color("0a66b0"), media_radius=18),
}
"""By the first word of the network's title or name; a network that is not here gets the default."""

DISCS = tuple(map(_color, ("b3391f", "9a5b00", "3f7012", "0e7166", "1766a8", "4b50b8", "8540a5", "ad2f68")))
"""Colors of accounts' signs; white letters can be read on each."""


def of(network: str) -> Look:
    """The look of the network with this title or name."""
    first, _, _ = network.casefold().replace("_", " ").partition(" ")
    return LOOKS.get(first, DEFAULT)


def mixed(one: Color, other: Color, part: float) -> Color:
    """`one` with so much of `other` in it."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue
