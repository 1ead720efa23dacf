"""The words that a post is composed with, by language, topic and tone, from `locales/*/outline.ftl`."""

from enum import StrEnum
from functools import cache

import regex

from core.texts import LANGUAGES, Texts


class Tone(StrEnum):
    """The tones we have words for; any other is written in plain ones. Labels: `outline-tone-*`."""

    PLAIN = "plain"
    FRIENDLY = "friendly"
    FORMAL = "formal"
    PLAYFUL = "playful"
    EXPERT = "expert"


class Topic(StrEnum):
    """What a brief is about, as far as the choice of words depends on it; the earlier wins where two fit alike."""

    SAD = "sad"
    NOTICE = "notice"
    JOB = "job"
    EVENT = "event"
    OFFER = "offer"
    THANKS = "thanks"
    NEW = "new"
    NEWS = "news"
    LINK = "link"


class Role(StrEnum):
    """Where in a post a phrase stands."""

    OPEN = "open"
    ASK = "ask"
    CLOSE = "close"


GRAVE = (Topic.SAD, Topic.NOTICE)
"""Where one word of it is enough, and no joke is in place."""
OWN_WORDS_ONLY = (Tone.FRIENDLY, Tone.PLAYFUL)
LESS = regex.compile(r"[-–−]\s?\d{1,2}\s?%")
EMOJI = regex.compile(
    r"\s*(?:\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}|\u200D\p{Extended_Pictographic})*|\p{Regional_Indicator}{2})"
)
SYMBOLS = {
    Topic.NOTICE: "ℹ️",
    Topic.JOB: "👋",
    Topic.EVENT: "📅",
    Topic.OFFER: "🛍️",
    Topic.THANKS: "💛",
    Topic.NEW: "✨",
    Topic.NEWS: "📣",
    Topic.LINK: "👇",
}
"""The emoji that suits a topic; there is none for grief."""


@cache
def lines(language: str, key: str) -> tuple[str, ...]:
    """The alternatives of a message, each a line of it; none where the language has no such message."""
    texts = Texts(language)
    return (
        tuple(line.strip() for line in texts.say(f"outline-{key}").splitlines() if line.strip())
        if texts.has(f"outline-{key}")
        else ()
    )


@cache
def stems(language: str, key: str) -> regex.Pattern[str]:
    """What finds any stem of a list (`stem|whole word=`) at the beginning of a word in a small-letter text."""
    given = [one for one in Texts(language).say(f"outline-{key}").split("|") if one.strip()]
    longest_first = sorted(given, key=lambda one: len(one.removesuffix("=")), reverse=True)
    spelt = [
        regex.escape(one.removesuffix("=")) + (r"(?![\p{L}\p{N}])" if one.endswith("=") else "")
        for one in longest_first
    ]
    return regex.compile(r"(?<![\p{L}\p{N}])(?:" + "|".join(spelt) + ")")


def topic_of(text: str, language: str) -> Topic:
    """What the text is about, by the words of its own language and of ours."""
    small = text.casefold()
    best, most = Topic.NEWS, 0
    for topic in (topic for topic in Topic if topic not in (Topic.NEWS, Topic.LINK)):
        hits = max(len(stems(one, f"topic-{topic}").findall(small)) for one in {language, *LANGUAGES})
        hits += topic is Topic.OFFER and bool(LESS.search(small))
        if hits and topic in GRAVE:
            return topic
        best, most = (topic, hits) if hits > most else (best, most)
    return best


def tone_of(words: str) -> Tone | None:
    """The tone that a key, a label or a person's own words name, in any of our languages."""
    small = words.casefold().strip()
    if small in Tone.__members__.values():
        return Tone(small)
    for tone in (Tone.FORMAL, Tone.PLAYFUL, Tone.EXPERT, Tone.FRIENDLY, Tone.PLAIN):
        if any(stems(language, f"named-{tone}").search(small) for language in LANGUAGES):
            return tone
    return None


def phrases(role: Role, topic: Topic, tone: Tone, language: str) -> tuple[str, ...]:
    """The alternatives for a place in a post, the most fitting first; none for what is too grave for phrases."""
    if topic is Topic.SAD:
        return ()
    if topic is Topic.THANKS and tone is Tone.PLAYFUL:
        tone = Tone.FRIENDLY  # thanks are warm rather than witty
    keys = [f"{role}-{topic}-{tone}", f"{role}-{topic}"]
    if tone is Tone.EXPERT and topic not in (*GRAVE, Topic.THANKS, Topic.JOB, Topic.LINK):
        keys.insert(0, f"{role}-expert")
    if tone in OWN_WORDS_ONLY and topic in (Topic.NEWS, Topic.NEW, Topic.OFFER, Topic.EVENT, Topic.JOB):
        keys = keys[:1]
    return tuple(dict.fromkeys(line for key in keys for line in lines(language, key)))


@cache
def every(language: str) -> frozenset[str]:
    """Every phrase we may have put into a text of this language, for finding and changing them again."""
    tones = ("", *(f"-{tone}" for tone in Tone))
    keys = [f"{role}-{topic}{tone}" for role in Role for topic in Topic for tone in tones] + [
        f"{role}-expert" for role in Role
    ]
    return frozenset(line for key in keys for line in lines(language, key))


def branded(brand: str, language: str) -> tuple[str, ...]:
    """Openings that name the business."""
    if not brand:
        return ()
    return tuple(line.strip() for line in Texts(language).say("outline-open-brand", brand=brand).splitlines())
