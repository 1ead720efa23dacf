"""Settings become an App and its loops: the only place that names concrete classes and picks a stand-in for a key."""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace

from bot.clock import Engine, SystemClock, new_owner
from bot.desk import Desk
from bot.intake import Intake
from bot.jobs import Jobs, Limits
from bot.keys import must_be_shared, roots_for
from bot.kinds import given_up, kinds_of
from bot.logs import get_logger
from bot.pictures.drawing import draw
from bot.settings import Settings, base_urls, client_apps
from bot.telegram import PLATFORM, Access, Telegram, reached
from core import registering
from core.app import App
from core.errors import Misconfigured
from core.model import Secret
from core.networks import NETWORKS
from core.networks.api import HttpApi
from core.networks.bluesky import NAME
from core.networks.bluesky import client as bluesky
from core.ports import Chosen, Network, OurApp, Senses, Writer
from core.writers.outline import OutlineWriter
from core.writers.senseless import Senseless
from handlers.view import Month, Preview
from storage.database import Database
from storage.journal import Journal
from storage.media import files_at
from storage.migrate import migrate
from storage.purge import purge
from storage.store import SqlStore
from storage.sweep import sweep
from storage.vault import Reach, SqlVault, open_vault

PURGE_SECONDS = 1800.0
FIRST_PURGE_SECONDS = 60.0
"""Soon, for a process that never lives for long; not at once, for the start is for who waits."""
WRITING = Limits(at_once=8, waiting=8)
"""None waits with a lease in hand: a slow model takes nearly all of it."""
SLOW = ("write", "describe")
"""The kinds of jobs that wait for a model."""
WHOLE_FORMS = ("browser",)
"""The platforms that show a form as one page."""


