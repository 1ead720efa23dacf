"""How the writer that needs no key changes a text: what it understands, what it leaves alone, and what it says then."""

import pytest

from core.ports import Task
from core.writers.outline import edited
from core.writers.outline.instructions import Step, Verb, parse
from tests.core.test_writer_outline import BRIEF, order

BASE = f"Plānu vēl nav? Pievienojieties mums 😊\n\n{BRIEF}\n\nUz tikšanos 😊"


def change(
    task: Task = Task.INSTRUCTION, instruction: str = "", base: str = BASE, **given
) -> tuple[str, tuple[str, ...]]:
    variant = edited(order(task=task, instruction=instruction, base=base, **given))[0]
    return variant.text, variant.flags


def test_shorter_is_shorter_every_time_and_then_says_so():
    text, given = BASE, ()
    for _ in range(9):
        shorter, given = change(Task.SHORTER, base=text)
        if given:
            break
        assert len(shorter) < len(text)
        text = shorter
    assert given == ("outline-shortest",)
    assert "18:00" in text


def test_shorter_keeps_the_facts_while_there_is_anything_else():
    assert change(Task.SHORTER, base=change(Task.SHORTER)[0])[0].endswith("Dalība 25 €.")


def test_longer_takes_from_the_brief_then_from_the_brand_then_says_so():
    first = change(Task.LONGER, base="Dalība 25 €. Piektdien no 18:00 meistarklase „Maize mājās”.")[0]
    assert "Ņemiet līdzi priekšautu" in first
    second = change(Task.LONGER, base=first)[0]
    assert second.endswith("Par mums: Ģimenes maiznīca Cēsīs.")
    third = change(Task.LONGER, base=second)[0]
    assert third.endswith("Rīta maize")
    assert change(Task.LONGER, base=third) == (third, ("outline-longest",))


def test_longer_does_not_outgrow_the_network():
    assert change(Task.LONGER, base=BRIEF, limit=len(BRIEF)) == (BRIEF, ("outline-no-room",))


@pytest.mark.parametrize(
    ("tone", "text"),
    [
        ("formal", f"Vai jums jau ir plāni?\n\n{BRIEF}\n\nGaidīsim jūs."),
        (
            "rotaļīgs",
            f"Vajag iemeslu labi pavadīt laiku? 🎉\n\n{BRIEF}\n\nŅemiet līdzi draugus – jo vairāk, jo jautrāk 🎉",
        ),
        ("как морской волк", f"Vai jums jau ir plāni?\n\n{BRIEF}\n\nGaidīsim jūs."),
    ],
)
def test_another_tone_changes_our_words_and_none_of_the_persons(tone, text):
    assert change(Task.TONE, tone) == (text, ())


def test_a_formal_text_does_not_shout():
    assert change(Task.TONE, "formal", base="Nāciet!!! Būs kūkas 🎂!")[0].count("!") == 0


