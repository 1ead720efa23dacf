"""How the Bot API says no: because of how things stand, or because the request is wrong."""

from typing import Any

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


class Refused(Exception):
    """A refusal that a bot must live with: blocked, gone, too old. No fault of the request."""

    def __init__(self, description: str, code: int = 400, **parameters: Any) -> None:
        words = {400: "Bad Request: ", 403: "Forbidden: ", 409: "Conflict: "}.get(code, "")
        super().__init__(words + description)
        self.code, self.parameters = code, parameters

    @property
    def answer(self) -> dict[str, Any]:
        said: dict[str, Any] = {"ok": False, "error_code": self.code, "description": str(self)}
        return said | ({"parameters": self.parameters} if self.parameters else {})


class Wrong(Refused):
    """A refusal that our code must never bring about; it is also kept in `violations`."""


def forbidden(description: str) -> Refused:
    return Refused(description, 403)


def flooded(seconds: int) -> Refused:
    return Refused(f"Too Many Requests: retry after {seconds}", 429, retry_after=seconds)
