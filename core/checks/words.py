"""The words that a business never wants to see in its posts, found in their Latvian and Russian inflections too."""

import unicodedata
from functools import lru_cache

import regex

from core.checks.hidden import bare

LV_ENDINGS_SPELT = """
s š is us a e as es i u am em im um os ās ēs is ei ai ā ē ī ū o iem ām ēm īm ais ajai ajā ajiem ajām ajās ajos ie ij
ijas iju ijai
"""
LV_ENDINGS = LV_ENDINGS_SPELT.split()
RU_ENDINGS_SPELT = """
а я о е ы и у ю й ь ой ей ою ею ам ям ом ем ём ами ями ах ях ов ев ей ий ый ая яя ое ее ие ые ого его ому ему ым им
ых их ыми ими ую юю ье ья ью
"""
RU_ENDINGS = RU_ENDINGS_SPELT.split()
DEGREES = {"lv": r"(?:āk)?", "ru": r"(?:ейш|айш|ш|л)?"}
"""Between stem and ending: cheap, cheaper, cheapest."""
SHORTEST_STEM = 3
VOWELS = "aāeēiīouūаеёиоуыэюя"


def fold(text: str) -> str:
    """One spelling for comparing: compatible forms, small letters, ё as е, nothing unseen."""
    return unicodedata.normalize("NFKC", bare(text)).casefold().replace("ё", "е")


def never_found(text: str, never: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Which of the words or phrases stand in the text, in any of their forms."""
    folded = fold(text)
    return tuple(word for word in never if word.strip() and pattern(word, language).search(folded))


@lru_cache(maxsize=512)
def pattern(never: str, language: str) -> regex.Pattern[str]:
    """What finds a never-word or phrase in a folded text."""
    words = [_forms(word, language) for word in fold(never).split()]
    return regex.compile(r"(?<![\p{L}\p{N}])" + r"[\s\-–—,]+".join(words) + r"(?![\p{L}\p{N}])")


def _forms(word: str, language: str) -> str:
    if not regex.fullmatch(r"\p{L}+", word):
        return regex.escape(word)
    if regex.search(r"\p{Cyrillic}", word):
        return _inflected(word, RU_ENDINGS, "ru")
    if language == "lv" or regex.search("[āčēģīķļņšūž]", word):
        return _inflected(word, LV_ENDINGS, "lv")
    return regex.escape(word) + r"(?:'?s|es)?"


def _inflected(word: str, endings: list[str], language: str) -> str:
    stem = _stem(word, endings)
    tails = "|".join(sorted({fold(ending) for ending in endings}, key=len, reverse=True))
    stems = regex.escape(stem)
    if language == "ru" and stem.endswith("к") and stem[-2] not in VOWELS:
        # The fleeting vowel: скидка, скидок.
        stems = f"(?:{stems}|{regex.escape(stem[:-1])}[ое]к)"
    return f"(?:{regex.escape(word)}|{stems}{DEGREES[language]}(?:{tails})?)"


def _stem(word: str, endings: list[str]) -> str:
    known = [
        ending for ending in map(fold, endings) if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM
    ]
    return word[: len(word) - len(max(known, key=len))] if known else word
