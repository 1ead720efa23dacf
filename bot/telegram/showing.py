"""A card in its chat: posted, edited, or put anew where Telegram cannot change what stands there."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import (
    Bot,
    ChatAdministratorRights,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    KeyboardButtonRequestChat,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.telegram.refusals import Why, why
from bot.telegram.render import Rendered
from bot.telegram.render.keyboard import Rows
from bot.telegram.updates import chat_of
from handlers.view import Month, Pick, Preview

Draw = Callable[[Preview | Month, str], Awaitable[bytes]]
"""The picture of a block, for a reader of this language."""

TEXT, WRITING, PHOTO = "text", "writing", "photo:"
"""As what a card stands in a chat; a photo with what it was drawn from."""
TOAST, BRIEF_TOAST = 200, 90
"""The longest answer to a press, and the longest that is read before it goes away by itself."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
RIGHTS: dict[str, Any] = dict.fromkeys(ChatAdministratorRights.no_rights().to_dict(), False) | dict.fromkeys(
    ("can_post_messages", "can_edit_messages", "can_delete_messages"), True
)
"""What we ask for in a channel, and what whoever connects it must have there."""
PICKED = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """A message of ours, and as what it stands there."""

    message: str | None = None
    shown: str = ""


class Stage:
    """Shows things in chats. Raises `TelegramError` where it cannot, after what can be helped was tried."""

    def __init__(self, bot: Bot, draw: Draw) -> None:
        self.bot, self._draw = bot, draw

    async def show(self, place: str, rendered: Rendered, standing: Standing, language: str) -> Standing:
        """The message as it is now: edited where it stands, else posted."""
        shown = _shown(rendered)
        if standing.message is not None:
            try:
                return await self._edited(place, rendered, standing, language)
            except TelegramError as error:
                match why(error):
                    case Why.SAME:
                        return Standing(standing.message, shown)
                    case Why.GONE | Why.OTHER_KIND | Why.TOPIC:
                        pass  # it is put anew
                    case _:
                        raise
        return await self._posted(place, rendered, language)

    async def _edited(self, place: str, rendered: Rendered, standing: Standing, language: str) -> Standing:
        chat, shown, markup = chat_of(place)[0], _shown(rendered), _markup(rendered.keyboard)
        message = int(standing.message or 0)
        was_photo = standing.shown.startswith(PHOTO)
        if rendered.picture is None and was_photo:
            await self._take_away(place, standing)
            return await self._posted(place, rendered, language)
        if rendered.picture is None:
            await self.bot.edit_message_text(
                rendered.html, chat_id=chat, message_id=message, parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW, reply_markup=markup,
            )  # fmt: skip
        elif standing.shown == shown:
            await self.bot.edit_message_caption(
                chat_id=chat, message_id=message, caption=rendered.html, parse_mode=ParseMode.HTML, reply_markup=markup
            )
        else:
            picture = await self._draw(rendered.picture, language)
            media = InputMediaPhoto(picture, caption=rendered.html, parse_mode=ParseMode.HTML, filename="picture.png")
            await self.bot.edit_message_media(media, chat_id=chat, message_id=message, reply_markup=markup)
        return Standing(standing.message, shown)

    async def _take_away(self, place: str, standing: Standing) -> None:
        """A picture that becomes a text again makes room for it; one too old for that loses its buttons."""
        chat, message = chat_of(place)[0], int(standing.message or 0)
        try:
            await self.bot.delete_message(chat, message)
        except TelegramError as error:
            if why(error) is not Why.GONE:
                raise
            await self._disarmed(chat, message)

    async def _disarmed(self, chat: int, message: int) -> None:
        try:
            await self.bot.edit_message_reply_markup(chat, message, reply_markup=None)
        except TelegramError as error:
            if why(error) not in {Why.GONE, Why.SAME}:
                raise

    async def _posted(self, place: str, rendered: Rendered, language: str) -> Standing:
        picture = None if rendered.picture is None else await self._draw(rendered.picture, language)
        try:
            message = await self._sent(place, rendered, picture)
        except TelegramError as error:
            if why(error) is not Why.TOPIC:
                raise
            message = await self._sent(place.partition("/")[0], rendered, picture)
        if rendered.pick is not None:
            await self.ask_for_channel(place, rendered.pick)
        return Standing(message, _shown(rendered))

    async def _sent(self, place: str, rendered: Rendered, picture: bytes | None) -> str:
        chat, thread = chat_of(place)
        markup = _markup(rendered.keyboard)
        if picture is None:
            sent = await self.bot.send_message(
                chat, rendered.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW,
                message_thread_id=thread, reply_markup=markup,
            )  # fmt: skip
        else:
            sent = await self.bot.send_photo(
                chat, picture, caption=rendered.html, parse_mode=ParseMode.HTML, filename="picture.png",
                message_thread_id=thread, reply_markup=markup,
            )  # fmt: skip
        return str(sent.message_id)

    async def ask_for_channel(self, place: str, pick: Pick) -> None:
        """A keyboard that chooses a channel in one tap; in a message of its own, for a message has one keyboard."""
        rights = ChatAdministratorRights(**RIGHTS)
        request = KeyboardButtonRequestChat(
            PICKED, chat_is_channel=True, user_administrator_rights=rights, bot_administrator_rights=rights,
            request_title=True, request_username=True,
        )  # fmt: skip
        markup = ReplyKeyboardMarkup(
            [[KeyboardButton(pick.label, request_chat=request)]], resize_keyboard=True, one_time_keyboard=True
        )
        await self.bot.send_message(chat_of(place)[0], pick.label, reply_markup=markup)

    async def frame(self, place: str, rendered: Rendered, draft: int) -> None:
        """What there is of a text that is being written. It lives for half a minute."""
        chat, thread = chat_of(place)
        await self.bot.send_message_draft(
            chat, draft, rendered.partial, message_thread_id=thread, parse_mode=ParseMode.HTML,
            api_kwargs={"can_stop": True},
        )  # fmt: skip

    async def say(self, place: str, words: str) -> None:
        """A line of its own; it also takes away a keyboard that was left over."""
        chat, thread = chat_of(place)
        gone = None if place.startswith("-") else ReplyKeyboardRemove()
        await self.bot.send_message(
            chat, words, message_thread_id=thread, link_preview_options=NO_PREVIEW, reply_markup=gone
        )

    async def answer(self, query: str, words: str) -> None:
        """Ends the waiting of who pressed; longer words stay until they are dismissed. At most `TOAST` characters."""
        await self.bot.answer_callback_query(query, words or None, show_alert=len(words) > BRIEF_TOAST)


def _shown(rendered: Rendered) -> str:
    if rendered.picture is not None:
        return PHOTO + hashlib.sha256(repr(rendered.picture).encode()).hexdigest()[:16]
    return WRITING if rendered.partial else TEXT


def _markup(rows: Rows) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(one.label, one.token, one.url, one.style) for one in row] for row in rows])


def _button(label: str, token: str, url: str, style: str | None) -> InlineKeyboardButton:
    if url:
        return InlineKeyboardButton(label, url=url, style=style)
    return InlineKeyboardButton(label, callback_data=token, style=style)
