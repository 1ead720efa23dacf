"""A page of anybody's is read as anybody would read it: no further than it may be long, wherever it has moved to."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from core.errors import NetworkError, Refused, Unavailable
from core.networks.api import Caps, HttpApi
from tests.fakes.networks.trying import Still
from tests.fakes.ssrf.corpus import ADDRESSES, HOSTS
from tests.fakes.ssrf.trap import Names, Pages, Trap, paged, trapped


@pytest.fixture
async def pages() -> AsyncIterator[Pages]:
    async with paged() as made:
        yield made


@pytest.fixture
async def trap() -> AsyncIterator[Trap]:
    async with trapped() as made:
        yield made


@pytest.fixture
async def api(pages: Pages, trap: Trap) -> AsyncIterator[HttpApi]:
    names = Names({"turns.example": [["127.0.0.1"]]}, trap.port)
    allow = [pages.url.removeprefix("http://")]
    async with HttpApi(Still(), {}, Caps(look=1), allow=allow, resolver=names) as made:
        yield made


async def test_a_page_is_given_with_where_and_what_it_is(api: HttpApi, pages: Pages) -> None:
    pages.moved = {"/a": "b?c=d", "/b?c=d": "//" + pages.url[7:] + "/e", "/e": "/page#top"}
    pages.there["/page"] = "Rīga".encode("cp1257")
    page = await api.look(pages.url + "/a")
    assert (page.url, page.mime, page.charset) == (pages.url + "/page", "text/html", "windows-1257")
    assert page.data.decode(page.charset) == "Rīga"
    assert not any(word in head.lower() for head in pages.heads for word in (b"authorization", b"cookie", b"referer"))


async def test_a_page_that_moves_too_often_is_left(api: HttpApi, pages: Pages) -> None:
    pages.moved = {"/1": "/2", "/2": "/3", "/3": "/4", "/4": "/5", "/round": "/round"}
    pages.there["/5"] = b"far"
    assert (await api.look(pages.url + "/2")).data == b"far"
    for path in ("/1", "/round"):
        with pytest.raises(Refused, match="moved more than 3 times"):
            await api.look(pages.url + path)
    assert len(pages.heads) == 4 + 4 + 4


async def test_no_page_sends_one_to_what_is_not_public(api: HttpApi, pages: Pages, trap: Trap) -> None:
    places = [f"{way}//{host}:{trap.port}/" for host in HOSTS if host for way in ("http:", "https:", "")]
    places += [f"https://{host}/" for host in HOSTS]
    places += [place for place in ADDRESSES if "//" in place[1:] and place == place.strip()]
    places += ["https://turns.example/", f"http://localhost:{trap.port}/"]
    for place in (place for place in places if not set(place) & set("\r\n\x00")):  # these end a header
        pages.moved = {"/": "/next", "/next": place}
        with pytest.raises(Refused):
            await api.look(pages.url + "/")
    assert await trap.counted() == 0


@pytest.mark.parametrize(
    ("status", "error"),
    [
        *((status, Refused) for status in (401, 403, 404, 410)),
        *((status, Unavailable) for status in (304, 408, 429, 500, 503)),
    ],
)
async def test_a_page_that_is_not_given_says_nothing_about_an_account(
    api: HttpApi, pages: Pages, status: int, error: type[NetworkError]
) -> None:
    with pytest.raises(NetworkError) as caught:
        await api.look(f"{pages.url}/{status}")
    assert (type(caught.value), caught.value.detail) == (error, f"HTTP {status}")


async def test_what_is_too_long_is_refused_or_cut(api: HttpApi, pages: Pages) -> None:
    pages.there["/long"] = b"x" * 100_001
    assert len((await api.look(pages.url + "/long", most=100_001)).data) == 100_001
    with pytest.raises(Refused, match="longer than 100000 bytes"):
        await api.look(pages.url + "/long", most=100_000)
    assert len((await api.look(pages.url + "/long", most=100_000, cut=True)).data) == 100_000


async def test_all_moves_together_have_the_time_of_one_page() -> None:
    async def slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.15)
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(slowly, "127.0.0.1", 0) as server:
        place = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with HttpApi(Still(), {}, Caps(look=0.3), allow=[place]) as api:
            with pytest.raises(Unavailable):
                await api.look(f"http://{place}/")
        await asyncio.sleep(0.2)  # the last answer is on its way to nobody
