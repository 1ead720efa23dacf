"""Asking how a post does: whoever asks stays at the account that they look at."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.model import Publication, State
from core.ports import EVERYWHERE
from core.texts import Texts
from storage.store import SqlStore
from tests.fakes.connect.declared import NETWORKS
from tests.fakes.connect.provider import Provider
from tests.fakes.connect.stage import House, house, played
from tests.handlers.desk import Person

say = Texts("en").say
ASK = say("act-figures")


async def counted(*_: object) -> Mapping[str, int]:
    return {"likes": 3}


async def published(home: House, anna: Person) -> None:
    """At both accounts."""
    await anna.types("From Saturday we bake rye bread with caraway.")
    await anna.presses("Use this")
    for one in await home.store.find(EVERYWHERE, Publication):
        await home.store.change(EVERYWHERE, one, replace(one, state=State.PUBLISHED, remote_id="1"))


async def test_who_asks_stays_at_the_account_they_look_at(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> None:
    networks = {"plain": NETWORKS["plain"], "pages": replace(NETWORKS["pages"], metrics=counted)}
    async with Provider() as one, Provider() as other:
        world = replace(played(one, other), networks=networks)
        async with house(sqlite_store, clock, tmp_path, world=world) as home:
            anna = await home.office.person("Anna")
            for network, account in (("plain", "anna"), ("pages", "boris")):
                browser = await home.sent(anna, network)
                await browser.goes(one.consents(browser.sent_to, account))
            await published(home, anna)
            await anna.presses("Boris")
            await anna.presses(ASK)
            anna.sees(say("figure-likes", count=3))
