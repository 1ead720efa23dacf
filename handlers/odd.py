"""What people send besides words and pictures of theirs: a kind answer each; a voice is echoed, a source named."""

from collections.abc import Mapping
from dataclasses import replace

from core.roles import Right, may
from handlers.buttons import button, home, shorten
from handlers.rooms import LABEL_MOST
from handlers.routes import Reply, Turn, on_other
from handlers.view import Quote, Row, Text, View

KINDS: Mapping[str, str] = {
    "sticker": "sticker",
    "location": "place",
    "venue": "place",
    "contact": "contact",
    "poll": "poll",
    "checklist": "poll",
    "audio": "sound",
    "voice": "voice",
    "video_note": "round",
    "dice": "game",
    "game": "game",
    "password": "password",
}
"""What is answered alike; anything else is a thing."""


@on_other()
async def other(turn: Turn) -> Reply:
    """Never an error, and never a brief; a question that was asked stays asked."""
    said = turn.say(f"odd-{KINDS.get(turn.said.other, 'thing')}")
    ways = [button(turn, "write", "compose.how")] if may(turn.role, Right.WRITE) else []
    blocks = (Text(said), Row((*ways, button(turn, "help", "help"), home(turn))))
    return Reply(show=View(key="odd", blocks=blocks, summary=said))


def echoed(turn: Turn, reply: Reply) -> Reply:
    """The reply to a voice, after what was heard: a person sees at once where they were misheard."""
    said = turn.say("odd-heard")
    echo = View(key="heard", blocks=(Text(said), Quote(turn.heard)), summary=said)
    return replace(reply, show=echo, say=(*([] if reply.show is None else [reply.show]), *reply.say))


def whose(turn: Turn, key: str) -> str:
    """That these are somebody else's words, where they were forwarded."""
    name = shorten(" ".join(turn.said.forwarded.split()), LABEL_MOST)
    return turn.say(key, name=name) if name else ""
