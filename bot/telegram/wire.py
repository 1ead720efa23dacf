"""How python-telegram-bot reaches Telegram: through our own door to HTTP, and without ever being told the token.

It is given a word in the token's place; the token is put in when a request is signed. So it can be in none of the
library's errors, logs and reprs, and every request has our timeouts, our caps and our answer to "was it sent?".
"""

import json
from collections.abc import Mapping
from typing import Any

from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

from core.errors import NetworkError as NotReached
from core.networks.api import HttpApi
from core.ports import Slot, Upload

WORD = "token"
"""What stands for it."""
ANSWERS = range(300, 600)
"""The library reads Telegram's refusals itself."""
UNREAD = "unread"
"""Of an update that the library gave us: what it has not looked at."""
LARGEST = 20_000_000
"""The largest file that a bot may download, in bytes (https://core.telegram.org/bots/api#getfile)."""


class Signing:
    """A credential for the Bot API at one origin."""

    __slots__ = ("_origin", "_token")

    def __init__(self, token: str, origin: str) -> None:
        self._token, self._origin = token, origin

    @property
    def base(self) -> str:
        """See `core.ports.Credential`."""
        return self._origin

    def fill(self, url: str, form: Mapping[str, str | Upload | Slot]) -> Mapping[str, str | Upload]:  # noqa: ARG002
        """See `core.ports.Credential`: this token is never in a form."""
        return {name: value for name, value in form.items() if not isinstance(value, Slot)}

    def sign(self, method: str, url: str, nonce: str = "") -> tuple[str, Mapping[str, str]]:  # noqa: ARG002 - the port's
        """See `core.ports.Credential`."""
        if not url.startswith(f"{self._origin}/"):
            raise NotReached("not the Bot API's own host")
        return url.replace(f"/bot{WORD}/", f"/bot{self._token}/", 1), {}

    def __repr__(self) -> str:
        return "Credential(...)"


class Wire(BaseRequest):
    """The library's request class over `HttpApi`. The connections are its owner's to close."""

    def __init__(self, http: HttpApi, signing: Signing) -> None:
        self._http, self._signing = http, signing

    @property
    def read_timeout(self) -> float | None:
        """None: `HttpApi` has its own, over the whole of a call."""
        return None

    async def initialize(self) -> None:
        """Nothing has to be opened."""

    async def shutdown(self) -> None:
        """Nothing has to be closed."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """One request. Raises `telegram.error.NetworkError`; its cause says whether it was sent."""
        try:
            if method == "GET":
                return 200, await self._http.fetch(url, credential=self._signing, most=LARGEST)
            answer = await self._http.call("POST", url, credential=self._signing, accept=ANSWERS, **_body(request_data))
        except NotReached as error:
            raise NetworkError(str(error)) from error
        return answer.status, answer.text.encode()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What Telegram says. Raises `TelegramError`; unlike the library's own, it writes nothing of it to the log.

        Updates go through the library unread, each under `UNREAD`: it would read all of them at once, and one that it
        cannot read would keep back what came with it.
        """
        try:
            said = json.loads(payload)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict) or ("result" not in said and said.get("ok") is not False):
            raise TelegramError("Invalid server response")
        if isinstance(said.get("result"), list):
            said["result"] = [_unread(one) for one in said["result"]]
        return said


def _unread(one: Any) -> Any:
    given = isinstance(one, dict) and "update_id" in one
    return {"update_id": one["update_id"], UNREAD: one} if given else one


def _body(data: RequestData | None) -> dict[str, Any]:
    """JSON, or a form where there are files."""
    if data is None:
        return {}
    if not data.contains_files:
        return {"json": data.parameters}
    files = {name: Upload(*_named(part)) for name, part in data.multipart_data.items()}
    return {"form": {**data.json_parameters, **files}}


def _named(part: tuple[str, Any, str]) -> tuple[str, str, bytes]:
    name, content, mime = part
    return name, mime, content
