"""Telephone numbers in a text: a wrong one sends a business's customers to a stranger."""

import unicodedata

import regex

from core.checks.dates import blanked
from core.checks.figures import without_money
from core.checks.hidden import bare

PHONE = regex.compile(r"(?<![\d\p{L}#№])(?P<plus>\+|00)?(?P<rest>\(?\d(?:[\s\u00A0().\-–/]{0,2}\d){4,14})(?![\d\p{L}])")
CALL = (
    r"(?:tel|tālr|tālrun\p{L}*|mob|phone|call(?: us)?|ring|text us|whatsapp|viber|sms|zvan\p{L}*"
    r"|т|тел|телефон\p{L}*|звон\p{L}*|позвон\p{L}*)"
)
BETWEEN = r"(?:(?:us|on|at|mums|nam|uz|pa|по|нам|на|номеру|numuru?|nr\.?|:)[\s:]{1,2}){0,3}"
CALLED = regex.compile(
    rf"(?<!\p{{L}}){CALL}[\s.:]{{1,2}}{BETWEEN}(?P<rest>\+?\d(?:[\s\u00A0().\-–/]{{0,2}}\d){{2,14}})(?!\d)",
    regex.IGNORECASE,
)
THOUSANDS = regex.compile(r"\d{1,3}(?:[ \u00A0.]\d{3})+")
YEARS = regex.compile(r"(?:19|20)\d\d\s?[-–—/]\s?(?:19|20)\d\d")
FEWEST, MOST = 7, 15
COMPARED = 7
"""So many last digits name a line; in front of them come prefixes that people write or leave out."""


def phones(text: str) -> set[str]:
    """The telephone numbers in a text, as digits."""
    text = without_money(blanked(unicodedata.normalize("NFKC", bare(text))))
    found = {_digits(match.group("rest")) for match in CALLED.finditer(text)}
    for match in PHONE.finditer(text):
        digits = _digits(match.group("rest"))
        if FEWEST <= len(digits) <= MOST and (match.group("plus") or not _other(match.group("rest"))):
            found.add(digits)
    return found


def invented_phones(text: str, sources: str) -> bool:
    """Whether the text has a number that the sources do not."""
    known = _digits(sources)
    return any(digits[-COMPARED:] not in known for digits in phones(text))


def _other(spelt: str) -> bool:
    """A round sum in thousands, or a span of years."""
    return bool(YEARS.fullmatch(spelt) or (THOUSANDS.fullmatch(spelt) and spelt.endswith("000")))


def _digits(spelt: str) -> str:
    return "".join(mark for mark in spelt if mark.isdecimal())
