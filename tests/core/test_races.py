"""Two people at once: exactly one of them is first, and the other hears so."""

import asyncio
from collections import Counter
from dataclasses import replace

import pytest

from core import drafting, reviewing
from core.errors import Decided, Invalid, Stale
from core.model import Role, Rule, State
from storage.database import Database
from storage.store import SqlStore
from tests.core.posting import approve, desk, many_submitted


async def _outcome(act) -> str:
    """What became of it, as the intake would have it: one that came too late is asked again on fresh data."""
    for _ in range(20):
        try:
            await act()
        except Stale:
            continue
        except Decided as late:
            return f"too late: {late.state}"
        except Invalid as newer:
            return newer.reason
        return "done"
    raise AssertionError("always too late")


@pytest.mark.parametrize("rounds", [60, pytest.param(3000, marks=pytest.mark.night)])
async def test_of_two_approvers_at_once_exactly_one_approves(sqlite_url, sqlite_store, clock, rounds):
    here = await desk(sqlite_store, clock, rule=Rule.ANY_APPROVER)
    database = Database(sqlite_url)  # as a second process has it
    there = replace(here, app=replace(here.app, store=SqlStore(database)))
    seen: Counter[str] = Counter()
    for post in await many_submitted(here, rounds):
        both = (lambda p=post: approve(here, p), lambda p=post: approve(there, p, by=here.owner, role=Role.OWNER))
        seen.update(await asyncio.gather(*map(_outcome, both)))
        assert await here.kinds(post) == ["approved"]
    await database.close()
    assert seen == {"done": rounds, "too late: approved": rounds}


async def test_an_approval_and_an_edit_at_once_never_let_out_what_was_not_seen(store, clock):
    here = await desk(store, clock, rule=Rule.ANY_APPROVER)
    for post in await many_submitted(here, 20):
        edit = (here.app, here.scope, here.author.id, post.id, "Parīt cepam.")
        await asyncio.gather(_outcome(lambda p=post: approve(here, p)), _outcome(lambda e=edit: drafting.edit(*e)))
        draft = await drafting.current(here.app, here.scope, post.id)
        assert draft.post.version == 2
        assert {(p.state, p.approved_hash) for p in draft.publications} == {(State.IN_REVIEW, None)}


async def test_approving_and_sending_back_at_once_one_wins_and_the_post_is_in_one_piece(store, clock):
    here = await desk(store, clock, rule=Rule.ANY_APPROVER)
    for post in await many_submitted(here, 20):
        note = (here.app, here.scope, here.owner.id, post.id, 1)
        done = await asyncio.gather(
            _outcome(lambda p=post: approve(here, p)),
            _outcome(lambda n=note: reviewing.request_changes(*n, note="Īsāk!")),
        )
        # What was sent back may be approved after all; what was approved is not sent back.
        assert done in (["done", "done"], ["done", "too late: approved"])
        assert set(await here.states(post)) == {"approved"}
