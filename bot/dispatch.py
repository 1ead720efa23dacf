"""Which handler answers a turn: a press, a command, a reply to a card, an answer that was asked for, or plain words."""

from dataclasses import replace

from bot.turns import elsewhere
from core.errors import Denied, Missing
from core.model import ActToken, Card
from core.ports import EVERYWHERE
from core.roles import may, require
from handlers import conversations, odd, routes
from handlers.routes import Reply, Route, Turn
from handlers.sorry import explain

CONVERSATIONS = conversations.ALL
"""Importing them is what fills the registry."""


async def reply_to(turn: Turn) -> Reply:
    """The handler's reply; to a voice, with what was heard. Raises any `MarketingError` of ours."""
    reply = await _answer(turn)
    return odd.echoed(turn, reply) if turn.heard else reply


async def _answer(turn: Turn) -> Reply:
    said = turn.said
    if said.token:
        return await _press(turn)
    if said.picked is not None or said.other:
        return await _call(turn, (routes.PICKED if said.picked is not None else routes.OTHER)[""])
    if turn.files:
        return await _with_files(turn)
    # What somebody else wrote, or a voice said, is never a command.
    if said.text.startswith("/") and not said.forwarded and not turn.heard:
        return await _command(turn)
    if said.card and (reply := await _reply_to_card(turn)) is not None:
        return reply
    return await _words(turn)


async def _words(turn: Turn) -> Reply:
    for look in routes.DIGITS if turn.said.private and not turn.said.forwarded else ():
        if (reply := await look(turn)) is not None:
            return reply
    if turn.conversation.flow in routes.ANSWERS:
        return await _call(turn, routes.ANSWERS[turn.conversation.flow])
    # Where others read, "thanks" under a card is no brief.
    return await _call(turn, routes.WORDS[""]) if turn.said.private else Reply()


async def _with_files(turn: Turn) -> Reply:
    """Pictures and videos, from now on of the workspace that they are for, where the person may put any there."""
    card, route = await _replied_to(turn) if turn.said.card else None, routes.FILES[""]
    if not turn.said.private and (card is None or not card.subject.startswith("post:")):
        return Reply(toast=turn.say("group-private", address=turn.said.direct))
    there = turn if card is None else await elsewhere(turn, card.workspace_id)
    files = tuple(replace(file, workspace_id=there.scope, by=turn.person.id) for file in turn.files)
    if may(there.role, route.need):
        await turn.app.store.add(there.scope, *files)
    return await _call(replace(there, files=files, card=card), route)


async def _call(turn: Turn, route: Route) -> Reply:
    try:
        require(turn.role, route.need)
    except Denied as error:
        # Said here: the role is that in the card's workspace, which may not be the one the person is in.
        return Reply(toast=await explain(turn, error))
    reply = await route.handler(turn)
    return replace(reply, card=turn.card if turn.said.token else None, at=turn.workspace.id)


async def _command(turn: Turn) -> Reply:
    name, rest = [*turn.said.text[1:].split(maxsplit=1), "", ""][:2]
    name = name.split("@")[0].casefold()
    if not turn.said.private and name not in routes.IN_GROUPS:
        return Reply(toast=turn.say("group-private", address=turn.said.direct))
    route = routes.COMMANDS.get(name)
    if route is None:
        return await _call(turn.about(rest=turn.said.text), routes.COMMANDS["unknown"])
    return await _call(turn.about(rest=rest.strip()), route)


async def _reply_to_card(turn: Turn) -> Reply | None:
    card = await _replied_to(turn)
    kind, _, id = card.subject.partition(":") if card is not None else ("", "", "")
    if card is None or kind not in routes.REPLIES:
        return None
    if card.screen != kind and turn.conversation.flow in routes.ANSWERS:
        return None  # it is the question about it that is answered
    there = await elsewhere(turn, card.workspace_id)
    return await _call(replace(there, args={**card.args, "id": id}, card=card), routes.REPLIES[kind])


async def _replied_to(turn: Turn) -> Card | None:
    """The card of ours that was replied to, in this chat."""
    place = turn.conversation
    found = await turn.app.store.find(
        EVERYWHERE, Card, platform=place.platform, team=place.team, chat=place.chat, message=turn.said.card
    )
    return found[0] if found else None


async def _press(turn: Turn) -> Reply:
    try:
        token = await turn.app.store.get(EVERYWHERE, ActToken, turn.said.token)
        card = await turn.app.store.get(EVERYWHERE, Card, token.card_id)
    except Missing:
        return Reply(toast=turn.say("act-unknown"))
    if (why := _refusal(turn, token, card)) is not None:
        return Reply(toast=turn.say(why))
    if (route := routes.ACTS.get(token.verb)) is None:  # of an older release
        return Reply(toast=turn.say("act-unknown"))
    if not turn.said.private and routes.is_private(token.verb):
        return Reply(toast=turn.say("group-private", address=turn.said.direct))
    try:
        there = await elsewhere(turn, token.workspace_id)
    except Missing:
        return Reply(toast=turn.say("act-not-member"))
    pressed = replace(there, args=token.args, version=token.version, card=card, answers=turn.said.answers)
    return await _call(pressed, route)


def _refusal(turn: Turn, token: ActToken, card: Card) -> str | None:
    place = turn.conversation
    if (card.platform, card.team, card.chat) != (place.platform, place.team, place.chat):
        return "act-unknown"
    if token.expires_at <= turn.now:
        return "act-expired"
    if token.person_id not in {None, turn.person.id}:
        return "act-not-yours"
    return None
