"""The methods by which a bot says what it is: name, descriptions, commands, menu button; and those that set it up."""

import json
import re
from typing import Any

from tests.fakes.telegram.access import chat_of
from tests.fakes.telegram.calls import METHODS, Call, method
from tests.fakes.telegram.parsing import units
from tests.fakes.telegram.refusals import Wrong
from tests.fakes.telegram.state import Json, World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}|")
MOST_COMMANDS, LONGEST_DESCRIPTION = 100, 256
ABOUT = (("Name", "name", 64), ("Description", "description", 512), ("ShortDescription", "short_description", 120))


def _language(params: Json) -> str:
    given: str = params.get("language_code", "")
    if not LANGUAGE.fullmatch(given):
        raise Wrong("invalid language code specified")
    return given


def _about(title: str, name: str, longest: int) -> None:
    def write(world: World, call: Call) -> bool:
        if units(call.params.get(name, "")) > longest:
            raise Wrong(f"BOT_{name.upper()}_INVALID")
        world.profile[name, _language(call.params)] = call.params.get(name, "")
        return True

    def read(world: World, call: Call) -> Json:
        default = world.bot.first_name if name == "name" else ""
        said = world.profile.get((name, _language(call.params))) or world.profile.get((name, ""))
        return {name: said or default}

    METHODS[f"setMy{title}"], METHODS[f"getMy{title}"] = write, read


for about in ABOUT:
    _about(*about)


def _scope(world: World, params: Json) -> tuple[str, str, str]:
    scope = params.get("scope", {"type": "default"})
    if "chat_id" in scope:
        chat = chat_of(world, scope)
        if chat.type == "channel":
            raise Wrong("can't set commands for channels")
    return "commands", json.dumps(scope, sort_keys=True), _language(params)


@method("setMyCommands")
def set_my_commands(world: World, call: Call) -> bool:
    commands = call.params["commands"]
    if len(commands) > MOST_COMMANDS:
        raise Wrong("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not COMMAND.fullmatch(one["command"].removeprefix("/")):
            raise Wrong("BOT_COMMAND_INVALID")
        if not 1 <= units(one["description"].strip()) <= LONGEST_DESCRIPTION:
            raise Wrong("BOT_COMMAND_DESCRIPTION_INVALID")
    names = [one["command"] for one in commands]
    if len(set(names)) < len(names):
        world.odd.append("the same command twice")
    world.profile[_scope(world, call.params)] = commands
    return True


@method("deleteMyCommands")
def delete_my_commands(world: World, call: Call) -> bool:
    world.profile.pop(_scope(world, call.params), None)
    return True


@method("getMyCommands")
def get_my_commands(world: World, call: Call) -> list[Json]:
    found: list[Json] = world.profile.get(_scope(world, call.params), [])
    return [{name: one[name] for name in ("command", "description")} for one in found]


def _menu(world: World, params: Json) -> tuple[str, Any]:
    if "chat_id" in params and chat_of(world, params).type != "private":
        raise Wrong("chat_id must be a private chat")
    return "menu", params.get("chat_id")


@method("setChatMenuButton")
def set_chat_menu_button(world: World, call: Call) -> bool:
    button = call.params.get("menu_button", {"type": "default"})
    if button["type"] == "web_app" and not button["web_app"]["url"].startswith("https://"):
        raise Wrong("menu button web app URL is invalid: only HTTPS links are allowed")
    world.profile[_menu(world, call.params)] = button
    return True


@method("getChatMenuButton")
def get_chat_menu_button(world: World, call: Call) -> Json:
    place = _menu(world, call.params)
    button: Json = world.profile.get(place) or world.profile.get(("menu", None)) or {"type": "commands"}
    return {"type": "commands"} if button["type"] == "default" else button


@method("logOut")
@method("close")
def close(world: World, call: Call) -> bool:
    return True
