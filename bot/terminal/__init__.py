"""The chat in a terminal: what a View looks like as text, and what typed lines mean."""

from bot.terminal.chat import Terminal, lines, speaker
from bot.terminal.render import render

__all__ = ["Terminal", "lines", "render", "speaker"]