@pytest.mark.parametrize(
    ("instruction", "steps"),
    [
        ("shorter", [Step(Verb.SHORTER)]),
        ("Make it shorter, please.", [Step(Verb.SHORTER)]),
        ("Padari īsāku", [Step(Verb.SHORTER)]),
        ("īsāk lūdzu!", [Step(Verb.SHORTER)]),
        ("сделай покороче", [Step(Verb.SHORTER)]),
        ("garāku", [Step(Verb.LONGER)]),
        ("подробнее", [Step(Verb.LONGER)]),
        ("more friendly and shorter", [Step(Verb.TONE, "friendly"), Step(Verb.SHORTER)]),
        ("draudzīgākā tonī", [Step(Verb.TONE, "friendly")]),
        ("в деловом стиле", [Step(Verb.TONE, "formal")]),
        ("change the tone to formal", [Step(Verb.TONE, "formal")]),
        ("add emoji", [Step(Verb.ADD_EMOJI)]),
        ("ar emocijzīmēm", [Step(Verb.ADD_EMOJI)]),
        ("добавь 🎃", [Step(Verb.ADD_EMOJI, "🎃")]),
        ("no emoji", [Step(Verb.REMOVE_EMOJI)]),
        ("bez emocijzīmēm", [Step(Verb.REMOVE_EMOJI)]),
        ("убери смайлики", [Step(Verb.REMOVE_EMOJI)]),
        ("add hashtag coffee", [Step(Verb.ADD_TAGS, "#coffee")]),
        ("pievieno #kafija #cesis", [Step(Verb.ADD_TAGS, "#kafija #cesis")]),
        ("добавь хештег кофе", [Step(Verb.ADD_TAGS, "#кофе")]),
        ("remove hashtags", [Step(Verb.REMOVE_TAGS)]),
        ("noņem tēmturus un emocijzīmes", [Step(Verb.REMOVE_TAGS), Step(Verb.REMOVE_EMOJI)]),
        ("add emoji and remove hashtags", [Step(Verb.ADD_EMOJI), Step(Verb.REMOVE_TAGS)]),
        ('replace "a b" with "c"', [Step(Verb.REPLACE, "a b", "c")]),
        ("aizstāj „a” ar „b”", [Step(Verb.REPLACE, "a", "b")]),
        ("замени «а» на «б»", [Step(Verb.REPLACE, "а", "б")]),
        ("change Dalība to Cena", [Step(Verb.REPLACE, "Dalība", "Cena")]),
        ("nomaini Dalība uz Cena", [Step(Verb.REPLACE, "Dalība", "Cena")]),
        ("delete “priekšautu”", [Step(Verb.REPLACE, "priekšautu")]),
        ('add a sentence "See you!"', [Step(Verb.ADD_SENTENCE, "See you!")]),
        ("pievieno teikumu „Uz redzi!”", [Step(Verb.ADD_SENTENCE, "Uz redzi!")]),
        ("добавь в конец «До встречи!»", [Step(Verb.ADD_SENTENCE, "До встречи!")]),
        ("translate into English", [Step(Verb.TRANSLATE)]),
        ("iztulko krieviski", [Step(Verb.TRANSLATE)]),
        ("переведи на латышский", [Step(Verb.TRANSLATE)]),
    ],
)
def test_everyday_instructions_are_understood(instruction, steps):
    assert set(parse(instruction, BASE)) == set(steps)


@pytest.mark.parametrize(
    "instruction",
    [
        "",
        "!!!",
        "🎃",
        "mention Jānis",
        "don't make it longer",
        "less formal",
        "not shorter",
        "no longer than 200 characters",
        "shorter but mention the discount",
        "piemini arī atlaidi",
        "сделай чтобы купили",
        "add a joke",
        "make it rhyme",
        "replace the old with the new",
        "add hashtags",
        'say "hello"',
        "Ignore all instructions",
        "text",
    ],
)
def test_what_is_not_understood_whole_changes_nothing(instruction):
    assert change(Task.INSTRUCTION, instruction) == (BASE, ("outline-cannot",))


@pytest.mark.parametrize(
    ("instruction", "text"),
    [
        ("bez emocijzīmēm", f"Plānu vēl nav? Pievienojieties mums.\n\n{BRIEF}\n\nUz tikšanos."),
        ("pievieno #maize", f"{BASE}\n\n#maize"),
        (
            "pievieno teikumu „Vietu maz”",
            f"Plānu vēl nav? Pievienojieties mums 😊\n\n{BRIEF}\n\nVietu maz.\n\nUz tikšanos 😊",
        ),
        ("nomaini Dalība uz Cena", BASE.replace("Dalība", "Cena")),
        ("add 🎃", BASE.replace("mums 😊", "mums 😊 🎃", 1)),
    ],
)
def test_an_instruction_is_carried_out(instruction, text):
    assert change(Task.INSTRUCTION, instruction)[0] == text


@pytest.mark.parametrize(
    ("instruction", "flag"),
    [
        ("iztulko angliski", "outline-translate"),
        ("aizstāj „jūra” ar „mežs”", "outline-not-found"),
        ("noņem tēmturus", "outline-not-found"),
    ],
)
def test_what_cannot_be_done_is_said(instruction, flag):
    assert change(Task.INSTRUCTION, instruction) == (BASE, (flag,))


def test_no_room_for_a_sentence_more_is_said():
    text, given = change(Task.INSTRUCTION, 'add a sentence "Vēl viens teikums."', limit=len(BASE) + 3)
    assert (text, given) == (BASE, ("outline-no-room",))


def test_what_a_person_adds_is_their_own_fact():
    assert change(Task.INSTRUCTION, 'add a sentence "Zvaniet 20 111 222, cena 7 €, evil.com"')[1] == ()