log = get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything of one process, wired."""

    settings: Settings
    app: App
    database: Database
    journal: Journal
    vault: SqlVault
    intake: Intake
    telegram: Telegram | None
    desk: Desk
    jobs: Jobs
    writing: Jobs
    """The jobs that wait for a model, for minutes: they take no place from those that draw and tell."""
    engine: Engine


def writer_for(settings: Settings, fallback: Writer) -> Writer:
    """The language model where one is configured, else the writer that needs no key."""
    if not settings.has_model:
        return fallback
    from core.writers.openai import OpenAIWriter, Prices  # noqa: PLC0415 - a second of imports that no key, no use

    return OpenAIWriter(
        key=settings.openai_api_key.get_secret_value(),
        base_url=settings.openai_base_url or None,
        model=settings.openai_model,
        prices=Prices(settings.openai_price_in, settings.openai_price_out),
    )


def senses_for(settings: Settings) -> Senses:
    """The same model's eyes, and its endpoint's ear; without one, nothing is heard or seen."""
    if not settings.has_model:
        return Senseless()
    from core.writers.openai import OpenAISenses  # noqa: PLC0415 - as above

    return OpenAISenses(
        key=settings.openai_api_key.get_secret_value(),
        base_url=settings.openai_base_url or None,
        hearing=settings.openai_transcription_model,
        seeing=settings.openai_model,
    )


@asynccontextmanager
async def opened(settings: Settings, *, address: str = "", live: bool = False) -> AsyncIterator[House]:
    """The house, its database migrated, nothing running yet. Raises `Misconfigured` and `StoreUnavailable`.

    `live`: with the chat platforms whose keys are set.
    """
    prepare_folder(settings)
    own = address or settings.public_url or f"http://{settings.host}:{settings.port}"
    places = {name: place for network in NETWORKS.values() for name, place in network.places.items()}
    origins = base_urls({**places, **{name: origin_of(network, own) for name, network in NETWORKS.items()}})
    origins["telegram"] = settings.telegram_api_url
    ours = [name for name, network in NETWORKS.items() if network.sign is None]
    async with AsyncExitStack() as stack:
        database = Database(settings.database)
        stack.push_async_callback(database.close)
        must_be_shared(settings, alone=database.sqlite)
        await migrate(database)
        api = await stack.enter_async_context(HttpApi(SystemClock(), origins, allow=settings.allowed_out, ours=ours))
        store = SqlStore(database)
        vault = await stack.enter_async_context(vault_for(settings, store, origins))
        app = await known(_app(settings, store, api, vault, own))
        telegram = await stack.enter_async_context(_telegram(settings, app)) if live else None
        yield _house(settings, database, app, vault, telegram)


async def known(app: App) -> App:
    """With who we are at Bluesky: where it can read that at an address of ours, by a key of our own."""
    if bluesky.is_local(app.address):
        return app
    ours = await registering.own_app(app, NAME, bluesky.new_app)
    return replace(app, clients={**app.clients, NAME: ours})


def origin_of(network: Network, own: str) -> str:
    """Where its API is; a network without keys is served by ourselves, and one with many servers has no place."""
    return network.origin or ("" if network.server else own)


@asynccontextmanager
async def _telegram(settings: Settings, app: App) -> AsyncIterator[Telegram | None]:
    """The bot, where there is a token."""
    if (access := access_to_telegram(settings)) is None:
        yield None
        return

    async def drawn(block: Preview | Month, language: str) -> bytes:
        return await draw(block, app.files, language=language)

    async with reached(access, app.clock) as bot:
        yield Telegram(app, bot, access, drawn)


def access_to_telegram(settings: Settings) -> Access | None:
    """How Telegram is reached, where there is a token."""
    if not (token := settings.telegram_bot_token.get_secret_value()):
        return None
    return Access(
        token=token, api_url=settings.telegram_api_url, secret=settings.telegram_webhook_secret.get_secret_value()
    )


@asynccontextmanager
async def vault_for(settings: Settings, store: SqlStore, origins: Mapping[str, str]) -> AsyncIterator[SqlVault]:
    """What keeps and lends the tokens. Raises `Misconfigured` where the keys to them cannot be had."""
    bot_token = Secret(settings.telegram_bot_token.get_secret_value())
    clients = {network: ours.secret for network, ours in clients_for().items()}
    reach = Reach(networks=networks_for(settings), origins=origins, bot_token=bot_token, clients=clients)
    vault = await open_vault(store, SystemClock(), roots_for(settings), reach)
    try:
        yield vault
    finally:
        await vault.close()


def networks_for(settings: Settings) -> Mapping[str, Network]:
    """All but those that need a key which is not there."""
    off = set() if settings.telegram_bot_token.get_secret_value() else {"telegram"}
    off |= {network.name for network in NETWORKS.values() if needs_app(network)} - clients_for().keys()
    return {name: network for name, network in NETWORKS.items() if name not in off}


def clients_for() -> Mapping[str, OurApp]:
    """What we are at the networks where our app has to be registered by hand. Raises `Misconfigured`."""
    return client_apps(network.name for network in NETWORKS.values() if needs_app(network))


def needs_app(network: Network) -> bool:
    """Whether nobody can log in there without {NETWORK}_CLIENT_ID and {NETWORK}_CLIENT_SECRET."""
    return network.login is not None and not isinstance(network.login, Chosen) and network.login.needs_app


def prepare_folder(settings: Settings) -> None:
    """Makes DATA_DIR, for this user only. Raises `Misconfigured`."""
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Misconfigured("DATA_DIR", f"cannot be made ({error.strerror})") from error
    if not os.access(settings.data_dir, os.W_OK):
        raise Misconfigured("DATA_DIR", "cannot be written to")


def _app(settings: Settings, store: SqlStore, api: HttpApi, vault: SqlVault, address: str) -> App:
    outline = OutlineWriter()
    return App(
        store=store,
        clock=SystemClock(),
        api=api,
        vault=vault,
        files=files_at(settings.media),
        senses=senses_for(settings),
        networks=networks_for(settings),
        writer=writer_for(settings, outline),
        fallback=outline,
        address=address,
        clients=clients_for(),
    )


def _house(settings: Settings, database: Database, app: App, vault: SqlVault, telegram: Telegram | None) -> House:
    desk = Desk(app, whole_forms=WHOLE_FORMS)
    owner, kinds = new_owner(), kinds_of(desk)
    slow = {kind: kinds[kind] for kind in SLOW}
    quick = {kind: work for kind, work in kinds.items() if kind not in slow}
    engine = Engine(app, owner=owner, alone=database.sqlite)
    engine.every("purge", PURGE_SECONDS, lambda: _purged(database, app), first=FIRST_PURGE_SECONDS)
    fetch = {} if telegram is None else {PLATFORM: telegram.download}
    intake = Intake(app, whole_forms=WHOLE_FORMS, answering=(PLATFORM,), fetch=fetch)
    if telegram is not None:
        telegram.listen(intake, owner)
    return House(
        settings=settings,
        app=app,
        database=database,
        journal=Journal(database),
        vault=vault,
        intake=intake,
        telegram=telegram,
        desk=desk,
        jobs=Jobs(app, quick, owner=owner, given_up=given_up()),
        writing=Jobs(app, slow, owner=f"{owner}:writing", limits=WRITING),
        engine=engine,
    )


async def _purged(database: Database, app: App) -> None:
    if deleted := await purge(database, app.clock.now()):
        log.info("purged what the data catalogue says is over", **deleted)
    if swept := await sweep(database, app.files, app.clock.now()):
        log.info("deleted files that nothing shows any more", **swept)
