import pytest

from core.errors import Invalid
from core.model import Brand, Role
from handlers.brand import NEVER_MOST, never_words
from tests.handlers.desk import Office, Person


async def answered(anna: Person, *answers: str) -> None:
    for answer in answers:
        await (anna.presses(answer.strip("[]")) if answer.startswith("[") else anna.types(answer))


async def test_six_questions_make_a_brand_and_its_summary_offers_the_next_step(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/brand")
    anna.sees("1 of 6", "Name")
    await answered(anna, "Rye & Co", "We bake *rye* bread.", "Families", "[Warm]", "[Latvie", "cheap; Best ever,")
    told = {"name": "Rye & Co", "about": "We bake *rye* bread.", "audience": "Families", "tone": "warm"}
    brand = Brand(**told, never=("cheap", "Best ever"))
    assert ((await anna.workspace()).brand, (await anna.workspace()).language) == (brand, "lv")
    assert (await anna.human()).language == "en"
    anna.sees("Saved.", "We bake *rye* bread.", "Warm", "cheap, Best ever", "Change", "Write a post", "Overview")


async def test_every_question_may_be_skipped_and_an_answer_be_emptied(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/brand")
    await answered(anna, "Rye & Co", "[Skip]", "[Skip]", "[Skip]", "[Keep it]", "[Skip]")
    assert (await anna.workspace()).brand == Brand(name="Rye & Co")
    await anna.presses("Change")
    anna.sees("Rye & Co", "Send a single “-”")
    await answered(anna, "-", "[Skip]", "[Skip]", "[Skip]", "[Keep it]", "[Skip]")
    assert (await anna.workspace()).brand == Brand()
    anna.sees("Nothing is known about your business yet")


async def test_a_platform_with_pages_asks_all_at_once_and_shows_what_is_wrong_where_it_is(office: Office) -> None:
    anna = await office.person("Anna", platform="slack")
    await anna.types("/brand")
    answers = {"name": "Rye & Co", "about": "", "audience": "", "tone": "warm", "language": "en"}
    await anna.presses("Save", **answers, never=",".join(map(str, range(NEVER_MOST + 1))))
    anna.sees("Rye & Co", f"{NEVER_MOST} words are the most")
    await anna.presses("Save", **answers, never="cheap")
    assert (await anna.workspace()).brand == Brand(name="Rye & Co", tone="warm", never=("cheap",))


async def test_a_tone_that_is_not_offered_is_asked_again(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/brand")
    await answered(anna, "[Skip]", "[Skip]", "[Skip]", "sarcastic")
    anna.sees("4 of 6", "one of the answers offered")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("", ()),
        ("cheap", ("cheap",)),
        (" cheap ,, Cheap;best  ever\n“low price”. ", ("Cheap", "best ever", "low price")),
        ("дёшево, «лучшие»", ("дёшево", "лучшие")),
    ],
)
def test_words_never_to_use_are_read_from_however_they_are_listed(answer: str, words: tuple[str, ...]) -> None:
    assert never_words(answer) == words


@pytest.mark.parametrize("answer", ["x" * 61, ",".join(map(str, range(NEVER_MOST + 1)))])
def test_sentences_and_endless_lists_are_no_words_to_avoid(answer: str) -> None:
    with pytest.raises(Invalid):
        never_words(answer)


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUTHOR, Role.VIEWER])
async def test_only_an_owner_changes_the_brand_that_all_posts_follow(office: Office, role: Role) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, role, "Juris")
    await juris.types("/brand")
    juris.sees("Your business", "Only an owner can change this", "Overview")
    assert "Describe the business" not in juris.labels


async def test_the_questions_take_the_conversation_to_the_workspace_of_their_card(office: Office) -> None:
    anna = await office.person("Anna")
    first = await anna.workspace()
    await anna.types("/brand")
    await anna.types("/cancel")
    await anna.presses("Overview")
    await anna.types("/settings")
    brand = anna.button("Brand").token
    await anna.types("/workspace")
    await anna.presses("New workspace")
    await anna.types("Second")
    await anna.touches(brand)
    await anna.presses("Describe the business")
    await answered(anna, "Of the first", "[Skip]", "[Skip]", "[Skip]", "[Keep it]", "[Skip]")
    assert ((await anna.workspace()).id, (await anna.workspace()).brand.name) == (first.id, "Of the first")
