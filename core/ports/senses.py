"""Senses: what a model can hear and see, where there is one that can."""

from typing import Protocol


class Senses(Protocol):
    """Speech into words, pictures into words. Raises `WriterError`s; `""` where it cannot do that at all."""

    @property
    def able(self) -> bool:
        """Whether there is a model at all."""
        ...

    async def hear(self, sound: bytes, mime: str, *, language: str) -> str:
        """The words that are spoken."""
        ...

    async def see(self, picture: bytes, mime: str, *, language: str) -> str:
        """What the picture shows, in a sentence for who cannot see it."""
        ...
