"""Where the keys to the tokens are, by the settings; how they are changed, and the ledger looked at."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.clock import SystemClock
from bot.settings import Settings
from core.errors import Misconfigured, Unavailable
from core.texts import FALLBACK, Texts
from storage.database import Database
from storage.media import is_shared
from storage.migrate import pending
from storage.store import SqlStore
from storage.vault import FileRoots, Roots
from storage.vault.auditing import audit
from storage.vault.chain import Fault
from storage.vault.checking import must_be_known
from storage.vault.datakeys import DataKeys
from storage.vault.environment import EnvironmentRoots
from storage.vault.environment import new_entry as entry
from storage.vault.roots import Several
from storage.vault.rotating import counts, rotate

Say = Callable[[str], None]
FAULTS = {Fault.GAP: "ledger-gap", Fault.ORDER: "ledger-order", Fault.CHANGED: "ledger-changed"}


def roots_for(settings: Settings) -> Roots:
    """New data keys are wrapped in Azure Key Vault where one is set, else with the setting's key, else with a file's.

    All that are there can be unwrapped with: so an installation moves from one to another. Raises `Misconfigured`.
    """
    found: list[Roots] = []
    if settings.azure_key_vault_url:
        from storage.vault.azure import Place, roots_at  # noqa: PLC0415 - a second of imports, only where it is set

        found.append(roots_at(Place.read(settings.azure_key_vault_url)))
    if value := settings.aimarketing_kek.get_secret_value():
        found.append(EnvironmentRoots(value))
    return Several(*found, FileRoots(settings.data_dir))


def must_be_shared(settings: Settings, *, alone: bool) -> None:
    """With a database that several machines may share, keys and files have to be where all see them.

    `alone`: SQLite, which only one machine can use. Raises `Misconfigured`.
    """
    if alone:
        return
    if not settings.azure_key_vault_url and not settings.aimarketing_kek.get_secret_value():
        why = "must be set with PostgreSQL (or AIMARKETING_KEK): a key file on one machine is of no use to the others"
        raise Misconfigured("AZURE_KEY_VAULT_URL", why)
    if not is_shared(settings.media):
        why = "must be s3:// or az:// with PostgreSQL, or file:///folder?shared=1 where all machines see that folder"
        raise Misconfigured("MEDIA_URL", why)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is said of the keys, as the key of a sentence and its facts; and the setting that it is about."""

    setting: str
    key: str
    facts: Mapping[str, str | int]
    good: bool = True


async def looked_at(settings: Settings) -> list[Seen]:
    """Whether all keys that are in use are there. Makes none. Raises `Misconfigured` and `StoreUnavailable`."""
    database, roots = Database(settings.database), roots_for(settings)
    try:
        must_be_shared(settings, alone=database.sqlite)
        store = SqlStore(database)
        used = {} if await pending(database) else await counts(store)
        if not used and not await roots.known():
            return [Seen(roots.setting, "doctor-keys-none", {}, good=False)]
        if used:
            await must_be_known(store, roots)
        current = await roots.current()
        seen = [Seen(roots.setting, "doctor-keys", {"kek": current, "mark": await roots.fingerprint(current)})]
        others = [(kek, count) for kek, count in used.items() if kek != current]
        return seen + [
            Seen(roots.setting, "doctor-keys-mixed", {"kek": kek, "count": count}, good=False) for kek, count in others
        ]
    except Unavailable as error:
        raise Misconfigured(roots.setting, error.detail) from error
    finally:
        await roots.close()
        await database.close()


def new_entry() -> str:
    """A key for AIMARKETING_KEK, named by the moment."""
    return entry(SystemClock().now().strftime("%Y%m%dT%H%M%S"))


async def rotate_keys(settings: Settings, say: Say) -> bool:
    """Wraps all data keys with a new key, and says what is to be done with the old one; whether all went well."""
    texts = Texts(FALLBACK)
    async with _opened(settings) as (store, roots):
        done = await rotate(store, roots, lambda count: say(texts.say("keys-going-on", count=count)))
    say(texts.say("keys-rotated", kek=done.kek, wrapped=done.wrapped, verified=done.verified))
    for one in done.old:
        say(texts.say("keys-old", kek=one))
    if not done.wrapped:
        say(texts.say("keys-none-newer", setting=roots.setting))
    for id in done.broken:
        say(texts.say("keys-broken", id=id))
    return not done.broken


async def verify_ledger(settings: Settings, say: Say, head: str) -> bool:
    """Says whether the ledger is whole, and the line to be kept elsewhere."""
    texts, clock = Texts(FALLBACK), SystemClock()
    async with _opened(settings) as (store, roots):
        try:
            report = await audit(store, DataKeys(clock, roots), clock.now(), head)
        except ValueError:
            say(texts.say("ledger-no-head"))
            return False
    say(texts.say("ledger-rows", rows=report.rows, chains=report.chains))
    for use, fault in report.faults:
        say(texts.say(FAULTS[fault], number=use.number, connection=use.connection_id, id=use.id))
    if report.key_is_lost:
        say(texts.say("ledger-key-lost"))
    if report.same is not None:
        say(texts.say("ledger-same" if report.same else "ledger-other"))
    if report.head:
        say(texts.say("ledger-head", head=report.head))
    return report.good


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[tuple[SqlStore, Roots]]:
    """The database as it is, and the keys."""
    database, roots = Database(settings.database), roots_for(settings)
    try:
        must_be_shared(settings, alone=database.sqlite)
        if database.sqlite and not settings.data_dir.exists():
            raise Misconfigured("DATA_DIR", "is not there yet, and nothing in it: run `aimarketing migrate` first")
        if await pending(database):
            raise Misconfigured("DATABASE_URL", "is not of this version yet: run `aimarketing migrate` first")
        yield SqlStore(database), roots
    finally:
        await roots.close()
        await database.close()
