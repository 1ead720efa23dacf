"""From a typed phrase to words of known kinds, in which nothing typed is lost."""

import re
import unicodedata

from core.times.pieces import Item, Token
from core.times.words import Lexicon

SHAPES = re.compile(
    r"""
    (?P<iso>\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)(?:t(?=\d))?)
  | (?P<offset>\b(?:utc|gmt)\s?[+\-−]\d{1,2}(?::?[0-5]\d)?(?![\d:]))
  | (?P<full>(?:\d{1,2}(?P<sep>[-/.])\d{1,2}(?P=sep)(?:\d{4}|\d{2})|\d{1,2}\.\s\d{1,2}\.\s\d{4})(?![\d:]|[./-]\d))
  | (?P<colon>\d{1,3}\s?:\s?\d{2}(?::\d{2})?(?!\d|:))
  | (?P<zulu>(?<=\d)z\b)
  | (?P<slashed>\d{1,2}/\d{1,2}(?![\d/]))
  | (?P<dotted>\d{1,2}\.\d{1,2}(?![\d:])(?:\.(?=\s*\S))?)
  | (?P<dashed>\d{1,2}\s?[-–—]\s?\d{1,2}(?![\d:.]))
  | (?P<comma_pair>\d{1,2},\d{1,2}(?!\d))
  | (?P<plus>\+\d+|(?<!\S)[-−]\d+)
  | (?P<digits>\d+)
  | (?P<half_day>(?:(?<=\d)|(?<=\d\s))[ap]\.?\s?m\b)
  | (?P<mixed>(?<=\d)(?P<hyphen>[-–]?)(?P<suffix>[^\W\d_]+))
  | (?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)
  | (?P<sign>[@&/])
  | (?P<dash>(?<=[\d.])\s[-–—]\s(?=\d))
  | (?P<comma>[,;:!?()\[\]\n…|]|\s[-–—]+\s|\.{2,})
  | (?P<other>[^\s.'"«»“”„*_`~-])
    """,
    re.VERBOSE,
)
WHOLE = re.compile(r"\d[^\W\d_]+")
"""Words that begin with a digit, as in 2moro."""
MOST = 9999
ENDS = frozenset({"comma", "at", "prep", "in", "filler", "month", "weekday", "relative"})
"""What may stand behind the number of a day."""
NEVER_GLUED = frozenset({"article", "soft", "the", "filler", "to", "in", "prep", "and", "or", "number", "loose", "by"})
COUNTS = frozenset({"No", "Nl", "Sc", "Sm"})
"""Unicode categories that carry a meaning: fractions, currencies, signs of arithmetic."""
NEGATIVE = frozenset("%#№❌🚫👎⛔❓")


def tokens(phrase: str, words: Lexicon) -> list[Item]:
    """The phrase as words of the language; what it does not know is `unknown`."""
    text = unicodedata.normalize("NFC", phrase).lower()
    found: list[Item] = []
    run: list[str] = []
    at = 0
    while match := SHAPES.search(text, at):
        at = match.end()
        whole = WHOLE.match(text, match.start())
        if whole and whole.group() in words.phrases:
            at = whole.end()
            run.append(whole.group())
        elif match.lastgroup == "word":
            run += [words.known(word) for word in match.group().replace("’", "'").split("-")]
        else:
            _flush(run, words, found)
            found.append(_shape(match, words))
    _flush(run, words, found)
    return _without_articles([item for item in found if item.kind != "soft"])


def _flush(run: list[str], words: Lexicon, found: list[Item]) -> None:
    """Takes the longest phrases out of the words collected so far."""
    at = 0
    while at < len(run):
        for size in range(min(words.longest, len(run) - at), 0, -1):
            meaning = words.look_up(run[at : at + size])
            if meaning:
                found.extend(meaning)
                at += size
                break
        else:
            found.append(Token("unknown", text=run[at]))
            at += 1
    run.clear()


def _without_articles(items: list[Item]) -> list[Item]:
    """`the 15` is a day, `the 15 minutes` and `the 3 pm slot` are not."""
    for the, number, after in zip(items, items[1:], [*items[2:], Token("comma")], strict=False):
        if the.kind == "the" and number.kind == "number" and after.kind in ENDS and isinstance(number, Token):
            items[items.index(number)] = Token("ordinal", number.n, text=number.text)
    return [item for item in items if item.kind != "the"]


def _shape(match: re.Match[str], words: Lexicon) -> Token:
    kind = str(match.lastgroup)
    text = match.group()
    if kind == "digits":
        return _number(text)
    if kind == "mixed":
        return _suffix(match["hyphen"], match["suffix"], words)
    if kind == "half_day":
        return Token("meridiem", name=f"{text[0]}m", text=text)
    if kind == "sign":
        return (words.look_up([text]) or (Token("unknown", text=text),))[0]
    if kind == "other":
        counts = text in NEGATIVE or unicodedata.category(text) in COUNTS
        return Token("unknown" if counts else "soft", text=text)
    renamed = {"iso": "iso_date", "full": "numeric_date", "zulu": "zone", "plus": "unknown"}
    return Token(renamed.get(kind, kind), name="UTC" if kind == "zulu" else "", text=text)


def _number(text: str) -> Token:
    if len(text) <= 2:  # noqa: PLR2004 - hours, minutes and days have two digits
        return Token("number", int(text), text=text)
    return Token("digits", int(text), text=text) if int(text) <= MOST else Token("unknown", text=text)


def _suffix(hyphen: str, suffix: str, words: Lexicon) -> Token:
    """What is glued to a number: an ending of the numeral, or a word of its own."""
    meaning = words.look_up([f"-{suffix}"]) or words.look_up([words.known(suffix)])
    glued = meaning[0] if meaning and meaning[0].kind not in NEVER_GLUED else None
    return glued or Token("unknown", text=hyphen + suffix)
