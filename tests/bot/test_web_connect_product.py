"""The whole program: an account at Mastodon is asked for in a terminal, connected in a browser, and posted to."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from bot.processes import Process, running
from bot.settings import Settings
from bot.terminal import Terminal, speaker
from core.model import Connection, ConnectionState, Publication, Purpose, Use
from core.ports import EVERYWHERE
from tests.browser.house import eventually
from tests.fakes.connect.browsers import Page
from tests.fakes.networks.mastodon import Server
from tests.fakes.networks.server import Played


class Screen:
    """What scrolls by in Anna's terminal."""

    def __init__(self, process: Process) -> None:
        self.lines: list[str] = []
        self.terminal = Terminal(process.house.intake, speaker("Anna", language="en"), self.lines.append)

    async def types(self, *lines: str) -> None:
        for line in lines:
            assert await self.terminal.type(line), f"{line!r} is not taken:\n{self.text}"
            await self.terminal.settle()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@pytest.fixture
async def social() -> AsyncIterator[tuple[Played, Server]]:
    async with Played() as played:
        server = Server(played.desks["mastodon"])
        played.routes["mastodon"] = server.routes()
        yield played, server
        assert played.journal.violations == []


async def presses(http: httpx.AsyncClient, at: str, answer: httpx.Response, step: str) -> httpx.Response:
    """The page's button."""
    [form] = [one for one in Page(answer.text).forms if step in {value for _, value in one.buttons}]
    return await http.post(at + form.action, data={**form.fields, "step": step}, follow_redirects=True)


async def test_an_account_is_asked_for_in_a_terminal_connected_in_a_browser_and_posted_to(
    social: tuple[Played, Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played, server = social
    monkeypatch.setenv("MASTODON_BASE_URL", played.origins["mastodon"])
    async with (
        running(Settings(data_dir=tmp_path, port=0), web=True, work=True) as process,
        httpx.AsyncClient(trust_env=False) as http,
    ):
        at, screen = process.house.app.address, Screen(process)
        await screen.types("/start", "/connect", ":Connect: Mastodon", "social.example")
        link = screen.text.rpartition(f"{at}/connect/")[2][:43]
        shown = await presses(http, at, await http.get(f"{at}/connect/{link}"), "bind")
        await screen.types(digits(shown))  # without a space, as people do
        leaving = await presses(http, at, await http.get(f"{at}/connect"), "go")
        there = leaving.headers["refresh"].partition("url=")[2]
        code, state = server.logins.authorize(there), parse_qs(urlsplit(there).query)["state"][0]
        done = await http.get(f"{at}/oauth/mastodon/callback?code={code}&state={state}", follow_redirects=True)
        assert "is connected" in Page(done.text).text
        await screen.terminal.settle()
        assert "Undo" in screen.text
        await used(process, screen, server)


def digits(answer: httpx.Response) -> str:
    words = Page(answer.text).words
    return next(word.replace(" ", "") for word in words if len(word) == 11 and word.replace(" ", "").isdecimal())


async def used(process: Process, screen: Screen, server: Server) -> None:
    """A post goes out there, and each use of the token stands in the ledger."""
    store = process.house.app.store
    [account] = await store.find(EVERYWHERE, Connection, network="mastodon")
    assert account.state is ConnectionState.ACTIVE
    brief = "From Saturday we bake rye bread with caraway."
    await screen.types(brief, ":Use this", ":Publish now", ":Yes, publish now")
    [planned] = await store.find(EVERYWHERE, Publication, connection_id=account.id)
    now = process.house.app.clock.now()  # there is nothing that anybody wants to undo
    await store.change(EVERYWHERE, planned, replace(planned, due_at=now, wake_at=now))
    await eventually(lambda: server.statuses)
    uses: list[Any] = await store.find(EVERYWHERE, Use, connection_id=account.id, order="number")
    assert [one.purpose for one in uses] == [Purpose.CONNECT, Purpose.PUBLISH]
