"""At start: every key-encryption key that is in use is there and is the same, or nothing starts."""

from sqlalchemy import select

from core.errors import Misconfigured, TokenRejected, Unavailable
from core.model import DataKey
from core.ports import EVERYWHERE
from storage.store import SqlStore
from storage.tables import data_keys
from storage.vault.datakeys import place_of
from storage.vault.roots import Roots


async def must_be_known(store: SqlStore, roots: Roots) -> None:
    """Unwraps one data key of each. Only a database without any keys has one made. Raises `Misconfigured`.

    A new key in the place of one that is lost would hide that nothing can be opened any more.
    """
    used = await keks(store)
    try:
        if not used:
            await roots.first()
        await roots.fingerprint(await roots.current())
        for kek in used:
            for kept in await store.find(EVERYWHERE, DataKey, kek=kek, limit=1):
                await _must_open(roots, kept)
    except Unavailable as error:
        raise Misconfigured(roots.setting, error.detail) from error


async def _must_open(roots: Roots, kept: DataKey) -> None:
    try:
        await roots.unwrap(kept.kek, kept.wrapped, place_of(kept, kept.kek))
    except TokenRejected:
        why = f"the key {kept.kek} is not the one that the tokens in this database were sealed with: put that one back"
        raise Misconfigured(roots.setting, why) from None


async def keks(store: SqlStore) -> list[str]:
    """Those that are in use."""
    rows = await store.rows(EVERYWHERE, select(data_keys.c.kek).distinct().order_by(data_keys.c.kek))
    return [kek for (kek,) in rows]
