"""The pages for people and for whatever watches over us: what they say, in which language, under which headers."""

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator
from datetime import date
from functools import partial
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web import health, policy
from bot.web.app import Parts, make_web
from bot.web.pages import preferred
from bot.web.serving import listen, port_of, serve_on
from core.errors import Misconfigured
from core.texts import LANGUAGES, Texts
from storage.database import Database
from storage.journal import Journal
from storage.migrate import pending
from storage.vault import sandbox_bearer_is
from tests.browser.house import House, house, say
from tests.conftest import SetClock

PAGES = ("/", "/privacy", "/s/bakery", "/s/bakery/feed.atom", "/healthz", "/nothing", "/try", "/look/style.css")
ORIGINAL = "aabd4044e9abb3bf59c356d3d10eabddc05f2d1286685e144467790168f57de3"


@pytest.fixture
async def home(sqlite_url: str, tmp_path: Path, clock: SetClock) -> AsyncIterator[House]:
    async with house(sqlite_url, tmp_path, clock, answers=False) as one:
        await one.account()
        yield one


async def test_every_answer_is_guarded_by_its_headers(home: House) -> None:
    for path in PAGES:
        headers = (await home.http.get(path)).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers
        assert headers["cache-control"] in {"no-store", "no-cache"}


async def test_a_fault_of_ours_is_answered_under_the_same_headers_and_tells_nothing(home: House) -> None:
    async def fails(_: Request) -> Response:
        raise ZeroDivisionError("inside")

    journal, routes = Journal(home.database), [Route("/fails", fails)]
    verify, waiting = partial(sandbox_bearer_is, home.vault.key), partial(pending, home.database)
    parts = Parts(
        app=home.app, journal=journal, verify=verify, pending=waiting, origin="https://maize.example", routes=routes
    )
    transport = httpx.ASGITransport(make_web(parts), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=parts.origin) as http:
        answer = await http.get("/fails")
    assert (answer.status_code, "inside" in answer.text) == (500, False)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "max-age" in answer.headers["strict-transport-security"]


async def test_no_page_holds_script_or_style_of_its_own(home: House) -> None:
    for path in PAGES[:3]:
        text = (await home.http.get(path)).text
        assert not re.search(r"<style| style=|<script>| on\w+=", text)


