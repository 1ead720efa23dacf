import pytest

from core.texts import LANGUAGES
from handlers.privacy import CONTACT, PAGE_MOST, paged, policy, sections
from handlers.view import Text, Title
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.handlers.desk import Office, make_app


async def test_the_first_screen_is_short_and_says_who_what_where_why_and_whom_to_write_to(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/privacy")
    anna.sees("SIA “Dual Core”", "What is kept", "Where", "What access tokens are used for", CONTACT)
    anna.sees("Read it in full", "Overview")
    assert len(anna.reads) < 1600


@pytest.mark.parametrize(
    ("platform", "address", "linked"),
    [
        ("terminal", "http://127.0.0.1:8080", True),
        ("telegram", "http://127.0.0.1:8080", False),
        ("telegram", "https://desk.example", True),
    ],
)
async def test_its_page_is_linked_where_it_can_be_opened(
    sqlite_store: SqlStore, clock: SetClock, platform: str, address: str, linked: bool
) -> None:
    anna = await Office(make_app(sqlite_store, clock, address=address)).person("Anna", platform=platform)
    await anna.types("/privacy")
    assert (f"{address}/privacy?lang=en" in anna.reads) == linked


async def test_the_whole_policy_can_be_read_in_the_chat_and_left_again(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/privacy")
    await anna.presses("Read it in full")
    anna.sees("Effective date: 01.01.2026", "7. Changes to this Privacy Policy", "LV-5202")
    await anna.presses("In short")
    anna.sees("Read it in full")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_policy_of_every_language_is_all_there_in_pages_that_a_chat_can_hold(language: str) -> None:
    pages = policy(language)
    shown = "\n".join(block.text for page in pages for block in page if isinstance(block, Text))
    assert [shown.count(f"*{number}. ") for number in range(1, 8)] == [1] * 7
    assert CONTACT in shown
    assert all(sum(len(block.text) for block in page if isinstance(block, Text | Title)) < 3600 for page in pages)


def test_a_dash_that_stands_alone_belongs_to_the_line_after_it() -> None:
    assert sections("Title\nBefore\n\n4. Use\n- One\n-\nTwo") == ["Title", "Before", "*4. Use*\n• One\n• Two"]


def test_a_longer_policy_is_parted_between_its_sections() -> None:
    section = "x" * (PAGE_MOST // 2 - 20)
    pages = paged("\n".join(["Title", *(f"{number}. Part\n{section}" for number in range(1, 6))]))
    assert [len(page) for page in pages] == [3, 2, 1]


async def test_what_is_kept_of_somebody_is_counted_for_them_alone(office: Office) -> None:
    anna = await office.person("Anna")
    await office.person("Juris")
    await anna.types("/team")
    await anna.presses("Invite")
    await anna.presses("Author")
    await anna.types("/privacy")
    await anna.presses("What is kept of me")
    anna.sees("Anna", "English", CONTACT)
    rows = dict(line.split(":", 1) for line in anna.reads.splitlines() if ":" in line and "http" not in line)
    kept = {label: value.strip() for label, value in rows.items()}
    assert kept["Invites you made"] == "1"
    assert kept["Workspaces you belong to"] == "1"
    assert kept["Chats with us"] == "1"
    assert kept["Cards shown to you"] == "3"
    assert kept["Messages and presses received"] == "6"


async def test_no_button_promises_what_cannot_be_done_yet(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/privacy")
    await anna.presses("What is kept of me")
    assert set(anna.labels) == {"In short", "Overview"}
