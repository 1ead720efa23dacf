"""What is kept for accounts, read as it is now: by one statement for all that are asked for at the same time."""

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, select

from core.model import DataKey, Grant
from core.ports import EVERYWHERE
from storage.rows import to_noun
from storage.scope import within
from storage.store import SqlStore
from storage.tables import data_keys, grants

AT_MOST = 200
Kept = tuple[Grant, DataKey | None]
"""A grant, and the key that it is sealed with, where that is still there."""


def _kept() -> Select[Any]:
    joined = grants.outerjoin(data_keys, data_keys.c.id == grants.c.data_key_id)
    statement = select(*grants.c, *data_keys.c).select_from(joined)
    return within(EVERYWHERE, statement.where(grants.c.id.in_(bindparam("ids", expanding=True))))


KEPT, GRANT = _kept(), len(grants.c)


class Gathering:
    """While one read is on its way, whoever asks waits for the next: a busy engine makes few, each of many.

    Nothing is remembered: what was renewed or destroyed before it was asked for is seen.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._asked: list[tuple[str, asyncio.Future[Kept | None]]] = []
        self._reading: asyncio.Task[None] | None = None

    async def of(self, id: str) -> Kept | None:
        """Of the account; None where nothing is. Raises `StoreUnavailable`."""
        answer: asyncio.Future[Kept | None] = asyncio.get_running_loop().create_future()
        self._asked.append((id, answer))
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read())
        return await answer

    async def _read(self) -> None:
        while self._asked:
            now, self._asked = self._asked[:AT_MOST], self._asked[AT_MOST:]
            try:
                found = await self._found([id for id, _ in now])
            except Exception as error:  # noqa: BLE001 - theirs, who asked: this task is nobody's
                for _, answer in now:
                    _told(answer, error)
                continue
            for id, answer in now:
                _told(answer, found.get(id))

    async def _found(self, ids: Sequence[str]) -> dict[str, Kept]:
        rows = await self._store.rows(EVERYWHERE, KEPT, {"ids": ids})
        return {
            row[0]: (
                to_noun(Grant, row[:GRANT]),
                to_noun(DataKey, row[GRANT:]) if row[GRANT] is not None else None,
            )
            for row in rows
        }


def _told(answer: "asyncio.Future[Kept | None]", kept: Kept | Exception | None) -> None:
    if answer.done():  # who asked is gone
        return
    if isinstance(kept, Exception):
        answer.set_exception(kept)
    else:
        answer.set_result(kept)
