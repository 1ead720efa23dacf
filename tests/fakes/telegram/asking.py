"""The methods that look at a chat or a file, or answer a press."""

from tests.fakes.telegram.access import chat_of, reading
from tests.fakes.telegram.calls import Call, method
from tests.fakes.telegram.files import MOST_DOWN
from tests.fakes.telegram.parsing import units
from tests.fakes.telegram.refusals import Refused, Wrong, forbidden
from tests.fakes.telegram.state import Chat, Json, Toast, World


@method("getMe")
def get_me(world: World, call: Call) -> Json:
    return world.bot.json | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getFile")
def get_file(world: World, call: Call) -> Json:
    one = world.files.known.get(call.params["file_id"])
    if one is None:
        raise Wrong("wrong file_id or the file is temporarily unavailable")
    if one.size > MOST_DOWN:
        raise Refused("file is too big")
    return one.json | {"file_path": one.path}


@method("getChat")
def get_chat(world: World, call: Call) -> Json:
    chat = _seen(world, call)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    made = chat.json | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }
    made |= {"active_usernames": [chat.username]} if chat.username else {}
    if chat.pinned and (last := chat.messages.get(chat.pinned[-1])):
        made["pinned_message"] = last
    return made


def _seen(world: World, call: Call) -> Chat:
    chat = reading(world, call.params)
    if chat.type == "private" and not chat.started:
        raise Refused("chat not found")
    return chat


@method("getChatMember")
def get_chat_member(world: World, call: Call) -> Json:
    chat = _members_of(world, call)
    user = world.users.get(call.params["user_id"])
    if user is None:
        raise Refused("user not found")
    if chat.type == "channel" and user is not world.bot and not _admin(world, chat):
        raise Refused("member list is inaccessible")
    return chat.member(user).json


@method("getChatMemberCount")
def get_chat_member_count(world: World, call: Call) -> int:
    chat = _members_of(world, call)
    return 2 if chat.type == "private" else sum(one.present for one in chat.members.values())


@method("getChatAdministrators")
def get_chat_administrators(world: World, call: Call) -> list[Json]:
    chat = _members_of(world, call)
    if chat.type == "private":
        raise Wrong("there are no administrators in the private chat")
    if chat.type == "channel" and not _admin(world, chat):
        raise Refused("member list is inaccessible")
    leading = [one for one in chat.members.values() if one.status in ("creator", "administrator")]
    return [one.json for one in leading if one.user is world.bot or not one.user.is_bot]


def _members_of(world: World, call: Call) -> Chat:
    chat = _seen(world, call)
    if chat.migrated_to is not None:
        raise Refused("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    if chat.type == "group" and not world.here(chat).present:
        words = "was kicked from" if world.here(chat).status == "kicked" else "is not a member of"
        raise forbidden(f"bot {words} the group chat")
    return chat


def _admin(world: World, chat: Chat) -> bool:
    return world.here(chat).status in ("creator", "administrator")


@method("leaveChat")
def leave_chat(world: World, call: Call) -> bool:
    chat = chat_of(world, call.params)
    if chat.type == "private":
        raise Wrong("chat member status can't be changed in private chats")
    me = world.here(chat)
    if not me.present:
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    me.status, me.rights = "left", ()
    return True


@method("answerCallbackQuery")
def answer_callback_query(world: World, call: Call) -> bool:
    params = call.params
    text = params.get("text", "")
    if units(text) > 200:
        raise Wrong("MESSAGE_TOO_LONG")
    query = world.queries.get(params["callback_query_id"])
    if query is None or world.clock - query.at > world.query_age:
        raise Refused("query is too old and response timeout expired or query ID is invalid")
    query.answers.append(Toast(text, bool(params.get("show_alert")), params.get("url", ""), world.clock))
    return True
