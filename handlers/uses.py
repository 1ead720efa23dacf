"""Every use made of an account's tokens, in plain words: what was done, when, and by whose act."""

from core import ledger
from core.app import App
from core.errors import Missing
from core.model import Action, Connection, Use
from core.roles import Right, may
from handlers.buttons import button, home, primary, shorten
from handlers.connection import network_title
from handlers.post import name_of
from handlers.rooms import LABEL_MOST
from handlers.routes import Reply, Turn, draw, on_act, screen
from handlers.view import Act, Block, Choice, Row, Text, Title, View

PAGE = 10
"""Uses on one card."""
SHOWN = 24
"""Accounts on one card."""


@on_act("privacy.uses")
async def show(turn: Turn) -> Reply:
    """Of which account?"""
    return Reply(show=await draw(turn, "privacy.uses"))


@screen("privacy.uses")
async def accounts_screen(turn: Turn) -> View:
    """The accounts whose tokens are the reader's business, with how often each was used."""
    found = await _theirs(turn)
    counts = {one.id: await ledger.counted(turn.app, turn.scope, [one.id]) for one in found[:SHOWN]}
    acts = tuple(_account(turn, one, counts[one.id]) for one in found[:SHOWN])
    total = await ledger.counted(turn.app, turn.scope, [one.id for one in found])
    nowhere = await _of_no_account(turn)
    blocks: tuple[Block, ...] = (
        Title(turn.say("uses-title")),
        Text(turn.say("uses-text")),
        Text(turn.say("uses-not-yours" if not found else "uses-none" if not total else "uses-total", count=total)),
        *((Choice(turn.say("uses-choose"), acts),) if acts else ()),
        *((Text(turn.say("and-more", count=len(found) - SHOWN)),) if len(found) > SHOWN else ()),
        *nowhere,
        Row((button(turn, "privacy-short", "privacy"), home(turn))),
    )
    return View(key="privacy.uses", blocks=blocks, summary=turn.say("uses-title"))


async def _of_no_account(turn: Turn) -> tuple[Block, ...]:
    """What was given for an account that was not connected in the end was used, too: to give it back."""
    found = await ledger.of_no_account(turn.app, turn.scope, turn.person.id, most=PAGE)
    acts = await _acts(turn.app, found)
    lines = [Text(await _sentence(turn, use, acts.get(use.action_id))) for use in found]
    return (Text(turn.say("uses-of-no-account")), *lines) if lines else ()


async def _theirs(turn: Turn) -> list[Connection]:
    """Those they connected; an owner's are all of the workspace. Taken away or not: what was done stays done."""
    found = await turn.app.store.find(turn.scope, Connection, order="created_at")
    return found if may(turn.role, Right.MANAGE) else [one for one in found if one.by == turn.person.id]


def _account(turn: Turn, connection: Connection, count: int) -> Act:
    title = shorten(connection.title, LABEL_MOST)
    label = turn.say("uses-account", account=title, network=network_title(turn, connection.network), count=count)
    return Act(label=label, verb="privacy.used", args={"id": connection.id})


@on_act("privacy.used")
async def show_one(turn: Turn) -> Reply:
    """The uses of one account, the newest first."""
    return Reply(show=await draw(turn, "privacy.used", id=turn.args["id"], page=turn.args.get("page", "0")))


@screen("privacy.used")
async def used_screen(turn: Turn) -> View:
    """One page of them. Raises `Missing` for an account that is not the reader's business."""
    connection = await turn.app.store.get(turn.scope, Connection, turn.args["id"])
    if connection.by != turn.person.id and not may(turn.role, Right.MANAGE):
        raise Missing("somebody else's account")
    given = turn.args.get("page", "0")
    page = int(given) if given.isdecimal() else 0
    total = await ledger.counted(turn.app, turn.scope, [connection.id])
    page = min(page, max(0, (total - 1) // PAGE))
    found = await ledger.page(turn.app, turn.scope, connection.id, newest=total - page * PAGE, size=PAGE)
    acts = await _acts(turn.app, found)
    rows = [Text(await _sentence(turn, use, acts.get(use.action_id))) for use in found]
    title = turn.say("uses-of", account=connection.title)
    blocks: tuple[Block, ...] = (
        Title(title),
        Text(turn.say("uses-none" if not total else "uses-total", count=total)),
        *rows,
        *_turns(turn, connection, page, total),
        Row((button(turn, "uses-accounts", "privacy.uses"), home(turn))),
    )
    return View(key="privacy.used", args={"id": connection.id, "page": str(page)}, blocks=blocks, summary=title)


def _turns(turn: Turn, connection: Connection, page: int, total: int) -> tuple[Row, ...]:
    """To the pages beside this one."""
    acts = []
    if page:
        acts.append(button(turn, "uses-newer", "privacy.used", id=connection.id, page=str(page - 1)))
    if (page + 1) * PAGE < total:
        acts.append(primary(turn, "uses-older", "privacy.used", id=connection.id, page=str(page + 1)))
    return (Row(tuple(acts)),) if acts else ()


async def _acts(app: App, found: list[Use]) -> dict[str, Action]:
    scope = found[0].workspace_id if found else None
    ids = {use.action_id for use in found}
    acts = await app.store.find(scope, Action, id=ids) if scope is not None else []
    return {act.id: act for act in acts}


async def _sentence(turn: Turn, use: Use, act: Action | None) -> str:
    """`Published a post, Thu 26 Nov 09:00`, and below it: `Anna approved it, Wed 25 Nov 16:20`."""
    done = turn.say("uses-done", done=turn.say(f"use-{use.purpose}"), at=turn.texts.stamp(use.at))
    if act is None:
        return done
    name = await name_of(turn, act.person_id)
    return turn.say("uses-line", done=done, name=name, did=turn.say(f"did-{act.kind}"), at=turn.texts.stamp(act.at))
