"""The methods that bring something new into a chat."""

from typing import Any

from tests.fakes.telegram import keyboards, media
from tests.fakes.telegram.access import topic_of, writing
from tests.fakes.telegram.calls import Call, method
from tests.fakes.telegram.refusals import Refused, Wrong
from tests.fakes.telegram.state import Chat, Draft, Json, World
from tests.fakes.telegram.texts import LONGEST_CAPTION, Formatted, formatted

ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)
ALBUM = {"photo": "seen", "video": "seen", "live_photo": "seen", "document": "document", "audio": "audio"}


WHISPER_AGE = 15.0
"""Seconds after a press in which a bot that is no administrator may whisper."""


@method("sendMessage")
def send_message(world: World, call: Call) -> Json:
    whole = _text(world, call)
    chat = writing(world, call.params)
    made = whole.named("text", "entities")
    preview = call.params.get("link_preview_options")
    made |= {"link_preview_options": preview} if preview else {}
    private = call.params.get("ephemeral_message_parameters")
    if private is not None:
        _may_whisper(world, chat, private)
    message = _sent(world, chat, call, made)
    if private is not None:
        del chat.messages[message["message_id"]]
        chat.whispers.append((private["receiver_user_id"], message))
    return message


def _may_whisper(world: World, chat: Chat, private: Json) -> None:
    if chat.type not in ("group", "supergroup"):
        raise Wrong("ephemeral messages can be sent only to groups")
    if not chat.member(world.users.get(private["receiver_user_id"], world.bot)).present:
        raise Refused("receiver is not a member of the chat")
    query = world.queries.get(private.get("callback_query_id", ""))
    if not world.here(chat).may("can_manage_chat") and (query is None or world.clock - query.at > WHISPER_AGE):
        raise Refused("ephemeral message can't be sent")


def _text(world: World, call: Call) -> Formatted:
    whole = formatted(call.params, world.odd)
    if not whole.text:
        raise Wrong("message text is empty" if not call.params["text"] else "text must be non-empty")
    return whole


def _sender(kind: str) -> None:
    @method(f"send{kind.title()}")
    def send(world: World, call: Call) -> Json:
        whole = formatted(call.params, world.odd, name="caption", longest=LONGEST_CAPTION)
        file = media.stored(world, call, call.params.get(kind), kind, kind)
        chat = writing(world, call.params)
        return _sent(world, chat, call, _shown(call.params, media.fields(file, kind, call.params), whole))


for each in ("photo", "video", "animation", "document"):
    _sender(each)


def _shown(given: Json, fields: Json, caption: Formatted) -> Json:
    made = fields | caption.named("caption", "caption_entities")
    made |= {"has_media_spoiler": True} if given.get("has_spoiler") else {}
    return made | ({"show_caption_above_media": True} if given.get("show_caption_above_media") else {})


def item(world: World, call: Call, given: Json) -> Json:
    """One InputMedia as part of a message."""
    whole = formatted(given, world.odd, name="caption", longest=LONGEST_CAPTION)
    kind = given["type"]
    return _shown(given, media.fields(media.stored(world, call, given["media"], kind, "media"), kind, given), whole)


@method("sendMediaGroup")
def send_media_group(world: World, call: Call) -> list[Json]:
    given = call.params["media"]
    if not 2 <= len(given) <= 10:
        raise Wrong("media group must contain 2-10 items" if given else "media group is empty")
    if len({ALBUM.get(one["type"], one["type"]) for one in given}) > 1 or given[0]["type"] not in ALBUM:
        raise Wrong("can't use the media of the specified type in the album")
    if ALBUM[given[0]["type"]] == "seen" and any(one.get("caption") for one in given[1:]):
        world.odd.append("an album's caption belongs to its first item, else it is not shown below the album")
    made = [item(world, call, one) for one in given]
    chat = writing(world, call.params)
    group = str(next(world.groups))
    return [_sent(world, chat, call, one | {"media_group_id": group}) for one in made]


def _sent(world: World, chat: Chat, call: Call, made: Json) -> Json:
    """Puts it into the chat, from the bot, with what all kinds of messages can have."""
    params = call.params
    markup = params.get("reply_markup")
    keyboards.check(markup, world.odd)
    if chat.type == "channel":
        by: Json = {"sender_chat": chat.json}
    else:
        by = {"from": world.bot.json}
    thread = topic_of(world, chat, params)
    made = by | made | ({"message_thread_id": thread, "is_topic_message": True} if thread else {})
    made |= _reply(chat, params.get("reply_parameters"))
    made |= {"has_protected_content": True} if params.get("protect_content") else {}
    if markup and "inline_keyboard" in markup:
        made |= {"reply_markup": markup} if markup["inline_keyboard"] else {}
    elif markup:
        _keyboard(world, chat, markup)
    message = world.put(chat, made)
    chat.own.add(message["message_id"])
    chat.spoke = world.clock
    return message


def _keyboard(world: World, chat: Chat, markup: Json) -> None:
    if chat.type == "channel":
        world.odd.append("a reply keyboard in a channel")
    if "keyboard" in markup:
        chat.keyboard = markup
    elif markup.get("remove_keyboard"):
        chat.keyboard = None


def _reply(chat: Chat, reply: Json | None) -> Json:
    if reply is None:
        return {}
    answered = chat.messages.get(reply["message_id"])
    if answered is not None:
        return {"reply_to_message": {name: value for name, value in answered.items() if name != "reply_to_message"}}
    if not reply.get("allow_sending_without_reply"):
        raise Refused("message to be replied not found")
    return {}


@method("sendMessageDraft")
def send_message_draft(world: World, call: Call) -> bool:
    params = call.params
    if params["draft_id"] == 0:
        raise Wrong("draft_id must be non-zero")
    chat = writing(world, params)
    if chat.type != "private":
        raise Wrong("message drafts can be sent only to private chats")
    whole = formatted({"text": ""} | params, world.odd)
    stop, thread = bool(params.get("can_stop")), topic_of(world, chat, params)
    chat.drafts.append(Draft(params["draft_id"], whole.text, list(whole.entities), world.clock, stop, thread))
    return True


@method("sendChatAction")
def send_chat_action(world: World, call: Call) -> bool:
    if call.params["action"] not in ACTIONS:
        raise Wrong("wrong parameter action in request")
    chat = writing(world, call.params)
    topic_of(world, chat, call.params)
    chat.actions.append(call.params["action"])
    return True


def restored(params: dict[str, Any], message: Json) -> Json:
    """The inline keyboard after an edit: it goes where none is given."""
    markup = params.get("reply_markup")
    kept = {name: value for name, value in message.items() if name != "reply_markup"}
    return kept | ({"reply_markup": markup} if markup and markup.get("inline_keyboard") else {})
