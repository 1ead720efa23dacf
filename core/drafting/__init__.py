"""From a brief to a text: what a person asks of a writer, chooses, edits and takes back."""

from core.drafting.briefs import include, start
from core.drafting.drafts import Draft, current
from core.drafting.orders import ask_writer, newest_writing, stop
from core.drafting.running import run_writing
from core.drafting.versions import choose, edit, undo

__all__ = [
    "Draft",
    "ask_writer",
    "choose",
    "current",
    "edit",
    "include",
    "newest_writing",
    "run_writing",
    "start",
    "stop",
    "undo",
]
