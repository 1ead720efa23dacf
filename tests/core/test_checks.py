"""What is checked in a text before a person may approve it: all that was injected is found, clean texts are let be."""

import itertools
import time
import tomllib
from pathlib import Path

import pytest

from core.checks import FLAGS, clean, flags, language_of, never_found
from core.model import Brand
from core.texts import LANGUAGES, Texts

BRAND = Brand(
    name="Rīta maize", about="Maiznīca Cēsīs, ritamaize.lv, +371 29 123 456", never=("lēts", "скидка", "cheap")
)
CORPUS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
BRIEFS, STARTS, CLEAN, BREAD = CORPUS["briefs"], CORPUS["starts"], CORPUS["clean"], CORPUS["bread"]
HARMLESS = CORPUS["other"]["harmless"]
INJECTED = [
    (flag, language, start.format(what) if "{}" in start else f"{start} {what}")
    for flag, whats in CORPUS["injected"].items()
    for language in LANGUAGES
    for what in whats.get("any", whats.get(language))
    for start in STARTS[language]
]
GOOD = [
    (language, template.format(bread))
    for language in LANGUAGES
    for template, bread in itertools.product(CLEAN[language], BREAD[language])
]


def found(text: str, language: str) -> tuple[str, ...]:
    return flags(text, brief=BRIEFS[language], brand=BRAND, base="", language=language)


def test_the_corpora_are_large_enough():
    assert len(INJECTED) >= 200
    assert len(GOOD) >= 200
    assert len(CORPUS["injected"]["flag-link"]["any"]) >= 24


def test_all_that_was_injected_is_found():
    missed = [(flag, text) for flag, language, text in INJECTED if flag not in found(text, language)]
    assert missed == []


def test_of_the_clean_texts_at_most_one_in_twenty_is_flagged():
    wrong = [(text, hit) for language, text in GOOD if (hit := found(text, language))]
    assert len(wrong) <= 0.05 * len(GOOD), wrong


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_a_link_or_a_number_is_left_in_peace(text):
    assert set(found(text, "lv")) <= {"flag-language"}


def test_what_the_brief_and_the_brand_say_may_be_said():
    for language in LANGUAGES:
        assert found(BRIEFS[language], language) == ()


def test_a_text_in_place_may_keep_what_it_says():
    base = "Nāc 5. decembrī, zvani 20 111 222, raksti info@evil.com, skaties evil.com, 7 €, -20%, @evil"
    assert flags(base, brief="īsāk", brand=Brand(), base=base, language="lv") == ()


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_flag_has_a_sentence(flag, language):
    assert Texts(language).say(flag)


# -- never-words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("never", "language", "text", "hit"),
    [
        ("lēts", "lv", "Tas ir lētākais", True),
        ("lēts", "lv", "lētticība", False),
        ("lēts", "lv", "palēts", False),
        ("akcija", "lv", "akcijām un akciju", True),
        ("akcija", "lv", "reakcija", False),
        ("sale", "lv", "sala", True),  # the price of tolerance: a sentence too many is looked at
        ("дешёвый", "ru", "дешево", True),
        ("дешёвый", "ru", "ДЕШЁВЫЕ", True),
        ("дешёвый", "ru", "дешевле", True),
        ("акция", "ru", "акции", True),
        ("акция", "ru", "реакция", False),
        ("best price", "en", "our BEST – price", True),
        ("best price", "en", "best of prices", False),
        ("deal", "en", "deals", True),
        ("deal", "en", "dealer, ideal", False),
        ("100%", "en", "100% sure", True),
        ("100%", "en", "a100%", False),
        ("", "en", "anything", False),
        ("c++", "en", "We love C++ here", True),
    ],
)
def test_a_never_word_is_found_in_its_forms_and_not_inside_others(never, language, text, hit):
    assert bool(never_found(text, (never,), language)) is hit


# -- languages ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We are open and happy to see you all in the new shop.", "en"),
        ("Mēs esam atvērti un gaidām jūs jaunajā veikalā.", "lv"),
        ("Nac ciemos un panem lidzi draugus, bus labi ar mums", "lv"),
        ("Мы открыты и ждём вас в новом магазине.", "ru"),
        ("Ми відкриті і чекаємо на вас у новій крамниці.", "other"),
        ("Wir haben geöffnet und freuen uns auf euch im neuen Laden.", "other"),
        ("Nous sommes ouverts et nous vous attendons dans la boutique.", "other"),
        ("Mes dirbame ir laukiame jūsų naujoje parduotuvėje.", "other"),
        ("Oleme avatud ja ootame teid kõiki uues poes, see on tore.", "other"),
        ("私たちは新しい店であなたを待っています 毎日 営業", None),
        ("مرحبا بكم في مقهانا الجديد في المدينة", "other"),
        ("Rīta maize", None),
        ("🎃🎃🎃", None),
        ("https://example.com/the-and-is-are #the #and @you", None),
    ],
)
def test_a_language_is_named_only_where_it_is_sure(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_in_another_of_our_languages_is_flagged(language):
    for other in LANGUAGES:
        text = STARTS[other][0]
        assert ("flag-language" in found(text, language)) is (other != language)


# -- hidden characters -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\u202eb\u2066c\u2069", "abc"),
        ("a\u200bb\u2060c\ufeffd", "abcd"),
        ("a\U000e0041\U000e0042b", "ab"),
        ("a\U000e0100\ufe01b", "ab"),
        ("ev\u00adil", "evil"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\tb  \n\n\n\nc \n", "a b\n\nc"),
        ("a\ud800b", "ab"),
        ("👩‍👩‍👧 ❤️ 👍🏽 🇱🇻 1️⃣", "👩‍👩‍👧 ❤️ 👍🏽 🇱🇻 1️⃣"),
        (
            "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f!",
            "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f!",
        ),
        ("a\u200db", "ab"),
        ("مرحبا\u200f", "مرحبا"),
        ("ā\u0304", "ā\u0304"),
    ],
)
def test_what_nobody_sees_is_stripped_and_what_makes_an_emoji_is_kept(text, left):
    assert clean(text) == left
    assert clean(clean(text)) == left


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a.",
        "1 ",
        "@a",
        "http://",
        "(dot",
        " ",
        "%41",
        "\u200d",
        "a-",
        "1.",
        "jan ",
        "five ",
        "\n",
        "<b",
        "🎃",
        "no ",
    ],
)
def test_a_long_text_is_checked_in_good_time(unit):
    text = unit * (10_000 // len(unit))
    started = time.perf_counter()
    flags(clean(text), brief=text, brand=BRAND, base="", language="lv")
    assert time.perf_counter() - started < 3


LONG = (" ", "\t", "\u00a0", "\n", "\r", " \n", "a ", "\u200d", "🎃", "\U0001f3f4", "\U000e0067")


@pytest.mark.parametrize("unit", LONG)
def test_however_long_a_text_is_it_is_cleaned_at_one_go(unit):
    text = "x" + unit * (250_000 // len(unit)) + "x"
    assert clean(clean(text)) == clean(text)
