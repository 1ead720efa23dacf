"""Posts that readers see in parts, where an answer is lost or a part is refused: what people are asked, and told."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from core import drafting
from core.model import State, Step
from core.networks.api import Caps, HttpApi
from core.networks.telegram import network as telegram
from core.outcomes.figures import CRASHES
from core.ports import EVERYWHERE, SEEN
from storage.store import SqlStore
from tests import making
from tests.conftest import SetClock
from tests.fakes.networks.discord_place import Place
from tests.fakes.networks.trying import Still
from tests.fakes.telegram import Play
from tests.handlers.desk import Office, make_app
from tests.networks.conftest import Stage
from tests.networks.discords import APP, content
from tests.networks.discords import Reading as Posted
from tests.networks.discords import Stage as Channel
from tests.networks.house import House, open_house
from tests.networks.test_telegram import png


@pytest.fixture
async def house(stage: Stage, sqlite_store: SqlStore, clock: SetClock) -> House:
    app = make_app(sqlite_store, clock, networks={"telegram": telegram}, api=stage.api, vault=stage.vault)
    return await open_house(Office(app), stage, clock)


async def in_two(house: House) -> None:
    """A picture whose text is too long to stand below it is about to go out."""
    await house.writes()
    one, human = await house.publication(), await house.anna.human()
    shown = making.file(await house.anna.workspace(), human, digest=sha256(png()).hexdigest())
    await house.office.app.files.put(shown.id, png())
    await drafting.edit(house.office.app, one.workspace_id, human.id, one.post_id, "Maize. " * 200)
    await drafting.attach(house.office.app, one.workspace_id, human.id, one.post_id, [shown])
    await house.anna.types("/drafts")
    await house.anna.presses("Publish now")
    await house.anna.presses("Yes, publish now")


@pytest.mark.parametrize("later", [timedelta(), timedelta(hours=3)])
async def test_what_follows_behind_the_part_that_a_person_has_seen_goes_out_too(house: House, later: timedelta) -> None:
    await in_two(house)
    house.stage.telegram.plays["sendPhoto"].append(Play.RESET)
    assert (await house.goes_out()).state is State.UNCONFIRMED
    house.anna.sees("part 1 of 2")
    house.clock.move(later)
    await house.anna.presses("It is live")
    done = await house.goes_out()
    assert (done.state, done.remote_id) == (State.PUBLISHED, "")
    assert house.texts[-1].startswith("Maize. Maize.")


async def test_where_the_last_part_was_seen_nothing_more_is_sent(house: House) -> None:
    await in_two(house)
    house.stage.telegram.plays["sendMessage"].append(Play.RESET)
    assert (await house.goes_out()).state is State.UNCONFIRMED
    house.anna.sees("part 2 of 2")
    before = list(house.texts)
    await house.anna.presses("It is live")
    assert ((await house.publication()).state, house.texts) == (State.PUBLISHED, before)


async def test_whoever_has_a_post_that_failed_half_way_is_told_what_is_out(house: House) -> None:
    await in_two(house)
    one, store, now = await house.publication(), house.office.app.store, house.clock.now()
    made = (Step(name="media", at=now, ref="1 https://t.me/x/1"),)
    await store.add(EVERYWHERE, making.attempt(one, payload_hash=one.approved_hash, steps=made))
    died = replace(one, state=State.SENDING, attempt=1, tries=CRASHES - 1, wake_at=now, lease_until=now)
    await store.change(EVERYWHERE, one, died)
    assert (await house.goes_out()).state is State.FAILED
    house.anna.sees("parts of it that are out already: 1")


async def test_messages_behind_one_that_only_a_person_has_seen_go_out_and_the_whole_is_not_ours_to_change() -> None:
    place = Place(clients={APP.id: APP.secret.reveal().decode()})
    async with place.running(), HttpApi(Still(), {"discord": place.origin}, Caps(total=1, connect=1)) as api:
        words, known = (
            content("One.\n---\nTwo.\n---\nThree.", options={"thread": "1"}),
            {"message-0": "7 8", "message-1": SEEN},
        )
        out = await Channel(place, api).publish(words, Posted(steps=dict(known)))
        assert [message.content for message in place.messages.values()] == ["Three."]
        assert (out.id, out.url.endswith("/8/7")) == ("", True)
