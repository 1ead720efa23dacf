"""Whoever approves hears of pictures that change, as of words, and sees which they are."""

from dataclasses import replace

import pytest

from core.model import Role, Rule
from core.networks import NETWORKS
from core.ports import EVERYWHERE
from handlers.view import Diff
from storage.store import SqlStore
from tests.bombs import small
from tests.conftest import SetClock
from tests.handlers.desk import Office, Person, make_app
from tests.handlers.test_media import BRIEF, card_of

JPEG, PNG = small("JPEG"), small("PNG", size=(30, 60))


@pytest.fixture
def office(sqlite_store: SqlStore, clock: SetClock) -> Office:
    return Office(make_app(sqlite_store, clock, networks=NETWORKS))


async def handed_in(office: Office) -> tuple[Person, Person]:
    """Who wrote a post with a picture, and who has its card to approve."""
    anna = await office.person("Anna")
    shop = await anna.workspace()
    await office.app.store.change(EVERYWHERE, shop, replace(shop, rule=Rule.ANY_APPROVER))
    boris = await office.member(anna, Role.APPROVER, "Boris")
    await anna.sends(JPEG, text=BRIEF)
    await anna.presses("Use this")
    await anna.presses("Send for approval")
    await boris.looks()
    boris.sees("Waiting for approval")
    return anna, boris


async def changed(anna: Person, boris: Person) -> None:
    """Another picture, put in by who wrote it; what the other sees since."""
    await anna.looks()
    await anna.sends(PNG, reply_to=card_of(anna))
    boris.views.clear()
    await boris.looks()


async def test_approved_pictures_that_change_are_told_and_shown_without_a_difference_of_words(office: Office) -> None:
    anna, boris = await handed_in(office)
    await boris.presses("Approve")
    await changed(anna, boris)
    boris.sees("Waiting for approval", "Pictures changed (new: 2).", "Approve")
    assert not [block for view in boris.views for block in view.blocks if isinstance(block, Diff)]
    await boris.presses("Approve")
    boris.sees("Approved")
    boris.sees_not("Pictures changed")


async def test_pictures_that_change_while_they_wait_are_shown_on_the_card_that_is_there(office: Office) -> None:
    anna, boris = await handed_in(office)
    await changed(anna, boris)
    boris.sees("Waiting for approval", "Pictures changed (new: 2).")


async def test_what_is_taken_out_or_described_anew_is_said_too(office: Office) -> None:
    anna, boris = await handed_in(office)
    await boris.presses("Approve")
    await changed(anna, boris)
    await boris.presses("Approve")
    out = next(
        block for view in anna.chat.values() for block in view.blocks if getattr(block, "label", "") == "Take out"
    )
    await anna.touches(out.acts[1].token)
    await anna.presses("Describe")
    await anna.types("A loaf")
    boris.views.clear()
    await boris.looks()
    boris.sees("Pictures changed (described anew: 1; taken out: 1).")
