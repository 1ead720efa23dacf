"""Cards: Views with their buttons as tokens, every posted copy remembered, and the outbox that carries them out."""

import contextlib
import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, get_args

from pydantic import TypeAdapter

from core.app import App
from core.errors import Stale
from core.model import ActToken, Card, Conversation, Outgoing, Said, new_id
from core.ports import EVERYWHERE
from handlers.routes import Turn, is_private
from handlers.view import Act, Block, Choice, Fields, Form, Grid, Row, Text, View

TOKEN_LASTS = timedelta(days=30)
MOVED = "moved"
_KINDS: dict[str, TypeAdapter[Block]] = {kind.__name__: TypeAdapter(kind) for kind in get_args(Block)}


def to_json(view: View) -> str:
    """The View as it is kept in a card, each block under its own name: several differ in nothing else."""
    blocks = [{"is": type(block).__name__, **_KINDS[type(block).__name__].dump_python(block)} for block in view.blocks]
    return json.dumps({**_frame(view), "blocks": blocks}, ensure_ascii=False, default=str)


def _frame(view: View) -> dict[str, Any]:
    names = ("key", "summary", "args", "subject", "version")
    return {name: getattr(view, name) for name in names}


def from_json(text: str) -> View:
    """The View that a card keeps."""
    kept = json.loads(text)
    blocks = tuple(_KINDS[block.pop("is")].validate_python(block) for block in kept.pop("blocks"))
    return View(blocks=blocks, **kept)


def acts_of(view: View) -> Iterator[Act]:
    """Every button of the View, in order."""
    for block in view.blocks:
        match block:
            case Row(acts=acts) | Choice(acts=acts):
                yield from acts
            case Grid(rows=rows):
                yield from chain.from_iterable(rows)
            case Form(send=send):
                yield send
            case _:
                pass


def _with_tokens(view: View, tokens: Iterable[str]) -> View:
    given = iter(tokens)

    def with_token(act: Act) -> Act:
        return replace(act, token=next(given), args={}, verb="")

    def armed(block: Block) -> Block:
        match block:
            case Row(acts=acts) | Choice(acts=acts):
                return replace(block, acts=tuple(map(with_token, acts)))
            case Grid(rows=rows):
                return replace(block, rows=tuple(tuple(map(with_token, row)) for row in rows))
            case Form(send=send):
                return replace(block, send=with_token(send))
            case _:
                return block

    return replace(view, blocks=tuple(armed(block) for block in view.blocks))


def _token(turn: Turn, card_id: str, view: View, act: Act) -> ActToken:
    return ActToken(
        id=secrets.token_urlsafe(9),
        card_id=card_id,
        workspace_id=turn.workspace.id,
        verb=act.verb,
        args=act.args,
        subject=view.subject,
        version=view.version,
        person_id=None if act.only is None else turn.person.id,
        created_at=turn.now,
        expires_at=turn.now + TOKEN_LASTS,
    )


def _meaning(token: ActToken) -> tuple[object, ...]:
    args = tuple(sorted(token.args.items()))
    return token.workspace_id, token.verb, args, token.subject, token.version, token.person_id


async def _armed(turn: Turn, card_id: str, view: View, *, new: bool) -> tuple[View, list[ActToken]]:
    """The View with a token for each button, and the new ones; one that means the same as before keeps its token."""
    wanted = [_token(turn, card_id, view, act) for act in acts_of(view)]
    known = [] if new else await turn.app.store.find(EVERYWHERE, ActToken, card_id=card_id)
    # One that is soon over is not given once more: the button would die on a card that is still looked at.
    same = {_meaning(token): token for token in known if token.expires_at > turn.now + TOKEN_LASTS / 2}
    used = [same.get(_meaning(token), token) for token in wanted]
    return _with_tokens(view, [token.id for token in used]), [token for token in used if token not in known]


@dataclass(frozen=True, slots=True)
class Queued:
    """What was put into the outbox, and what it is to show: enough to send it without reading it again."""

    row: Outgoing | None
    """None: it was queued already, and is sent by whoever has that row, as it is by then."""
    card: Card | None = None
    view: View | None = None


@dataclass(slots=True)
class Outbox:
    """What a turn puts into the outbox. With `until`, its own process has it for itself that long, to send it."""

    until: datetime | None = None
    queued: list[Queued] = field(default_factory=list)


def _placed(turn: Turn, view: View) -> View:
    """With the workspace's name on top for a person who is in several; where others read along, without their rooms."""
    if not turn.conversation.private:
        view = _for_all(view)
    if not turn.several:
        return view
    return replace(view, blocks=(Fields(((turn.say("home-workspace"), turn.workspace.name),)), *view.blocks))


