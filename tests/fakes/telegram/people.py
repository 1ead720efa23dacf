"""A person with a Telegram client: writes, presses, sends, reads. The driver of every test of the bot."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.fakes.telegram.places import PATIENCE, Channel, Place, Seen
from tests.fakes.telegram.state import Chat, Draft, Json, Query, Toast, User
from tests.fakes.telegram.texts import PAYLOAD, typed

if TYPE_CHECKING:
    from tests.fakes.telegram.api import FakeTelegram

LINK = re.compile(r"https?://t\.me/(\w+)\?start=([^&#]*)")
QUERIES = count(4_300_000_000_000_000_001)


@dataclass(frozen=True, slots=True)
class Press:
    """What became of a press."""

    place: Place
    query: Query

    async def answer(self, timeout: float = PATIENCE) -> Toast:  # noqa: ASYNC109 - reads well
        """Waits until the spinner goes."""
        async with asyncio.timeout(timeout):
            while not self.query.answers:
                await self.place.api.news.wait()
        return self.query.answers[0]


class Person(Place):
    """`there` and `to` name a group; without them it is the private chat with the bot."""

    def __init__(self, api: "FakeTelegram", user: User, chat: Chat) -> None:
        super().__init__(api, chat)
        self.user = user

    # -- what she does -------------------------------------------------------------------------------------------------

    async def writes(self, text: str, *, to: Place | None = None, thread: int | None = None) -> Seen:
        """A message or a command."""
        words = text.partition(" ")
        if words[0] == "/start" and words[2]:
            assert PAYLOAD.fullmatch(words[2]), f"no link can carry {words[2]!r}"
        return await self._says(typed(text).named("text", "entities"), to, thread=thread)

    async def replies(self, message: Seen, text: str) -> Seen:
        whole = typed(text).named("text", "entities")
        answered = {name: value for name, value in message.json.items() if name != "reply_to_message"}
        place = self if message.chat is self.room else Place(self.api, message.chat)
        return await self._says(whole | {"reply_to_message": answered}, place, thread=message.thread)

    async def edits(self, message: Seen, text: str) -> Seen:
        """Changes what she wrote."""
        assert message.json["from"]["id"] == self.user.id, "only her own"
        self._acts(message.chat)
        made = message.json | typed(text).named("text", "entities") | {"edit_date": int(self.api.world.now)}
        message.chat.messages[message.id] = made
        self.api.world.updates.add("edited_message", made, message.chat.id)
        await asyncio.sleep(0)
        return message.now()

    async def removes(self, message: Seen) -> None:
        """Deletes a message for both sides; no bot hears of that."""
        del message.chat.messages[message.id]
        message.chat.changed[message.id] = next(self.api.world.changes)

    async def presses(self, label: str, *, there: Place | None = None, message: Seen | None = None) -> Press:
        """The newest button that is called so or begins so, be it under a message or on the keyboard."""
        place = there or (Place(self.api, message.chat) if message else self)
        shown = [text for row in place.keyboard for text in row]
        plain = next((text for text in shown if text.casefold() == label.casefold()), None)
        if plain is not None and message is None:
            keys = [key for row in (place.room.keyboard or {})["keyboard"] for key in row if key["text"] == plain]
            assert "request_chat" not in keys[0], f"{plain!r} asks for a chat: it is answered by picks_channel"
            await (self.sends_contact("+37120000000") if "request_contact" in keys[0] else self.writes(plain, to=there))
            return Press(place, Query("", self.user, place.room, self.api.world.clock, [Toast()]))
        found, key = place.button(label, message=message)
        assert "disabled" not in key, f"{key['text']!r} is greyed out"
        assert "callback_data" in key, f"{key['text']!r} sends nothing to the bot: {key}"
        return await self.touches(found, key["callback_data"])

    async def touches(self, message: Seen, data: str) -> Press:
        """A press by its data, wherever and however old the button is."""
        world, chat = self.api.world, message.chat
        self._acts(chat)
        query = Query(str(next(QUERIES)), self.user, chat, world.clock)
        world.queries[query.id] = query
        shown = chat.messages.get(message.id) or {"chat": chat.json, "message_id": message.id, "date": 0}
        body = {"id": query.id, "from": self.user.json, "message": shown, "chat_instance": str(chat.id), "data": data}
        world.updates.add("callback_query", body, chat.id)
        await asyncio.sleep(0)
        return Press(self if chat is self.room else Place(self.api, chat), query)

    async def opens(self, link: str) -> Seen:
        """A deep link to the bot."""
        found = LINK.fullmatch(link)
        assert found, f"{link} leads to no bot"
        assert found[1] == self.api.world.bot.username, f"{link} leads to another bot"
        return await self.writes(f"/start {found[2]}")

    async def sends(
        self, kind: str, content: bytes, *, caption: str = "", to: Place | None = None, **given: Any
    ) -> Seen:
        """A `photo`, `video`, `voice`, ...; `size` makes it seem larger, `name` and `mime` are the file's."""
        made = self.api.shown(kind, content, **given) | typed(caption).named("caption", "caption_entities")
        return await self._says(made, to)

    async def sends_photo(self, content: bytes, *, caption: str = "", to: Place | None = None, **given: Any) -> Seen:
        return await self.sends("photo", content, caption=caption, to=to, **given)

    async def sends_video(self, content: bytes, *, caption: str = "", to: Place | None = None, **given: Any) -> Seen:
        return await self.sends("video", content, caption=caption, to=to, **given)

    async def sends_document(self, content: bytes, *, caption: str = "", to: Place | None = None, **given: Any) -> Seen:
        return await self.sends("document", content, caption=caption, to=to, **({"name": "file.bin"} | given))

    async def sends_voice(self, content: bytes = b"OggS", *, to: Place | None = None, **given: Any) -> Seen:
        return await self.sends("voice", content, to=to, **given)

    async def sends_sticker(self, *, to: Place | None = None) -> Seen:
        file = self.api.shown("sticker", b"RIFF")["sticker"] | {"type": "regular", "width": 512, "height": 512}
        return await self._says({"sticker": file | {"is_animated": False, "is_video": False, "emoji": "👍"}}, to)

    async def sends_location(self, latitude: float, longitude: float, *, to: Place | None = None) -> Seen:
        return await self._says({"location": {"latitude": latitude, "longitude": longitude}}, to)

    async def sends_contact(self, phone: str, *, to: Place | None = None) -> Seen:
        contact = {"phone_number": phone, "first_name": self.user.first_name, "user_id": self.user.id}
        return await self._says({"contact": contact}, to)

    async def sends_album(
        self, contents: Sequence[bytes], *, caption: str = "", kind: str = "photo", to: Place | None = None
    ) -> list[Seen]:
        """Several at once: one update each, which share an id."""
        group = str(next(self.api.world.groups))
        made = [self.api.shown(kind, content) | {"media_group_id": group} for content in contents]
        made[0] |= typed(caption).named("caption", "caption_entities")
        return [await self._says(one, to) for one in made]

    async def forwards(self, text: str, *, from_name: str = "", source: Channel | None = None) -> Seen:
        """A message of somebody who hides behind a name, or of a channel."""
        date = int(self.api.world.now) - 60
        origin: Json = {"type": "hidden_user", "sender_user_name": from_name or "Somebody", "date": date}
        if source is not None:
            origin = {"type": "channel", "chat": source.room.json, "message_id": 1, "date": date}
        return await self._says(typed(text).named("text", "entities") | {"forward_origin": origin}, None)

    async def picks_channel(self, channel: Channel) -> Seen:
        """Answers the keyboard that asks for a chat; the bot is given the rights that it asked for."""
        rows = (self.room.keyboard or {}).get("keyboard", [])
        asked = [key["request_chat"] for row in rows for key in row if "request_chat" in key]
        assert asked, f"nothing asks for a chat; the keyboard is {self.keyboard}"
        request = asked[-1]
        assert request["chat_is_channel"] == (channel.room.type == "channel"), "it asks for another kind of chat"
        me = channel.room.member(self.user)
        wanted = [name for name, on in request.get("user_administrator_rights", {}).items() if on is True]
        assert all(me.may(name) for name in wanted), f"{self.user.first_name} has not the rights {wanted}"
        rights = tuple(name for name, on in request.get("bot_administrator_rights", {}).items() if on is True)
        if rights:
            self.api.bot_becomes(channel.room, "administrator", rights, self.user)
        shared: Json = {"request_id": request["request_id"], "chat_id": channel.id}
        shared |= {"title": channel.room.title} if request.get("request_title") else {}
        shared |= (
            {"username": channel.room.username} if request.get("request_username") and channel.room.username else {}
        )
        return await self._says({"chat_shared": shared}, None)

    async def stops(self, draft: Draft | None = None) -> None:
        """Presses Stop under a draft."""
        draft = draft or self.room.drafts[-1]
        assert draft.can_stop, "there is no Stop under it"
        self._acts(self.room)
        body = {"chat": self.room.json, "draft_id": draft.draft_id}
        self.api.world.updates.add("stopped_message_generation", body, self.room.id)
        await asyncio.sleep(0)

    async def blocks(self) -> None:
        self.room.blocked = True
        self.api.membership(self.room, "member", "kicked", self.user)
        await asyncio.sleep(0)

    async def unblocks(self) -> None:
        self.room.blocked = False
        self.api.membership(self.room, "kicked", "member", self.user)
        await asyncio.sleep(0)

    # -- what she sees -------------------------------------------------------------------------------------------------

    @property
    def toasts(self) -> list[Toast]:
        """What was answered to her presses in words, in order."""
        mine = [one for one in self.api.world.queries.values() if one.user is self.user]
        return [toast for one in mine for toast in one.answers if toast.text or toast.url]

    def visible(self, *, new: bool = False) -> Iterator[Seen | Draft | Toast]:
        acted = self.api.acted.get(self.user.id, 0.0)
        mine = [one for one in self.api.world.queries.values() if one.user is self.user and one.at >= acted]
        yield from (toast for one in reversed(mine) for toast in one.answers if toast.text)
        yield from super().visible(new=new)

    # -- how it gets there ---------------------------------------------------------------------------------------------

    def _acts(self, chat: Chat) -> None:
        self.api.acted[self.user.id] = self.api.acted[chat.id] = self.api.world.clock
        self.api.since[self.user.id] = self.api.since[chat.id] = next(self.api.world.changes)

    async def _says(self, made: Json, to: Place | None, *, thread: int | None = None) -> Seen:
        chat = (to or self).room
        self._acts(chat)
        if chat is self.room:
            chat.started, chat.blocked = True, False
        else:
            assert chat.member(self.user).present, f"{self.user.first_name} is not in {chat.title}"
        if chat.keyboard and chat.keyboard.get("one_time_keyboard"):
            chat.keyboard = None
        about = {"message_thread_id": thread, "is_topic_message": True} if thread else {}
        message = self.api.told(chat, {"from": self.user.json} | made | about)
        await asyncio.sleep(0)
        return message
