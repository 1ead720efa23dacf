"""`aimarketing doctor`: what is configured, what is off and why, what is wrong and what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.clock import SystemClock
from bot.keys import looked_at as looked_at_keys
from bot.settings import Settings, base_urls, client_apps
from bot.telegram import PATH, looked_at
from bot.web.serving import listen
from bot.wiring import access_to_telegram, prepare_folder
from core import lasting
from core.errors import Misconfigured, StoreUnavailable
from core.networks import NETWORKS
from core.ports import Network
from core.texts import FALLBACK, Texts
from storage.database import Database
from storage.migrate import pending

Verdict = Literal["good", "off", "bad"]
SIGNS: dict[Verdict, str] = {"good": "✓", "off": "–", "bad": "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    verdict: Verdict
    name: str
    text: str


async def examine(settings: Settings, say: Callable[[str], None]) -> bool:
    """Prints the report; whether nothing is wrong."""
    texts = Texts(FALLBACK)
    findings = [_folder(settings), await _database(settings, texts), _port(settings, texts)]
    findings += await _keys(settings, texts)
    findings += [_address(settings, texts), _writer(settings, texts), await _telegram(settings, texts)]
    findings += _networks(settings, texts)
    for one in findings:
        say(f"{SIGNS[one.verdict]} {one.name}: {one.text}")
    return all(one.verdict != "bad" for one in findings)


def _folder(settings: Settings) -> Finding:
    try:
        prepare_folder(settings)
    except Misconfigured as error:
        return Finding("bad", "DATA_DIR", error.reason)
    return Finding("good", "DATA_DIR", str(settings.data_dir))


async def _database(settings: Settings, texts: Texts) -> Finding:
    name = "DATABASE_URL"
    try:
        database = Database(settings.database)
    except Misconfigured as error:
        return Finding("bad", name, error.reason)
    kind = "SQLite" if database.sqlite else "PostgreSQL"
    try:
        behind = await pending(database)
    except StoreUnavailable:
        return Finding("bad", name, texts.say("doctor-database-away", kind=kind))
    except Misconfigured as error:
        return Finding("bad", name, error.reason)
    finally:
        await database.close()
    return Finding("good", name, texts.say("doctor-database-behind" if behind else "doctor-database", kind=kind))


async def _keys(settings: Settings, texts: Texts) -> list[Finding]:
    """The keys that tokens are sealed with; none is made."""
    try:
        return [
            Finding("good" if each.good else "off", each.setting, texts.say(each.key, each.facts))
            for each in await looked_at_keys(settings)
        ]
    except Misconfigured as error:
        return [Finding("bad", error.name, error.reason)]
    except StoreUnavailable:
        return []  # said already


def _port(settings: Settings, texts: Texts) -> Finding:
    address = f"{settings.host}:{settings.port}"
    try:
        listen(settings.host, settings.port).close()
    except Misconfigured as error:
        return Finding("off" if error.name == "PORT" else "bad", error.name, error.reason)
    return Finding("good", "PORT", texts.say("doctor-port", address=address))


def _address(settings: Settings, texts: Texts) -> Finding:
    if settings.public_url:
        return Finding("good", "PUBLIC_URL", settings.public_url)
    return Finding("off", "PUBLIC_URL", texts.say("doctor-no-address"))


def _writer(settings: Settings, texts: Texts) -> Finding:
    if not settings.has_model:
        return Finding("off", "OPENAI_API_KEY", texts.say("doctor-outline"))
    endpoint = settings.openai_base_url or "api.openai.com"
    return Finding("good", "OPENAI_MODEL", texts.say("doctor-model", model=settings.openai_model, endpoint=endpoint))


async def _telegram(settings: Settings, texts: Texts) -> Finding:
    name = "TELEGRAM_BOT_TOKEN"
    if (access := access_to_telegram(settings)) is None:
        return Finding("off", name, texts.say("doctor-telegram-off"))
    ours = f"{settings.public_url}{PATH}" if settings.public_url else ""
    verdict, key, facts = await looked_at(access, SystemClock(), ours=ours)
    return Finding(verdict, name, texts.say(key, facts))


def _networks(settings: Settings, texts: Texts) -> Iterator[Finding]:
    own = settings.public_url or f"http://{settings.host}:{settings.port}"
    for network in NETWORKS.values():
        if network.login is not None:
            yield from _login(settings, network, texts)
            continue
        try:
            origin = base_urls({network.name: own})[network.name]
        except Misconfigured as error:
            yield Finding("bad", error.name, error.reason)
            continue
        yield Finding("good", network.title, texts.say("doctor-network", origin=origin))


def _login(settings: Settings, network: Network, texts: Texts) -> Iterator[Finding]:
    """What a network is connected with; one that a chat app's own list leads to stands in that app's line."""
    if (login := lasting.login_of(network)) is None:
        return
    names = {"id": f"{network.name.upper()}_CLIENT_ID", "secret": f"{network.name.upper()}_CLIENT_SECRET"}
    try:
        lacks = login.needs_app and not client_apps([network.name])
    except Misconfigured as error:
        yield Finding("bad", error.name, error.reason)
        return
    if lacks:
        yield Finding("off", network.title, texts.say("doctor-network-no-app", names))
    elif login.needs_public and not settings.public_url:
        yield Finding("off", network.title, texts.say("doctor-network-no-address"))
    else:
        yield Finding("good", network.title, texts.say("doctor-network-login"))
