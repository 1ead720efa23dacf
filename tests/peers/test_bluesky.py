"""Bluesky against the server that accounts really live on: https://www.npmjs.com/package/@atproto/pds"""

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from core.errors import Invalid, NetworkError, OutcomeUnknown, PermissionMissing, Refused, TokenRejected
from core.model import Connection, Content, Issued, Media, MediaKind, Published
from core.networks.api import Caps, HttpApi
from core.networks.bluesky import client, network, xrpc
from core.networks.bluesky.login import Bluesky
from core.networks.login import InHand, dpop, held_of
from core.ports import Beginning, Begun, Finished, OurApp, Returned
from tests.fakes.networks.trying import Still
from tests.networks.skies import CONNECTION, HERE, Reading, granted
from tests.networks.skies import content as a_post
from tests.peers.npm import free_port, missing, started

pytestmark = [pytest.mark.peers, pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}")]

HOME = "https://desk.maize.lv"
"""The server takes no name that is kept for examples; what it would read there, it gets from a file."""
HANDLE, PASSWORD = "anna.test", "of-a-test-1"
LONG = "\n\n".join(f"Nr. {n}. " + "Rudzu maize ar ķimenēm, no ieraugiem, lēni cepta. " * 5 for n in range(1, 4))


@dataclass
class Peer:
    """A server with Anna's account, and who we are there."""

    origin: str
    directory: str
    did: str
    app: OurApp


@dataclass
class Sky:
    peer: Peer
    api: HttpApi
    address: str = HOME
    login: Bluesky = field(default_factory=Bluesky)

    @property
    def connection(self) -> Connection:
        return replace(CONNECTION, account=self.peer.did, server=self.peer.origin)

    def content(self, text: str = "Rīt cepam rudzu maizi.", **given: Any) -> Content:
        return replace(a_post(text, **given), account=self.peer.did)

    @property
    def redirect_uri(self) -> str:
        return self.address + client.CALLBACK

    async def begin(self) -> Begun:
        beginning = Beginning(
            redirect_uri=self.redirect_uri, state="st4te", address=self.address, server=HANDLE, app=self.peer.app
        )
        return await self.login.begin(self.api, beginning)

    async def finish(self, begun: Begun, given: Mapping[str, str]) -> Finished:
        return await self.login.finish(
            self.api,
            Returned(
                given=given,
                kept=begun.kept,
                redirect_uri=self.redirect_uri,
                address=self.address,
                server=HANDLE,
                app=self.peer.app,
            ),
        )

    async def logs_in(self) -> Finished:
        begun = await self.begin()
        return await self.finish(begun, await self.person(begun.url))

    async def person(self, url: str) -> dict[str, str]:
        """Does what the page's script does, which a browser would run."""
        navigating = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
        async with httpx.AsyncClient(trust_env=False, headers={"User-Agent": "a browser"}) as browser:
            page = await browser.get(url, headers=navigating)
            assert page.status_code == 200, page.text[:500]
            cookies = {one.name: one.value or "" for one in page.cookies.jar}
            signed = await self.pressed(browser, url, cookies, "sign-in", username=HANDLE, password=PASSWORD)
            did, token = signed["account"]["sub"], signed["ephemeralToken"]
            back = await self.pressed(browser, url, cookies, "consent", token, sub=did)
        return dict(parse_qsl(urlsplit(back["url"]).query))

    async def pressed(
        self, browser: httpx.AsyncClient, page: str, cookies: dict[str, str], what: str, token: str = "", **given: str
    ) -> Any:
        data = {"locale": "en", "remember": False} if what == "sign-in" else {}
        headers = {
            "sec-fetch-site": "same-origin",
            "sec-fetch-mode": "same-origin",
            "Origin": self.peer.origin,
            "Referer": page,
            "x-csrf-token": cookies["csrf-token"],
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            **({"Authorization": f"Bearer {token}"} if token else {}),
        }
        address = f"{self.peer.origin}/@atproto/oauth-provider/~api/{what}"
        got = await browser.post(address, json={**data, **given}, headers=headers)
        assert got.status_code == 200, got.text
        cookies.update({one.name: one.value or "" for one in got.cookies.jar})
        return got.json()

    def lent(self, issued: Issued) -> InHand:
        return InHand(self.peer.origin, held_of(issued, issued.client), dpop)

    async def refresh(self, issued: Issued) -> Issued:
        fresh = await self.login.refresh(self.api, self.lent(issued), granted(issued))
        return replace(issued, access=fresh.access, refresh=fresh.refresh)

    async def publish(self, issued: Issued, content: Content, attempt: Reading | None = None) -> Published:
        made = await network.publish(self.api, self.lent(issued), content, attempt or Reading())
        assert isinstance(made, Published)
        return made

    async def record(self, key: str) -> Any:
        async with httpx.AsyncClient(trust_env=False) as reader:
            query = {"repo": self.peer.did, "collection": "app.bsky.feed.post", "rkey": key}
            got = await reader.get(f"{self.peer.origin}/xrpc/com.atproto.repo.getRecord", params=query)
        return got.json().get("value")


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    folder = tmp_path_factory.mktemp("pds")
    origin, directory, app = f"http://localhost:{free_port()}", free_port(), client.new_app(HOME)
    document = folder / "client.json"
    document.write_text(json.dumps(client.document(app, HOME)))
    words = {"directory": str(directory), "folder": str(folder), "document": str(document), "client": app.id}
    with started("pds.mjs", origin=origin, **words):
        account = {"handle": HANDLE, "email": "anna@anna.test", "password": PASSWORD}
        made = httpx.post(f"{origin}/xrpc/com.atproto.server.createAccount", json=account, trust_env=False)
        assert made.status_code == 200, made.text
        yield Peer(origin, f"http://localhost:{directory}", made.json()["did"], app)


