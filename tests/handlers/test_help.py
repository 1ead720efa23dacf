import re

import pytest

from core.model import Post, Role, State
from core.ports import EVERYWHERE
from core.texts import LANGUAGES, Texts
from handlers.routes import COMMANDS
from tests.handlers.desk import Office, Person
from tests.handlers.test_settings import in_state


def say(language: str, key: str) -> str:
    return Texts(language).say(key)


async def test_help_says_what_can_be_done_with_examples_and_a_way_to_begin(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/help")
    anna.sees("Write", "“tomorrow at 9”", "rye bread", "/settings", "/cancel")
    assert {"Show me a sample", "Write a post", "Company and brand", "Overview"} <= set(anna.labels)


async def test_help_fits_whoever_has_written_already(office: Office) -> None:
    anna = await office.person("Anna")
    await in_state(office, anna, State.DRAFT, 1)
    await anna.types("/help")
    assert {"Write a post", "Drafts", "Waiting for me"} <= set(anna.labels)
    assert "Show me a sample" not in anna.labels


async def test_help_offers_a_viewer_nothing_that_would_be_refused(office: Office) -> None:
    juris = await office.member(await office.person("Anna"), Role.VIEWER, "Juris")
    await juris.types("/help")
    assert set(juris.labels) == {"Calendar", "Team", "Settings", "Overview"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_command_that_help_names_exists(office: Office, language: str) -> None:
    anna = await office.person("Anna", language=language)
    await anna.types("/help")
    named = re.findall(r"^/(\w+) ", anna.reads, re.MULTILINE)
    assert len(named) >= 9
    assert set(named) <= set(COMMANDS)


# -- cancel ------------------------------------------------------------------------------------------------------------


async def test_cancel_says_which_form_was_let_go_and_what_was_kept(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/brand")
    await anna.types("Rye & Co")
    await anna.types("/cancel")
    anna.sees("“Your business” is closed. Your one answer was not saved.", "Drafts, times and approvals", "Overview")
    assert ((await anna.talk()).flow, (await anna.workspace()).brand.name) == ("", "")


async def test_cancel_leaves_any_other_question_too(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/timezone")
    await anna.types("/cancel")
    anna.sees("The question is closed")
    assert (await anna.talk()).flow == ""


async def test_cancel_without_a_question_says_that_there_was_none(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/cancel")
    anna.sees("Nothing was being asked just now", "Drafts", "Help")


async def test_a_button_of_a_cancelled_form_says_that_it_is_closed(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/brand")
    skip = anna.button("Skip").token
    await anna.types("/cancel")
    await anna.touches(skip)
    anna.sees("has been answered or closed")


# -- a command that does not exist -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("/setings", "/settings"), ("/HELPP", "/help"), ("/privacy_policy", "/privacy"), ("/calender", "/calendar")],
)
async def test_a_mistyped_command_is_offered_as_it_was_meant(office: Office, typed: str, meant: str) -> None:
    anna = await office.person("Anna")
    await anna.types(typed)
    anna.sees(f"There is no {typed}. Did you mean this?")
    await anna.presses(meant)
    anna.sees("Overview")


async def test_what_was_typed_after_a_mistyped_command_is_not_lost(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/jion not-a-code")
    await anna.presses("/join")
    anna.sees("I do not know this code")


@pytest.mark.parametrize("typed", ["/", "/qqqqqq", "/приветик", "/unknown", "/x*y*z " + "long " * 200])
async def test_a_command_like_no_other_leads_to_help(office: Office, typed: str) -> None:
    anna = await office.person("Anna")
    await anna.types(typed)
    anna.sees("There is no /", "Help", "Overview")


async def test_a_suggested_command_needs_the_right_it_always_needs(office: Office) -> None:
    juris = await office.member(await office.person("Anna"), Role.VIEWER, "Juris")
    await juris.types("/neww bread")
    await juris.presses("/new")
    juris.sees("you can read along, but not write")


# -- the sample --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_sample_is_a_post_like_any_other_and_says_that_it_is_one(office: Office, language: str) -> None:
    anna = await office.person("Anna", language=language)
    await anna.types("/help")
    await anna.presses(say(language, "act-sample"))
    post = (await office.app.store.find(EVERYWHERE, Post))[0]
    assert post.brief == say(language, "sample-brief")
    assert post.brief.startswith({"en": "Sample", "lv": "Paraugs", "ru": "Образец"}[language])


# -- all of these rooms, in every language -----------------------------------------------------------------------------

WALK = {
    "/brand": ["act-skip", "act-skip", "act-skip", "act-skip", "act-keep", "act-skip", "act-brand-describe"],
    "/settings": [],
    "/settings approval": ["act-settings-approval", "approval-any", "approval-on", "approval-off", "approval-nobody"],
    "/settings grace": ["act-settings-grace"],
    "/settings content": ["act-settings-content"],
    "/settings writer": ["act-settings-writer", "act-settings"],
    "/workspace": ["act-workspace-rename", "act-cancel"],
    "/workspace new": ["act-workspace-new"],
    "/team": ["act-invite", "role-author", "act-team"],
    "/team juris": ["Juris", "role-viewer", "Juris", "act-team-remove", "act-team-keep"],
    "/team me": ["Anna", "act-team-leave", "act-leave-yes", "act-team-stay"],
    "/privacy": ["act-privacy-full", "act-privacy-short", "act-privacy-mine"],
    "/help": ["act-brand", "act-cancel"],
    "/cancel": ["act-help"],
    "/hepl": [],
}


async def walk(person: Person, language: str, path: str, steps: list[str]) -> None:
    await person.types(path)
    for step in steps:
        await person.presses(say(language, step) if Texts(language).has(step) else step)
        assert person.reads
        assert language == "en" or not re.search(r"\b(the|you|your|post)\b", person.reads)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_can_be_drawn_in_every_language(office: Office, language: str) -> None:
    anna = await office.person("Anna", language=language)
    juris = await office.member(anna, Role.AUTHOR, "Juris", language=language)
    for command in ("/brand", "/settings", "/team", "/help"):
        await walk(juris, language, command, [])
    for path, steps in WALK.items():
        await walk(anna, language, path, steps)
