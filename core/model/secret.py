"""A secret that never shows itself: not in a log, a traceback, a copy, a pickle or JSON."""

import hmac
from typing import NoReturn


class Secret:
    """Bytes that only `reveal` gives, and only what signs, seals and unseals calls that (a test holds it to that)."""

    __slots__ = ("__value",)

    def __init__(self, value: bytes | str) -> None:
        self.__value = value.encode() if isinstance(value, str) else value

    def reveal(self) -> bytes:
        """The bytes, for the moment they are signed, sealed or sent with."""
        return self.__value

    def __bool__(self) -> bool:
        return bool(self.__value)

    def same(self, other: "Secret") -> bool:
        """Whether both are the same bytes; takes as long whatever they are."""
        return hmac.compare_digest(self.__value, other.reveal())

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce_ex__(self, _: object) -> NoReturn:
        raise TypeError("a secret is not written down")

    def __format__(self, _: str) -> NoReturn:
        raise TypeError("a secret is not written down")


NO_SECRET = Secret(b"")
