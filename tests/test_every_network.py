"""One contract for every network: whatever happens on the way, a post goes out once, and nobody is told otherwise."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import NetworkError
from core.model import Connection, ConnectionId, Content, PersonId, Published, State, WorkspaceId, new_id
from core.networks import NETWORKS
from core.networks.api import Caps, HttpApi
from core.ports import Network, Retry
from tests.fakes.networks.contract import carried_through, complaints, looked_up
from tests.fakes.networks.declared import FAKES, LIAR
from tests.fakes.networks.faults import Fault, Kind
from tests.fakes.networks.matrix import MATRIX, End, Row, Then
from tests.fakes.networks.players import PLAYED
from tests.fakes.networks.process import Playing, in_a_process
from tests.fakes.networks.server import Played
from tests.fakes.networks.trying import NOW, Bearer, Still, Trying

EVERY = {**NETWORKS, **FAKES}
CASES = [
    pytest.param(network, row, id=f"{network.name}-{row.name}")
    for network in EVERY.values()
    for row in MATRIX
    if row.applies(network.retry, finds=network.find is not None)
]
LOST_ANSWERS = [row for row in MATRIX if row.then is Then.RESOLVED and row.effect and row.reading is None]
networks = pytest.mark.parametrize("network", EVERY.values(), ids=EVERY.keys())


@pytest.fixture
async def played() -> AsyncIterator[Played]:
    async with Played() as server:
        yield server


@pytest.fixture
async def api(played: Played) -> AsyncIterator[HttpApi]:
    async with HttpApi(played.clock, played.origins, Caps(total=0.3, connect=0.3)) as door:
        yield door


def a_post(text: str = "") -> Content:
    return Content(connection_id=ConnectionId("c"), account="bakery", text=text or f"Fresh bread, batch {new_id()}")


def connected(network: Network) -> Connection:
    return Connection(
        id=ConnectionId("c"),
        workspace_id=WorkspaceId("w"),
        network=network.name,
        account="bakery",
        title="Bakery",
        url="http://127.0.0.1/bakery",
        by=PersonId("p"),
        created_at=NOW,
    )


def befall(played: Played, network: Network, row: Row) -> None:
    """Commands what the row has in store."""
    if row.fault is not None:
        played.command(network.name, row.fault, on=row.on)
    if row.reading is not None:
        played.command(network.name, row.reading, on=Kind.READ)


@networks
def test_every_network_is_played(network: Network) -> None:
    assert network.name in PLAYED


@networks
def test_a_network_that_is_looked_up_can_find(network: Network) -> None:
    assert network.find or network.retry in {Retry.IDEMPOTENT, Retry.ASK}


@pytest.mark.parametrize(("network", "row"), CASES)
async def test_a_failure_is_called_what_it_is(played: Played, api: HttpApi, network: Network, row: Row) -> None:
    befall(played, network, row)
    content, raised = a_post(), None
    try:
        await network.publish(api, Bearer(played.origin, network=network.name), content, Trying())
    except NetworkError as error:
        raised = type(error)
    assert raised is row.raises
    assert len(played.journal.published(content.text)) == row.effect
    assert played.journal.violations == []


@pytest.mark.parametrize(("network", "row"), CASES)
async def test_a_post_goes_out_once_whatever_happens(played: Played, api: HttpApi, network: Network, row: Row) -> None:
    befall(played, network, row)
    content = a_post()
    got = await carried_through(network, api, Bearer(played.origin, network=network.name), content, Trying())
    assert complaints(played.journal, content, row.end(network.retry), got) == []


@pytest.mark.parametrize("row", LOST_ANSWERS, ids=lambda row: row.name)
async def test_the_contract_notices_a_network_that_lies(played: Played, api: HttpApi, row: Row) -> None:
    befall(played, LIAR, row)
    content = a_post()
    got = await carried_through(LIAR, api, Bearer(played.origin, network=LIAR.name), content, Trying())
    assert complaints(played.journal, content, row.end(LIAR.retry), got) == ["duplicate: a reader sees it 2 times"]


async def test_the_contract_notices_a_network_that_looks_and_does_not_see(played: Played, api: HttpApi) -> None:
    async def find(*_: object) -> None:
        return None

    content, blind = a_post(), replace(FAKES["fake_search"], find=find)
    played.command(blind.name, Fault.RESET_AFTER)
    got = await carried_through(blind, api, Bearer(played.origin, network=blind.name), content, Trying())
    assert complaints(played.journal, content, End(State.PUBLISHED, 1), got) == ["duplicate: a reader sees it 2 times"]


@networks
async def test_many_posts_at_a_time_through_random_resets_go_out_once_each(
    played: Played, api: HttpApi, network: Network
) -> None:
    played.faults.by_chance(seed=20300304, before=0.1, after=0.1)
    contents = [a_post() for _ in range(100)]
    ends = await asyncio.gather(
        *(
            carried_through(network, api, Bearer(played.origin, network=network.name), content, Trying())
            for content in contents
        )
    )
    assert played.journal.duplicates() == {}
    assert played.journal.violations == []
    assert len(played.faults.happened) > 10
    unsure = sum(state is State.UNCONFIRMED for state, _ in ends)
    assert unsure == (len(played.faults.happened) if network.retry is Retry.ASK else 0)
    assert len(ends) - unsure == sum(state is State.PUBLISHED for state, _ in ends)


@pytest.mark.parametrize("network", [n for n in EVERY.values() if n.find], ids=lambda network: network.name)
@pytest.mark.parametrize(("fault", "there"), [(Fault.RESET_BEFORE, False), (Fault.RESET_AFTER, True)])
async def test_find_tells_whether_it_is_there(
    played: Played, api: HttpApi, network: Network, fault: Fault, there: bool
) -> None:
    credential, content, attempt = Bearer(played.origin, network=network.name), a_post(), Trying()
    await carried_through(network, api, credential, a_post(), Trying())  # another post of the same account
    played.command(network.name, fault)
    with pytest.raises(NetworkError):
        await network.publish(api, credential, content, attempt)
    assert network.find
    found = await network.find(api, credential, content, attempt)
    assert (found is not None) == there


@pytest.mark.parametrize(
    "network", [n for n in EVERY.values() if n.retry in {Retry.IDEMPOTENT, Retry.OWN_KEY}], ids=lambda n: n.name
)
async def test_the_same_operation_again_makes_no_second_post(played: Played, api: HttpApi, network: Network) -> None:
    content, attempt = a_post(), Trying()
    for _ in range(3):
        assert (await carried_through(network, api, Bearer(played.origin, network=network.name), content, attempt))[
            0
        ] is State.PUBLISHED
    assert len(played.journal.published(content.text)) == 1


@networks
async def test_a_post_can_be_taken_away_and_taking_it_away_again_is_no_error(
    played: Played, api: HttpApi, network: Network
) -> None:
    credential, content, attempt = Bearer(played.origin, network=network.name), a_post(), Trying()
    result = await network.publish(api, credential, content, attempt)
    while not isinstance(result, Published):
        found = await looked_up(network, api, credential, content, attempt)
        assert found is not None
        result = found
    assert network.delete
    for _ in range(2):
        await network.delete(api, credential, connected(network), result.id)
    assert [effect.what for effect in played.journal.effects] == ["published", "removed"]
    assert played.journal.violations == []


@networks
async def test_a_dead_token_is_named_and_publishes_nothing(played: Played, api: HttpApi, network: Network) -> None:
    credential = Bearer(played.origin, "an-older-token", network.name)
    got = await carried_through(network, api, credential, a_post(), Trying())
    assert (got, played.journal.effects) == ((State.FAILED, "TokenRejected"), [])


@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS.keys())
async def test_a_network_tells_the_title_of_an_account(played: Played, api: HttpApi, network: Network) -> None:
    assert network.account
    told = await network.account(api, Bearer(played.origin, network=network.name), connected(network))
    assert told.title == "Page of bakery"


async def test_the_sandbox_takes_any_words_and_any_account_name(played: Played, api: HttpApi) -> None:
    network, content = NETWORKS["sandbox"], a_post("Ļoti garšīga maize 🍞 \u0000 \" ? # % / \\ 'fail' 500")
    content, attempt = replace(content, account="a/b ?ü#%2F"), Trying()
    result = await network.publish(api, Bearer(played.origin, network=network.name), content, attempt)
    assert network.find
    assert await network.find(api, Bearer(played.origin, network=network.name), content, attempt) == result
    assert played.journal.published(content.text)[0].account == content.account


async def test_the_sandbox_refuses_what_is_beyond_its_limits(played: Played, api: HttpApi) -> None:
    network = NETWORKS["sandbox"]
    got = await carried_through(network, api, Bearer(played.origin, network=network.name), a_post("x" * 501), Trying())
    assert got == (State.FAILED, "Refused")


def test_the_networks_can_be_played_by_a_process_of_their_own(tmp_path: Path) -> None:
    content, network = a_post(), FAKES["fake_search"]

    async def publish(playing: Playing) -> tuple[State, str | None]:
        async with HttpApi(Still(), playing.origins) as api:
            return await carried_through(network, api, Bearer(playing.origin, "any", network.name), content, Trying())

    with in_a_process(tmp_path, "--token", "*") as playing:
        playing.control.command(network.name, Fault.RESET_AFTER)
        assert asyncio.run(publish(playing)) == (State.PUBLISHED, None)
        assert playing.control.journal() == playing.journal()
        assert len(playing.journal().published(content.text)) == 1
