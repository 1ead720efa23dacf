"""Telegram as a whole: connected at start, said plainly when it cannot be, and no reason for anything else to end."""

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from telegram import Bot, WebhookInfo
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.intake import Intake
from bot.logs import get_logger
from bot.pausing import pause
from bot.telegram import registering
from bot.telegram.inheriting import Heir
from bot.telegram.listening import LONG_POLL, Listener
from bot.telegram.proving import TelegramLogin
from bot.telegram.refusals import Why, why
from bot.telegram.sending import Sender
from bot.telegram.showing import Draw, Stage
from bot.telegram.updates import ALLOWED, PLATFORM
from bot.telegram.wire import LARGEST, WORD, Signing, Wire
from core.app import App
from core.errors import Invalid, Stale, StoreUnavailable, Unavailable
from core.model import Attached, Registration
from core.networks.api import Caps, HttpApi
from core.ports import EVERYWHERE, Clock

PATH = "/telegram/webhook"
PAUSES = (2.0, 5.0, 15.0, 60.0)
"""Seconds until Telegram is tried again; the last one from then on."""
WELL = timedelta(minutes=2)
"""After so long without trouble, what comes next is a new one."""
AT_ONCE = 40
"""Deliveries that Telegram may make to us at the same time (https://core.telegram.org/bots/api#setwebhook)."""
MEGABYTES = LARGEST // 1_000_000

Verdict = Literal["good", "off", "bad"]
Say = Callable[[str, Mapping[str, str]], None]
"""Tells whoever runs this: the key of a sentence, and its facts."""

