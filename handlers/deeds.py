"""Which buttons a post's card has: by its state, and by what its reader may do."""

from core import connecting, posts
from core.drafting import Draft
from core.model import ConnectionId, State
from core.roles import Right, may
from handlers import figures, options, there
from handlers.buttons import button, danger, home, primary
from handlers.routes import Turn
from handlers.view import Act, Block, Row

SOON_SECONDS = 20
"""A post that goes out this soon was sent by "Publish now": its way back is called Undo."""


def rows_for(turn: Turn, draft: Draft, tab: ConnectionId | None) -> list[Block]:
    """The rows under the preview; the way home at the end of the last."""
    make = ROWS.get(draft.state)
    rows = make(turn, draft, tab) if make is not None and may(turn.role, Right.WRITE) else []
    rows = [figures.way(turn, draft, tab), there.ways(turn, draft, tab), *rows]
    filled = [row for row in rows if row]
    last = [*(filled.pop() if filled else []), home(turn)]
    return [Row(tuple(row)) for row in [*filled, last]]


def _draft(turn: Turn, draft: Draft, tab: ConnectionId | None) -> list[list[Act]]:
    return [_onward(turn, draft), _rewrite(turn, draft, tab), _rest(turn, draft, tab)]


def _onward(turn: Turn, draft: Draft) -> list[Act]:
    id = draft.post.id
    if draft.version is None:
        return [primary(turn, "write-again", "post.write", id=id)]
    write = [button(turn, "write-again", "post.write", id=id)] if draft.post.brief and not _said(draft) else []
    schedule = button(turn, "schedule", "schedule.ask", id=id)
    if posts.must_be_approved(draft.workspace):
        return [primary(turn, "submit", "review.submit", id=id), schedule, *write]
    return [primary(turn, "publish-now", "now.ask", id=id), schedule, *write]


def _said(draft: Draft) -> bool:
    """Whether it has words, and not only pictures."""
    return draft.version is not None and bool(draft.version.text)


def _change(turn: Turn, draft: Draft, tab: ConnectionId | None) -> list[Act]:
    if draft.version is None:
        return []
    acts = [button(turn, "edit", "edit.ask", id=draft.post.id, **_tab(draft, tab))]
    if draft.post.version > 1:
        acts.append(button(turn, "undo", "edit.undo", id=draft.post.id))
    return acts


def _tab(draft: Draft, tab: ConnectionId | None) -> dict[str, str]:
    return {"tab": tab} if tab is not None and len(draft.meant) > 1 else {}


def _rewrite(turn: Turn, draft: Draft, tab: ConnectionId | None) -> list[Act]:
    if not _said(draft):
        return []
    this = {"id": draft.post.id, **_tab(draft, tab)}
    return [
        button(turn, "shorter", "post.shorter", **this),
        button(turn, "longer", "post.longer", **this),
        button(turn, "tone", "post.tone", **this),
        button(turn, "other-variants", "post.write", id=draft.post.id),
    ]


def _leave(turn: Turn, draft: Draft) -> list[Act]:
    return [_history(turn, draft), danger(turn, "drop", "post.drop", id=draft.post.id)]


def _rest(turn: Turn, draft: Draft, tab: ConnectionId | None) -> list[Act]:
    """What is there in every state that is still open."""
    return [*_change(turn, draft, tab), *options.way(turn, draft, tab), *_leave(turn, draft)]


def _in_review(turn: Turn, draft: Draft, tab: ConnectionId | None) -> list[list[Act]]:
    id = draft.post.id
    decide = []
    if may(turn.role, Right.APPROVE):
        decide = [
            primary(turn, "approve", "review.approve", id=id),
            button(turn, "request-changes", "review.changes", id=id),
            danger(turn, "reject", "review.reject", id=id),
        ]
    time = "new-time" if any(p.due_at is not None for p in draft.publications) else "schedule"
    return [decide, [button(turn, time, "schedule.ask", id=id)], _rest(turn, draft, tab)]


