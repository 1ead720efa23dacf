"""What an answer means, and what an error may say."""

import asyncio
import gzip
import json
import traceback
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from core.errors import (
    Duplicate,
    Misconfigured,
    NetworkError,
    OutcomeUnknown,
    PermissionMissing,
    RateLimited,
    Refused,
    TokenRejected,
    Unavailable,
)
from core.networks.api import Caps, HttpApi, rows, word
from core.ports import Answer
from tests.fakes.networks.trying import NOW, TOKEN, Bearer, Still


@dataclass
class Canned:
    """A server that gives one answer to everything, and keeps what it was sent."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    seen: list[bytes] = field(default_factory=list)
    url: str = ""

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
                self.seen.append(head + await reader.readexactly(int(length or 0)))
                extra = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
                head = f"HTTP/1.1 {self.status} X\r\nContent-Length: {len(self.body)}\r\n{extra}\r\n".encode()
                writer.write(head + self.body)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


@pytest.fixture
async def canned() -> AsyncIterator[Canned]:
    made = Canned()
    server = await asyncio.start_server(made.handle, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield made
    server.close()
    await asyncio.sleep(0.01)


@pytest.fixture
async def api(canned: Canned) -> AsyncIterator[HttpApi]:
    origins = {"somewhere": "https://api.example/", "canned": canned.url}
    async with HttpApi(Still(), origins, Caps(total=2)) as made:
        yield made


async def failure(api: HttpApi, canned: Canned, *, effect: bool = True) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        await api.call("POST", canned.url + "/x", credential=Bearer(canned.url), json={}, effect=effect)
    return caught.value


@pytest.mark.parametrize(
    ("status", "with_effect", "without"),
    [
        (300, OutcomeUnknown, Unavailable),
        (302, OutcomeUnknown, Unavailable),
        (400, Refused, Refused),
        (401, TokenRejected, TokenRejected),
        (403, PermissionMissing, PermissionMissing),
        (404, Refused, Refused),
        (408, OutcomeUnknown, Unavailable),
        (409, Duplicate, Duplicate),
        (413, Refused, Refused),
        (422, Refused, Refused),
        (429, RateLimited, RateLimited),
        (500, OutcomeUnknown, Unavailable),
        (502, OutcomeUnknown, Unavailable),
        (503, OutcomeUnknown, Unavailable),
        (599, OutcomeUnknown, Unavailable),
    ],
)
async def test_a_status_is_one_error(
    api: HttpApi, canned: Canned, status: int, with_effect: type[NetworkError], without: type[NetworkError]
) -> None:
    canned.status = status
    assert type(await failure(api, canned)) is with_effect
    assert type(await failure(api, canned, effect=False)) is without


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("0.5", timedelta(seconds=1)),
        ("0", timedelta(seconds=1)),
        ("-7", timedelta(seconds=1)),
        ("Mon, 04 Mar 2030 09:40:00 GMT", timedelta(minutes=10)),
        ("Mon, 04 Mar 2030 09:40:00 -0000", timedelta(minutes=10)),
        ("Mon, 04 Mar 2019 09:40:00 GMT", timedelta(seconds=1)),
        ("999999999999", timedelta(days=1)),
        ("1e999", timedelta(minutes=1)),
        ("nan", timedelta(minutes=1)),
        ("soon", timedelta(minutes=1)),
        ("", timedelta(minutes=1)),
    ],
)
async def test_a_rate_limit_says_until_when(api: HttpApi, canned: Canned, value: str, wait: timedelta) -> None:
    canned.status, canned.headers = 429, {"retry-after": value}
    error = await failure(api, canned)
    assert isinstance(error, RateLimited)
    assert error.until - NOW == wait


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b'{"error": "Text is too long"}', "Text is too long"),
        (b'{"error": "invalid", "error_description": "The link is dead"}', "The link is dead"),
        (b'{"error": {"message": "Unsupported picture", "code": 100}}', "Unsupported picture"),
        (b'{"errors": [{"title": "No", "detail": "Not in your plan"}]}', "Not in your plan"),
        (b'{"error": "one\\nline\\u0000 \\u202eonly\\u001b[31m"}', "one line only [31m"),
        (b"plainly no", "plainly no"),
        (b"<!doctype html><title>Bad gateway</title>", "HTTP 400"),
        (b"", "HTTP 400"),
        (b'{"code": 7}', '{"code": 7}'),
        (b"\xff\xfe", "\ufffd\ufffd"),
        (b"[" * 100_000, None),
        (json.dumps({"error": "long " * 500}).encode(), None),
    ],
)
async def test_a_refusal_says_what_the_network_said(
    api: HttpApi, canned: Canned, body: bytes, detail: str | None
) -> None:
    canned.status, canned.body = 400, body
    error = await failure(api, canned)
    assert error.detail == detail if detail is not None else 0 < len(error.detail) <= 300


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"error": f"Invalid header 'Bearer {TOKEN}'"}).encode(),
        f"GET with {TOKEN} failed".encode(),
        json.dumps({"error": "x" * 290 + TOKEN}).encode(),
        json.dumps({"error": TOKEN[:5] + TOKEN + TOKEN[5:]}).encode(),
    ],
)
async def test_a_token_that_the_network_repeats_is_shown_to_nobody(api: HttpApi, canned: Canned, body: bytes) -> None:
    canned.status, canned.body = 400, body
    error = await failure(api, canned)
    assert TOKEN not in error.detail
    assert TOKEN not in "".join(traceback.format_exception(error))


@dataclass(frozen=True)
class InThePath:
    """A network whose token is a part of the address, as Telegram's and a webhook's is."""

    def sign(self, method: str, url: str, nonce: str = "") -> tuple[str, Mapping[str, str]]:
        return url.replace("/x", f"/bot{TOKEN}/x"), {}


@pytest.mark.parametrize(
    "answer", [b"garbage\r\n\r\n", b"", b"HTTP/1.1 400 X\r\nContent-Length: 26\r\n\r\n/bot%s/x" % TOKEN.encode()]
)
async def test_a_token_in_the_address_is_in_no_error_and_no_trace(answer: bytes) -> None:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/x"
        async with HttpApi(Still(), {"there": url}, Caps(total=2)) as api:
            with pytest.raises(NetworkError) as caught:
                await api.call("GET", url, credential=InThePath())
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value.__cause__) + caught.value.detail
    assert TOKEN not in shown


async def test_what_is_sent_is_json_signed_and_without_cookies(api: HttpApi, canned: Canned) -> None:
    canned.headers = {"Set-Cookie": "who=me"}
    for _ in range(2):
        await api.call("POST", canned.url + "/x?a=b", credential=Bearer(canned.url), json={"text": "Rīga 🍞"})
    head, _, body = canned.seen[1].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /x?a=b HTTP/1.1\r\n")
    assert f"Authorization: Bearer {TOKEN}".encode() in head
    assert b"\r\nContent-Type: application/json\r\n" in head
    assert b"cookie" not in head.lower()
    assert json.loads(body) == {"text": "Rīga 🍞"}


async def test_an_answer_is_read_whole_and_unpacked(api: HttpApi, canned: Canned) -> None:
    canned.body, canned.headers = gzip.compress(b'{"id": 7}'), {"Content-Encoding": "gzip", "X-Left": "3"}
    answer = await api.call("GET", canned.url)
    assert (answer.status, answer.data, answer.text, answer.headers["x-left"]) == (200, {"id": 7}, '{"id": 7}', "3")


async def test_an_answer_that_unpacks_beyond_the_cap_is_not_read_on(api: HttpApi, canned: Canned) -> None:
    canned.body, canned.headers = gzip.compress(b" " * 50_000_000), {"Content-Encoding": "gzip"}
    assert type(await failure(api, canned)) is OutcomeUnknown


async def test_a_network_may_read_the_statuses_that_it_knows(api: HttpApi, canned: Canned) -> None:
    canned.status, canned.body = 404, b'{"error": "gone"}'
    answer = await api.call("DELETE", canned.url, accept=(404,))
    assert (answer.status, answer.data) == (404, {"error": "gone"})


async def test_a_header_that_cannot_be_sent_is_an_error_of_ours(api: HttpApi, canned: Canned) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        await api.call("POST", canned.url + "/x", credential=Bearer(canned.url, TOKEN + "\r\nX: y"), json={})
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("url", ["http://127.0.0.1:99999", "ftp://127.0.0.1", "http://", "http://no..name", "nonsense"])
async def test_what_is_no_address_is_refused(api: HttpApi, url: str) -> None:
    with pytest.raises(Refused):
        await api.call("POST", url, json={})


async def test_an_origin_is_known_or_named_as_missing(api: HttpApi) -> None:
    assert api.base("somewhere") == "https://api.example"
    with pytest.raises(Misconfigured, match="ELSEWHERE_BASE_URL"):
        api.base("elsewhere")


def answer(data: object) -> Answer:
    return Answer(200, {}, "", data)


@pytest.mark.parametrize("data", [{"post": {"id": "9"}}, {"post": {"id": 9}}])
def test_an_id_is_a_word_also_where_it_is_a_number(data: object) -> None:
    assert word(answer(data), "post", "id") == "9"


@pytest.mark.parametrize(
    "data",
    [None, {}, [], "9", {"post": None}, {"post": {"id": None}}, {"post": {"id": ""}}, {"post": {"id": True}}]
    + [{"post": {"id": bad}} for bad in ("a\nb", "\ud800", "x" * 3000, ["9"], {"id": "9"}, 1.5)],
)
def test_a_success_that_cannot_be_read_leaves_the_outcome_open(data: object) -> None:
    with pytest.raises(OutcomeUnknown):
        word(answer(data), "post", "id")
    with pytest.raises(Unavailable):
        word(answer(data), "post", "id", effect=False)


def test_a_list_is_a_list_or_the_reading_failed() -> None:
    assert rows(answer({"posts": [1]}), "posts") == [1]
    with pytest.raises(Unavailable):
        rows(answer({"posts": {}}), "posts")