@pytest.fixture
async def sky(peer: Peer) -> AsyncIterator[Sky]:
    places = {"bluesky_resolver": peer.origin, "bluesky_directory": peer.directory}
    allow = [urlsplit(peer.origin).netloc]
    async with HttpApi(Still(), places, Caps(total=10, connect=5), allow=allow) as api:
        yield Sky(peer, api)


@pytest.fixture
async def issued(sky: Sky) -> Issued:
    return (await sky.logs_in()).issued


def a_picture(mime: str, size: int, **given: Any) -> Media:
    return Media(
        key="a", kind=MediaKind.IMAGE, mime=mime, digest="d", bytes=size, width=2, height=1, alt="Maize", **given
    )


async def test_a_login_with_our_key_opens_the_account_with_all_that_was_asked_for(sky: Sky) -> None:
    finished = await sky.logs_in()
    assert (finished.found[0].account, finished.found[0].title) == (sky.peer.did, f"@{HANDLE}")
    assert finished.issued.client
    assert finished.lacking == ()


async def test_a_login_on_a_machine_of_ones_own_needs_no_key(sky: Sky) -> None:
    sky.address = HERE
    finished = await sky.logs_in()
    assert not finished.issued.client
    made = await sky.publish(finished.issued, sky.content())
    assert (await sky.record(made.id))["text"] == "Rīt cepam rudzu maizi."


async def test_a_code_works_once(sky: Sky) -> None:
    begun = await sky.begin()
    given = await sky.person(begun.url)
    await sky.finish(begun, given)
    with pytest.raises(NetworkError):
        await sky.finish(begun, given)


async def test_a_refresh_token_works_once_and_its_replay_ends_the_session(sky: Sky, issued: Issued) -> None:
    fresh = await sky.refresh(issued)
    await sky.publish(fresh, sky.content("Ar jauno."))
    with pytest.raises(TokenRejected):
        await sky.refresh(issued)
    with pytest.raises(TokenRejected):
        await sky.refresh(fresh)


async def test_what_is_revoked_is_over_and_revoking_again_is_no_error(sky: Sky, issued: Issued) -> None:
    for _ in range(2):
        assert await sky.login.revoke(sky.api, sky.lent(issued), sky.connection, granted(issued))
    with pytest.raises(TokenRejected):
        await sky.refresh(issued)


