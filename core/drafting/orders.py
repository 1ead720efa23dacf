"""Asking a writer: what it is told, what that may cost, and how a person stops it."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.app import App
from core.checks import clean
from core.drafting.doing import Doing, doing
from core.drafting.drafts import Draft, chosen, current
from core.errors import BudgetSpent, Invalid
from core.limits import of
from core.model import (
    Action,
    ActionKind,
    ConnectionId,
    PersonId,
    PostId,
    State,
    Workspace,
    WorkspaceId,
    Writing,
    WritingState,
    new_id,
)
from core.ports import Count, Limits, Order, Task, Writer
from core.posts import OPEN
from core.telling import changed, job

INSTRUCTION_MOST = 1000
"""The longest instruction, in characters."""
UNBOUND = Limits(text=500)
"""What a text is written for while no account is connected."""
RUNNING = (WritingState.ASKED, WritingState.RUNNING)
GIVEN_UP = timedelta(minutes=10)
"""A writing that did not end within this time keeps nobody from asking again."""
AVOIDED = 9
"""How many texts already offered a writer is told of; more would cost and help nothing."""


async def ask_writer(  # noqa: PLR0913 - an order has this many parts, those that may be left out by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    post_id: PostId,
    task: Task,
    *,
    instruction: str = "",
    connection_id: ConnectionId | None = None,
    platform: str = "",
) -> Writing:
    """Orders texts, their price reserved; gives the writing that still runs where there is one. Raises `Invalid`."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await current(act.app, scope, post_id)
        if running := await _running(act, post_id):
            return running
        if draft.publications:
            draft.among(OPEN | {State.REJECTED, State.CANCELLED}, connection_id)
        action = act.action(ActionKind.WRITING_ASKED, post_id, connection_id=connection_id, version=draft.post.version)
        asked = Writing(
            id=new_id(),
            workspace_id=scope,
            post_id=post_id,
            person_id=person,
            action_id=action.id,
            task=task,
            created_at=act.now,
            instruction=_instruction(task, instruction),
            base=_base(draft, task, connection_id),
            connection_id=connection_id,
        )
        return await _queued(act, draft, action, await _reserved(act, draft, asked))


async def _running(act: Doing, post_id: PostId) -> Writing | None:
    newest = await act.app.store.find(act.scope, Writing, post_id=post_id, state=RUNNING, order="-id", limit=1)
    return newest[0] if newest and newest[0].created_at > act.now - GIVEN_UP else None


def _instruction(task: Task, words: str) -> str:
    instruction = clean(words)
    if task is Task.INSTRUCTION and not instruction:
        raise Invalid("instruction-empty")
    if len(instruction) > INSTRUCTION_MOST:
        raise Invalid("instruction-too-long", most=INSTRUCTION_MOST, length=len(instruction))
    return instruction


def _base(draft: Draft, task: Task, connection_id: ConnectionId | None) -> str:
    if task is Task.VARIANTS:
        return ""
    version = chosen(draft, "writing-no-text")
    return version.text if connection_id is None else draft.contents[connection_id].text


async def _reserved(act: Doing, draft: Draft, asked: Writing) -> Writing:
    """The order, given to the writer that the workspace can pay. Raises `Stale`."""
    # The post's row is taken so that of two asks at once the second finds the writing of the first.
    await act.app.store.change(act.scope, draft.post, replace(draft.post, updated_at=act.now))
    if not draft.workspace.budget:  # the workspace does without a model, and is not reminded of it each time
        return replace(asked, writer=act.app.fallback.name)
    price = act.app.writer.estimate(await order_of(act.app, draft, asked))
    if await _affordable(act, draft.workspace, price):
        return replace(asked, writer=act.app.writer.name, reserved=price)
    return replace(asked, writer=act.app.fallback.name, error=BudgetSpent.__name__)


async def _affordable(act: Doing, workspace: Workspace, price: int) -> bool:
    if price == 0:
        return True
    if await act.app.store.spent(act.scope, month_of(act.now)) + price > workspace.budget:
        return False
    # The workspace's row is taken so that of two asks at once the second counts what the first reserved.
    await act.app.store.change(act.scope, workspace, workspace)
    return True


async def _queued(act: Doing, draft: Draft, action: Action, writing: Writing) -> Writing:
    await act.app.store.add(act.scope, action, writing)
    await act.app.store.enqueue(act.scope, job("write", writing.id, act.scope, act.now))
    await changed(act.app, act.scope, draft.post.id)
    return writing


def month_of(now: datetime) -> datetime:
    """When this calendar month began, in UTC."""
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


async def order_of(app: App, draft: Draft, writing: Writing) -> Order:
    """What the writer is told: these fields and no others."""
    limits = tightest(app, draft, writing.connection_id)
    return Order(
        task=Task(writing.task),
        brief=draft.post.brief,
        language=draft.post.language,
        brand=draft.workspace.brand,
        limit=limits.text,
        count=limits.count,
        base=writing.base,
        instruction=writing.instruction,
        avoid=await _offered(app, writing),
    )


async def _offered(app: App, writing: Writing) -> tuple[str, ...]:
    """The newest texts that were offered for the same order."""
    earlier = await app.store.find(
        writing.workspace_id,
        Writing,
        order="-id",
        limit=AVOIDED,
        post_id=writing.post_id,
        task=writing.task,
        connection_id=writing.connection_id,
    )
    same = [one for one in earlier if (one.base, one.instruction) == (writing.base, writing.instruction)]
    return tuple(variant.text for one in same for variant in one.variants)[:AVOIDED]


def tightest(app: App, draft: Draft, connection_id: ConnectionId | None) -> Limits:
    """The limits of the connection's network, or of the strictest among the post's networks."""
    wanted = [
        publication
        for publication in draft.publications
        if publication.connection_id == connection_id
        or (connection_id is None and publication.state is not State.CANCELLED)
    ]
    known = [
        of(app.networks[one.network].limits, draft.connections[one.connection_id])
        for one in wanted
        if one.network in app.networks
    ]
    return min(known, key=lambda limits: (limits.text, limits.count is not Count.UTF8_BYTES), default=UNBOUND)


def writer_of(app: App, writing: Writing) -> Writer:
    """The writer that the order was given to."""
    return app.fallback if writing.writer == app.fallback.name else app.writer


async def stop(app: App, scope: WorkspaceId, person: PersonId, writing_id: str, *, platform: str = "") -> Writing:  # noqa: ARG001
    """Ends the writing with what there is of it by then; one that has ended is given as it is. Raises `Stale`."""
    async with app.together() as joined:
        writing = await joined.store.get(scope, Writing, writing_id)
        now = joined.clock.now()
        abandoned = writing.created_at <= now - GIVEN_UP
        if writing.state not in RUNNING or (writing.stop and not abandoned):
            return writing
        stopped = replace(writing, stop=True)
        if writing.state is WritingState.ASKED:
            stopped = replace(stopped, state=WritingState.STOPPED, settled=0, finished_at=now)
        elif abandoned:  # nobody writes any more who could see the mark
            stopped = replace(stopped, state=WritingState.STOPPED, settled=writing.reserved, finished_at=now)
        saved = await joined.store.change(scope, writing, stopped)
        await changed(joined, scope, writing.post_id)
        return saved


async def newest_writing(app: App, scope: WorkspaceId, post_id: PostId) -> Writing | None:
    """What a writer was last asked for this post."""
    newest = await app.store.find(scope, Writing, post_id=post_id, order="-id", limit=1)
    return newest[0] if newest else None
