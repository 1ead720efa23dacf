"""Every screen in its states, drawn by the real handlers from a made-up workspace: for the gallery and for tests."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.samples.accounts import accounts
from bot.samples.logins import logins
from bot.samples.media import media
from bot.samples.scene import ZONE, Scene
from bot.samples.times import picking
from core.app import App
from core.model import ActionKind, Invite, Post, Publication, Role, State, Variant, WritingState, new_id
from handlers import asking, schedule
from handlers.routes import FORMS, SCREENS, Turn
from handlers.view import View

PLAIN = (
    "how",
    "help",
    "privacy",
    "privacy.mine",
    "privacy.uses",
    "settings",
    "content",
    "grace",
    "writer",
    "approval",
    "workspaces",
    "brand",
    "team",
    "team.invite",
    "team.told",
)
"""Screens that need no arguments."""
ELSEWHERE = ("alt", "connect.where")
"""Forms that are drawn with what they ask about."""
ERRORS = ("Unavailable", "TokenRejected", "PermissionMissing", "Refused", "Policy", "QuotaSpent")


@dataclass(frozen=True, slots=True)
class Sample:
    """One screen in one state, in one language."""

    screen: str
    state: str
    language: str
    view: View


async def samples(app: App, languages: tuple[str, ...], now: datetime) -> AsyncIterator[Sample]:
    """All of them."""
    for language in languages:
        scene = Scene(app, language, now)
        await scene.build()
        async for screen, state, view in _views(scene):
            yield Sample(screen, state, language, view)


Drawn = AsyncIterator[tuple[str, str, View]]


async def _views(scene: Scene) -> Drawn:
    parts = (_beginning(scene), _rooms(scene, "empty"), _writing(scene), _states(scene), _deciding(scene))
    for part in (*parts, accounts(scene), logins(scene), media(scene)):
        async for one in part:
            yield one
    async for one in _rooms(scene, "full"):
        yield one
    async for one in _forms(scene):
        yield one


async def _draw(turn: Turn, screen: str, **args: str) -> View:
    return await SCREENS[screen](turn.about(**args))


async def _beginning(scene: Scene) -> Drawn:
    newcomer = replace(scene.anna, zone="")
    yield "welcome", "new", await _draw(scene.turn(newcomer), "welcome")
    yield "welcome", "known", await _draw(scene.turn(), "welcome")
    yield "zone", "new", await _draw(scene.turn(newcomer), "zone")
    for screen in PLAIN:
        yield screen, "", await _draw(scene.turn(), screen)
    for screen in ("team.member", "team.remove"):
        yield screen, "", await _draw(scene.turn(), screen, person=scene.boris.id)
    yield "privacy.full", "", await _draw(scene.turn(), "privacy.full", page="0")


async def _rooms(scene: Scene, state: str) -> Drawn:
    first = scene.texts.local(scene.now).date().isoformat()
    yield "home", state, await _draw(scene.turn(), "home")
    yield "inbox", state, await _draw(scene.turn(scene.boris), "inbox")
    month = first[:8] + "01"
    yield "month", state, await _draw(scene.turn(), "month", month=month)
    yield "calendar", state, await _draw(scene.turn(), "calendar", **{"from": first})
    yield "drafts", state, await _draw(scene.turn(), "drafts")


async def _writing(scene: Scene) -> Drawn:
    for state in (WritingState.RUNNING, WritingState.DONE, WritingState.STOPPED):
        post = await scene.writing(state)
        yield "post", f"writing {state}", await _draw(scene.turn(), "post", id=post.id)
    for error in ("WriterMisconfigured", "WriterBusy", "WriterBroken", "WriterRefused", "BudgetSpent"):
        post = await scene.writing(WritingState.FAILED, error=error)
        yield "post", f"writing failed: {error}", await _draw(scene.turn(), "post", id=post.id)
    post = await scene.writing(WritingState.DONE, variants=(Variant(text="…", flags=("flag-price", "flag-link")),))
    yield "post", "variants flagged", await _draw(scene.turn(), "post", id=post.id)


async def _states(scene: Scene) -> Drawn:
    due = scene.now + timedelta(hours=18)
    facts: dict[State, dict[str, Any]] = {
        State.SCHEDULED: {"due_at": due},
        State.PUBLISHED: {"published_at": scene.now, "url": "http://127.0.0.1:8080/s/rye#1"},
        State.FAILED: {"error": "Refused", "detail": "too many links"},
        State.MISSED: {"due_at": scene.now - timedelta(hours=3)},
        State.HELD: {"due_at": scene.now - timedelta(minutes=5)},
        State.UNCONFIRMED: {"due_at": scene.now - timedelta(minutes=5)},
    }
    for state in State:
        post = await scene.post(state, **facts.get(state, {}))
        if state in {State.CHANGES_REQUESTED, State.REJECTED}:
            await scene.note(post, ActionKind(state), scene.texts.say("demo-note"))
        yield "post", state, await _draw(scene.turn(), "post", id=post.id)
    for error in ERRORS:
        post = await scene.post(State.FAILED, error=error, detail="…")
        yield "post", f"failed: {error}", await _draw(scene.turn(), "post", id=post.id)
    post = await scene.post(State.SCHEDULED, due_at=scene.now + timedelta(seconds=9))
    yield "post", "going out soon", await _draw(scene.turn(), "post", id=post.id)


async def _deciding(scene: Scene) -> Drawn:
    post = await scene.post(State.IN_REVIEW)
    yield "post", "in review, its approver's copy", await _draw(scene.turn(scene.boris), "post", id=post.id)
    changed = await scene.post(State.IN_REVIEW, approved=1)
    yield "post", "changed after approval", await _draw(scene.turn(scene.boris), "post", id=changed.id)
    long = await scene.post(State.DRAFT, accounts=2, long=True)
    yield "post", "two accounts, too long", await _draw(scene.turn(), "post", id=long.id)
    yield "history", "", await _draw(scene.turn(), "history", id=changed.id)
    draft = await scene.post(State.APPROVED)
    for screen in ("tone", "when", "now"):
        yield screen, "", await _draw(scene.turn(), screen, id=draft.id)
    at = (scene.now + timedelta(days=1)).isoformat()
    both = f"{at} {(scene.now + timedelta(days=8)).isoformat()}"
    for name, times in (("", both), ("nothing to offer", "")):
        yield "which", name, await _draw(scene.turn(), "which", id=draft.id, at=times, zone=ZONE)
    yield "confirm", "", await _draw(scene.turn(), "confirm", id=draft.id, at=at, zone=ZONE)
    for part in (_answers(scene, draft), picking(scene, draft)):
        async for one in part:
            yield one
    out = await scene.post(State.PUBLISHED, published_at=scene.now, url="http://127.0.0.1:8080/s/rye#1")
    found = await scene.app.store.find(scene.workspace.id, Publication, post_id=out.id)
    yield "live", "", await _draw(scene.turn(), "live", publication=found[0].id)
    yield "absent", "", await _draw(scene.turn(), "absent", id=out.id, publication=found[0].id)


async def _answers(scene: Scene, post: Post) -> Drawn:
    """What a typed time is answered with."""
    for key in ("demo-past", "demo-open", "demo-soon", "demo-nonsense"):
        turn = scene.turn()
        talk = replace(turn.conversation, flow="schedule", data={"id": post.id})
        said = replace(turn.said, text=scene.texts.say(key))
        reply = await schedule.in_words(replace(turn, conversation=talk, said=said))
        if reply.show is not None:
            yield "when", f"“{said.text}”", reply.show


async def _forms(scene: Scene) -> Drawn:
    post = await scene.post(State.IN_REVIEW, accounts=2)
    invite = Invite(
        id=new_id() * 2,
        workspace_id=scene.workspace.id,
        role=Role.AUTHOR,
        by=scene.anna.id,
        created_at=scene.now,
        expires_at=scene.now + timedelta(hours=20),
    )
    await scene.app.store.add(scene.workspace.id, invite)
    yield "team.code", "", await _draw(scene.turn(), "team.code", invite=invite.id)
    [there, *_] = await scene.app.store.find(scene.workspace.id, Publication, post_id=post.id)
    args = {"id": post.id, "version": "2", "tab": scene.accounts[0].id, "publication": there.id}
    for form in (name for name in FORMS if name not in ELSEWHERE):
        page = await asking.ask(replace(scene.turn(), whole_forms=True), form, **args)
        question = await asking.ask(scene.turn(), form, **args)
        for state, reply in (("page", page), ("question", question)):
            if reply.show is not None:
                yield f"form {form}", state, reply.show
