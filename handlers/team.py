"""Who is in the workspace and what each may do; invites made and taken back, roles given, people let go."""

from core import joining
from core.app import App
from core.model import Invite, Membership, Person, PersonId, Role, WorkspaceId
from core.ports import EVERYWHERE
from core.roles import Right, may, require
from core.telling import notify
from handlers.buttons import button, danger, home, primary, shorten
from handlers.rooms import LABEL_MOST, one_of
from handlers.routes import Reply, Told, Turn, draw, notice, on_act, on_command, screen
from handlers.view import Act, Block, Choice, Fields, Level, Notice, Quote, Row, Table, Text, Title, View
from handlers.workspaces import move

PAGE = 8
"""How many people have their buttons on one card."""


@on_command("team")
@on_act("team")
async def show(turn: Turn) -> Reply:
    """Who is here."""
    return Reply(show=await draw(turn, "team", page=turn.args.get("page", "0")), flow="")


@screen("team")
async def team_screen(turn: Turn) -> View:
    """Everybody with their role; for owners, a button to each and what invites are open."""
    people = await joining.team_of(turn.app, turn.scope)
    blocks = (
        Title(turn.say("team-title")),
        Text(turn.say("team-alone") if len(people) == 1 else turn.say("team-text", count=len(people))),
        Table((turn.say("team-name"), turn.say("team-role")), tuple(_line(turn, *one) for one in people)),
        Text(_roles_about(turn)),
        *(await _managing(turn, people) if may(turn.role, Right.MANAGE) else _looking(turn)),
        Row((button(turn, "settings", "settings"), home(turn))),
    )
    args = {"page": turn.args.get("page", "0")}
    return View(key="team", args=args, blocks=blocks, summary=turn.say("team-title"))


def _line(turn: Turn, person: Person, role: Role) -> tuple[str, str]:
    name = turn.say("team-you", name=person.name) if person.id == turn.person.id else person.name
    return name, turn.say(f"role-{role}")


def _roles_about(turn: Turn) -> str:
    return "\n".join(f"*{turn.say(f'role-{role}')}* {turn.say(f'role-about-{role}')}" for role in Role)


def _looking(turn: Turn) -> tuple[Block, ...]:
    return Text(turn.say("team-owners-only")), Row((_leave(turn),))


def _leave(turn: Turn) -> Act:
    return button(turn, "team-leave", "team.remove", person=turn.person.id)


