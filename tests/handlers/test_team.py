from datetime import timedelta

import pytest

from core.model import Invite, Membership, Role
from core.ports import EVERYWHERE
from tests.conftest import SetClock
from tests.handlers.desk import Office, Person, words

NO_OWNER = [Role.APPROVER, Role.AUTHOR, Role.VIEWER]
NAMES = {Role.OWNER: "Owner", Role.APPROVER: "Approver", Role.AUTHOR: "Author", Role.VIEWER: "Viewer"}


async def invited(anna: Person, role: Role = Role.AUTHOR) -> str:
    """The code of a new invite, as it stands on the card."""
    await anna.types("/team")
    await anna.presses("Invite")
    await anna.presses(NAMES[role])
    return anna.reads.partition("/join ")[2].split()[0]


async def test_whoever_is_alone_is_told_so_and_how_to_change_it(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/team")
    anna.sees("You are alone here", "Anna (you)", "Owner", "Invite somebody", "Overview")


@pytest.mark.parametrize("role", list(Role))
async def test_an_invite_lets_in_with_its_role(office: Office, role: Role) -> None:
    anna, juris = await office.person("Anna"), await office.person("Juris")
    code = await invited(anna, role)
    anna.sees("24 hours", "cannot be shown again", NAMES[role])
    await juris.types(f"/join {code}")
    assert (await juris.role(), (await juris.workspace()).id) == (role, (await anna.workspace()).id)
    await juris.types("/team")
    juris.sees("2 people are in this workspace", "Anna", "Juris (you)")


async def test_an_invite_works_once_and_for_a_day(office: Office, clock: SetClock) -> None:
    anna, juris, zane = await office.person("Anna"), await office.person("Juris"), await office.person("Zane")
    code = await invited(anna)
    await juris.types(f"/join {code}")
    await zane.types(f"/join {code}")
    zane.sees("has been used already")
    late = await invited(anna)
    clock.move(timedelta(hours=24))
    await zane.types(f"/join {late}")
    zane.sees("has expired")
    assert (await zane.workspace()).name == "Zane"


async def test_an_open_invite_is_listed_and_can_be_revoked(office: Office) -> None:
    anna, juris = await office.person("Anna"), await office.person("Juris")
    code = await invited(anna, Role.APPROVER)
    await anna.presses("Team")
    anna.sees("One invite has not been used yet", "Approver · from Anna · until Friday, 5 June, 10:00")
    anna.sees_not(code)
    await anna.presses("Revoke 1")
    anna.sees("Revoked")
    anna.sees_not("has not been used yet")
    await juris.types(f"/join {code}")
    juris.sees("I do not know this code")


async def test_whoever_opens_their_own_used_invite_again_is_told_that_they_are_in(office: Office) -> None:
    anna, juris = await office.person("Anna"), await office.person("Juris")
    code = await invited(anna)
    await juris.types(f"/join {code}")
    await juris.types(f"/join {code}")
    juris.sees("You belong to this workspace already")


async def test_an_invite_that_was_used_meanwhile_cannot_be_revoked(office: Office) -> None:
    anna, juris = await office.person("Anna"), await office.person("Juris")
    code = await invited(anna)
    await anna.presses("Team")
    await juris.types(f"/join {code}")
    await anna.presses("Revoke 1")
    anna.sees("has been used already")
    assert await office.app.store.count(EVERYWHERE, Membership, person_id=(await juris.human()).id) == 2


async def test_another_role_holds_at_once_and_is_told_to_whom_it_concerns(office: Office) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, Role.AUTHOR, "Juris")
    await anna.types("/team")
    await anna.presses("Juris")
    await anna.presses("Viewer")
    anna.sees("Juris: Viewer from now on")
    await juris.looks()
    juris.sees("Your role has changed", "Viewer")
    await juris.types("A new bread")
    juris.sees("you can read along, but not write")


async def test_whoever_is_removed_finds_their_buttons_dead_and_their_invites_void(office: Office) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, Role.OWNER, "Juris")
    code = await invited(juris, Role.OWNER)
    await juris.types("/team")
    token = juris.button("Invite").token
    await anna.types("/team")
    await anna.presses("Juris")
    await anna.presses("Remove")
    anna.sees("They lose access at once", "Juris", "No, keep them")
    await anna.presses("Yes, remove")
    anna.sees("Juris no longer belongs to this workspace", "You are alone here")
    await juris.touches(token)
    juris.sees("This card is from a workspace that you do not belong to")
    await juris.types(f"/join {code}")
    juris.sees("I do not know this code")
    assert (await juris.workspace()).name == "Juris"


