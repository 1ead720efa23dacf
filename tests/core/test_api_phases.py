"""Was it sent? Real sockets that fail at each phase of a call, and what the call says it was."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from core.errors import NetworkError, OutcomeUnknown, Unavailable
from core.networks.api import Caps, HttpApi
from core.ports import Upload
from tests.fakes.networks.trying import Still

QUICK = Caps(total=0.4, connect=0.2, answer=4096)
HEAD = b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"
WHOLE = HEAD + b'Content-Length: 10\r\n\r\n{"id":"1"}'
Phase = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def read_head(reader: asyncio.StreamReader) -> bytes:
    return await reader.readuntil(b"\r\n\r\n")


async def read_request(reader: asyncio.StreamReader) -> bytes:
    head = await read_head(reader)
    length = next((int(v) for k, _, v in (x.partition(b":") for x in head.split(b"\r\n")) if k == b"Content-Length"), 0)
    return head + await reader.readexactly(length)


def reset(writer: asyncio.StreamWriter) -> None:
    """Ends the connection with RST instead of FIN."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def reset_before_reading(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.pause_reading()
    reset(writer)


async def reset_after_the_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_head(reader)
    reset(writer)


async def reset_after_the_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    reset(writer)


async def close_without_an_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)


async def half_a_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(WHOLE[:30])


async def half_a_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(WHOLE[:-4])


async def half_a_body_then_reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(WHOLE[:-4])
    await asyncio.sleep(0.02)
    reset(writer)


async def no_answer_in_time(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    await asyncio.sleep(2)


async def a_head_then_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(HEAD + b"Content-Length: 10\r\n\r\n")
    await asyncio.sleep(2)


async def a_trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(HEAD + b"Content-Length: 1000\r\n\r\n")
    for _ in range(100):
        writer.write(b" ")
        await asyncio.sleep(0.02)


async def too_long_an_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(HEAD + b"Content-Length: 100000\r\n\r\n" + b" " * 100_000)


async def an_endless_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    for _ in range(100):
        writer.write(b"400\r\n" + b" " * 1024 + b"\r\n")
        await writer.drain()


async def too_long_a_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(HEAD + b"X: " + b"x" * 100_000 + b"\r\n\r\n")


async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b"220 mail.example ESMTP\r\n\r\n")


async def a_redirect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")


SENT = [
    reset_before_reading,
    reset_after_the_head,
    reset_after_the_request,
    close_without_an_answer,
    half_a_head,
    half_a_body,
    half_a_body_then_reset,
    no_answer_in_time,
    a_head_then_nothing,
    a_trickle,
    too_long_an_answer,
    an_endless_answer,
    too_long_a_head,
    garbage,
    a_redirect,
]


@asynccontextmanager
async def serving(phase: Phase) -> AsyncIterator[str]:
    """An address at which every connection ends as `phase` has it."""
    open_now: set[asyncio.StreamWriter] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_now.add(writer)
        try:
            await phase(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for writer in open_now:
            writer.transport.abort()
        await asyncio.sleep(0)


async def ended(url: str, *, effect: bool) -> NetworkError:
    async with HttpApi(Still(), {"there": url}, QUICK) as api:
        with pytest.raises(NetworkError) as caught:
            await api.call("POST", url + "/posts", json={"text": "x" * 1000}, effect=effect)
    return caught.value


@pytest.mark.parametrize("phase", SENT, ids=lambda phase: phase.__name__)
async def test_once_connected_a_post_without_a_whole_answer_is_unknown(phase: Phase) -> None:
    async with serving(phase) as url:
        assert type(await ended(url, effect=True)) is OutcomeUnknown
        assert type(await ended(url, effect=False)) is Unavailable


@pytest.mark.parametrize("effect", [True, False])
async def test_a_port_that_refuses_was_sent_nothing(effect: bool) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound and not listening: nobody else can take it meanwhile
        error = await ended(f"http://127.0.0.1:{closed.getsockname()[1]}", effect=effect)
    assert type(error) is Unavailable


@pytest.mark.parametrize("effect", [True, False])
async def test_a_name_that_does_not_resolve_was_sent_nothing(effect: bool) -> None:
    assert type(await ended("http://nowhere.invalid", effect=effect)) is Unavailable


@pytest.mark.parametrize("effect", [True, False])
async def test_a_connection_that_is_not_made_in_time_was_sent_nothing(effect: bool) -> None:
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)  # room for one that nobody accepts; Linux lets a second wait, and drops who comes later
        for waiting in (first, second):
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        error = await ended(f"http://127.0.0.1:{full.getsockname()[1]}", effect=effect)
    assert type(error) is Unavailable


