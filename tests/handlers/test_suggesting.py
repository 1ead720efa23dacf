"""What a model sees in a picture: looked at when somebody asks, told to them alone, and theirs to take or not."""

from dataclasses import dataclass, field, replace

import pytest

from core import drafting
from core.errors import WriterBroken, WriterBusy, WriterError, WriterMisconfigured, WriterRefused
from core.model import Post, Role, Sense, Sensing
from core.networks import NETWORKS
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests.bombs import small
from tests.conftest import SetClock
from tests.handlers.desk import Office, Person, make_app

JPEG, PNG = small("JPEG"), small("PNG", size=(30, 60))
BRIEF = "On Friday we bake rye bread with caraway"
SEEN = "A loaf of rye bread on a wooden table."


@dataclass
class Eyes:
    """A model that sees the same in every picture, or cannot look."""

    able: bool = True
    words: str = SEEN
    error: WriterError | None = None
    looked: list[str] = field(default_factory=list)

    async def hear(self, sound: bytes, mime: str, *, language: str) -> str:
        return ""

    async def see(self, picture: bytes, mime: str, *, language: str) -> str:
        self.looked.append(mime)
        if self.error is not None:
            raise self.error
        return self.words


@pytest.fixture
def eyes() -> Eyes:
    return Eyes()


@pytest.fixture
def office(sqlite_store: SqlStore, clock: SetClock, eyes: Eyes) -> Office:
    return Office(make_app(sqlite_store, clock, networks=NETWORKS, senses=eyes))


async def with_pictures(office: Office, *files: bytes) -> Person:
    anna = await office.person("Anna")
    await anna.sends(*files, text=BRIEF)
    await anna.presses("Use this")
    return anna


async def alts(office: Office) -> list[str]:
    (post,) = await office.app.store.find(EVERYWHERE, Post)
    return [one.alt for one in drafting.media_of(await drafting.current(office.app, post.workspace_id, post.id))]


async def test_a_suggestion_is_asked_for_and_taken_with_one_press_each(office: Office, eyes: Eyes) -> None:
    anna = await with_pictures(office, JPEG)
    assert eyes.looked == []
    await anna.presses("Suggest descriptions")
    anna.sees("I am looking at the picture", "What does picture 1 of 1 show?", SEEN, "Please check it", "Take it")
    assert await alts(office) == [""]
    await anna.presses("Take it")
    anna.sees("This is the description now", SEEN)
    anna.sees_not("Take it")
    assert (await alts(office), len(eyes.looked)) == ([SEEN], 1)


async def test_one_s_own_words_begin_with_the_suggestion(office: Office) -> None:
    anna = await with_pictures(office, JPEG)
    await anna.presses("Suggest descriptions")
    await anna.presses("Write my own")
    anna.sees("What does picture 1 of 1 show?", "Suggested:", SEEN, "Take it")
    await anna.types("Rye bread with five cuts")
    assert await alts(office) == ["Rye bread with five cuts"]


async def test_all_without_a_description_are_looked_at_and_each_is_told(office: Office, eyes: Eyes) -> None:
    anna = await with_pictures(office, JPEG, PNG)
    await anna.presses("Suggest descriptions")
    anna.sees("I am looking at 2 pictures", "picture 1 of 2", "picture 2 of 2")
    assert sorted(eyes.looked) == ["image/jpeg", "image/png"]
    await anna.presses("Take it")
    assert sorted(await alts(office)) == ["", SEEN]


async def test_in_the_list_one_can_be_chosen(office: Office, eyes: Eyes) -> None:
    anna = await with_pictures(office, JPEG, PNG)
    await anna.presses("Pictures")
    (second,) = [
        one for block in anna.views[-1].blocks if getattr(block, "label", "") == "Suggest" for one in block.acts[1:]
    ]
    await anna.touches(second.token)
    anna.sees("What does picture 2 of 2 show?")
    assert eyes.looked == ["image/png"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (WriterMisconfigured(), "could not be used"),
        (WriterBusy(), "is busy"),
        (WriterBroken(), "was cut off"),
        (WriterRefused(), "declined to describe"),
        (None, "nothing to say about this picture"),
    ],
    ids=lambda given: type(given).__name__,
)
async def test_where_nothing_was_seen_it_is_said_why_and_one_writes_it_oneself(
    office: Office, eyes: Eyes, error: WriterError | None, words: str
) -> None:
    anna = await with_pictures(office, JPEG)
    eyes.error, eyes.words = error, ""
    await anna.presses("Suggest descriptions")
    anna.sees(words, "Write my own")
    anna.sees_not("Take it")
    await anna.presses("Write my own")
    await anna.types("Bread")
    assert await alts(office) == ["Bread"]


async def test_when_the_budget_is_spent_nobody_looks(office: Office, eyes: Eyes) -> None:
    anna = await with_pictures(office, JPEG)
    shop = await anna.workspace()
    who = (await anna.human()).id
    spent = Sensing(
        id="1" * 24, workspace_id=shop.id, person_id=who, sense=Sense.SEE, created_at=office.app.clock.now(),
        reserved=shop.budget,
    )  # fmt: skip
    await office.app.store.add(shop.id, spent)
    await anna.presses("Suggest descriptions")
    anna.sees("no budget left this month", "Settings → Writer")
    assert eyes.looked == []


@pytest.mark.parametrize("without", ["model", "money"])
async def test_without_a_model_or_money_the_post_s_first_sentence_is_suggested_as_before(
    office: Office, eyes: Eyes, without: str
) -> None:
    anna = await with_pictures(office, JPEG)
    if without == "model":
        eyes.able = False
    else:
        shop = await anna.workspace()
        await office.app.store.change(shop.id, shop, replace(shop, budget=0))
    await anna.presses("Pictures")
    assert [label for label in anna.labels if "Suggest" in label] == []
    await anna.presses("Describe")
    anna.sees(f"{BRIEF} 0", "Suggested:", "Take it")


async def test_a_suggestion_for_a_picture_that_is_gone_says_so(office: Office) -> None:
    anna = await with_pictures(office, JPEG)
    await anna.presses("Suggest descriptions")
    take = anna.button("Take it")
    await anna.presses("Pictures")
    out = next(block for block in anna.views[-1].blocks if getattr(block, "label", "") == "Take out")
    await anna.touches(out.acts[0].token)
    await anna.touches(take.token)
    assert anna.reads.strip()
    assert await alts(office) == []


async def test_only_who_asked_is_told(office: Office) -> None:
    anna = await with_pictures(office, JPEG)
    boris = await office.member(anna, Role.APPROVER, "Boris")
    await anna.presses("Suggest descriptions")
    await boris.looks()
    assert [view.key for view in boris.views if view.key == "media.suggested"] == []
    anna.sees(SEEN)