async def _managing(turn: Turn, people: list[tuple[Person, Role]]) -> tuple[Block, ...]:
    blocks: list[Block] = [Row((primary(turn, "invite", "team.invite"),))]
    pages = -(-len(people) // PAGE)
    given = turn.args.get("page", "0")
    page = min(int(given) if given.isdecimal() else 0, pages - 1)
    shown = people[page * PAGE : (page + 1) * PAGE]
    if len(people) > 1:
        acts = tuple(
            Act(label=shorten(one.name, LABEL_MOST), verb="team.member", args={"person": one.id}) for one, _ in shown
        )
        blocks.append(Choice(turn.say("team-change"), acts))
    if pages > 1:
        blocks.append(Row((button(turn, "team-more", "team", page=str((page + 1) % pages)),)))
    return (*blocks, *await _invites(turn))


async def _invites(turn: Turn) -> list[Block]:
    """The open invites, newest first, each with its way back."""
    found = (await joining.open_invites(turn.app, turn.scope))[::-1][:PAGE]
    people = {one.id: one.name for one, _ in await joining.team_of(turn.app, turn.scope)}
    blocks: list[Block] = [Text(turn.say("team-open", count=len(found)))] if found else []
    for number, one in enumerate(found, 1):
        blocks.append(Fields(((f"{number}", _invite_line(turn, one, people.get(one.by, turn.say("somebody")))),)))
    acts = (_revoke(turn, number, one) for number, one in enumerate(found, 1))
    return [*blocks, *([Row(tuple(acts))] if found else [])]


def _invite_line(turn: Turn, invite: Invite, name: str) -> str:
    return turn.say("team-invite-line", role=turn.say(f"role-{invite.role}"), name=name, until=invite.expires_at)


def _revoke(turn: Turn, number: int, invite: Invite) -> Act:
    label = turn.say("act-invite-revoke", number=number)
    return Act(label=label, verb="team.revoke", args={"invite": invite.id})


# -- inviting ----------------------------------------------------------------------------------------------------------


@on_act("team.invite", Right.MANAGE)
async def ask_role(turn: Turn) -> Reply:
    """As what?"""
    return Reply(show=await draw(turn, "team.invite"))


@screen("team.invite")
async def invite_screen(turn: Turn) -> View:
    """What each role may do."""
    blocks = (
        Title(turn.say("invite-title")),
        Text(turn.say("invite-text")),
        Text(_roles_about(turn)),
        Choice(turn.say("invite-as"), _roles(turn, "team.invited")),
        _back(turn),
    )
    return View(key="team.invite", blocks=blocks, summary=turn.say("invite-title"))


def _roles(turn: Turn, verb: str, **args: str) -> tuple[Act, ...]:
    return tuple(Act(label=turn.say(f"role-{role}"), verb=verb, args={**args, "role": role}) for role in Role)


def _back(turn: Turn) -> Row:
    return Row((button(turn, "team", "team"), home(turn)))


@on_act("team.invited", Right.MANAGE)
async def invite(turn: Turn) -> Reply:
    """The code, this once: only its hash is kept, so the screen of that key cannot draw it again."""
    role = Role(one_of(tuple(Role), turn.args.get("role")))
    code = await joining.invite(turn.app, turn.scope, turn.person.id, role)
    blocks = (
        Title(turn.say("invite-ready")),
        Text(turn.say("invite-forward")),
        Quote(_letter(turn, code)),
        *((Text(turn.say("invite-letter-local")),) if turn.said.platform in joining.LOCAL else ()),
        Notice(Level.WARNING, turn.say("invite-once", role=turn.say(f"role-{role}"))),
        _back(turn),
    )
    return Reply(show=_about_invite(turn, blocks, joining.fingerprint(code)))


def _letter(turn: Turn, code: str) -> str:
    """What is forwarded: with a link where the chat has one that says the code by itself."""
    if not turn.said.direct:
        return turn.say("invite-letter", workspace=turn.workspace.name, code=code)
    link = f"{turn.said.direct}?start=j_{code}"
    return turn.say("invite-letter-link", workspace=turn.workspace.name, link=link)


@screen("team.code")
async def code_screen(turn: Turn) -> View:
    """What became of the invite: with it, the code disappears from the card."""
    id = turn.args["invite"]
    blocks = (Title(turn.say("invite-ready")), await _became(turn, id), _back(turn))
    return _about_invite(turn, blocks, id)


async def _became(turn: Turn, id: str) -> Notice:
    found = await turn.app.store.find(turn.scope, Invite, id=id)
    if not found:
        return Notice(Level.INFO, turn.say("invite-revoked"))
    if found[0].used_by is None:
        return Notice(Level.INFO, turn.say("invite-shown"))
    who = await turn.app.store.get(EVERYWHERE, Person, found[0].used_by)
    return Notice(Level.GOOD, turn.say("invite-taken", name=who.name))


def _about_invite(turn: Turn, blocks: tuple[Block, ...], id: str) -> View:
    summary, subject = turn.say("invite-ready"), joining.invite_subject(id)
    return View(key="team.code", args={"invite": id}, blocks=blocks, summary=summary, subject=subject)


@on_act("team.revoke", Right.MANAGE)
async def revoke(turn: Turn) -> Reply:
    """The code is good for nothing from now on."""
    await joining.revoke(turn.app, turn.scope, turn.person.id, turn.args.get("invite", ""))
    return await _told(turn, "invite-revoked")


async def _told(turn: Turn, key: str, **facts: str) -> Reply:
    view = await draw(turn, "team")
    return Reply(show=view.with_block(Notice(Level.GOOD, turn.say(key, **facts)), 1))


# -- one person --------------------------------------------------------------------------------------------------------


async def _member(turn: Turn) -> tuple[Person, Role]:
    """The person that the turn is about. Raises `Missing` where they are not in this workspace (any more)."""
    place = await joining.membership_of(turn.app, turn.scope, PersonId(turn.args.get("person", "")))
    return await turn.app.store.get(EVERYWHERE, Person, place.person_id), place.role


@on_act("team.member", Right.MANAGE)
async def show_member(turn: Turn) -> Reply:
    """One person."""
    return Reply(show=await draw(turn, "team.member", **turn.args))


@screen("team.member")
async def member_screen(turn: Turn) -> View:
    """What they are, what else they could be, and the way out."""
    person, role = await _member(turn)
    me = person.id == turn.person.id
    choice = Choice(turn.say("team-role"), _roles(turn, "team.role", person=person.id), tuple(Role).index(role))
    remove = _leave(turn) if me else danger(turn, "team-remove", "team.remove", person=person.id)
    blocks = (
        Title(turn.say("member-title")),
        Fields(((turn.say("team-name"), person.name), (turn.say("team-role"), turn.say(f"role-{role}")))),
        Text(turn.say("member-yourself") if me else _roles_about(turn)),
        *(() if me or not may(turn.role, Right.MANAGE) else (choice,)),
        Row((remove,)),
        _back(turn),
    )
    return View(key="team.member", args={"person": person.id}, blocks=blocks, summary=turn.say("member-title"))


@on_act("team.role", Right.MANAGE)
async def give_role(turn: Turn) -> Reply:
    """They are this from now on, and hear of it."""
    person, _ = await _member(turn)
    role = Role(one_of(tuple(Role), turn.args.get("role")))
    await joining.give_role(turn.app, turn.scope, turn.person.id, person.id, role)
    await notify(turn.app, turn.scope, "role", person.id)
    return await _told(turn, "member-role-done", name=person.name, role=turn.say(f"role-{role}"))


@notice("role")
async def whose_role(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """Whoever was given another role, where they are still there."""
    places = await app.store.find(scope, Membership, person_id=key)
    return [(place.person_id, "team.told", {}) for place in places]


@screen("team.told")
async def told_screen(turn: Turn) -> View:
    """What the reader is here now."""
    here = (turn.say("home-workspace"), turn.workspace.name), (turn.say("home-role"), turn.say(f"role-{turn.role}"))
    blocks = (Title(turn.say("member-told")), Fields(here), Text(_roles_about(turn)), _back(turn))
    return View(key="team.told", blocks=blocks, summary=turn.say("member-told"))


@on_act("team.remove")
async def ask_remove(turn: Turn) -> Reply:
    """Really?"""
    return Reply(show=await draw(turn, "team.remove", **turn.args))


@screen("team.remove")
async def remove_screen(turn: Turn) -> View:
    """Who goes, and what stays."""
    person, role = await _member(turn)
    me = person.id == turn.person.id
    title = turn.say("leave-title" if me else "remove-title")
    sure = danger(turn, "leave-yes" if me else "remove-yes", "team.removed", person=person.id)
    blocks = (
        Title(title),
        Fields(((turn.say("team-name"), person.name), (turn.say("team-role"), turn.say(f"role-{role}")))),
        Text(turn.say("leave-text" if me else "remove-text")),
        Row((sure, button(turn, "team-stay" if me else "team-keep", "team"))),
        Row((home(turn),)),
    )
    return View(key="team.remove", args={"person": person.id}, blocks=blocks, summary=title)


@on_act("team.removed")
async def remove(turn: Turn) -> Reply:
    """Gone, at once. Anybody may take themselves out; others, only an owner may."""
    person, _ = await _member(turn)
    if person.id == turn.person.id:
        return await _left(turn)
    require(turn.role, Right.MANAGE)
    await joining.let_go(turn.app, turn.scope, turn.person.id, person.id)
    return await _told(turn, "remove-done", name=person.name)


async def _left(turn: Turn) -> Reply:
    """Out of here, and into another workspace: nobody is left without one."""
    await joining.let_go(turn.app, turn.scope, turn.person.id, turn.person.id)
    places = await joining.workspaces_of(turn.app, turn.person.id)
    to = places[0][0] if places else await joining.open_workspace(turn.app, turn.person, turn.person.name)
    return await move(turn, to.id, "leave-done")
