"""The sandbox's protocol (docs/networks/sandbox.md), row by row, against a real server and a real database."""

import asyncio
import json
import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from core.texts import Texts
from tests.browser.house import House, house
from tests.conftest import SetClock

POST: dict[str, Any] = {"text": "Rīt cepam rudzu maizi", "media": [], "options": {}}
PICTURE = {"key": "k", "kind": "image", "mime": "image/png", "digest": "0" * 64, "alt": "Maize"}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
async def home(sqlite_url: str, tmp_path: Path, clock: SetClock) -> AsyncIterator[House]:
    async with house(sqlite_url, tmp_path, clock, answers=False) as one:
        await one.account("bakery", title="Maizes ceptuve")
        yield one


async def publish(home: House, key: str = "key-1", account: str = "bakery", **given: Any) -> Any:
    headers = home.bears(account, **{"Idempotency-Key": key})
    return await home.http.post(f"/s/{account}/posts", json=POST | given, headers=headers)


async def listed(home: House, query: str = "") -> list[dict[str, Any]]:
    answer = await home.http.get(f"/s/bakery/posts{query}", headers=home.bears("bakery"))
    posts: list[dict[str, Any]] = answer.json()["posts"]
    return posts


async def test_what_is_published_is_in_the_journal_on_the_page_and_in_the_feed(home: House, clock: SetClock) -> None:
    made = await publish(home, media=[PICTURE])
    assert made.status_code == 201
    assert made.json()["url"] == f"{home.origin}/s/bakery/{made.json()['id']}"
    (post,) = await listed(home)
    assert post == POST | {"media": [PICTURE], "key": "key-1", "at": clock.now().isoformat()} | made.json()
    assert POST["text"] in (await home.http.get("/s/bakery")).text
    assert POST["text"] in (await home.http.get("/s/bakery/feed.atom")).text
    assert POST["text"] in (await home.http.get(made.json()["url"])).text


async def test_the_same_key_with_the_same_value_again_is_the_same_post(home: House) -> None:
    first = await publish(home)
    headers = home.bears("bakery", **{"Idempotency-Key": "key-1", "Content-Type": "application/json; charset=utf-8"})
    turned = json.dumps(dict(reversed(POST.items())), indent=3)
    again = await home.http.post("/s/bakery/posts", content=turned, headers=headers)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert len(await listed(home)) == 1


async def test_the_same_key_with_another_body_is_a_conflict(home: House) -> None:
    await publish(home)
    assert (await publish(home, text="Another")).status_code == 409
    assert [post["text"] for post in await listed(home)] == [POST["text"]]


async def test_two_accounts_may_use_one_key(home: House) -> None:
    await home.account("florist")
    assert (await publish(home)).status_code == 201
    assert (await publish(home, account="florist")).status_code == 201


async def test_many_requests_with_one_key_at_once_make_one_post(home: House) -> None:
    answers = await asyncio.gather(*(publish(home) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.text for answer in answers}) == 1
    assert len(await listed(home)) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"text": "a", "media": []}',
        b'{"text": "a", "media": [], "options": {}, "more": 1}',
        b'{"text": 5, "media": [], "options": {}}',
        b'{"text": null, "media": [], "options": {}}',
        b'{"text": "a", "media": {}, "options": {}}',
        b'{"text": "a", "media": [{"key": "k"}], "options": {}}',
        b'{"text": "a", "media": [], "options": {"a": 1}}',
        b'{"text": "\\ud800", "media": [], "options": {}}',
        b'{"text": ' + b"[" * 20_000,
    ],
)
async def test_what_has_not_the_form_is_refused(home: House, body: bytes) -> None:
    headers = home.bears("bakery", **{"Idempotency-Key": "key-1", "Content-Type": "application/json"})
    answer = await home.http.post("/s/bakery/posts", content=body, headers=headers)
    assert answer.status_code == 400
    assert isinstance(answer.json()["error"], str)
    assert await listed(home) == []


@pytest.mark.parametrize("key", ["", "a b", "ž", "x" * 65, "a/b"])
async def test_a_key_is_of_letters_digits_and_little_else(home: House, key: str) -> None:
    headers = [*home.bears("bakery").items(), ("Idempotency-Key", key.encode())]
    assert (await home.http.post("/s/bakery/posts", json=POST, headers=headers)).status_code == 400


