"""What a request carries: a form's words, the secrets in its slots, a file as it is."""

import traceback
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

import pytest

from core.errors import NetworkError, OutcomeUnknown, TokenRejected
from core.networks.api import Caps, HttpApi
from core.ports import Slot, Upload
from tests.core.test_api import Canned, canned
from tests.core.test_api_phases import serving, slow_on_the_way
from tests.fakes.networks.trying import Still

__all__ = ["canned"]
SECRET = "wēry/se cret+value="
WRITTEN = "w%C4%93ry%2Fse+cret%2Bvalue%3D"
FILE = Upload("a.png", "image/png", b"\x89PNG")


@dataclass(frozen=True)
class Filler:
    """A credential that puts its secret into forms, for one origin."""

    origin: str

    def sign(self, method: str, url: str, nonce: str = "") -> tuple[str, Mapping[str, str]]:
        return url, {}

    def fill(self, url: str, form: Mapping[str, str | Upload | Slot]) -> Mapping[str, str | Upload]:
        if not url.startswith(self.origin):
            raise TokenRejected("not the network's own host")
        return {name: SECRET if isinstance(value, Slot) else value for name, value in form.items()}


@pytest.fixture
async def api(canned: Canned) -> AsyncIterator[HttpApi]:
    async with HttpApi(Still(), {"there": canned.url}, Caps(total=2)) as made:
        yield made


def sent(canned: Canned) -> tuple[bytes, bytes]:
    head, _, body = canned.seen[-1].partition(b"\r\n\r\n")
    return head, body


async def test_a_form_of_words_is_urlencoded(api: HttpApi, canned: Canned) -> None:
    await api.call("POST", canned.url, form={"code": "a b&c", "city": "Rīga"})
    head, body = sent(canned)
    assert b"\r\nContent-Type: application/x-www-form-urlencoded\r\n" in head
    assert body == b"code=a+b%26c&city=R%C4%ABga"


async def test_a_form_with_a_file_has_parts(api: HttpApi, canned: Canned) -> None:
    await api.call("POST", canned.url, form={"alt": "Rīga", "file": FILE})
    head, body = sent(canned)
    assert b"\r\nContent-Type: multipart/form-data; boundary=" in head
    assert b'name="file"; filename="a.png"' in body
    assert FILE.data in body


async def test_a_file_goes_as_it_is_and_says_what_it_is(api: HttpApi, canned: Canned) -> None:
    await api.call("POST", canned.url, data=FILE.data, headers={"Content-Type": "image/png", "X-Name": "a.png"})
    head, body = sent(canned)
    assert (head.count(b"Content-Type"), b"\r\nContent-Type: image/png\r\n" in head) == (1, True)
    assert body == FILE.data


async def test_a_file_as_it_is_has_as_much_time_as_one_in_a_form() -> None:
    caps = Caps(total=0.2, pace=100_000)
    async with serving(slow_on_the_way) as url, HttpApi(Still(), {"there": url}, caps) as api:
        assert (await api.call("POST", url, data=bytes(100_000))).status == 200
        with pytest.raises(OutcomeUnknown):
            await api.call("POST", url, data=bytes(1000))


async def test_a_slot_is_filled_by_the_credential(api: HttpApi, canned: Canned) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": Slot.REFRESH}
    await api.call("POST", canned.url, credential=Filler(canned.url), form=form)
    assert sent(canned)[1].decode() == f"grant_type=refresh_token&refresh_token={WRITTEN}"


async def test_a_slot_is_filled_beside_a_file_too(api: HttpApi, canned: Canned) -> None:
    await api.call("POST", canned.url, credential=Filler(canned.url), form={"key": Slot.ACCESS, "file": FILE})
    assert SECRET.encode() in sent(canned)[1]


async def test_no_slot_goes_to_a_foreign_host_or_out_unfilled(api: HttpApi, canned: Canned) -> None:
    with pytest.raises(TokenRejected):
        await api.call("POST", canned.url, credential=Filler("https://other.example"), form={"a": Slot.ACCESS})
    with pytest.raises(TokenRejected):
        await api.call("POST", canned.url, form={"a": Slot.ACCESS})
    assert canned.seen == []


@pytest.mark.parametrize("said", [SECRET, WRITTEN, "w%C4%93ry%2Fse%20cret%2Bvalue%3D"])
async def test_what_filled_a_slot_is_in_no_error(api: HttpApi, canned: Canned, said: str) -> None:
    canned.status, canned.body = 400, f"unknown token {said}".encode()
    with pytest.raises(NetworkError) as caught:
        await api.call("POST", canned.url, credential=Filler(canned.url), form={"kind": "unknown", "a": Slot.CLIENT})
    assert caught.value.detail == "unknown token …"
    assert said not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("said", [SECRET, SECRET.replace("/", "\\/"), WRITTEN])
async def test_what_filled_a_slot_is_not_in_a_refusal_that_the_network_reads_either(
    api: HttpApi, canned: Canned, said: str
) -> None:
    canned.status, canned.body = 400, f'{{"error": "invalid_grant", "error_description": "unknown: {said}"}}'.encode()
    form = {"kind": "unknown", "a": Slot.REFRESH}
    answer = await api.call("POST", canned.url, credential=Filler(canned.url), form=form, accept=(400,))
    assert answer.data == {"error": "invalid_grant", "error_description": "unknown: …"}
    assert said not in answer.text


@dataclass(frozen=True)
class Basic:
    """A credential of a name and a password."""

    def sign(self, method: str, url: str, nonce: str = "") -> tuple[str, Mapping[str, str]]:
        return url, {"Authorization": f"Basic {b64encode(f'anna:{quote(SECRET)}'.encode()).decode()}"}

    base, fill = "", Filler("").fill


@pytest.mark.parametrize("said", [SECRET, quote(SECRET)])
async def test_a_password_that_a_header_hides_is_shown_to_nobody(api: HttpApi, canned: Canned, said: str) -> None:
    canned.status, canned.body = 401, f"wrong password {said} of anna".encode()
    with pytest.raises(TokenRejected) as caught:
        await api.call("GET", canned.url, credential=Basic())
    assert caught.value.detail == "wrong password … of anna"
