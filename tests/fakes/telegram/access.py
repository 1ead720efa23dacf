"""Whether the bot may do something in a chat, as things stand there."""

from typing import Any

from tests.fakes.telegram.refusals import Refused, Wrong, forbidden
from tests.fakes.telegram.state import Chat, World


def chat_of(world: World, params: dict[str, Any], name: str = "chat_id") -> Chat:
    """The chat that a request names."""
    given = params.get(name)
    if given is None:
        raise Wrong("chat_id is empty")
    if isinstance(given, str):
        found = [one for one in world.chats.values() if _called(one, given)]
        if not given.startswith("@"):
            raise Wrong("chat not found")
        chat = found[0] if found else None
    else:
        chat = world.chats.get(given)
    if chat is None:
        raise Refused("chat not found")
    return chat


def _called(chat: Chat, name: str) -> bool:
    """A bot finds groups and channels by their names, and no people."""
    return bool(chat.username) and chat.type != "private" and f"@{chat.username}".lower() == name.lower()


def reading(world: World, params: dict[str, Any]) -> Chat:
    """A chat that the bot can look into."""
    chat = chat_of(world, params)
    me = world.here(chat)
    if chat.type in ("supergroup", "channel") and not me.present:
        if me.status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if not chat.username:
            raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def writing(world: World, params: dict[str, Any]) -> Chat:
    """A chat that the bot can write into."""
    chat = chat_of(world, params)
    if chat.type == "private":
        _private(world, chat)
        return chat
    if chat.migrated_to is not None:
        raise Refused("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    me = world.here(chat)
    if me.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if not me.present:
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    if chat.type == "channel" and not me.may("can_post_messages"):
        raise Refused("need administrator rights in the channel chat")
    if me.status == "restricted":
        raise Refused("not enough rights to send text messages to the chat")
    return chat


def _private(world: World, chat: Chat) -> None:
    if world.users[chat.id].deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def topic_of(world: World, chat: Chat, params: dict[str, Any]) -> int | None:
    """The topic to write into, where there are topics."""
    thread: int | None = params.get("message_thread_id")
    if not chat.forum:
        if thread and chat.type == "private":
            raise Refused("message thread not found")
        return None
    if thread is None:
        if chat.general_closed and not world.here(chat).may("can_manage_topics"):
            raise Refused("TOPIC_CLOSED")
        return None
    if thread not in chat.topics:
        raise Refused("message thread not found")
    if chat.topics[thread].closed and not world.here(chat).may("can_manage_topics"):
        raise Refused("TOPIC_CLOSED")
    return thread


def own(world: World, chat: Chat, message_id: int, what: str) -> dict[str, Any]:
    """A message of the bot's that is still there."""
    message = chat.messages.get(message_id)
    if message is None:
        raise Refused(f"{what} not found")
    if message_id in chat.own:
        return message
    if chat.type == "channel" and world.here(chat).may("can_edit_messages"):
        return message
    raise Wrong("message can't be edited")