@pytest.mark.parametrize("effect", [True, False])
async def test_a_plain_port_that_is_spoken_to_in_tls_was_sent_nothing(effect: bool) -> None:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

    async with serving(greet) as url:
        error = await ended(url.replace("http:", "https:"), effect=effect)
    assert type(error) is Unavailable


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_what_has_an_effect_is_never_sent_twice_over_a_kept_connection_that_broke(method: str) -> None:
    seen: list[bytes] = []

    async def one_answer_then_reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await read_request(reader))
        writer.write(WHOLE)
        seen.append(await read_request(reader))
        reset(writer)

    async with serving(one_answer_then_reset) as url, HttpApi(Still(), {"there": url}, QUICK) as api:
        await api.call(method, url, json={"n": 1})
        with pytest.raises(OutcomeUnknown):
            await api.call(method, url, json={"n": 2})
        assert [request.rpartition(b"\r\n")[2] for request in seen] == [b'{"n":1}', b'{"n":2}']


async def test_a_broken_repeat_is_not_taken_for_a_refused_connection() -> None:
    """aiohttp repeats a PUT when a kept connection breaks; were its second try refused, it would say "not sent"."""
    server: list[asyncio.Server] = []

    async def one_answer_then_gone(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(WHOLE)
        await read_request(reader)
        server[0].close()
        reset(writer)

    server.append(await asyncio.start_server(one_answer_then_gone, "127.0.0.1", 0))
    url = f"http://127.0.0.1:{server[0].sockets[0].getsockname()[1]}"
    async with HttpApi(Still(), {"there": url}, QUICK) as api:
        await api.call("PUT", url, json={})
        with pytest.raises(OutcomeUnknown):
            await api.call("PUT", url, json={})


async def test_a_connection_that_the_server_closed_while_idle_is_replaced_by_a_new_one() -> None:
    connections = 0

    async def one_answer_then_close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await read_request(reader)
        writer.write(WHOLE)

    async with serving(one_answer_then_close) as url, HttpApi(Still(), {"there": url}, QUICK) as api:
        for _ in range(3):
            assert (await api.call("POST", url, json={})).status == 201
            await asyncio.sleep(0.02)  # the end of the connection arrives before the next call
    assert connections == 3


async def test_a_call_that_is_cancelled_leaves_no_connection_behind() -> None:
    async with (
        serving(no_answer_in_time) as url,
        HttpApi(Still(), {"there": url}, Caps(per_origin=1, total=0.4)) as api,
    ):
        call = asyncio.create_task(api.call("POST", url, json={}))
        await asyncio.sleep(0.05)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        with pytest.raises(OutcomeUnknown):  # it got the one place, and then no answer
            await api.call("POST", url, json={})


async def slow_on_the_way(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_head(reader)
    await asyncio.sleep(0.6)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")


async def test_a_file_may_take_as_long_as_its_size_asks_for_and_nothing_else_may() -> None:
    caps, file = Caps(total=0.2, pace=100_000), Upload(name="a.mp4", mime="video/mp4", data=bytes(100_000))
    async with serving(slow_on_the_way) as url, HttpApi(Still(), {"there": url}, caps) as api:
        assert (await api.call("POST", url, form={"video": file})).status == 200
        assert await api.fetch(url, most=100_000) == b"{}"
        for given in ({"form": {"text": "x" * 100_000}}, {"json": {"text": "x"}}):
            with pytest.raises(OutcomeUnknown):
                await api.call("POST", url, **given)
        with pytest.raises(Unavailable):
            await api.fetch(url, most=1000)


async def test_a_file_that_never_arrives_is_given_up() -> None:
    file = Upload(name="a.mp4", mime="video/mp4", data=bytes(10_000))
    async with (
        serving(no_answer_in_time) as url,
        HttpApi(Still(), {"there": url}, Caps(total=0.2, pace=100_000)) as api,
    ):
        with pytest.raises(OutcomeUnknown):
            await api.call("POST", url, form={"video": file})
