"""Who must say yes before a post goes out: the rules in plain sentences, and what a change means for what waits now."""

from core import joining
from core.model import Membership, Publication, Rule, State, Workspace
from core.posts import FOR_REVIEW
from core.roles import RIGHTS, Right, may
from handlers.buttons import button
from handlers.rooms import back_row, one_of, owners_only
from handlers.routes import Reply, Turn, draw, on_act, screen
from handlers.view import Act, Block, Choice, Fields, Level, Notice, Row, Text, Title, View

SWITCH = ("on", "off")
APPROVERS = tuple(role for role, rights in RIGHTS.items() if Right.APPROVE in rights)


@on_act("approval")
async def show(turn: Turn) -> Reply:
    """The rules."""
    return Reply(show=await draw(turn, "approval"))


@screen("approval")
async def approval_screen(turn: Turn) -> View:
    """Each rule and what it is now, as switches for whoever may change it."""
    blocks = (
        Title(turn.say("settings-approval")),
        *owners_only(turn),
        *(() if may(turn.role, Right.MANAGE) else (Fields(_now(turn)),)),
        Text(_sentences(turn)),
        *await _nobody_left(turn),
        *(_switches(turn) if may(turn.role, Right.MANAGE) else ()),
        Row((button(turn, "settings-team", "team"), *back_row(turn).acts)),
    )
    return View(key="approval", blocks=blocks, summary=turn.say("settings-approval"))


def _reviewed(workspace: Workspace) -> bool:
    return workspace.rule is not Rule.NOBODY


def rule_name(turn: Turn) -> str:
    """Who must approve, in a word or two."""
    return turn.say("approval-any" if _reviewed(turn.workspace) else "approval-nobody")


def _now(turn: Turn) -> tuple[tuple[str, str], ...]:
    here = turn.workspace
    rule = (turn.say("approval-rule"), rule_name(turn))
    if not _reviewed(here):
        return (rule,)
    own, late = (turn.say(f"approval-{'on' if on else 'off'}") for on in (here.not_own, here.approve_times))
    return rule, (turn.say("approval-own"), own), (turn.say("approval-times"), late)


def _sentences(turn: Turn) -> str:
    here = turn.workspace
    if not _reviewed(here):
        return turn.say("approval-nobody.text")
    own = turn.say("approval-own-on.text" if here.not_own else "approval-own-off.text")
    late = turn.say("approval-times-on.text" if here.approve_times else "approval-times-off.text")
    return "\n".join((turn.say("approval-any.text"), own, late))


async def _nobody_left(turn: Turn) -> tuple[Block, ...]:
    """A rule that nobody could satisfy is said, not only kept."""
    here = turn.workspace
    if not (_reviewed(here) and here.not_own):
        return ()
    if await turn.app.store.count(turn.scope, Membership, role=APPROVERS) > 1:
        return ()
    told = Notice(Level.WARNING, turn.say("approval-alone"))
    return (told, Row((button(turn, "invite", "team.invite"),))) if may(turn.role, Right.MANAGE) else (told,)


def _switches(turn: Turn) -> tuple[Block, ...]:
    here = turn.workspace
    rules = tuple(
        Act(label=turn.say(f"approval-{name}"), verb="approval.rule", args={"rule": rule})
        for rule, name in ((Rule.NOBODY, "nobody"), (Rule.ANY_APPROVER, "any"))
    )
    who = Choice(turn.say("approval-rule"), rules, int(_reviewed(here)))
    if not _reviewed(here):
        return (who,)
    return who, _switch(turn, "own", here.not_own), _switch(turn, "times", here.approve_times)


def _switch(turn: Turn, name: str, on: bool) -> Choice:  # noqa: FBT001 - what it is now
    acts = tuple(Act(label=turn.say(f"approval-{to}"), verb=f"approval.{name}", args={"to": to}) for to in SWITCH)
    return Choice(turn.say(f"approval-{name}"), acts, 0 if on else 1)


@on_act("approval.rule", Right.MANAGE)
async def set_rule(turn: Turn) -> Reply:
    """Who must approve from now on."""
    rule = Rule(one_of(tuple(Rule), turn.args.get("rule")))
    name = "nobody" if rule is Rule.NOBODY else "any"
    return await _set(turn, f"approval-{name}-done", rule=rule)


@on_act("approval.own", Right.MANAGE)
async def set_own(turn: Turn) -> Reply:
    """Whether one's own posts may be approved."""
    to = one_of(SWITCH, turn.args.get("to"))
    return await _set(turn, f"approval-own-{to}.done", not_own=to == "on")


@on_act("approval.times", Right.MANAGE)
async def set_times(turn: Turn) -> Reply:
    """Whether a new time needs an approval."""
    to = one_of(SWITCH, turn.args.get("to"))
    return await _set(turn, f"approval-times-{to}.done", approve_times=to == "on")


async def _set(turn: Turn, done: str, **change: object) -> Reply:
    workspace = await joining.set_workspace(turn.app, turn.workspace, turn.person.id, **change)
    there = turn.with_(workspace=workspace)
    counts = {"reviewed": await _posts(turn, tuple(FOR_REVIEW)), "planned": await _posts(turn, (State.SCHEDULED,))}
    view = await draw(there, "approval")
    return Reply(show=view.with_block(Notice(Level.GOOD, turn.say(done, **counts)), 1))


async def _posts(turn: Turn, states: tuple[State, ...]) -> int:
    return len({one.post_id for one in await turn.app.store.find(turn.scope, Publication, state=states)})
