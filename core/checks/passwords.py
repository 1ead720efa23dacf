"""What looks like somebody telling us a password: it must be known before anything of it is kept.

Networks are connected on their own pages; nobody ever has to tell us one, and we promise to keep none.
"""

import unicodedata

import regex

from core.checks.hidden import bare

NAMES = (
    *(r"pass\s?words?", "passcode", r"pass\s?phrase", "passwd", "pwd", r"app[\s-]password"),
    *("parole", "paroli", "paroles", "parolei"),
    *("пароль", "пароля", "паролем", "пассворд", "пасс"),
    *("passwort", "kennwort", "contraseña", "mot de passe", "hasło", "parool", "slaptažodis", "salasana"),
)
ALSO = ("pass", "pw", "pin", "pins", "пин", "пин-код")
"""These mean other things, too: only with a sign behind them."""
IS = r"(?:is|was|are|ir|bija|ist|lautet|es|это|такой|следующий)"
"""What stands between the name and the word itself, where no sign does."""
OPEN = r"""["'“”„«‘`(\[]*"""
WORD = r"""(?P<word>[^\s"'“”„«»’`)\]]{4,})"""
NAME, ANY = (rf"(?<![\p{{L}}\p{{N}}])(?:{'|'.join(names)})(?![\p{{L}}\p{{N}}])" for names in (NAMES, NAMES + ALSO))
NAMED = regex.compile(NAME, regex.IGNORECASE)
WHOSE = r"(?:\s+\p{L}[\p{L}.-]*){0,3}?"
"""For what it is: `password for the shop:`."""
SIGNED = regex.compile(rf"{ANY}{WHOSE}\s*(?:[:=]|[–—-]\s|->|→|\s{IS}\s)\s*{OPEN}{WORD}", regex.IGNORECASE)
BARE = regex.compile(rf"{NAME}\s+(?P<open>{OPEN}){WORD}", regex.IGNORECASE)
SHORTEST = 4
MADE = regex.compile(
    r"(?<![^\s:=])(?:[a-z2-7]{4}(?:-[a-z2-7]{4}){3}|[A-Za-z0-9]{4}(?: [A-Za-z0-9]{4}){5})(?=[.,;!]?$)", regex.MULTILINE
)
"""At the end of a line, how Bluesky and WordPress write the passwords that they make for apps."""
MIXED = regex.compile(r"\p{L}\p{N}|\p{N}\p{L}|\p{Ll}\p{Lu}")
SENTENCES = regex.compile(r"(?<=[.!?…])\s+|\n+")
PUBLIC = regex.compile(r"(?<![\p{L}])(?:wi-?\s?fi|wlan|вай-?фай|вайфай)", regex.IGNORECASE)
"""A café tells everybody its own: that is something to post."""


def told(text: str) -> bool:
    """Whether a password stands in it, as far as that can be seen."""
    text = unicodedata.normalize("NFKC", bare(text))
    if any(_made(found[0], text) for found in MADE.finditer(text)):
        return True
    return any(_said(one) for one in SENTENCES.split(text) if not PUBLIC.search(one))


def _said(text: str) -> bool:
    """Whether one sentence tells one."""
    signed = any(_odd(_word(found)) or _alone(found, text) for found in SIGNED.finditer(text) if _word(found))
    return signed or any(
        _odd(_word(found)) or (found["open"] and _alone(found, text)) for found in BARE.finditer(text) if _word(found)
    )


def _made(word: str, text: str) -> bool:
    """Not words of four letters that somebody has joined."""
    return bool(MIXED.search(word)) or ("-" in word and (word == text.strip() or NAMED.search(text) is not None))


def _word(found: "regex.Match[str]") -> str:
    """What would be the password; "" where it is shorter than any service takes."""
    word = found["word"].rstrip(".,;:!?…")
    return word if len(word) >= SHORTEST else ""


def _odd(word: str) -> bool:
    """Not a word of a language: figures or signs within letters, or capitals in the middle."""
    letters, figures = regex.search(r"\p{L}", word), regex.search(r"\p{N}", word)
    signs = regex.search(r"[^\p{L}\p{N}.,;:!?'’…-]", word) or regex.search(r"[!?.]\S", word)
    capitals = regex.search(r"\p{Ll}\p{Lu}", word)
    return bool((letters and figures) or signs or capitals or figures)


def _alone(found: "regex.Match[str]", text: str) -> bool:
    """Whether the line ends behind it: "Password: strong ones only" is a headline."""
    line = text[found.end() :].partition("\n")[0]
    return not regex.search(r"[\p{L}\p{N}]", line)
