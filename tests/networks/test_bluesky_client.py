"""Who we are at Bluesky: one key for all processes of an installation, and a page that says its public half."""

import asyncio
from pathlib import Path

import httpx

from bot.processes import running
from bot.settings import Settings
from bot.wiring import opened
from core.networks.bluesky import client

HOME = "https://desk.example"


async def test_all_processes_of_an_installation_are_one_client(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, port=0, public_url=HOME)
    async with opened(settings) as first, opened(settings) as second:
        one, other = first.app.clients["bluesky"], second.app.clients["bluesky"]
    async with opened(settings) as later:
        again = later.app.clients["bluesky"]
    assert one.id == f"{HOME}/oauth/bluesky/client-metadata.json"
    assert one.secret.same(other.secret)
    assert one.secret.same(again.secret)


async def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, port=0, public_url=HOME)
    async with opened(settings):
        pass
    moved = settings.model_copy(update={"public_url": "https://moved.example"})

    async def seen() -> bytes:
        async with opened(moved) as house:
            return house.app.clients["bluesky"].secret.reveal()

    assert len(set(await asyncio.gather(*(seen() for _ in range(4))))) == 1


async def test_what_servers_read_of_us_lies_where_we_say(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, port=0, public_url=HOME)
    async with running(settings, web=True, work=False) as process, httpx.AsyncClient(trust_env=False) as reader:
        ours, port = process.house.app.clients["bluesky"], process.house.settings.port
        got = await reader.get(f"http://127.0.0.1:{port}{client.PATH}", headers={"Host": "desk.example"})
    assert got.status_code == 200
    assert got.headers["content-type"] == "application/json"
    assert got.json() == client.document(ours, HOME)
    assert ours.secret.reveal().decode() not in got.text


async def test_without_a_public_address_there_is_no_key_and_no_page(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, port=0)
    async with running(settings, web=True, work=False) as process, httpx.AsyncClient(trust_env=False) as reader:
        assert "bluesky" not in process.house.app.clients
        address = f"http://127.0.0.1:{process.house.settings.port}{client.PATH}"
        assert (await reader.get(address)).status_code == 404
