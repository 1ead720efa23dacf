"""What connecting takes of the settings: our apps at networks, what is offered without them, and what is said of it."""

from pathlib import Path

import httpx
import pytest

from bot.doctor import examine
from bot.processes import running
from bot.settings import Settings, client_apps
from bot.web.errors import without_secret
from bot.wiring import needs_app, networks_for
from core.errors import Misconfigured
from core.model import Secret
from core.networks import NETWORKS
from core.texts import Texts

APPS = sorted(network.name for network in NETWORKS.values() if needs_app(network))
say = Texts("en").say


def test_our_app_is_read_by_the_networks_name() -> None:
    found = client_apps(["discord"], {"DISCORD_CLIENT_ID": " 12 ", "DISCORD_CLIENT_SECRET": "s3cret"})
    assert found["discord"].id == "12"
    assert found["discord"].secret.same(Secret("s3cret"))
    assert "s3cret" not in repr(found)


@pytest.mark.parametrize("environment", [{}, {"DISCORD_CLIENT_ID": "", "DISCORD_CLIENT_SECRET": " "}])
def test_where_nothing_is_set_there_is_no_app(environment: dict[str, str]) -> None:
    assert client_apps(["discord"], environment) == {}


@pytest.mark.parametrize(("there", "missing"), [("ID", "SECRET"), ("SECRET", "ID")])
def test_half_of_an_app_is_named(there: str, missing: str) -> None:
    with pytest.raises(Misconfigured, match=f"DISCORD_CLIENT_{missing}: is not set, but DISCORD_CLIENT_{there} is"):
        client_apps(["discord"], {f"DISCORD_CLIENT_{there}": "12"})


def test_what_needs_an_app_that_is_not_set_up_is_not_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data_dir=tmp_path)
    assert not set(APPS) & networks_for(settings).keys()
    monkeypatch.setenv("DISCORD_CLIENT_ID", "12")
    monkeypatch.setenv("DISCORD_CLIENT_SECRET", "s3cret")
    assert networks_for(settings).keys() - set(APPS) | {"discord"} == networks_for(settings).keys()


async def test_the_doctor_says_what_each_network_needs(tmp_path: Path) -> None:
    lines: list[str] = []
    await examine(Settings(data_dir=tmp_path, port=0), lines.append)
    said = "\n".join(lines)
    names = {"id": "DISCORD_CLIENT_ID", "secret": "DISCORD_CLIENT_SECRET"}
    assert f"– Discord: {say('doctor-network-no-app', names)}" in said
    assert f"✓ Mastodon: {say('doctor-network-login')}" in said
    assert f"– WordPress: {say('doctor-network-no-address')}" in said


async def test_the_pages_are_served_by_the_program_itself(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, port=0)
    async with running(settings, web=True, work=False) as process, httpx.AsyncClient(trust_env=False) as http:
        at = process.house.app.address
        for path in ("/connect", f"/connect/{'A' * 43}"):
            answer = await http.get(at + path)
            assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
        came = await http.get(f"{at}/oauth/mastodon/callback?state=x&code=y")
        assert came.headers["location"] == "/connect?why=ticket-unknown&lang=en"


def test_a_fault_is_logged_without_the_secret_of_a_link() -> None:
    assert without_secret(f"/connect/{'A' * 43}") == "/connect/…"
    assert without_secret("/privacy") == "/privacy"