log = get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How Telegram is reached. It does not show itself: it holds the token."""

    token: str
    api_url: str
    secret: str = ""

    def __repr__(self) -> str:
        return "Access(...)"

    @property
    def shown(self) -> str:
        """What Telegram has to show with each delivery: as set, else made from the token, the same on all machines."""
        return self.secret or hmac.digest(self.token.encode(), b"aimarketing webhook", "sha256").hex()


@asynccontextmanager
async def reached(access: Access, clock: Clock) -> AsyncIterator[Bot]:
    """The bot. Nothing is asked of Telegram yet."""
    signing, origins = Signing(access.token, access.api_url), {"telegram": access.api_url}
    async with AsyncExitStack() as stack:
        calls = await stack.enter_async_context(HttpApi(clock, origins, Caps(total=60.0)))
        fetches = await stack.enter_async_context(HttpApi(clock, origins, Caps(total=LONG_POLL + 15.0, answer=8 << 20)))
        yield Bot(
            WORD,
            base_url=f"{access.api_url}/bot",
            base_file_url=f"{access.api_url}/file/bot",
            request=Wire(calls, signing),
            get_updates_request=Wire(fetches, signing),
        )


class Telegram:
    """One bot in this process: what comes in, what goes out, and what Telegram is told about us."""

    def __init__(self, app: App, bot: Bot, access: Access, draw: Draw) -> None:
        self._app, self._bot, self._access = app, bot, access
        self._sender = Sender(app, Stage(bot, draw))
        self._listener: Listener | None = None
        self._heir: Heir | None = None
        self._ready = asyncio.Event()

    @property
    def secret(self) -> str:
        """What has to stand in the header of each delivery."""
        return self._access.shown

    @property
    def login(self) -> TelegramLogin:
        """Telegram's login on our own pages."""
        return TelegramLogin(self._app, self._access.token, self._name)

    def _name(self) -> str:
        return self._bot.username if self._ready.is_set() else ""

    def listen(self, intake: Intake, owner: str) -> None:
        """Where what is said goes, and from where what is answered comes at once."""
        intake.hand_to(PLATFORM, self._sender.admit)
        self._listener = Listener(intake, self._bot, owner)
        self._heir = Heir(self._app, owner)

    async def download(self, attached: Attached) -> bytes:
        """See `bot.bringing.Fetch`."""
        if attached.bytes > LARGEST:
            raise Invalid("media-too-large", megabytes=MEGABYTES)
        try:
            file = await self._bot.get_file(attached.ref)
            return bytes(await file.download_as_bytearray())
        except TelegramError as error:
            if "file is too big" in error.message.casefold():
                raise Invalid("media-too-large", megabytes=MEGABYTES) from error
            raise Unavailable("a file could not be fetched from Telegram") from error

    async def deliver(self, body: bytes) -> None:
        """One delivery to our address. Raises `ValueError` for what is none, and `StoreUnavailable`."""
        if self._listener is None or not self._ready.is_set():
            raise StoreUnavailable("not connected to Telegram yet")
        await self._listener.deliver(body)

    async def receive(self, stop: asyncio.Event, say: Say, *, url: str) -> None:
        """Takes in what is said, at `url` or by fetching, until `stop`."""
        if not await self._connected(stop, say, url=url):
            return
        if url:
            await stop.wait()
            return
        await self._persist(stop, say, self._fetch)

    async def send(self, stop: asyncio.Event) -> None:
        """Carries out what is to be said, until `stop`."""
        if self._heir is None:
            return
        with suppress(StoreUnavailable):  # then it comes when its lease is over
            await self._heir.inherits()
        await self._sender.run(stop)
        with suppress(StoreUnavailable):
            await self._heir.leaves()

    async def _fetch(self, stop: asyncio.Event) -> None:
        if self._listener is not None and self._heir is not None:
            await self._heir.buries()
            await self._listener.fetch(stop)

    async def _connected(self, stop: asyncio.Event, say: Say, *, url: str) -> bool:
        async def connect(_: asyncio.Event) -> None:
            await self._bot.initialize()
            await self._settled(say, url)
            with suppress(Stale):  # another process tells the same just now
                await registering.register(self._app, self._bot)
            self._ready.set()
            say("run-telegram", {"name": f"@{self._bot.username}"})

        await self._persist(stop, say, connect)
        return self._ready.is_set()

    async def _persist(self, stop: asyncio.Event, say: Say, doing: Callable[[asyncio.Event], Any]) -> None:
        """Does it until it is done; says each new reason why it cannot be, once."""
        told, tries = "", 0
        while not stop.is_set():
            began = self._app.clock.now()
            try:
                await doing(stop)
            except (TelegramError, StoreUnavailable) as error:
                if self._app.clock.now() - began > WELL:
                    tries = 0
                if (reason := trouble(error)) != told:
                    told, tries = reason, 0
                    log.warning("telegram cannot be used for now", reason=reason, error=type(error).__name__)
                    say(reason, {})
                await pause(stop, PAUSES[min(tries, len(PAUSES) - 1)])
                tries += 1
            else:
                return

    async def _settled(self, say: Say, url: str) -> None:
        """The way in is ours: the webhook is set, or taken away, where it is not so already."""
        info = await self._bot.get_webhook_info()
        if info.url and info.url != url:
            say("run-telegram-elsewhere", {"address": info.url})
        if not url:
            if info.url:
                await self._bot.delete_webhook()
            return
        if not (_is_set(info, url) and await self._knows_secret()):
            await self._bot.set_webhook(url, secret_token=self.secret, allowed_updates=ALLOWED, max_connections=AT_ONCE)
            await self._remember_secret()

    @property
    def _secret_told(self) -> Registration:
        mark = hmac.digest(self._access.token.encode(), self.secret.encode(), "sha256").hex()
        return Registration(id=f"{PLATFORM}:{self._bot.id}:secret", fingerprint=mark, at=self._app.clock.now())

    async def _knows_secret(self) -> bool:
        told = self._secret_told
        return bool(await self._app.store.count(EVERYWHERE, Registration, id=told.id, fingerprint=told.fingerprint))

    async def _remember_secret(self) -> None:
        told = self._secret_told
        async with self._app.together() as app:
            await app.store.remove(EVERYWHERE, *await app.store.find(EVERYWHERE, Registration, id=told.id))
            await app.store.add(EVERYWHERE, told)


def _is_set(info: WebhookInfo, url: str) -> bool:
    return info.url == url and set(info.allowed_updates or ()) == set(ALLOWED) and info.max_connections == AT_ONCE


def trouble(error: Exception) -> str:
    """The key of the sentence for whoever runs this."""
    if isinstance(error, InvalidToken):
        return "run-telegram-token"
    if isinstance(error, Conflict):
        return "run-telegram-conflict"
    if isinstance(error, TelegramError) and why(error) is Why.WRONG:
        return "run-telegram-refused"
    return "run-telegram-unreached"


async def looked_at(access: Access, clock: Clock, *, ours: str) -> tuple[Verdict, str, Mapping[str, str]]:
    """How it stands, for `doctor`: the key of a sentence, and its facts. `ours`: where deliveries should go.

    Changes nothing.
    """
    async with reached(access, clock) as bot:
        try:
            await bot.initialize()
            info = await bot.get_webhook_info()
        except TelegramError as error:
            return "bad", trouble(error), {}
    facts = {"name": f"@{bot.username}", "address": info.url}
    if info.url and info.url != ours:
        return "bad", "doctor-telegram-elsewhere", facts
    if info.url and info.last_error_message:
        return "bad", "doctor-telegram-failing", {**facts, "reason": info.last_error_message}
    return "good", "doctor-telegram-webhook" if info.url else "doctor-telegram", facts
