"""A request, and the register of the methods that answer one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.state import World

Method = Callable[[World, "Call"], Any]
METHODS: dict[str, Method] = {}


@dataclass(slots=True)
class Upload:
    """A file in a form."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Call:
    """`params` are decoded; `status` and `answer` what came of it, also where a fault kept it from the bot."""

    method: str
    params: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)
    at: float = 0.0
    status: int = 0
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def result(self) -> Any:
        return self.answer.get("result")


def method(name: str) -> Callable[[Method], Method]:
    """The function that answers a method: synchronous, returns `result` or raises `Refused`."""

    def known(function: Method) -> Method:
        METHODS[name] = function
        return function

    return known
