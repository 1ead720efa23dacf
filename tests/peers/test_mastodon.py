"""Against a Mastodon server that others wrote: logged in to, posted to, and what it says where it says no."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest

from core.errors import NetworkError, OutcomeUnknown, RateLimited, Refused, TokenRejected
from core.model import NO_SECRET, ConnectionId, Content, Grant, Media, MediaKind, Published
from core.networks.api import Caps, HttpApi
from core.networks.login import InHand, bearer, held_of
from core.networks.mastodon import network
from core.networks.mastodon.servers import login, place
from core.ports import Beginning, Finished, Returned
from tests import making
from tests.fakes.networks.trying import Still, Trying
from tests.networks.conftest import Reading
from tests.peers.mastodon import mastodon, missing
from tests.peers.test_wordpress import png

pytestmark = [pytest.mark.peers, pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}")]
BACK = "https://desk.example/oauth/mastodon/callback"
LONG = "A sentence of eight words stands in this place. " * 25
PICTURE = Media(key="p", kind=MediaKind.IMAGE, mime="image/png", digest="0" * 64, bytes=1, alt="A loaf")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with mastodon(tmp_path_factory.mktemp("mastodon")) as origin:
        yield origin


@dataclass(kw_only=True)
class Account:
    api: HttpApi
    server: str
    finished: Finished

    @property
    def credential(self) -> InHand:
        return InHand(self.server, held_of(self.finished.issued, self.finished.issued.client), bearer)

    def content(self, text: str, *media: Media, **options: str) -> Content:
        account = self.finished.found[0].account
        return Content(connection_id=ConnectionId("c"), account=account, text=text, media=media, options=options)

    async def publish(self, content: Content, attempt: Trying | None = None) -> Published:
        got = await network.publish(self.api, self.credential, content, attempt or self.attempt())
        assert isinstance(got, Published)
        return got

    def attempt(self) -> Reading:
        return Reading(files={"p": png(64, 48)})

    async def shown(self, told: Published) -> list[dict[str, Any]]:
        async with httpx.AsyncClient() as reader:
            answers = [await reader.get(f"{self.server}/api/v1/statuses/{id}") for id in told.id.split(",")]
        return [answer.json() for answer in answers]

    async def fails(self, path: str, **effect: Any) -> None:
        """The next request to this path ends so."""
        rule = {"match": {"path": path}, "effect": effect, "count": 1}
        async with httpx.AsyncClient() as other:
            answer = await other.post(f"{self.server}/api/v1/_mock/faults", json=rule)
        assert answer.status_code < 300, answer.text


async def logged_in(api: HttpApi, server: str) -> Finished:
    begun = await login.begin(
        api, Beginning(redirect_uri=BACK, state="state", address="https://desk.example", server=server)
    )
    asked = dict(parse_qsl(urlsplit(begun.url).query))
    async with httpx.AsyncClient() as browser:
        page = await browser.get(begun.url)
        name = page.text.split('name="username" value="')[1].split('"')[0]
        sent = await browser.post(f"{server}/oauth/authorize", data={**asked, "username": name})
    given = {name: values[0] for name, values in parse_qs(urlsplit(sent.headers["location"]).query).items()}
    assert given["state"] == "state"
    back = Returned(
        given=given, kept=begun.kept, redirect_uri=BACK, address="https://desk.example", server=server,
        app=begun.registered,
    )  # fmt: skip
    return await login.finish(api, back)


@pytest.fixture
async def account(server: str) -> AsyncIterator[Account]:
    async with HttpApi(Still(), {"mastodon": server}, Caps(total=20)) as api:
        yield Account(api=api, server=server, finished=await logged_in(api, server))


async def test_it_is_taken_for_what_it_is(server: str) -> None:
    async with HttpApi(Still(), {"mastodon": server}) as api:
        assert await place(api, "@anna@mastodon.social") == server


async def test_a_login_opens_an_account_with_its_limits(account: Account) -> None:
    [found] = account.finished.found
    assert found.account.startswith(f"{account.server.removeprefix('http://')}/")
    assert (found.limits["text"], found.limits["address"], account.finished.lacking) == (500, 23, ())


async def test_a_post_is_out_as_it_was_written_and_once(account: Account) -> None:
    attempt = account.attempt()
    content = account.content("Rudzu maize <b>no</b> sestdienas & 🍞\n\nhttps://maize.example/a?b=1", PICTURE)
    told = await account.publish(content, attempt)
    assert await account.publish(content, Reading(operation=attempt.operation, files=attempt.files)) == told
    [status] = await account.shown(told)
    assert (status["visibility"], status["media_attachments"][0]["description"]) == ("public", "A loaf")
    assert "&lt;b&gt;" in status["content"]


async def test_a_post_is_found_again_by_its_words(account: Account) -> None:
    attempt = account.attempt()
    content = account.content("Lost & found: https://maize.example/x_(y) @anna@other.example #maize «jā» 🍞")
    assert network.find
    assert await network.find(account.api, account.credential, content, attempt) is None
    told = await account.publish(content, attempt)
    found = await network.find(account.api, account.credential, content, attempt)
    assert isinstance(found, Published)
    assert found.id == told.id


async def test_a_thread_is_a_chain_that_is_found_changed_counted_and_taken_down(account: Account) -> None:
    content, attempt = account.content(LONG, PICTURE, thread="1"), account.attempt()
    told = await account.publish(content, attempt)
    parts = await account.shown(told)
    assert [part["in_reply_to_id"] for part in parts] == [None, parts[0]["id"], parts[1]["id"]]
    assert [part["visibility"] for part in parts] == ["public", "unlisted", "unlisted"]
    assert network.find
    assert await network.find(account.api, account.credential, content, account.attempt()) == told
    assert network.edit
    changed = replace(content, text=LONG.replace("eight", "about eight"))
    await network.edit(account.api, account.credential, changed, told.id)
    first = (await account.shown(told))[0]
    assert ("about eight" in first["content"], len(first["media_attachments"])) == (True, 1)
    assert network.metrics
    connection = making.connection(making.workspace(), making.person(), network="mastodon")
    figures = await network.metrics(account.api, account.credential, connection, told.id)
    assert (figures["likes"], figures["reposts"], figures["replies"]) == (0, 0, 0)
    assert network.delete
    for _ in range(2):
        await network.delete(account.api, account.credential, connection, told.id)
    assert [part.get("error") for part in await account.shown(told)] == ["Record not found"] * 3


async def test_what_is_too_long_is_refused_in_its_words(account: Account) -> None:
    with pytest.raises(Refused, match="too long"):
        await account.publish(account.content("x" * 501))


@pytest.mark.parametrize(
    ("effect", "error"),
    [
        ({"type": "status", "status": 500}, OutcomeUnknown),
        ({"type": "status", "status": 503}, OutcomeUnknown),
        ({"type": "ratelimit"}, RateLimited),
        ({"type": "malformed"}, OutcomeUnknown),
        ({"type": "status", "status": 401}, TokenRejected),
    ],
)
async def test_its_faults_are_called_what_they_are(
    account: Account, effect: dict[str, Any], error: type[NetworkError]
) -> None:
    await account.fails("/api/v1/statuses", **effect)
    with pytest.raises(NetworkError) as raised:
        await account.publish(account.content("Maize"))
    assert type(raised.value) is error


async def test_an_account_that_is_left_is_left_there_too(account: Account) -> None:
    connection = making.connection(making.workspace(), making.person(), network="mastodon")
    issued = account.finished.issued
    grant = Grant(
        id=connection.id, workspace_id=connection.workspace_id, data_key_id="k", generation=1, access=b"", refresh=None,
        key=None, client=None, facts=issued.facts, issued_at=Still().at,
    )  # fmt: skip
    credential = account.credential
    assert await login.revoke(account.api, credential, connection, grant)
    with pytest.raises(TokenRejected):
        await account.publish(account.content("After all"))
    assert NO_SECRET.same(issued.refresh)
