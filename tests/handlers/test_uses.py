"""What tokens were used for: told to who has a right to know, in plain words."""

from core.model import ActionKind, Connection, ConnectionId, Purpose, Role, Use, acted, new_id
from tests.handlers.desk import Office, Person


async def used(office: Office, person: Person, *, times: int) -> Connection:
    """An account of the person's workspace whose token was used so often."""
    scope, human = (await person.workspace()).id, await person.human()
    account = Connection(
        id=ConnectionId(new_id()), workspace_id=scope, network="sandbox", account="rye", title="Rye", url="",
        by=human.id, created_at=office.app.clock.now(),
    )  # fmt: skip
    await office.app.store.add(scope, account)
    for number in range(1, times + 1):
        act = acted(scope, human.id, ActionKind.APPROVED, office.app.clock.now(), connection_id=account.id)
        use = Use(
            id=new_id(), workspace_id=scope, connection_id=account.id, number=number, at=office.app.clock.now(),
            purpose=Purpose.PUBLISH, action_id=act.id, person_id=human.id, order_id=None, network="sandbox",
            generation=0, subject="", previous="", mac="",
        )  # fmt: skip
        await office.app.store.add(scope, act, use)
    return account


async def test_an_owner_sees_each_use_with_the_act_that_asked_for_it(office: Office) -> None:
    anna = await office.person("anna")
    account = await used(office, anna, times=2)
    await anna.types("/privacy uses")
    anna.sees("What tokens were used for", "2 uses")
    await anna.presses(account.title)
    anna.sees("Worked on a post there", "approved it")


async def test_more_than_a_page_is_turned_to(office: Office) -> None:
    anna = await office.person("anna")
    account = await used(office, anna, times=23)
    await anna.types("/privacy uses")
    await anna.presses(account.title)
    await anna.presses("Older")
    await anna.presses("Older")
    anna.sees("Newer", "23 uses")
    anna.sees_not("Older")


async def test_who_only_writes_does_not_see_the_accounts_of_others(office: Office) -> None:
    anna = await office.person("anna")
    await used(office, anna, times=1)
    boris = await office.member(anna, Role.AUTHOR, "boris")
    await boris.types("/privacy uses")
    boris.sees("You have connected no account")
