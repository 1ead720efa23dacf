"""The methods that change or take away what is in a chat."""

from typing import Any

from tests.fakes.telegram import keyboards, media
from tests.fakes.telegram.access import own, writing
from tests.fakes.telegram.calls import Call, method
from tests.fakes.telegram.refusals import NOT_MODIFIED, Refused, Wrong
from tests.fakes.telegram.sending import item, restored
from tests.fakes.telegram.state import Chat, Json, World
from tests.fakes.telegram.texts import LONGEST_CAPTION, formatted

TEXT = ("text", "entities", "link_preview_options")
CAPTION = ("caption", "caption_entities", "show_caption_above_media")
SERVICE = ("new_chat_members", "chat_shared", "pinned_message", "migrate_to_chat_id", "migrate_from_chat_id")
ALBUM = {"document": ("document",), "audio": ("audio",)}


@method("editMessageText")
def edit_message_text(world: World, call: Call) -> Json:
    chat, message = _edited(world, call)
    whole = formatted(call.params, world.odd)
    if not whole.text:
        raise Wrong("message text is empty" if not call.params["text"] else "text must be non-empty")
    if "text" not in message:
        raise Wrong("there is no text in the message to edit")
    preview = call.params.get("link_preview_options")
    made = whole.named("text", "entities") | ({"link_preview_options": preview} if preview else {})
    return _saved(world, chat, call, message, _without(message, TEXT) | made)


@method("editMessageCaption")
def edit_message_caption(world: World, call: Call) -> Json:
    chat, message = _edited(world, call)
    whole = formatted(call.params, world.odd, name="caption", longest=LONGEST_CAPTION)
    if not media.kind_of(message):
        raise Wrong("there is no caption in the message to edit")
    made = whole.named("caption", "caption_entities")
    made |= {"show_caption_above_media": True} if call.params.get("show_caption_above_media") else {}
    return _saved(world, chat, call, message, _without(message, CAPTION) | made)


@method("editMessageMedia")
def edit_message_media(world: World, call: Call) -> Json:
    chat, message = _edited(world, call)
    given = call.params["media"]
    if "text" not in message and not media.kind_of(message):
        raise Wrong("message can't be edited")
    if "media_group_id" in message:
        allowed = ALBUM.get(media.kind_of(message), ("photo", "video", "live_photo"))
        if given["type"] not in allowed:
            raise Wrong("can't use the media of the specified type in the album")
    made = item(world, call, given)
    kept = _without(message, (*TEXT, *CAPTION, *media.KINDS, "has_media_spoiler"))
    return _saved(world, chat, call, message, kept | made)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, call: Call) -> Json:
    chat, message = _edited(world, call)
    return _saved(world, chat, call, message, message)


def _edited(world: World, call: Call) -> tuple[Chat, Json]:
    params = call.params
    if "inline_message_id" in params:
        raise Wrong("MESSAGE_ID_INVALID")
    if "message_id" not in params:
        raise Wrong("message identifier is not specified")
    chat = writing(world, params)
    return chat, own(world, chat, params["message_id"], "message to edit")


def _without(message: Json, names: tuple[str, ...]) -> Json:
    return {name: value for name, value in message.items() if name not in names}


def _saved(world: World, chat: Chat, call: Call, before: Json, made: Json) -> Json:
    keyboards.check(call.params.get("reply_markup"), world.odd)
    if "keyboard" in call.params.get("reply_markup", {}):
        raise Wrong("inline keyboard expected")
    made = restored(call.params, made)
    if made == before:
        raise Refused(NOT_MODIFIED)
    if call.method != "editMessageReplyMarkup":
        made["edit_date"] = int(world.now)
    chat.messages[before["message_id"]] = made
    world.touched(chat, before["message_id"])
    return made


@method("deleteMessage")
def delete_message(world: World, call: Call) -> bool:
    chat = writing(world, call.params)
    message = chat.messages.get(call.params["message_id"])
    if message is None:
        raise Refused("message to delete not found")
    _deletable(world, chat, message)
    _delete(world, chat, message["message_id"])
    return True


@method("deleteMessages")
def delete_messages(world: World, call: Call) -> bool:
    ids = call.params["message_ids"]
    if not 1 <= len(ids) <= 100:
        raise Wrong("too many message identifiers specified" if ids else "message identifiers are not specified")
    chat = writing(world, call.params)
    for message in [chat.messages[id] for id in ids if id in chat.messages]:
        _deletable(world, chat, message)
    for id in ids:
        _delete(world, chat, id)
    return True


def _deletable(world: World, chat: Chat, message: Json) -> None:
    if world.now - message["date"] > world.delete_age:
        raise Refused("message can't be deleted for everyone")
    mine = message["message_id"] in chat.own
    if not mine and chat.type != "private" and not world.here(chat).may("can_delete_messages"):
        raise Refused("message can't be deleted")


def _delete(world: World, chat: Chat, id: int) -> None:
    if chat.messages.pop(id, None) is not None:
        chat.changed[id] = next(world.changes)
        chat.pinned = [one for one in chat.pinned if one != id]


@method("pinChatMessage")
def pin_chat_message(world: World, call: Call) -> bool:
    chat, id = _pinning(world, call)
    if id not in chat.messages:
        raise Refused("message to pin not found")
    chat.pinned = [*(one for one in chat.pinned if one != id), id]
    return True


@method("unpinChatMessage")
def unpin_chat_message(world: World, call: Call) -> bool:
    chat, id = _pinning(world, call)
    last = chat.pinned[-1] if chat.pinned else None
    if (id or last) not in chat.pinned:
        raise Refused("message to unpin not found")
    chat.pinned.remove(id or last)
    return True


def _pinning(world: World, call: Call) -> tuple[Chat, Any]:
    chat = writing(world, call.params)
    right = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
    if chat.type != "private" and not world.here(chat).may(right):
        raise Refused("not enough rights to manage pinned messages in the chat")
    return chat, call.params.get("message_id")


@method("setMessageReaction")
def set_message_reaction(world: World, call: Call) -> bool:
    chat = writing(world, call.params)
    id, reactions = call.params["message_id"], call.params.get("reaction", [])
    if id not in chat.messages:
        raise Refused("message to react not found")
    if len(reactions) > 1:
        raise Wrong("REACTIONS_TOO_MANY")
    chat.reactions[id] = reactions
    world.touched(chat, id)
    return True