async def test_what_is_not_there_is_said_to_people_in_their_language(home: House) -> None:
    answer = await home.http.get("/nothing", headers={"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.8"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert Texts("ru").say("web-error-404") in answer.text
    assert '<html lang="ru">' in answer.text


async def test_what_is_not_there_is_said_to_programs_in_json(home: House) -> None:
    answer = await home.http.get("/s/nobody/posts/1")
    assert (answer.status_code, answer.json()) == (404, {"error": "There is no such account"})


@pytest.mark.parametrize("path", ["/privacy", "/s/bakery", "/s/bakery/feed.atom", "/healthz", "/try"])
async def test_another_method_is_refused_and_the_right_one_named(home: House, path: str) -> None:
    answer = await home.http.put(path)
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


async def test_the_start_page_says_where_to_go(home: House) -> None:
    text = (await home.http.get("/?lang=lv")).text
    assert home.browser.address in text
    assert "key=" not in text
    assert 'href="/privacy?lang=lv"' in text


async def test_only_the_files_of_the_look_are_served(home: House) -> None:
    assert (await home.http.get("/look/style.css")).headers["content-type"] == "text/css; charset=utf-8"
    for name in ("../door.py", "%2e%2e/door.py", "..%2fdoor.py", "door.py", ""):
        assert (await home.http.get(f"/look/{name}")).status_code == 404


# -- the privacy policy ------------------------------------------------------------------------------------------------


def test_the_english_policy_is_the_companys_to_the_letter() -> None:
    text = Path("locales/en/policy.md").read_text("utf-8").strip()
    assert hashlib.sha256(text.encode()).hexdigest() == ORIGINAL


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_every_part_of_the_policy(language: str) -> None:
    english, other = policy.policy("en"), policy.policy(language)
    assert other.effective == english.effective
    assert [len(one.lines) for one in other.sections] == [len(one.lines) for one in english.sections]
    assert [one.heading[:2] for one in other.sections[1:]] == [f"{number}." for number in range(1, 8)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_policy_is_shown_whole_in_every_language(home: House, language: str) -> None:
    text = (await home.http.get(f"/privacy?lang={language}")).text
    plain = re.sub(r"<[^>]+>", "", text)
    for section in policy.policy(language).sections:
        for line in (section.heading, *section.lines):
            assert line.removeprefix("- ").replace('"', "&quot;") in plain
    assert Texts(language).full_date(date(2026, 1, 1)) in plain
    assert text.count("<h2>") == 8


async def test_what_a_colon_announces_stands_under_it(home: House) -> None:
    text = (await home.http.get("/privacy?lang=en")).text
    assert "such as:<ul><li>publishing content on your behalf,</li>" in text
    assert "related to your content.</li></ul></li><li>Tokens are stored securely" in text


async def test_a_translation_says_so_and_links_to_the_original(home: House) -> None:
    assert say("web-policy-original") not in (await home.http.get("/privacy?lang=en")).text
    assert Texts("lv").say("web-policy-original") in (await home.http.get("/privacy?lang=lv")).text


async def test_the_policy_speaks_the_browsers_language(home: House) -> None:
    answer = await home.http.get("/privacy", headers={"Accept-Language": "de,lv;q=0.7,en;q=0.3"})
    assert "Privātuma politika" in answer.text
    assert answer.headers["vary"] == "Accept-Language"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("lv-LV,lv;q=0.9,en;q=0.8", "lv"),
        ("en;q=0.4, ru;q=0.9", "ru"),
        ("de, fr", "en"),
        ("ru;q=0", "en"),
        ("lv;q=nonsense, ru;q=0.1", "ru"),
        (";;;,,,q=", "en"),
    ],
)
def test_the_language_is_what_the_browser_wants_most(header: str, language: str) -> None:
    assert preferred(header) == language


# -- health ------------------------------------------------------------------------------------------------------------


async def test_health_tells_that_the_process_lives_and_can_work(home: House) -> None:
    assert (await home.http.get("/healthz")).json() == {"status": "ok"}
    ready = await home.http.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "database": "ok", "migrations": "ok"})


async def test_a_database_behind_its_migrations_is_not_ready(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}")
    ready = await health.readiness(partial(pending, database))
    await database.close()
    assert ready == (False, {"database": "ok", "migrations": "pending"})


async def test_a_database_that_is_away_is_not_ready(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'nowhere' / 'x.db'}")
    ready = await health.readiness(partial(pending, database))
    await database.close()
    assert ready == (False, {"database": "unreachable", "migrations": "unknown"})


# -- serving -----------------------------------------------------------------------------------------------------------


async def test_a_taken_port_is_named(home: House) -> None:
    with pytest.raises(Misconfigured, match=r"PORT: \d+ is taken at 127\.0\.0\.1: [^\[\]]*$"):
        listen("127.0.0.1", home.browser.door.port)


def test_a_host_that_is_not_ours_is_named() -> None:
    with pytest.raises(Misconfigured, match="HOST"):
        listen("not an address", 0)


async def test_a_server_ends_when_it_is_told_and_takes_no_signals() -> None:
    async def app(scope: object, receive: object, send: object) -> None:
        raise AssertionError

    free = listen("127.0.0.1", 0)
    port = port_of(free)
    free.close()
    stop = asyncio.Event()
    serving = asyncio.create_task(serve_on(app, listen("127.0.0.1", port), stop))
    await asyncio.sleep(0.3)
    stop.set()
    await asyncio.wait_for(serving, 5)
    async with httpx.AsyncClient(trust_env=False) as http:
        with pytest.raises(httpx.ConnectError):
            await http.get(f"http://127.0.0.1:{port}/")
