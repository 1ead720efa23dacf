"""A post's card says what its title is going to be, where posts have one."""

from dataclasses import replace

import pytest

from core.networks.sandbox import network
from core.networks.wordpress import network as wordpress
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.handlers.desk import Office, make_app

TEXT = "We bake rye bread with caraway from Saturday on, first loaves at eight."


@pytest.mark.parametrize("titled", [True, False])
async def test_the_title_is_said_where_there_is_one(sqlite_store: SqlStore, clock: SetClock, titled: bool) -> None:
    here = replace(network, headline=wordpress.headline) if titled else network
    anna = await Office(make_app(sqlite_store, clock, networks={"sandbox": here})).person("Anna")
    await anna.types(TEXT)
    await anna.presses("Use this")
    (anna.sees if titled else anna.sees_not)("Title")