def _changes(turn: Turn, draft: Draft, tab: ConnectionId | None) -> list[list[Act]]:
    again = [primary(turn, "resubmit", "review.submit", id=draft.post.id)]
    return [again, _rewrite(turn, draft, tab), _rest(turn, draft, tab)]


def _approved(turn: Turn, draft: Draft, tab: ConnectionId | None) -> list[list[Act]]:
    id = draft.post.id
    go = [primary(turn, "schedule", "schedule.ask", id=id), button(turn, "publish-now", "now.ask", id=id)]
    return [go, _rest(turn, draft, tab)]


def _scheduled(turn: Turn, draft: Draft, tab: ConnectionId | None) -> list[list[Act]]:
    id = draft.post.id
    due = min((p.due_at for p in draft.publications if p.due_at is not None), default=None)
    if due is not None and (due - turn.now).total_seconds() <= SOON_SECONDS:
        return [[danger(turn, "undo-now", "schedule.undo", id=id)]]
    times = [
        button(turn, "new-time", "schedule.ask", id=id),
        button(turn, "publish-now", "now.ask", id=id),
        button(turn, "off-schedule", "schedule.off", id=id),
    ]
    return [times, _rest(turn, draft, tab)]


def _failed(turn: Turn, draft: Draft, tab: ConnectionId | None) -> list[list[Act]]:
    id = draft.post.id
    cure = [primary(turn, "retry", "result.retry", id=id), button(turn, "new-time", "schedule.ask", id=id)]
    return [[*cure, *_reconnect(turn, draft)], _rest(turn, draft, tab)]


def _reconnect(turn: Turn, draft: Draft) -> list[Act]:
    """To the first account that lets us post no more."""
    lost = [p for p in draft.publications if p.state is State.FAILED and p.error in connecting.LOSING]
    if not lost or not may(turn.role, Right.MANAGE):
        return []
    return [button(turn, "reconnect", "connection.show", id=lost[0].connection_id)]


def _missed(turn: Turn, draft: Draft, tab: ConnectionId | None) -> list[list[Act]]:
    id = draft.post.id
    choose = [primary(turn, "publish-now", "now.ask", id=id), button(turn, "new-time", "schedule.ask", id=id)]
    return [choose, _rest(turn, draft, tab)]


def _unconfirmed(turn: Turn, draft: Draft, _: ConnectionId | None) -> list[list[Act]]:
    rows = []
    for publication in draft.publications:
        if publication.state is State.UNCONFIRMED:
            this = {"id": draft.post.id, "publication": publication.id}
            rows.append(
                [
                    primary(turn, "is-live", "doubt.live", **this),
                    danger(turn, "not-there", "doubt.absent", **this),
                    button(turn, "look-again", "doubt.look", **this),
                ]
            )
    return rows


def _closed(turn: Turn, draft: Draft, _: ConnectionId | None) -> list[list[Act]]:
    return [[button(turn, "reopen", "post.reopen", id=draft.post.id), _history(turn, draft)]]


def _published(turn: Turn, draft: Draft, _: ConnectionId | None) -> list[list[Act]]:
    return [[primary(turn, "write", "compose.how"), _history(turn, draft)]]


def _moving(turn: Turn, draft: Draft, _: ConnectionId | None) -> list[list[Act]]:
    return [[_history(turn, draft)]]


def _history(turn: Turn, draft: Draft) -> Act:
    return button(turn, "history", "history", id=draft.post.id)


ROWS = {
    State.DRAFT: _draft,
    State.IN_REVIEW: _in_review,
    State.HELD: _in_review,
    State.CHANGES_REQUESTED: _changes,
    State.APPROVED: _approved,
    State.SCHEDULED: _scheduled,
    State.CLAIMED: _moving,
    State.SENDING: _moving,
    State.PROCESSING: _moving,
    State.PUBLISHED: _published,
    State.FAILED: _failed,
    State.MISSED: _missed,
    State.UNCONFIRMED: _unconfirmed,
    State.REJECTED: _closed,
    State.CANCELLED: _closed,
    State.REMOVING: _moving,
    State.REMOVED: _moving,
}
