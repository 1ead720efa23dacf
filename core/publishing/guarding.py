"""The one place where an error that nobody foresaw ends: one poisoned publication must not stop all the others."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from core.errors import MarketingError, StoreUnavailable

T = TypeVar("T")
R = TypeVar("R")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fault:
    """A bug of ours, or of a library; `name` is the exception's class."""

    name: str


async def guarded(doing: Awaitable[R]) -> R | Fault:
    """What it gives, or that it broke. What we raise on purpose is raised."""
    try:
        return await doing
    except MarketingError:
        raise
    except Exception as error:
        logger.exception("unforeseen while publishing")
        return Fault(type(error).__name__)


async def each(doing: Callable[[Sequence[T]], Awaitable[R]], items: Sequence[T]) -> tuple[list[R], list[tuple[T, str]]]:
    """Does it for all at once; where that breaks, for each alone: what was done, and who broke it and how."""
    try:
        got = await guarded(doing(items))
    except StoreUnavailable:
        raise
    except MarketingError as error:
        got = Fault(type(error).__name__)
    if not isinstance(got, Fault):
        return [got], []
    if len(items) == 1:
        return [], [(items[0], got.name)]
    done, broken = [], []
    for item in items:
        well, badly = await each(doing, [item])
        done += well
        broken += badly
    return done, broken