async def test_a_post_is_json_by_its_header_too(home: House) -> None:
    headers = home.bears("bakery", **{"Idempotency-Key": "key-1", "Content-Type": "text/plain"})
    assert (await home.http.post("/s/bakery/posts", content=json.dumps(POST), headers=headers)).status_code == 400


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"text": "ā" * 500}, 201),
        ({"text": "👩‍👩‍👧‍👦" * 500}, 201),
        ({"text": "ā" * 501}, 422),
        ({"media": [PICTURE] * 4}, 201),
        ({"media": [PICTURE] * 5}, 422),
        ({"text": " \n"}, 422),
        ({"text": "", "media": [PICTURE]}, 201),
        ({"text": "nul \x00 and bell \x07"}, 201),
    ],
)
async def test_what_fits_is_counted_as_a_reader_counts(home: House, given: dict[str, Any], status: int) -> None:
    assert (await publish(home, **given)).status_code == status
    ET.fromstring((await home.http.get("/s/bakery/feed.atom")).content)  # noqa: S314 - our own feed


async def test_too_large_a_request_is_refused_while_it_is_read(home: House) -> None:
    async def in_pieces() -> AsyncIterator[bytes]:
        for _ in range(17):
            yield b" " * 4096

    headers = home.bears("bakery", **{"Idempotency-Key": "key-1", "Content-Type": "application/json"})
    assert (await publish(home, text="a" * 70_000)).status_code == 413
    answer = await home.http.post("/s/bakery/posts", content=in_pieces(), headers=headers)
    assert (answer.status_code, answer.json()) == (413, {"error": "At most 65536 bytes"})


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("bearer", ["Nothing", "Bearer", "Bearer wrong", "Basic abc", "Bearer \xff"])
async def test_without_the_accounts_own_token_nothing_is_done(home: House, method: str, bearer: str) -> None:
    headers = [("Authorization", bearer.encode("latin-1")), ("Idempotency-Key", b"key-1")]
    answer = await home.http.request(method, "/s/bakery/posts", json=POST, headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert await listed(home) == []


async def test_one_accounts_token_opens_no_other_account(home: House) -> None:
    await home.account("florist")
    made = (await publish(home)).json()["id"]
    florist = home.bears("florist")
    for method, path in (("GET", "posts"), ("GET", f"posts/{made}"), ("DELETE", f"posts/{made}")):
        assert (await home.http.request(method, f"/s/bakery/{path}", headers=florist)).status_code == 401
    assert (await home.http.get(f"/s/florist/posts/{made}", headers=florist)).status_code == 404


@pytest.mark.parametrize("path", ["posts", "posts/1", "", "/feed.atom", "/1"])
async def test_an_account_that_is_not_there_is_not_found(home: House, path: str) -> None:
    place = f"/s/nobody/{path}".rstrip("/").replace("//", "/")
    assert (await home.http.get(place, headers=home.bears("nobody"))).status_code == 404


async def test_posts_are_listed_newest_first_at_most_fifty_and_by_key(home: House, clock: SetClock) -> None:
    for number in range(52):
        await publish(home, key=f"key-{number}", text=f"Post {number}")
        clock.move(timedelta(seconds=1))
    texts = [post["text"] for post in await listed(home)]
    assert texts == [f"Post {number}" for number in range(51, 1, -1)]
    assert [post["text"] for post in await listed(home, "?key=key-0")] == ["Post 0"]
    assert await listed(home, "?key=key-99") == []


async def test_a_deleted_post_is_gone_and_its_key_stays_taken(home: House) -> None:
    first = await publish(home)
    one = f"/s/bakery/posts/{first.json()['id']}"
    assert (await home.http.get(one, headers=home.bears("bakery"))).json()["text"] == POST["text"]
    assert (await home.http.delete(one, headers=home.bears("bakery"))).status_code == 204
    assert (await home.http.delete(one, headers=home.bears("bakery"))).status_code == 404
    assert (await home.http.get(one, headers=home.bears("bakery"))).status_code == 404
    assert (await home.http.get(first.json()["url"])).status_code == 404
    again = await publish(home)
    assert (again.status_code, again.json()) == (200, first.json())
    assert await listed(home) == await listed(home, "?key=key-1") == []


async def test_what_people_wrote_is_shown_to_the_letter_and_never_run(home: House) -> None:
    hostile = '<script>alert(1)</script> & "quotes" https://example.com/?a=1&b=2 #maize'
    await publish(home, text=hostile)
    page = (await home.http.get("/s/bakery")).text
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot; " in page
    assert '<span class="linked">https://example.com/?a=1&amp;b=2</span>' in page


async def test_the_feed_is_atom_with_ids_that_stay(home: House, clock: SetClock) -> None:
    made = (await publish(home, text="First line\n\nmore & <b>")).json()
    root = ET.fromstring((first := await home.http.get("/s/bakery/feed.atom")).content)  # noqa: S314 - our own feed
    assert first.headers["content-type"].startswith("application/atom+xml")
    entry = root.find(f"{ATOM}entry")
    assert root.tag == f"{ATOM}feed"
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == UUID(hex=made["id"]).urn
    assert entry.findtext(f"{ATOM}title") == "First line"
    assert entry.findtext(f"{ATOM}content") == "First line\n\nmore & <b>"
    assert root.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}updated") == "2026-06-04T07:00:00.000Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Maizes ceptuve"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{home.origin}/s/bakery/feed.atom", "alternate": f"{home.origin}/s/bakery"}