async def test_a_post_has_its_marks(sky: Sky, issued: Issued) -> None:
    text = f"Žurkas 👩‍🍳 pie @{HANDLE}: https://maize.example/ēst #rudzi"
    made = await sky.publish(issued, sky.content(text))
    record = await sky.record(made.id)
    features = [one["features"][0]["$type"].partition("#")[2] for one in record["facets"]]
    assert (record["text"], features) == (text, ["mention", "link", "tag"])


async def test_a_picture_and_a_video_are_shown(sky: Sky, issued: Issued) -> None:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005"
        "0001ff89993d1d0000000049454e44ae426082"
    )
    made = await sky.publish(issued, sky.content(media=(a_picture("image/png", len(png)),)), Reading(files={"a": png}))
    [image] = (await sky.record(made.id))["embed"]["images"]
    assert (image["alt"], image["image"]["size"]) == ("Maize", len(png))
    video = replace(a_picture("video/mp4", 24), kind=MediaKind.VIDEO)
    mp4 = bytes.fromhex("00000018667479706d703432000000006d70343269736f6d")
    made = await sky.publish(issued, sky.content(media=(video,)), Reading(files={"a": mp4}))
    assert (await sky.record(made.id))["embed"]["video"]["mimeType"] == "video/mp4"


async def test_a_picture_over_a_million_bytes_is_taken_and_its_post_is_not(sky: Sky, issued: Issued) -> None:
    """Why the limit is what it is: docs/networks/bluesky.md."""
    large = b"\xff\xd8\xff\xe0" + b"x" * 1_000_000
    post = sky.content(media=(a_picture("image/jpeg", len(large)),))
    with pytest.raises(Refused):
        await sky.publish(issued, post, Reading(files={"a": large}))


async def test_a_text_that_is_too_long_is_refused(sky: Sky, issued: Issued) -> None:
    await sky.publish(issued, sky.content("👨‍👩‍👧‍👦" * 100))
    with pytest.raises(Refused):
        await sky.publish(issued, sky.content("ž" * 301))


async def test_a_thread_is_made_found_and_taken_away(sky: Sky, issued: Issued) -> None:
    post, attempt = sky.content(LONG, options={"thread": "1"}), Reading()
    made = await sky.publish(issued, post, attempt)
    keys = made.id.split(",")
    assert len(keys) >= 3
    assert (await sky.record(keys[2]))["reply"]["parent"]["uri"].endswith(keys[1])
    assert network.find
    assert network.delete
    assert await network.find(sky.api, sky.lent(issued), post, attempt) == made
    for _ in range(2):
        await network.delete(sky.api, sky.lent(issued), sky.connection, made.id)
    assert await network.find(sky.api, sky.lent(issued), post, attempt) is None


async def test_a_key_that_is_used_makes_no_second_post(sky: Sky, issued: Issued) -> None:
    attempt = Reading()
    made = await sky.publish(issued, sky.content(), attempt)
    with pytest.raises(OutcomeUnknown):
        await sky.publish(issued, sky.content("Otrreiz."), attempt)
    assert network.find
    assert await network.find(sky.api, sky.lent(issued), sky.content(), attempt) == made
    assert (await sky.record(made.id))["text"] == "Rīt cepam rudzu maizi."


async def test_what_was_not_asked_for_is_not_let(sky: Sky, issued: Issued) -> None:
    like = {"repo": sky.peer.did, "collection": "app.bsky.feed.like", "record": {"createdAt": "2030-01-01T00:00:00Z"}}
    with pytest.raises(PermissionMissing):
        await xrpc.procedure(sky.api, sky.lent(issued), "com.atproto.repo.createRecord", like)


async def test_the_account_is_told(sky: Sky, issued: Issued) -> None:
    assert network.account
    told = await network.account(sky.api, sky.lent(issued), sky.connection)
    assert told.title == f"@{HANDLE}"


async def test_a_handle_of_nobody_is_told_so(sky: Sky) -> None:
    with pytest.raises(Invalid, match="connect-handle-unknown"):
        await sky.login.place(sky.api, "nobody.test")
