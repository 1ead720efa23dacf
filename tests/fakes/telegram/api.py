"""The fake as a test holds it: the server, with the people and chats that it knows and what a test may ask of it."""

import asyncio
from itertools import count
from typing import Any

from tests.fakes.telegram import media
from tests.fakes.telegram.people import Person
from tests.fakes.telegram.places import Channel, Group, Place, Seen
from tests.fakes.telegram.server import Server
from tests.fakes.telegram.state import POSTING, Chat, Json, Member, Query, User

FIRST_PERSON, FIRST_GROUP, FIRST_SUPERGROUP = 7_100_000_001, 400_001, 1_002_300_000_001
"""Ids as long as they get: a column of 32 bits does not hold them."""


class FakeTelegram(Server):
    """`async with FakeTelegram() as api`: `api.base_url` and `api.base_file_url` are for python-telegram-bot."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.acted: dict[int, float] = {}
        """When somebody last did something, and when something was last done in a chat."""
        self.since: dict[int, int] = {}
        """The same, by the numbers of changes."""
        self.privacy = True
        """In groups the bot hears commands, replies to it and its name, unless it is an administrator."""
        self._people, self._groups, self._supergroups = count(FIRST_PERSON), count(FIRST_GROUP), count(FIRST_SUPERGROUP)

    # -- who and what there is -----------------------------------------------------------------------------------------

    def person(self, name: str, *, language: str = "en", username: str = "") -> Person:
        """Somebody who has never written to the bot."""
        user = User(next(self._people), name, language, username)
        chat = Chat(user.id, "private", name, username)
        self.world.users[user.id], self.world.chats[user.id] = user, chat
        return Person(self, user, chat)

    def group(
        self, title: str, people: list[Person], *, kind: str = "supergroup", forum: bool = False, bot: bool = True
    ) -> Group:
        """A `group` or `supergroup`; the first of the people made it, and added the bot."""
        id = -next(self._groups) if kind == "group" else -next(self._supergroups)
        chat = self._chat(Chat(id, kind, title, forum=forum), people[:1], people[1:])
        if bot:
            self.bot_becomes(chat, "member", (), people[0].user)
            self.told(chat, {"from": people[0].user.json, "new_chat_members": [self.world.bot.json]})
        return Group(self, chat)

    def channel(
        self,
        title: str,
        *,
        username: str = "",
        admins: list[Person],
        bot: tuple[str, ...] | None = POSTING,
        readers: list[Person] | None = None,
    ) -> Channel:
        """Its first administrator made it; `bot` are the bot's rights, `None` where it is not in it."""
        chat = self._chat(Chat(-next(self._supergroups), "channel", title, username), admins[:1], readers or [])
        for one in admins[1:]:
            chat.members[one.user.id] = Member(one.user, "administrator", POSTING)
        if bot is not None:
            self.bot_becomes(chat, "administrator", bot, admins[0].user)
        return Channel(self, chat)

    def _chat(self, chat: Chat, owners: list[Person], others: list[Person]) -> Chat:
        self.world.chats[chat.id] = chat
        chat.members |= {one.user.id: Member(one.user, "creator") for one in owners}
        chat.members |= {one.user.id: Member(one.user) for one in others}
        return chat

    def migrate(self, group: Group) -> Group:
        """A group becomes a supergroup: under a new id, and the old one says so."""
        old, by = group.room, {"from": next(iter(group.room.members.values())).user.json}
        chat = Chat(-next(self._supergroups), "supergroup", old.title, members=dict(old.members))
        self.world.chats[chat.id] = chat
        self.told(old, by | {"migrate_to_chat_id": chat.id})
        old.migrated_to = chat.id
        self.told(chat, by | {"migrate_from_chat_id": old.id})
        return Group(self, chat)

    # -- what happens to it --------------------------------------------------------------------------------------------

    def flood(self, where: Place | int | None, seconds: float) -> None:
        """Whatever is sent there (or anywhere) is answered 429 for so long."""
        id = where.id if isinstance(where, Place) else where
        self.traffic.start(id, self.world.clock + seconds)

    def later(self, **span: float) -> None:
        """Moves the clock of Telegram: `api.later(hours=49)`."""
        seconds = {"days": 86_400, "hours": 3600, "minutes": 60, "seconds": 1}
        self.world.shift += sum(seconds[unit] * number for unit, number in span.items())

    def redeliver(self, *ids: int) -> None:
        """Tells these updates again; without any, the last."""
        history = self.world.updates.history
        self.world.updates.repeat([history[id] for id in ids or [max(history)]])

    def hold(self) -> None:
        """From now on updates are made and not told."""
        self.world.updates.hold()

    def release(self, **how: Any) -> None:
        """Tells what was held: in `order` (a list of positions), shuffled by `seed`, or as it came; in `copies`."""
        self.world.updates.release(**how)

    def inject(self, update: Json, lane: object = "") -> int:
        """Any update, as it is; it gets a number if it has none."""
        updates = self.world.updates
        return updates.inject(update if "update_id" in update else {"update_id": next(updates.numbers)} | update, lane)

    # -- what can be asked of it ---------------------------------------------------------------------------------------

    def called(self, method: str) -> list[Any]:
        """All calls of a method, in order."""
        return [call for call in self.calls if call.method == method]

    @property
    def floods(self) -> int:
        """How many 429 were answered."""
        return len(self.traffic.refused)

    @property
    def floods_ignored(self) -> list[tuple[str, int]]:
        """What was sent while the bot had been told to wait."""
        return self.traffic.ignored

    @property
    def unanswered(self) -> list[Query]:
        """Presses that still spin."""
        return [one for one in self.world.queries.values() if not one.answers]

    @property
    def flaws(self) -> list[str]:
        """Everything that our code must never do: for the end of a test."""
        spinning = [f"a press of {one.user.first_name} was never answered" for one in self.unanswered]
        ignored = [f"{method} to {chat} although told to wait" for method, chat in self.floods_ignored]
        return [*self.violations, *spinning, *ignored]

    async def settles(self, quiet: float = 0.2, timeout: float = 20.0) -> None:  # noqa: ASYNC109 - reads well
        """Waits until every update is taken and the bot has called nothing for a while."""
        async with asyncio.timeout(timeout):
            while True:
                calls = self._busy()
                await asyncio.sleep(quiet)
                if calls == self._busy() and not self.world.updates.pending:
                    return

    def _busy(self) -> int:
        return sum(call.method != "getUpdates" for call in self.calls)

    # -- for the people and places -------------------------------------------------------------------------------------

    def shown(self, kind: str, content: bytes, *, name: str = "", mime: str = "", size: int = 0) -> Json:
        """A file that a person sends, as part of a message."""
        mime = mime or media.MIMES.get(kind, "application/octet-stream")
        return media.fields(self.world.files.keep(content, kind, name=name, mime=mime, size=size), kind)

    def told(self, chat: Chat, message: Json, *, kind: str = "message") -> Seen:
        """A message that is not the bot's: it is in the chat, and the bot hears of it if it may."""
        made = self.world.put(chat, message)
        if self._hears(chat, made):
            self.world.updates.add(kind, made, chat.id)
        self.stirred()
        return Seen(self, chat, made)

    def _hears(self, chat: Chat, message: Json) -> bool:
        me = self.world.here(chat)
        if chat.type == "private":
            return True
        if not me.present or chat.migrated_to is not None:
            return False
        return not self.privacy or me.status == "administrator" or self._meant(chat, message)

    def _meant(self, chat: Chat, message: Json) -> bool:
        """A service message, or one that is for the bot."""
        words = message.get("text", message.get("caption", ""))
        if not words and not media.kind_of(message):
            return True
        if message.get("reply_to_message", {}).get("message_id") in chat.own:
            return True
        name, command = f"@{self.world.bot.username}", words.partition(" ")[0] if words.startswith("/") else ""
        return name in words or (bool(command) and "@" not in command)

    def bot_becomes(self, chat: Chat, status: str, rights: tuple[str, ...], by: User) -> None:
        before = self.world.here(chat).json
        chat.members[self.world.bot.id] = Member(self.world.bot, status, rights)
        self._member_changed(chat, before, chat.members[self.world.bot.id].json, by)

    def membership(self, chat: Chat, before: str, after: str, by: User) -> None:
        """The bot in a private chat: blocked or not."""
        old, new = (Member(self.world.bot, status).json for status in (before, after))
        self._member_changed(chat, old, new, by)

    def _member_changed(self, chat: Chat, before: Json, after: Json, by: User) -> None:
        body = {"chat": chat.json, "from": by.json, "date": int(self.world.now)}
        self.world.updates.add("my_chat_member", body | {"old_chat_member": before, "new_chat_member": after}, chat.id)