def _for_all(view: View) -> View:
    """Without the buttons that lead to what is only one person's."""
    blocks: list[Block] = []
    for block in view.blocks:
        if not isinstance(block, Row):
            blocks.append(block)
        elif acts := tuple(act for act in block.acts if not is_private(act.verb)):
            blocks.append(replace(block, acts=acts))
    return replace(view, blocks=tuple(blocks))


def _fingerprint(view: View) -> str:
    return hashlib.sha256(to_json(view).encode()).hexdigest()


async def post(turn: Turn, view: View, out: Outbox) -> None:
    """A new card in the turn's conversation, on its way out with the turn's commit."""
    view, place = _placed(turn, view), turn.conversation
    card_id = new_id()
    armed, tokens = await _armed(turn, card_id, view, new=True)
    card = Card(
        id=card_id,
        platform=place.platform,
        team=place.team,
        chat=place.chat,
        conversation_id=place.id,
        person_id=turn.person.id,
        workspace_id=turn.workspace.id,
        screen=view.key,
        args=view.args,
        subject=view.subject,
        view=to_json(armed),
        fingerprint=_fingerprint(view),
        created_at=turn.now,
        updated_at=turn.now,
    )
    await _retire(turn, view.subject)
    row = _going(card, out.until)
    await turn.app.store.add(EVERYWHERE, card, *tokens, row)
    out.queued.append(Queued(row, card, armed))


async def _retire(turn: Turn, subject: str) -> None:
    """Of one thing a chat has one live card, the newest; what stood for it before says where it went."""
    if not subject:
        return
    words = turn.say("card-moved")
    for card in await turn.app.store.find(
        EVERYWHERE, Card, conversation_id=turn.conversation.id, workspace_id=turn.scope, subject=subject
    ):
        moved = View(key=MOVED, blocks=(Text(words),), summary=words)
        changed = replace(card, screen=MOVED, args={}, subject="", view=to_json(moved), updated_at=turn.now)
        await turn.app.store.change(EVERYWHERE, card, replace(changed, fingerprint=_fingerprint(moved)))
        await turn.app.store.add(EVERYWHERE, *await _queue(turn.app, changed))


async def redraw(turn: Turn, card: Card, view: View, out: Outbox) -> bool:
    """Puts the View in the card's place; False, and nothing is sent, where it already looks like this."""
    view = _placed(turn, view)
    if (mark := _fingerprint(view)) == card.fingerprint:
        return False
    armed, tokens = await _armed(turn, card.id, view, new=False)
    changed = replace(
        card,
        screen=view.key,
        args=view.args,
        subject=view.subject,
        view=to_json(armed),
        fingerprint=mark,
        updated_at=turn.now,
        workspace_id=turn.workspace.id,
    )
    saved = await turn.app.store.change(EVERYWHERE, card, changed)
    going = await _queue(turn.app, saved, out.until)
    await turn.app.store.add(EVERYWHERE, *tokens, *going)
    out.queued.append(Queued(going[0] if going else None, saved, armed))
    return True


async def _queue(app: App, card: Card, until: datetime | None = None) -> list[Outgoing]:
    """What is sent is always a card's newest state: one that is queued already need not be queued again."""
    return [] if await app.store.hurry_card(EVERYWHERE, card.id) else [_going(card, until)]


def _going(card: Card, until: datetime | None = None) -> Outgoing:
    return Outgoing(
        id=new_id(),
        platform=card.platform,
        team=card.team,
        chat=card.chat,
        created_at=card.updated_at,
        card_id=card.id,
        lease_until=until,
        tries=int(until is not None),
    )


async def toast(turn: Turn, words: str, reply_to: str, out: Outbox) -> None:
    """A short answer to what was just done."""
    row = line(turn.conversation, words, reply_to, turn.now)
    if out.until is not None:
        row = replace(row, lease_until=out.until, tries=1)
    await turn.app.store.add(EVERYWHERE, row)
    out.queued.append(Queued(row))


def line(place: Conversation | Said, words: str, reply_to: str, now: datetime) -> Outgoing:
    """A short answer on its way to a chat."""
    return Outgoing(
        id=new_id(),
        platform=place.platform,
        team=place.team,
        chat=place.chat,
        created_at=now,
        toast=words,
        reply_to=reply_to,
    )


async def remember(app: App, card_id: str, message: str | None, shown: str = "", chat: str = "") -> Card:
    """The card as it is now, its place in the chat remembered; whoever redraws it meanwhile does not mind.

    `chat`: where it stands, when that is not where it was meant to be.
    """
    while True:
        card = await app.store.get(EVERYWHERE, Card, card_id)
        placed = replace(card, message=message, shown=shown, chat=chat or card.chat)
        if placed == card:
            return card
        with contextlib.suppress(Stale):
            return await app.store.change(EVERYWHERE, card, placed)
