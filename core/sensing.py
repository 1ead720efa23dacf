"""What was said into a voice message, and what a picture shows, by a model where there is one: paid as a writing is.

Its price is reserved in the workspace's budget before the call and settled after it. Nothing of what was sent or
answered is kept here.
"""

import logging
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace

from core.app import App
from core.drafting.drafts import current
from core.drafting.media import media_of
from core.drafting.orders import month_of
from core.errors import (
    BudgetSpent,
    Missing,
    Stale,
    WriterBroken,
    WriterBusy,
    WriterError,
    WriterMisconfigured,
)
from core.model import File, MediaKind, PersonId, PostId, Sense, Sensing, Workspace, WorkspaceId, new_id
from core.telling import job

logger = logging.getLogger(__name__)
A_MINUTE_HEARD = 3_000
"""Micro-euro: what transcription models cost (gpt-4o-mini-transcribe: 0.003 USD)."""
A_PICTURE_SEEN = 1_000
"""Micro-euro: a picture in low detail and a sentence, thoughts included (gpt-5-mini)."""
MINUTE = 60
PATIENCE = 5
"""How many times a change that others came before is tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks, where."""

    app: App
    scope: WorkspaceId
    person: PersonId
    once: str = ""
    """What this is asked as: what was begun under it once is not asked again. Empty: each time is one of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a model sees in a picture of a post, for the person who asked; or the name of the error it ended in."""

    post_id: PostId
    file: str
    person_id: PersonId
    words: str = ""
    error: str = ""


def can_see(app: App, workspace: Workspace) -> bool:
    """Whether pictures can be described here: there is a model, and money for it."""
    return app.senses.able and workspace.budget > 0


async def ask_to_see(app: App, scope: WorkspaceId, person: PersonId, post_id: PostId, files: Collection[str]) -> None:
    """A model is to look at these pictures of the post, for this person: `look` does it, and they hear of each."""
    jobs = (job("describe", f"{post_id}:{file}:{person}", scope, app.clock.now()) for file in files)
    await app.store.enqueue(scope, *jobs)


async def look(app: App, scope: WorkspaceId, key: str, *, once: str) -> Seen | None:
    """Looks at what `ask_to_see` asked for under this key, and pays for it once, however often it is run.

    None where there is nothing to tell: it was told already, or the post or the picture is gone. Never called within
    a transaction.
    """
    post_id, id, person = key.split(":")
    seen = Seen(post_id=PostId(post_id), file=id, person_id=PersonId(person))
    try:
        draft = await current(app, scope, seen.post_id)
        file = await app.store.get(scope, File, id)
        if id not in {one.key for one in media_of(draft)} or await _is_over(app, scope, once):
            return None
        asking = Asking(app=app, scope=scope, person=seen.person_id, once=once)
        return replace(seen, words=await _seen(asking, file, draft.post.language))
    except Missing:
        return None
    except WriterError as error:
        return replace(seen, error=type(error).__name__)


async def _is_over(app: App, scope: WorkspaceId, id: str) -> bool:
    """Whether this was asked and answered. Raises `WriterBroken` where it was asked, and nobody heard the answer."""
    found = await app.store.find(scope, Sensing, id=id)
    if found and found[0].finished_at is None:
        raise WriterBroken("cut off half-way")
    return bool(found)


async def transcribe(  # noqa: PLR0913 - the sound and what is known of it, the latter by name
    app: App, scope: WorkspaceId, person: PersonId, sound: bytes, mime: str, *, seconds: int, language: str
) -> str:
    """The words in it; "" where nothing can hear. Raises `BudgetSpent` and other `WriterError`s.

    Never called within a transaction.
    """
    price = A_MINUTE_HEARD * max(1, -(-seconds // MINUTE))
    asking = Asking(app=app, scope=scope, person=person)
    return await _paid(asking, Sense.HEAR, price, lambda: app.senses.hear(sound, mime, language=language))


async def describe(app: App, scope: WorkspaceId, person: PersonId, file: File, *, language: str) -> str:
    """What the picture shows, in a sentence; "" where nothing can see. Raises as `transcribe` does, and `Missing`."""
    return await _seen(Asking(app=app, scope=scope, person=person), file, language)


async def _seen(asking: Asking, file: File, language: str) -> str:
    if file.kind is not MediaKind.IMAGE:
        return ""
    senses, picture = asking.app.senses, await asking.app.files.get(file.id)
    return await _paid(asking, Sense.SEE, A_PICTURE_SEEN, lambda: senses.see(picture, file.mime, language=language))


async def _paid(asking: Asking, sense: Sense, price: int, ask: Callable[[], Awaitable[str]]) -> str:
    """What is answered, its price reserved before and settled after; cut off in between, it costs what was reserved."""
    sensing = await _reserved(asking, sense, price)
    if sensing is None:
        return ""
    try:
        words = await ask()
    except WriterError as error:
        logger.warning("%s: %s: %s", sense, type(error).__name__, error.detail)
        free = isinstance(error, WriterMisconfigured | WriterBusy)  # it was over before it began
        await _settled(asking, sensing, 0 if free else price, error=type(error).__name__)
        raise
    await _settled(asking, sensing, price if words else 0)
    return words


async def _reserved(asking: Asking, sense: Sense, price: int) -> Sensing | None:
    """The money, taken out of the budget; None where the workspace does without a model. Raises `BudgetSpent`."""
    for _ in range(PATIENCE):
        with suppress(Stale):
            async with asking.app.together() as joined:
                workspace = await joined.store.get(asking.scope, Workspace, asking.scope)
                if not workspace.budget:
                    return None
                now = joined.clock.now()
                if await joined.store.spent(asking.scope, month_of(now)) + price > workspace.budget:
                    raise BudgetSpent(f"{sense} costs {price}")
                # The workspace's row is taken so that of two asks at once the second counts what the first reserved.
                await joined.store.change(asking.scope, workspace, workspace)
                sensing = Sensing(
                    id=asking.once or new_id(),
                    workspace_id=asking.scope,
                    person_id=asking.person,
                    sense=sense,
                    created_at=now,
                    reserved=price,
                )
                await joined.store.add(asking.scope, sensing)
                return sensing
    raise Stale(f"workspace {asking.scope}")


async def _settled(asking: Asking, sensing: Sensing, cost: int, *, error: str | None = None) -> None:
    """Nobody else changes this row: it is new, and stands for one call."""
    ended = replace(sensing, settled=cost, error=error, finished_at=asking.app.clock.now())
    await asking.app.store.change(asking.scope, sensing, ended)
