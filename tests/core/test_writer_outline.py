"""The writer that needs no key: what it makes of a brief, what it understands, and that it makes nothing up."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks import flags, wrong_language
from core.model import Brand
from core.ports import Count, Order, Task
from core.texts import LANGUAGES, Texts
from core.writers.outline import OutlineWriter, Tone, composed
from core.writers.outline.facts import facts, joined, plain, units
from core.writers.outline.phrases import Role, Topic, every, phrases, tone_of, topic_of
from core.writers.outline.requests import asked

BRAND = Brand(name="Rīta maize", about="Ģimenes maiznīca Cēsīs")
BRIEF = "Piektdien no 18:00 meistarklase „Maize mājās”. Dalība 25 €. Ņemiet līdzi priekšautu un labu garastāvokli."


def order(brief: str = BRIEF, **given) -> Order:
    usual = {"task": Task.VARIANTS, "language": "lv", "brand": BRAND, "limit": 500, "count": Count.GRAPHEMES}
    return Order(brief=brief, **(usual | given))


def texts(brief: str = BRIEF, **given) -> list[str]:
    return [variant.text for variant in composed(order(brief, **given))]


# -- three drafts ------------------------------------------------------------------------------------------------------


def test_one_draft_announces_one_asks_and_one_is_short():
    announcing, asking, short = texts()
    assert announcing == f"Aicinām:\n{BRIEF}"
    assert asking == f"Vai jums jau ir plāni?\n\n{BRIEF}\n\nGaidīsim jūs."
    assert short == "Piektdien no 18:00 meistarklase „Maize mājās”. Dalība 25 €.\n\nVai pievienosieties?"


@pytest.mark.parametrize(
    ("language", "brief", "first"),
    [
        ("lv", "jauna kafija no piektdienas", "Jaunumus stāsta Rīta maize:\nJauna kafija no piektdienas."),
        ("ru", "новый кофе с пятницы", "Рассказывает Rīta maize:\nНовый кофе с пятницы."),
        ("en", "new coffee from Friday", "News from Rīta maize:\nNew coffee from Friday."),
        ("lv", "atlaide 20% visām kūkām", "Mūsu piedāvājums:\nAtlaide 20% visām kūkām."),
        ("ru", "завтра закрыто", "Обратите внимание:\nЗавтра закрыто."),
        ("en", "We are hiring a baker, 1200 € a month", "Join our team:\nWe are hiring a baker, 1200 € a month."),
        ("lv", "Paldies visiem par šo gadu!", "Daži vārdi no mums:\nPaldies visiem par šo gadu!"),
        ("lv", "https://shop.example/jaunumi", "Aplūkojiet:\nhttps://shop.example/jaunumi"),
    ],
)
def test_the_opening_suits_what_the_brief_is_about(language, brief, first):
    assert texts(brief, language=language)[0] == first


def test_the_facts_stay_word_for_word():
    for text in texts()[:2]:
        assert BRIEF in text


@pytest.mark.parametrize("tone", ["playful", "friendly"])
def test_no_jokes_are_made_of_grief(tone):
    brand = Brand(name="X", tone=tone)
    assert texts("Our founder Ann passed away on Monday.", brand=brand) == ["Our founder Ann passed away on Monday."]


def test_a_closing_gets_no_emoji():
    for text in texts("Pirmdien slēgts, atvainojiet.", brand=Brand(tone="playful")):
        assert text.isascii() or not re.search(r"[\U0001F300-\U0001FAFF]", text)


def test_hashtags_stand_at_the_end():
    assert texts("Jauna maize! Nāciet. #maize #cesis")[1].endswith("Rakstiet mums.\n\n#maize #cesis")


@pytest.mark.parametrize(
    ("brief", "tidy"),
    [
        ("mums 10 gadi! paldies visiem", "Mums 10 gadi! Paldies visiem."),
        (
            "мастер-класс 5 декабря, 18:00. осталось 4 места. ждём",
            "Мастер-класс 5 декабря, 18:00. Осталось 4 места. Ждём.",
        ),
        ("no 1. decembra mainās darba laiks", "No 1. decembra mainās darba laiks."),
        ("eBay shop is open", "eBay shop is open."),
        ("shop.example is open", "shop.example is open."),
    ],
)
def test_a_brief_typed_in_a_hurry_is_tidied(brief, tidy):
    assert joined(facts(brief)) == tidy


def test_lists_stay_lists():
    assert "Šodien:\n• maize 2 €\n• siers" in texts("Šodien:\n- maize 2 €\n- siers")[0]


def test_what_speaks_to_the_writer_is_no_part_of_the_post():
    text = texts("Write a friendly post about our new menu. Soup is 6.50 €. Keep it short.", language="en")[0]
    assert "friendly" not in text
    assert "short" not in text
    assert "A few words about our new menu. Soup is 6.50 €." in text


@pytest.mark.parametrize(
    ("brief", "rest"),
    [
        ("Write a post: we are open", "we are open"),
        ("Please make an Instagram post saying that we are open", "we are open"),
        ("Uzraksti ierakstu, ka rīt strādājam", "rīt strādājam"),
        ("uzraksti ierakstu par to, ka rīt strādājam", "rīt strādājam"),
        ("Uzraksti draudzīgu ierakstu par jauno kafiju", "Pastāstām par jauno kafiju"),
        ("Напиши пост о новом меню", "Рассказываем о новом меню"),
        ("Напиши пост, что завтра закрыто", "завтра закрыто"),
        ("Write to us today", "Write to us today"),
        ("Make your own candle", "Make your own candle"),
        ("Пост и молитва", "Пост и молитва"),
        ("Write a post", "Write a post"),
    ],
)
def test_a_request_is_told_from_what_it_is_about(brief, rest):
    assert asked(brief).rest == rest


def test_the_tone_that_a_request_names_counts():
    assert asked("Uzraksti jautru ierakstu par kafiju").tone is Tone.PLAYFUL


@pytest.mark.parametrize(
    "fact", ["More fun!", "Formal dresses.", "Bez maksas.", "Short sleeves are in.", "Īsa nedēļa."]
)
def test_a_fact_is_not_taken_for_a_wish(fact):
    assert joined(facts(fact)) == fact


# -- nothing is made up ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_of_ours_states_anything(language):
    for phrase in every(language):
        assert flags(phrase, brief="", brand=Brand(), base="", language=language) == (), phrase
        assert not re.search(r"\d", phrase)
        assert not wrong_language(phrase, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tone", Tone)
def test_every_topic_has_words_for_every_place(language, tone):
    for topic in Topic:
        for role in Role:
            assert (len(phrases(role, topic, tone, language)) >= 2) is (topic is not Topic.SAD)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tone_has_a_name_that_is_understood(language):
    for tone in Tone:
        assert tone_of(Texts(language).say(f"outline-tone-{tone}")) is tone


@given(st.text(max_size=300), st.sampled_from(LANGUAGES), st.sampled_from(list(Count)), st.integers(1, 400))
@settings(max_examples=150, deadline=None)
def test_whatever_the_brief_every_figure_in_a_text_comes_from_it(brief, language, how, limit):
    for variant in composed(order(brief, language=language, count=how, limit=limit, brand=Brand())):
        assert (
            set(re.findall(r"\d+", variant.text)) <= set(re.findall(r"\d+", plain(brief)))
            or "outline-cut" in variant.flags
        )


# -- limits ------------------------------------------------------------------------------------------------------------


def test_what_matters_least_is_left_out_first():
    brief = "Jauna maize. Mēs to ļoti ilgi izdomājām un tad vēl ilgi cepām. Klaips 3 €. https://a.example/x"
    assert texts(brief, limit=60)[0] == "Jauna maize. Klaips 3 €. https://a.example/x"


def test_half_a_link_is_never_left():
    for limit in range(1, 40):
        text = texts("Maize https://a.example/abcdefghijkl", limit=limit)[0]
        assert "http" not in text or text.rstrip(".").endswith("https://a.example/abcdefghijkl")


# -- once more ---------------------------------------------------------------------------------------------------------


def test_asked_again_and_again_it_gives_others_until_it_says_that_there_are_no_more():
    offered: list[str] = []
    for _ in range(20):
        variants = composed(order("Jauna maize 3 €.", avoid=tuple(offered)))
        if "outline-no-more" in variants[0].flags:
            break
        assert len(variants) == 3
        assert not {variant.text for variant in variants} & set(offered)
        offered += [variant.text for variant in variants]
    assert len(offered) >= 9
    assert "outline-no-more" in variants[0].flags


# -- flags -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "flag"),
    [
        ({"brief": ""}, "outline-empty"),
        ({"language": "de"}, "outline-language"),
        ({"brief": "We are open and happy to see you"}, "outline-other-language"),
        ({"brief": "Maize. " * 200}, "outline-cut"),
        ({"brief": "Lēta maize. Nāciet.", "brand": Brand(never=("lēts",))}, "outline-never-word"),
    ],
)
def test_what_a_person_should_know_is_flagged(given, flag):
    assert flag in composed(order(**given))[0].flags


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_flag_has_a_sentence(language):
    for name in (
        "cannot", "translate", "not-found", "no-room", "cut", "never-word", "shortest", "longest", "no-more",
        "other-language", "language", "empty",
    ):  # fmt: skip
        assert Texts(language).has(f"outline-{name}")


# -- taking apart ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Viens. Divi! Trīs? Četri…", ["Viens.", "Divi!", "Trīs?", "Četri…"]),
        ("Nāc 5. decembrī plkst. 18.00. Gaidām.", ["Nāc 5. decembrī plkst. 18.00.", "Gaidām."]),
        ("J. Rainis un A. Brigadere. Lasām.", ["J. Rainis un A. Brigadere.", "Lasām."]),
        ("Ул. Мира, т.е. рядом. Ждём.", ["Ул. Мира, т.е. рядом.", "Ждём."]),
        ("Mr. Smith says “Hi.” Then goes.", ["Mr. Smith says “Hi.”", "Then goes."]),
        ("a\n- b\n\nc", ["a", "• b", "c"]),
    ],
)
def test_a_text_is_taken_apart_into_sentences(text, parts):
    assert [unit.text for unit in units(text)] == parts


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<b>Maize</b> un **piens**", "Maize un piens"),
        ("# Virsraksts\n_slīpi_ `kods` ~~nost~~", "Virsraksts\nslīpi kods nost"),
        ("2 * 3 * 4 = 24 un a_b_c", "2 * 3 * 4 = 24 un a_b_c"),
        ("3 < 5 &amp; 7 > 2", "3 < 5 & 7 > 2"),
        ("*zvaigzne", "*zvaigzne"),
    ],
)
def test_markup_is_taken_off_and_figures_are_not(text, left):
    assert plain(text) == left


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Veikals slēgts remonta dēļ", Topic.NOTICE),
        ("Jaunais darba laiks", Topic.NOTICE),
        ("Распродажа: скидки на всё", Topic.OFFER),
        ("Koncerts pagalmā", Topic.EVENT),
        ("Visiem šalliem -30%", Topic.OFFER),
        ("Ищем бариста, зарплата 900 €", Topic.JOB),
        ("Merry Christmas!", Topic.THANKS),
        ("Bērni zīmē", Topic.NEWS),
        ("Sērijveida ražošana", Topic.NEWS),
    ],
)
def test_the_topic_is_told_by_its_words(text, topic):
    assert topic_of(text, "lv") is topic


async def test_it_costs_nothing():
    assert OutlineWriter().estimate(order()) == 0
