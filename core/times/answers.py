"""What can come of a phrase: a moment, a question, a refusal, or that it is no time at all."""

from dataclasses import dataclass
from typing import Literal

from core.times.moments import Moment


@dataclass(frozen=True, slots=True)
class Understood:
    """Every word is accounted for and one moment remains."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class Doubt:
    """It is about a time, but the person has to say which: at most four, the likeliest first.

    `reason`: no_hour, no_day, which_day, two_readings, conflict, vague, recurring, limit, unclear, leftover_words,
    past_date, far_away.
    """

    choices: tuple[Moment, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """It is clear, but over, or there is no such time."""

    reason: Literal["past", "impossible"]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """It says nothing about time."""


Answer = Understood | Doubt | Refusal | Unreadable
