"""Chats as somebody sees them: messages, their buttons, drafts; and groups and channels with what can happen there."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.fakes.telegram import media
from tests.fakes.telegram.state import POSTING, Chat, Draft, Json, Member, Toast, Topic, User
from tests.fakes.telegram.texts import typed

if TYPE_CHECKING:
    from tests.fakes.telegram.api import FakeTelegram
    from tests.fakes.telegram.people import Person

PATIENCE = 20.0
DRAFT_LIVES = 30.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as it was when it was looked at."""

    api: "FakeTelegram"
    chat: Chat
    json: Json

    @property
    def id(self) -> int:
        return int(self.json["message_id"])

    @property
    def text(self) -> str:
        """Text or caption, without formatting."""
        return str(self.json.get("text", self.json.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        return list(self.json.get("entities", self.json.get("caption_entities", [])))

    @property
    def keys(self) -> list[list[Json]]:
        """Inline buttons by row, as they were sent."""
        return list(self.json.get("reply_markup", {}).get("inline_keyboard", []))

    @property
    def buttons(self) -> list[list[str]]:
        """What they are called."""
        return [[button["text"] for button in row] for row in self.keys]

    @property
    def media(self) -> str:
        """`photo`, `video`, ...; empty for none."""
        return media.kind_of(self.json)

    @property
    def content(self) -> bytes:
        """The bytes of its file."""
        shown = self.json[self.media]
        return self.api.world.files.known[(shown[-1] if self.media == "photo" else shown)["file_id"]].content

    @property
    def by_bot(self) -> bool:
        return self.id in self.chat.own

    @property
    def edited(self) -> bool:
        return "edit_date" in self.json

    @property
    def thread(self) -> int | None:
        return self.json.get("message_thread_id")

    @property
    def gone(self) -> bool:
        """Whether it was deleted since."""
        return self.id not in self.chat.messages

    def now(self) -> "Seen":
        """The same message as it is by now."""
        return Seen(self.api, self.chat, self.chat.messages[self.id])

    def __contains__(self, words: str) -> bool:
        return words in self.text

    def __str__(self) -> str:
        keys = " ".join(f"[{label}]" for row in self.buttons for label in row)
        return f"#{self.id} {'bot' if self.by_bot else 'somebody'}: {self.media} {self.text} {keys}".strip()


class Place:
    """A chat; what is asked of it is what is seen there at that moment."""

    def __init__(self, api: "FakeTelegram", chat: Chat) -> None:
        self.api, self.room = api, chat

    @property
    def id(self) -> int:
        return self.room.id

    @property
    def chat(self) -> list[Seen]:
        """All messages that are there, in order."""
        return [Seen(self.api, self.room, one) for _, one in sorted(self.room.messages.items())]

    @property
    def news(self) -> list[Seen]:
        """The bot's messages that came or changed since something was last done here, the last changed last."""
        since = self.api.since.get(self.room.id, 0)
        fresh = [one for one in self.chat if one.by_bot and self.room.changed[one.id] > since]
        return sorted(fresh, key=lambda one: self.room.changed[one.id])

    @property
    def last(self) -> Seen:
        """The bot's newest message."""
        mine = [one for one in self.chat if one.by_bot]
        assert mine, f"the bot has written nothing into {self.room.title}"
        return mine[-1]

    @property
    def buttons(self) -> list[list[str]]:
        """Of the newest message that has any."""
        return next((one.buttons for one in reversed(self.chat) if one.buttons), [])

    @property
    def keyboard(self) -> list[list[str]]:
        """The reply keyboard that is shown."""
        rows = (self.room.keyboard or {}).get("keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    @property
    def drafts(self) -> list[Draft]:
        """Every frame of every draft, in order."""
        return list(self.room.drafts)

    @property
    def draft(self) -> Draft | None:
        """The draft that is shown now: it lives 30 seconds, and until a message comes."""
        last = self.room.drafts[-1] if self.room.drafts else None
        gone = last is None or self.room.spoke > last.at or self.api.world.clock - last.at > DRAFT_LIVES
        return None if gone else last

    @property
    def actions(self) -> list[str]:
        return self.room.actions

    @property
    def pinned(self) -> list[Seen]:
        return [Seen(self.api, self.room, self.room.messages[id]) for id in self.room.pinned]

    def button(self, label: str, *, message: Seen | None = None) -> tuple[Seen, Json]:
        """The newest inline button that is called so, or else begins so."""
        shown = [message.now()] if message else list(reversed(self.chat))
        for fits in (str.__eq__, str.startswith):
            for one in shown:
                for key in (key for row in one.keys for key in row):
                    if fits(key["text"].casefold(), label.casefold()):
                        return one, key
        known = [row for one in shown for row in one.buttons] + self.keyboard
        raise AssertionError(f"no button {label!r} among {known}")

    def link(self, label: str) -> str:
        """Where a button leads."""
        return str(self.button(label)[1]["url"])

    def copied(self, label: str) -> str:
        """What a button copies."""
        return str(self.button(label)[1]["copy_text"]["text"])

    def visible(self, *, new: bool = False) -> Iterator[Seen | Draft | Toast]:
        """What of the bot's can be read here now, the newest first; of drafts, each that came since one last acted."""
        yield from reversed(self.news if new else [one for one in self.chat if one.by_bot])
        yield from reversed([one for one in self.room.drafts if one.at >= self.api.acted.get(self.room.id, 0.0)])

    async def sees(self, *words: str, timeout: float = PATIENCE, new: bool = False) -> Any:  # noqa: ASYNC109
        """Waits until one message, toast or draft has all these words, and answers it; `new`: not one from before."""
        end = asyncio.get_running_loop().time() + timeout
        while True:
            for one in self.visible(new=new):
                if all(part in one.text for part in words):
                    return one
            news, left = self.api.news, end - asyncio.get_running_loop().time()
            try:
                await asyncio.wait_for(news.wait(), left)
            except TimeoutError:
                shown = "\n".join(map(str, self.visible()))
                raise AssertionError(f"{words} did not come in {timeout} s; there is:\n{shown}") from None


class Group(Place):
    """A group or supergroup."""

    def topic(self, name: str) -> int:
        """A new topic; its number."""
        id = self.api.world.put(self.room, {"forum_topic_created": {"name": name, "icon_color": 7322096}})["message_id"]
        self.room.topics[id] = Topic(id, name)
        return int(id)

    def whispers(self, one: "Person") -> list[Seen]:
        """What only this one sees here."""
        return [Seen(self.api, self.room, message) for id, message in self.room.whispers if id == one.user.id]

    def closes(self, topic: int | None = None) -> None:
        """Closes a topic, or the general one."""
        if topic is None:
            self.room.general_closed = True
        else:
            self.room.topics[topic].closed = True

    def removes(self, topic: int) -> None:
        del self.room.topics[topic]

    async def adds(self, *people: "Person") -> None:
        """People join; the bot hears of it."""
        for one in people:
            self.room.members[one.user.id] = Member(one.user)
            message = {"from": one.user.json, "new_chat_members": [one.user.json]}
            self.api.told(self.room, message)
        await asyncio.sleep(0)

    async def loses(self, one: "Person") -> None:
        """Somebody leaves."""
        self.api.told(self.room, {"from": one.user.json, "left_chat_member": one.user.json})
        self.room.members[one.user.id].status = "left"
        await asyncio.sleep(0)

    async def appoints(self, one: "Person", rights: tuple[str, ...] = POSTING) -> None:
        """Somebody becomes an administrator."""
        self.room.members[one.user.id] = Member(one.user, "administrator", rights)

    async def dismisses(self, one: "Person") -> None:
        """... and is none any more."""
        self.room.members[one.user.id] = Member(one.user)

    async def bot_becomes(self, status: str, rights: tuple[str, ...] = (), *, by: "Person | None" = None) -> None:
        """The bot is made `administrator`, `member`, `left`, `kicked` or `restricted`, and hears of it."""
        self.api.bot_becomes(self.room, status, rights, by.user if by else self._owner())
        await asyncio.sleep(0)

    def _owner(self) -> User:
        return next(one.user for one in self.room.members.values() if one.status == "creator")


class Channel(Group):
    """A channel."""

    async def posts(self, text: str) -> Seen:
        """Somebody else posts; the bot hears of it if it is an administrator."""
        whole = typed(text).named("text", "entities")
        message = self.api.told(self.room, {"sender_chat": self.room.json} | whole, kind="channel_post")
        await asyncio.sleep(0)
        return message
