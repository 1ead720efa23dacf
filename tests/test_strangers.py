"""Another workspace's ids and tokens never work: every button of every screen is pressed by somebody who should not."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot import cards
from bot.samples import samples
from core.model import ActToken, Card, Role, new_id
from core.networks import NETWORKS
from core.ports import EVERYWHERE, Store
from storage.tables import METADATA
from tests.handlers.desk import Office, Person, make_app

NOW = datetime(2026, 11, 25, 12, 20, tzinfo=UTC)
SECRET = "Rye & Caraway"
OWN = {"language.set", "zone.set"}
"""What changes only the person who presses."""


@pytest.fixture
async def office(sqlite_store: Any, clock: Any) -> Office:
    return Office(make_app(sqlite_store, clock, networks=NETWORKS))


async def buttons(office: Office) -> dict[tuple[str, tuple[tuple[str, str], ...]], str]:
    """Every verb with the arguments that the victim's screens give it, and the subject it hangs on."""
    found = {}
    async for sample in samples(office.app, ("en",), NOW):
        for act in cards.acts_of(sample.view):
            found[act.verb, tuple(sorted(act.args.items()))] = sample.view.subject
    return found


async def kept(store: Any, scope: str) -> dict[str, list[Any]]:
    """All rows of one workspace."""
    rows = {}
    for table in METADATA.sorted_tables:
        if "workspace_id" in table.c:
            rows[table.name] = await store.rows(EVERYWHERE, select(table).where(table.c.workspace_id == scope))
    return rows


async def armed(store: Store, person: Person, verb: str, args: dict[str, str], subject: str) -> str:
    """A button for this verb on a card of the person's own, in their own workspace."""
    talk = await person.talk()
    card = (await store.find(EVERYWHERE, Card, conversation_id=talk.id, order="-id", limit=1))[0]
    known = (await store.find(EVERYWHERE, ActToken, card_id=card.id, limit=1))[0]
    token = replace(known, id=new_id()[-12:], verb=verb, args=args, subject=subject, version=2)
    await store.add(EVERYWHERE, token)
    return token.id


async def test_no_button_works_with_the_ids_of_another_workspace(office: Office) -> None:
    wanted = await buttons(office)
    store: Any = office.app.store
    victim = (await store.rows(EVERYWHERE, select(METADATA.tables["workspaces"].c.id)))[0][0]
    mallory = await office.person("Mallory")
    before = await kept(store, victim)
    assert len(wanted) > 50
    for (verb, args), subject in wanted.items():
        await mallory.touches(await armed(store, mallory, verb, dict(args), subject))
        assert mallory.reads, f"{verb} was not answered"
        mallory.sees_not(SECRET, "caraway")
    assert await kept(store, victim) == before


async def test_a_button_of_a_card_of_somebody_else_does_nothing(office: Office) -> None:
    anna = await office.person("Anna")
    mallory = await office.person("Mallory")
    await anna.types("/home")
    for act in [act for view in anna.chat.values() for act in cards.acts_of(view)]:
        await mallory.touches(act.token)
        mallory.sees("This button is no longer in use")


async def test_guessed_tokens_are_answered_and_do_nothing(office: Office) -> None:
    mallory = await office.person("Mallory")
    for token in ("x", "A" * 5000, "' OR 1=1 --", "\x00x", "🙂"):
        await mallory.touches(token)
        mallory.sees("This button is no longer in use")


async def test_who_was_taken_out_of_a_workspace_can_press_nothing_there(office: Office) -> None:
    anna = await office.person("Anna")
    boris = await office.member(anna, Role.APPROVER, "Boris")
    await boris.types("/team")
    old = boris.button("Overview").token
    scope = (await anna.workspace()).id
    store = office.app.store
    from core.model import Membership

    place = (await store.find(scope, Membership, person_id=(await boris.human()).id))[0]
    await store.remove(scope, place)
    await boris.touches(old)
    boris.sees("This card is from a workspace that you do not belong to")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AUTHOR])
async def test_roles_are_checked_when_a_button_is_pressed(office: Office, role: Role) -> None:
    anna = await office.person("Anna")
    guest = await office.member(anna, role, "Guest")
    store = office.app.store
    from core.roles import may
    from handlers.routes import ACTS

    for verb, route in ACTS.items():
        if not may(role, route.need):
            await guest.touches(await armed(store, guest, verb, {}, ""))
            guest.sees("Your role here is")
