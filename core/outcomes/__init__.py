"""What may become of a publication in the engine's hands, decided without doing anything, by the steps of `core.posts`.

Why the figures are what they are: docs/design/publishing.md.
"""

from core.outcomes.after import Crash, Result, asked_about, concluded, looked, repeated
from core.outcomes.before import (
    Facts,
    agreed,
    begun,
    beyond_us,
    changed_meanwhile,
    crashed,
    late,
    looking,
    put_back,
    repeatable,
    resumed,
    stopped,
    unbroken,
)
from core.outcomes.figures import LOOKS, Outcome

__all__ = [
    "LOOKS",
    "Crash",
    "Facts",
    "Outcome",
    "Result",
    "agreed",
    "asked_about",
    "begun",
    "beyond_us",
    "changed_meanwhile",
    "concluded",
    "crashed",
    "late",
    "looked",
    "looking",
    "put_back",
    "repeatable",
    "repeated",
    "resumed",
    "stopped",
    "unbroken",
]
