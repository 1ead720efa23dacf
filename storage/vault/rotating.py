"""A new key-encryption key: data keys are wrapped anew, some hundred at a time, while tokens go on being used.

Only the wrapping changes: what a data key sealed stays as it is. Killed at any point, the next run goes on.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, select

from core.errors import TokenRejected
from core.model import DataKey
from core.ports import EVERYWHERE
from storage import bulk
from storage.rows import to_noun
from storage.store import SqlStore
from storage.tables import data_keys
from storage.vault.checking import keks, must_be_known
from storage.vault.datakeys import place_of
from storage.vault.roots import Roots

AT_ONCE = 500
ASKED_AT_ONCE = 16
"""How many are unwrapped side by side, where that is asked of a key vault."""
CHANGED = ("kek", "wrapped", "revision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotated:
    """What came of it."""

    kek: str
    """What all are wrapped with now."""
    old: tuple[str, ...]
    """What was in use before, and is not any more."""
    wrapped: int
    """How many data keys were wrapped anew."""
    verified: int
    """How many were opened with it afterwards: all that there are, but for `broken`."""
    broken: tuple[str, ...] = ()
    """The ids of those that no key opens."""


async def rotate(store: SqlStore, roots: Roots, progress: Callable[[int], None] = lambda _: None) -> Rotated:
    """To a new key; or on with what was begun, where an earlier run did not come to its end.

    Old keys are left where they are. Raises `Misconfigured`, and `Unavailable` where a key cannot be reached.
    """
    await must_be_known(store, roots)
    used = await keks(store)
    # A key that is current and not in all of them: a run that was cut off, or a setting that has a newer one already.
    kek = await roots.current()
    if all(one == kek for one in used):
        kek = await roots.renewed()
    wrapped, broken = 0, set[str]()
    async for some in _others(store, kek, broken):
        wrapped += await _wrap(store, roots, kek, some, broken)
        progress(wrapped)
    verified = await _verified(store, roots, kek, broken)
    left = await keks(store)
    old = tuple(one for one in used if one not in left)
    return Rotated(kek=kek, old=old, wrapped=wrapped, verified=verified, broken=tuple(sorted(broken)))


async def counts(store: SqlStore) -> dict[str, int]:
    """How many data keys each key-encryption key wraps."""
    rows = await store.rows(EVERYWHERE, select(data_keys.c.kek, func.count()).group_by(data_keys.c.kek))
    return {kek: count for kek, count in rows}  # noqa: C416 - mypy takes no rows for pairs


async def _others(store: SqlStore, kek: str, broken: set[str]) -> AsyncIterator[list[DataKey]]:
    """Those under another key, again and again until there are none.

    Some may be made meanwhile by a process that does not know of the new one yet.
    """
    found = True
    while found:
        found = False
        async for page in _pages(store, data_keys.c.kek != kek):
            if some := [one for one in page if one.id not in broken]:
                found = True
                yield some


async def _pages(store: SqlStore, which: ColumnElement[bool]) -> AsyncIterator[list[DataKey]]:
    last = ""
    while True:
        page = select(data_keys).where(which, data_keys.c.id > last).order_by(data_keys.c.id).limit(AT_ONCE)
        found = [to_noun(DataKey, row) for row in await store.rows(EVERYWHERE, page)]
        if not found:
            return
        yield found
        last = found[-1].id


async def _wrap(store: SqlStore, roots: Roots, kek: str, some: Sequence[DataKey], broken: set[str]) -> int:
    """Unwrapped and wrapped outside of the transaction; written only where nobody changed them meanwhile."""
    turns = asyncio.Semaphore(ASKED_AT_ONCE)

    async def anew(one: DataKey) -> DataKey | None:
        async with turns:
            try:
                key = await roots.unwrap(one.kek, one.wrapped, place_of(one, one.kek))
            except TokenRejected:
                broken.add(one.id)
                return None
            wrapped = await roots.wrap(kek, key, place_of(one, kek))
        return replace(one, kek=kek, wrapped=wrapped, revision=one.revision + 1)

    fresh = [one for one in await asyncio.gather(*map(anew, some)) if one is not None]
    async with store.writing() as (connection, written):
        written.add(data_keys.name)
        await bulk.changing(DataKey, CHANGED, False, connection.dialect).run(connection, fresh)  # noqa: FBT003
    return len(fresh)


async def _verified(store: SqlStore, roots: Roots, kek: str, broken: set[str]) -> int:
    """Opens every one of them with the new key."""
    turns, good = asyncio.Semaphore(ASKED_AT_ONCE), 0

    async def opens(one: DataKey) -> bool:
        async with turns:
            try:
                await roots.unwrap(one.kek, one.wrapped, place_of(one, one.kek))
            except TokenRejected:
                broken.add(one.id)
                return False
        return True

    async for page in _pages(store, data_keys.c.kek == kek):
        good += sum(await asyncio.gather(*map(opens, page)))
    return good