async def test_an_empty_account_has_a_page_and_a_feed(home: House) -> None:
    page = await home.http.get("/s/bakery", headers={"Accept-Language": "lv"})
    assert Texts("lv").say("web-sandbox-empty") in page.text
    assert f'href="{home.origin}/s/bakery/feed.atom"' in page.text
    root = ET.fromstring((await home.http.get("/s/bakery/feed.atom")).content)  # noqa: S314 - our own feed
    assert root.findtext(f"{ATOM}updated")


# -- pictures and videos -----------------------------------------------------------------------------------------------

BYTES = b"\xff\xd8\xff and so on"
SHOWN = PICTURE | {"key": "0" * 32, "mime": "image/jpeg", "digest": sha256(BYTES).hexdigest()}
FILM = SHOWN | {"key": "1" * 32, "kind": "video", "mime": "video/mp4"}


async def showing(home: House, *media: dict[str, Any]) -> Any:
    for one in media:
        await home.app.files.put(one["key"], BYTES)
    return await publish(home, media=list(media))


@pytest.mark.parametrize("one", [SHOWN, FILM])
async def test_what_a_post_shows_can_be_seen_by_everybody(home: House, one: dict[str, Any]) -> None:
    await showing(home, one)
    address = f"/s/bakery/media/{one['key']}"
    tag = "<video" if one is FILM else "<img"
    page = (await home.http.get("/s/bakery")).text
    assert f'{tag} src="{home.origin}{address}"' in page
    assert "Maize" in page
    seen = await home.http.get(address)
    assert (seen.content, seen.headers["content-type"]) == (BYTES, one["mime"])
    assert seen.headers["x-content-type-options"] == "nosniff"
    policy = seen.headers["content-security-policy"]
    assert "media-src 'self'" in policy
    feed = ET.fromstring((await home.http.get("/s/bakery/feed.atom")).content)  # noqa: S314 - our own feed
    (link,) = feed.findall(f"{ATOM}entry/{ATOM}link[@rel='enclosure']")
    assert (link.get("href"), link.get("type")) == (home.origin + address, one["mime"])


async def test_only_what_is_shown_now_is_given_away(home: House) -> None:
    made = await showing(home, SHOWN)
    await home.app.files.put("2" * 32, BYTES)
    await home.account("florist")
    for address in (f"/s/bakery/media/{'2' * 32}", f"/s/florist/media/{SHOWN['key']}", "/s/bakery/media/0"):
        assert (await home.http.get(address)).status_code == 404
    await home.http.delete(f"/s/bakery/posts/{made.json()['id']}", headers=home.bears("bakery"))
    assert (await home.http.get(f"/s/bakery/media/{SHOWN['key']}")).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"digest": "0" * 64}, {"mime": "text/html"}, {"mime": "image/svg+xml"}, {"key": "3" * 32}]
)
async def test_what_is_not_the_approved_picture_is_not_shown(home: House, wrong: dict[str, str]) -> None:
    await home.app.files.put(SHOWN["key"], BYTES)
    await publish(home, media=[SHOWN | wrong])
    assert (await home.http.get(f"/s/bakery/media/{(SHOWN | wrong)['key']}")).status_code == 404
