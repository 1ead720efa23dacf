"""Tells updates to a bot that gave an address: one chat's in order, again and again until it answers 2xx."""

import asyncio
import json
import time
from collections import deque
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests.fakes.telegram.updates import Updates

SECRET = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE, LONGEST_PAUSE = 60, 1.0
REASONS = {True: "Connection reset by peer", False: "Connection refused"}


class Webhook:
    """`reach` says where a public origin really is, as `{"https://desk.example": "http://127.0.0.1:1234"}`."""

    def __init__(self, updates: Updates) -> None:
        self.updates = updates
        self.url = self.secret = ""
        self.connections = 40
        self.reach: dict[str, str] = {}
        self.loopback = False
        """Whether a plain http address on this machine is taken."""
        self.pause = 0.02
        self.error: tuple[int, str] | None = None
        self.delivered: list[tuple[int, int]] = []
        """Every delivery that was answered: the update and the status."""
        self._lanes: dict[str, deque[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._room = asyncio.Semaphore(40)

    def set(self, url: str, secret: str, connections: int) -> None:
        self.stop()
        self.url, self.secret, self.connections, self.error = url, secret, connections, None
        self._room = asyncio.Semaphore(connections)
        self.updates.came = self.come if url else None
        if url:
            for update in [*self.updates.pending.values(), *self.updates.again]:
                self.come(update)
            self.updates.again.clear()

    def stop(self) -> None:
        """What was not delivered stays pending."""
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self._lanes.clear()

    async def close(self) -> None:
        self.stop()
        if self._session is not None:
            await self._session.close()

    @property
    def info(self) -> dict[str, Any]:
        made: dict[str, Any] = {"url": self.url, "has_custom_certificate": False}
        made["pending_update_count"] = len(self.updates.pending) + len(self.updates.held or [])
        if self.url:
            made |= {"max_connections": self.connections, "ip_address": "203.0.113.7"}
        if self.error is not None:
            made |= {"last_error_date": self.error[0], "last_error_message": self.error[1]}
        return made | ({"allowed_updates": list(self.updates.allowed)} if self.updates.allowed else {})

    def come(self, update: dict[str, Any]) -> None:
        """Something to deliver, after all that is of the same chat."""
        name = self.updates.lanes[update["update_id"]]
        if name in self._lanes:
            self._lanes[name].append(update)
            return
        self._lanes[name] = deque([update])
        task = asyncio.create_task(self._deliver_lane(name))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_lane(self, name: str) -> None:
        lane = self._lanes[name]
        while lane:
            pause = self.pause
            while not await self._deliver(lane[0]):
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            self.updates.pending.pop(lane.popleft()["update_id"], None)
        del self._lanes[name]

    async def _deliver(self, update: dict[str, Any]) -> bool:
        headers = {"Content-Type": "application/json", "Host": urlsplit(self.url).netloc}
        headers |= {SECRET: self.secret} if self.secret else {}
        body = json.dumps(update, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            async with (
                self._room,
                self._client().post(self._address(), data=body, headers=headers, allow_redirects=False) as answer,
            ):
                await answer.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            self.error = (int(time.time()), _reason(error))
            return False
        self.delivered.append((update["update_id"], answer.status))
        if 200 <= answer.status < 300:
            return True
        self.error = (int(time.time()), f"Wrong response from the webhook: {answer.status} {answer.reason}")
        return False

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(PATIENCE))
        return self._session

    def _address(self) -> str:
        for public, real in self.reach.items():
            if self.url.startswith(public):
                return real + self.url.removeprefix(public)
        return self.url


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "Connection timed out"
    return REASONS[not isinstance(error, aiohttp.ClientConnectorError)]