async def test_an_owner_who_becomes_less_leaves_no_invite_that_would_undo_it(office: Office) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, Role.OWNER, "Juris")
    await invited(juris, Role.OWNER)
    await anna.types("/team")
    await anna.presses("Juris")
    await anna.presses("Author")
    assert not await office.app.store.count(EVERYWHERE, Invite, used_at=None)


async def test_the_last_owner_cannot_leave_before_there_is_another(office: Office) -> None:
    anna = await office.person("Anna")
    await office.member(anna, Role.AUTHOR, "Juris")
    await anna.types("/team")
    await anna.presses("Anna")
    anna.sees("This is you", "Your role can be changed by another owner only")
    await anna.presses("Leave")
    await anna.presses("Yes, leave")
    anna.sees("A workspace needs an owner")
    assert await anna.role() is Role.OWNER


@pytest.mark.parametrize("role", NO_OWNER)
async def test_anybody_may_leave_and_is_in_a_workspace_of_their_own_then(office: Office, role: Role) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, role, "Juris")
    await juris.types("/team")
    await juris.presses("Leave")
    juris.sees("Leave this workspace?", "Your posts stay here")
    await juris.presses("Yes, leave")
    juris.sees("You have left. You are in Juris now.")
    await anna.types("/team")
    anna.sees("You are alone here")


async def test_whoever_leaves_their_only_workspace_is_given_another(office: Office) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, Role.OWNER, "Juris")
    first = await anna.workspace()
    await anna.types("/team")
    await anna.presses("Anna")
    await anna.presses("Leave")
    await anna.presses("Yes, leave")
    anna.sees("You have left. You are in Anna now.")
    assert (await anna.workspace()).id != first.id
    assert (await juris.workspace()).id == first.id


@pytest.mark.parametrize("role", NO_OWNER)
async def test_whoever_is_no_owner_sees_the_team_and_changes_nobody(office: Office, role: Role) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, role, "Juris")
    await juris.types("/team")
    juris.sees("Anna", "Only an owner can invite people")
    assert set(juris.labels) == {"Leave this workspace", "Settings", "Overview"}


@pytest.mark.parametrize("role", NO_OWNER)
async def test_an_owners_buttons_are_refused_to_whoever_is_none_any_more(office: Office, role: Role) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, Role.OWNER, "Juris")
    zane = await office.member(anna, Role.VIEWER, "Zane")
    await invited(anna)
    await juris.types("/team")
    tokens = [juris.button(deed).token for deed in ("Invite", "Revoke 1", "Zane")]
    await juris.presses("Zane")
    tokens.append(juris.button("Author").token)
    await juris.presses("Remove")
    tokens.append(juris.button("Yes, remove").token)
    await anna.types("/team")
    await anna.presses("Juris")
    await anna.presses(NAMES[role])
    for token in tokens:
        await juris.touches(token)
        juris.sees("only an owner can change this")
    assert await zane.role() is Role.VIEWER
    assert await office.app.store.count(EVERYWHERE, Invite, used_at=None) == 1


async def test_a_button_about_somebody_who_has_left_says_so(office: Office) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, Role.AUTHOR, "Juris")
    await anna.types("/team")
    token = anna.button("Juris").token
    await juris.types("/team")
    await juris.presses("Leave")
    await juris.presses("Yes, leave")
    await anna.touches(token)
    anna.sees("That is no longer there")


async def test_a_large_team_is_shown_whole_with_buttons_page_by_page(office: Office) -> None:
    anna = await office.person("Anna")
    for number in range(9):
        await office.member(anna, Role.VIEWER, f"Colleague {number}")
    await anna.types("/team")
    anna.sees("10 people are in this workspace", "Colleague 8")
    assert "Colleague 8" not in anna.labels
    await anna.presses("More people")
    await anna.presses("Colleague 8")
    anna.sees("A member of the team", "Colleague 8", "Viewer")


async def test_the_card_forgets_the_code_of_an_invitation_that_is_over(office: Office, clock: SetClock) -> None:
    anna = await office.person("Anna")
    await anna.types("/team")
    await anna.presses("Invite somebody")
    await anna.presses("Author")
    assert "/join " in anna.reads
    clock.move(timedelta(hours=25))
    await office.settle()
    await anna.looks()
    assert "/join " not in "\n".join(words(view) for view in anna.chat.values())
