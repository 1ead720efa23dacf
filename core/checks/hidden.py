"""What a reader cannot see in a text but a machine can: stripped from whatever a writer or a person gives us."""

import regex

NEWLINES = regex.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Subdivision flags (England, Scotland, Wales) are the only honest use of tag characters.
TAGS = (
    r"(?:\U000E0067\U000E0062(?:\U000E0065\U000E006E\U000E0067|\U000E0073\U000E0063\U000E0074"
    r"|\U000E0077\U000E006C\U000E0073)\U000E007F)"
)
FLAG = rf"\U0001F3F4{TAGS}"
# A joiner belongs between two emoji (families, professions); a presentation selector belongs behind a symbol.
JOINER = r"(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=[\p{Extended_Pictographic}♀♂⚕⚖✈❤])"
SELECTOR = r"(?<=[\p{Emoji}])\uFE0F"
KEPT = regex.compile(rf"{FLAG}|{JOINER}|{SELECTOR}")
CONTROL = r"[^\P{Cc}\n\t]"
UNSEEN = (
    r"[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F"
    r"\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001345F\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]"
)
STRIPPED = regex.compile(rf"{CONTROL}|\p{{Cs}}|{UNSEEN}")
# Either a thing to keep (first, so that it wins) or one to strip.
EITHER = regex.compile(rf"(?P<kept>{KEPT.pattern})|{STRIPPED.pattern}")
# Looked for only where spaces begin: from within a long run each would be gone over again.
SPACES_AT_END = regex.compile(r"(?<![^\S\n])[^\S\n]++(?=\n|\Z)")
MANY_LINES = regex.compile(r"\n{3,}")


def clean(text: str) -> str:
    """The text with one kind of newline, and without control, bidirectional, zero-width and tag characters.

    What joins or colours an emoji stays. No more than one empty line in a row, none around.
    """
    text = NEWLINES.sub("\n", text).replace("\t", " ")
    text = EITHER.sub(lambda found: found.group("kept") or "", text)
    return MANY_LINES.sub("\n\n", SPACES_AT_END.sub("", text)).strip()


def bare(text: str) -> str:
    """The text without anything unseen at all, joiners of emoji included: for comparing, never for showing."""
    return STRIPPED.sub("", NEWLINES.sub("\n", text))
