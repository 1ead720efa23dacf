"""A server that wants its nonce in a proof has done nothing yet: it is asked once more, with the nonce (RFC 9449)."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from yarl import URL

from core.errors import NetworkError, Refused, TokenRejected
from core.networks.api import HttpApi
from core.networks.api.nonces import MOST, Nonces
from core.ports import Upload
from tests.fakes.networks.trying import Still

IN_BODY = (400, "", {"error": "use_dpop_nonce", "error_description": "Authorization server requires nonce in proof"})
IN_HEADER = (401, 'DPoP algs="ES256", error="use_dpop_nonce", error_description="Resource server requires nonce"', {})
EARLIER = (401, 'Basic realm="x", DPoP error=use_dpop_nonce', {"error": "invalid"})
SHAPES = [IN_BODY, IN_HEADER, EARLIER]


@dataclass
class Proved:
    """A server that takes a proof with the nonce that it gave last, each for one use where `once`."""

    refusal: tuple[int, str, object] = IN_BODY
    nonce: str = "nonce-1"
    gives: bool = True
    once: bool = False
    stubborn: bool = False
    proofs: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    done: int = 0
    url: str = ""

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:] if line)
                self.bodies.append(await reader.readexactly(int(fields.get("Content-Length", 0))))
                self.proofs.append(fields.get("DPoP", ""))
                writer.write(self.answer(self.proofs[-1]))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def answer(self, proof: str) -> bytes:
        status, challenge, body = self.refusal
        if not self.stubborn and proof == f"proof({self.nonce})":
            self.done += 1
            status, challenge, body = 200, "", {"ok": True}
            if self.once:
                self.nonce += "'"
        head = f"HTTP/1.1 {status} X\r\n"
        head += f"WWW-Authenticate: {challenge}\r\n" if challenge else ""
        head += f"DPoP-Nonce: {self.nonce}\r\n" if self.gives else ""
        words = json.dumps(body).encode()
        return f"{head}Content-Length: {len(words)}\r\n\r\n".encode() + words


@dataclass(frozen=True)
class Prover:
    """A credential whose proof shows what it was made with."""

    def sign(self, method: str, url: str, nonce: str = "") -> tuple[str, Mapping[str, str]]:
        return url, {"DPoP": f"proof({nonce})"}


@asynccontextmanager
async def proved(**given: object) -> AsyncIterator[Proved]:
    made = Proved(**given)  # type: ignore[arg-type]
    async with await asyncio.start_server(made.handle, "127.0.0.1", 0) as server:
        made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield made
        await asyncio.sleep(0.01)  # the ends of its connections arrive


@asynccontextmanager
async def reaching(*servers: Proved, clock: Still | None = None) -> AsyncIterator[HttpApi]:
    async with HttpApi(clock or Still(), {str(at): server.url for at, server in enumerate(servers)}) as api:
        yield api


@pytest.mark.parametrize("refusal", SHAPES)
async def test_a_call_is_made_once_more_with_the_nonce_and_the_next_has_it_at_once(refusal: object) -> None:
    async with proved(refusal=refusal) as server, reaching(server) as api:
        for _ in range(2):
            answer = await api.call("POST", server.url + "/xrpc", credential=Prover(), json={"text": "x"})
            assert answer.data == {"ok": True}
    assert server.proofs == ["proof()", "proof(nonce-1)", "proof(nonce-1)"]
    assert (server.done, set(server.bodies)) == (2, {b'{"text":"x"}'})


async def test_the_nonce_of_a_success_is_used_next() -> None:
    async with proved(once=True) as server, reaching(server) as api:
        for _ in range(3):
            await api.call("GET", server.url, credential=Prover(), effect=False)
    assert server.proofs == ["proof()", "proof(nonce-1)", "proof(nonce-1')", "proof(nonce-1'')"]


async def test_a_form_with_a_file_is_made_anew_for_the_repeat() -> None:
    async with proved() as server, reaching(server) as api:
        file = Upload("a.png", "image/png", b"bytes of a picture")
        await api.call("POST", server.url, credential=Prover(), form={"file": file})
    assert [b"bytes of a picture" in body for body in server.bodies] == [True, True]


@pytest.mark.parametrize(("refusal", "error"), [(IN_BODY, Refused), (IN_HEADER, TokenRejected)])
async def test_a_server_that_is_never_content_is_asked_twice(refusal: object, error: type[NetworkError]) -> None:
    async with proved(refusal=refusal, stubborn=True) as server, reaching(server) as api:
        with pytest.raises(error):
            await api.call("POST", server.url, credential=Prover(), json={})
        assert (await api.call("POST", server.url, credential=Prover(), json={}, accept=(400, 401))).status in (
            400,
            401,
        )
    assert len(server.proofs) == 4


@pytest.mark.parametrize(
    "given",
    [
        {"gives": False},
        {"refusal": (403, "", {"error": "use_dpop_nonce"})},
        {"refusal": (400, "", {"error": "invalid_grant"})},
        {"refusal": (401, 'Bearer error="use_dpop_nonce"', {})},
        {"refusal": (401, 'DPoP error="invalid_token"', {"error": ["use_dpop_nonce"]})},
        {"nonce": "two words"},
        {"nonce": 'a"quote'},
        {"nonce": "x" * 513},
    ],
)
async def test_nothing_else_is_repeated(given: dict[str, object]) -> None:
    async with proved(**given) as server, reaching(server) as api:
        with pytest.raises(NetworkError):
            await api.call("POST", server.url, credential=Prover(), json={})
    assert len(server.proofs) == 1


async def test_a_call_without_a_credential_is_not_repeated() -> None:
    async with proved() as server, reaching(server) as api:
        with pytest.raises(Refused):
            await api.call("POST", server.url, json={})
    assert server.proofs == [""]


async def test_each_origin_has_a_nonce_of_its_own_for_five_minutes() -> None:
    clock = Still()
    async with proved(nonce="one") as first, proved(nonce="two") as second, reaching(first, second, clock=clock) as api:
        for server in (first, second, first, second):
            await api.call("GET", server.url, credential=Prover(), effect=False)
        clock.at += timedelta(minutes=5)
        await api.call("GET", first.url, credential=Prover(), effect=False)
    assert first.proofs == ["proof()", "proof(one)", "proof(one)", "proof()", "proof(one)"]
    assert second.proofs == ["proof()", "proof(two)", "proof(two)"]


def test_only_so_many_origins_are_remembered() -> None:
    nonces = Nonces(Still())
    for number in range(MOST + 1):
        nonces.learn(URL(f"https://{number}.example/x"), {"DPoP-Nonce": str(number)})
    assert nonces.of("https://0.example/y") == ""
    assert nonces.of(f"https://{MOST}.example:443/y") == str(MOST)
    assert nonces.of(f"https://{MOST}.example:444/y") == ""


def test_what_is_no_address_has_no_nonce() -> None:
    nonces = Nonces(Still())
    nonces.learn(URL("https://a.example/x"), {"DPoP-Nonce": "one"})
    assert nonces.of("https://[") == ""
