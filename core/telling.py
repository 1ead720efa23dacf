"""Who has to hear of what: asks, by jobs that carry ids only, for cards to be drawn anew and for notices."""

from datetime import datetime

from core.app import App
from core.model import Job, PostId, WorkspaceId, new_id


def job(kind: str, key: str, scope: WorkspaceId | None, run_at: datetime) -> Job:
    """Work of this kind about this key, to be done at `run_at`."""
    return Job(id=new_id(), kind=kind, key=key, workspace_id=scope, run_at=run_at, created_at=run_at)


async def changed(app: App, scope: WorkspaceId, subject: PostId | str) -> None:
    """Every copy of the cards about the post, or about another subject (`kind:id`), is drawn anew."""
    await app.store.enqueue(scope, job("refresh", subject, scope, app.clock.now()))


async def notify(app: App, scope: WorkspaceId, kind: str, key: str) -> None:
    """Those whom `kind` concerns are told, once for each (kind, key) that waits."""
    await app.store.enqueue(scope, job("notice", f"{kind}:{key}", scope, app.clock.now()))
