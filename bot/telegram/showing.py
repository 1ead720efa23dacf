"""A card in its chat: posted, edited, or put anew where Telegram cannot change what stands there."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
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

from bot.logs import get_logger
from bot.telegram.refusals import Why, why
from bot.telegram.render import Rendered
from bot.telegram.render.keyboard import Rows
from bot.telegram.render.pieces import length
from bot.telegram.updates import chat_of, is_group
from handlers.view import Month, Pick, Preview

Draw = Callable[[Preview | Month, str], Awaitable[bytes]]
"""The picture of a block, for a reader of this language."""

TEXT, WRITING, PICKING, PHOTO = "text", "writing", "picking", "photo:"
"""As what a card stands in a chat: one whose keyboard to pick from is out; a photo with what it was drawn from."""
TOAST, BRIEF_TOAST = 200, 90
"""The longest answer to a press, and the longest that is read before it goes away by itself; in UTF-16 code units."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
RIGHTS: dict[str, Any] = dict.fromkeys(ChatAdministratorRights.no_rights().to_dict(), False) | dict.fromkeys(
    ("can_post_messages", "can_edit_messages", "can_delete_messages"), True
)
"""What we ask for in a channel, and what whoever connects it must have there."""
PICKED = 1

log = get_logger(__name__)


class Undrawn(Exception):
    """A picture could not be drawn: the same can be said in words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A message of ours, and as what it stands there."""

    message: str | None = None
    shown: str = ""
    place: str = ""
    """Where it stands, when it is not where it was meant to be."""
    left: TelegramError | None = None
    """Why not all of it is there yet: what is, must not be posted once more."""


class Stage:
    """Shows things in chats. Raises `TelegramError` where it cannot, after what can be helped was tried."""

    def __init__(self, bot: Bot, draw: Draw) -> None:
        self.bot, self._draw = bot, draw

    async def show(self, place: str, rendered: Rendered, standing: Standing, language: str) -> Standing:
        """The message as it is now: edited where it stands, else posted. Raises `Undrawn`."""
        stands = await self._stood(place, rendered, standing, language)
        if rendered.pick is None or standing.shown == PICKING:
            return stands
        try:
            await self.ask_for_channel(place, rendered.pick)
        except TelegramError as error:
            return replace(stands, shown=TEXT, left=error)
        return stands

    async def _stood(self, place: str, rendered: Rendered, standing: Standing, language: str) -> Standing:
        if standing.message is None:
            return await self._posted(place, rendered, language)
        try:
            return await self._edited(place, rendered, standing, language)
        except TelegramError as error:
            match why(error):
                case Why.SAME:
                    return Standing(standing.message, shown_as(rendered))
                case Why.OTHER_KIND:
                    await self._take_away(place, standing)
                case Why.GONE | Why.TOPIC:
                    pass
                case _:
                    raise
        return await self._posted(place, rendered, language)

    async def retire(self, place: str, rendered: Rendered, standing: Standing) -> Standing:
        """What says that a card is elsewhere now: in the card's place, or nowhere."""
        chat, message = chat_of(place)[0], int(standing.message or 0)
        try:
            if standing.shown.startswith(PHOTO):
                await self.bot.edit_message_caption(
                    chat_id=chat, message_id=message, caption=rendered.html, parse_mode=ParseMode.HTML
                )
                return standing
            return await self._edited(place, rendered, standing, "")
        except TelegramError as error:
            if why(error) not in {Why.SAME, Why.GONE, Why.TOPIC, Why.OTHER_KIND}:
                raise
        return standing

    async def _edited(self, place: str, rendered: Rendered, standing: Standing, language: str) -> Standing:
        chat, shown, markup = chat_of(place)[0], shown_as(rendered), _markup(rendered.keyboard)
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
            picture = await self._drawn(rendered.picture, language)
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
        picture = None if rendered.picture is None else await self._drawn(rendered.picture, language)
        try:
            return Standing(await self._sent(place, rendered, picture), shown_as(rendered))
        except TelegramError as error:
            if why(error) is not Why.TOPIC or general(place) == place:
                raise
        return Standing(await self._sent(general(place), rendered, picture), shown_as(rendered), general(place))

    async def _drawn(self, block: Preview | Month, language: str) -> bytes:
        # Whatever goes wrong in drawing is a fault of ours, and no reason to say nothing.
        try:
            return await self._draw(block, language)
        except Exception as fault:
            log.exception("a picture could not be drawn", block=type(block).__name__)
            raise Undrawn from fault

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
        try:
            await self._said(place, words)
        except TelegramError as error:
            if why(error) is not Why.TOPIC or general(place) == place:
                raise
            await self._said(general(place), words)

    async def _said(self, place: str, words: str) -> None:
        chat, thread = chat_of(place)
        gone = None if is_group(place) else ReplyKeyboardRemove()
        await self.bot.send_message(
            chat, words, message_thread_id=thread, link_preview_options=NO_PREVIEW, reply_markup=gone
        )

    async def answer(self, query: str, words: str) -> None:
        """Ends the waiting of who pressed; longer words stay until they are dismissed. At most `TOAST` characters."""
        await self.bot.answer_callback_query(query, words or None, show_alert=length(words) > BRIEF_TOAST)


def shown_as(rendered: Rendered) -> str:
    """As what it stands there."""
    if rendered.picture is not None:
        return PHOTO + hashlib.sha256(repr(rendered.picture).encode()).hexdigest()[:16]
    if rendered.pick is not None:
        return PICKING
    return WRITING if rendered.partial else TEXT


def general(place: str) -> str:
    """Where it is said when a topic is closed or gone."""
    return place.partition("/")[0]


def _markup(rows: Rows) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(one.label, one.token, one.url, one.style) for one in row] for row in rows])


def _button(label: str, token: str, url: str, style: str | None) -> InlineKeyboardButton:
    if url:
        return InlineKeyboardButton(label, url=url, style=style)
    return InlineKeyboardButton(label, callback_data=token, style=style)
