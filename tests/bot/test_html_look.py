"""The look, as figures: what is written can be read in both of its colour schemes."""

import re

import pytest

from bot.web.app import LOOK

STYLE = (LOOK / "style.css").read_text("utf-8")
THEMES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2], strict=True))
WRITTEN = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "mine"),
    ("ink", "accent-soft"),
    *((ink, ground) for ink in ("quiet", "accent") for ground in ("paper", "card", "accent-soft")),
    ("on-accent", "accent"),
    ("bad", "card"),
    ("linked", "card"),
    *((f"{level}", f"{level}-soft") for level in ("info", "good", "warning", "bad")),
    *(("ink", f"{level}-soft") for level in ("info", "good", "warning", "bad")),
    ("paper", "ink"),
]


def luminance(color: str) -> float:
    """WCAG's relative luminance."""
    digits = color * 2 if len(color) == 3 else color
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: str, first: str, second: str) -> float:
    colors = {"linked": ""} | dict(re.findall(r"--([\w-]+): #(\w+)", THEMES[theme]))
    colors["linked"] = colors["info"]
    high, low = sorted((luminance(colors[first]), luminance(colors[second])), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), WRITTEN)
def test_words_stand_out_from_their_ground(theme: str, ink: str, ground: str) -> None:
    assert contrast(theme, ink, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["card", "paper"])
@pytest.mark.parametrize("line", ["edge", "accent"])
def test_what_can_be_pressed_and_what_has_the_focus_has_an_edge_that_is_seen(
    theme: str, ground: str, line: str
) -> None:
    assert contrast(theme, line, ground) >= 3
