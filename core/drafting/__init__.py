"""From a brief to a text: what a person asks of a writer, chooses, edits and takes back."""

from core.drafting.briefs import brief_of, include, start, tell
from core.drafting.drafts import Draft, current
from core.drafting.media import ALT_MOST, attach, describe, detach, media_of, suggested, unsaid, wordless
from core.drafting.orders import ask_writer, newest_writing, stop
from core.drafting.running import run_writing
from core.drafting.versions import choose, edit, undo

__all__ = [
    "ALT_MOST",
    "Draft",
    "ask_writer",
    "attach",
    "brief_of",
    "choose",
    "current",
    "describe",
    "detach",
    "edit",
    "include",
    "media_of",
    "newest_writing",
    "run_writing",
    "start",
    "stop",
    "suggested",
    "tell",
    "undo",
    "unsaid",
    "wordless",
]
