"""Writers: the order they get, and what they answer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.model import (
    Brand,
    Variant,
)
from core.ports.networks import Count


class Task(StrEnum):
    """What a writer is asked to do."""

    VARIANTS = "variants"
    SHORTER = "shorter"
    LONGER = "longer"
    TONE = "tone"
    INSTRUCTION = "instruction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """All that a writer is told: nothing else of the workspace leaves the house."""

    task: Task
    brief: str
    language: str
    brand: Brand
    limit: int
    """The longest text, as `count` counts."""
    count: Count
    base: str = ""
    instruction: str = ""
    avoid: tuple[str, ...] = ()
    """Texts already offered: regenerate means others."""
    variants: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """More of the text, for the eye only; `text` is all of it so far."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The end of a writing: the variants, and its cost in micro-euro."""

    variants: tuple[Variant, ...]
    cost: int = 0


class Writer(Protocol):
    """Writes texts. `estimate` is the most one order can cost, in micro-euro; 0 for a writer that costs nothing."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str:
        """What a person knows it by: of a language model, the model's name."""
        ...

    def estimate(self, order: Order) -> int: ...

    def write(self, order: Order) -> AsyncIterator[Piece | Written]:
        """Pieces, then exactly one `Written`. Raises `WriterError`."""
        ...
