"""The chat at /try through a real browser: by keyboard, on a narrow screen, in two tabs, and without script."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.processes import Process
from core.model import Card
from core.ports import EVERYWHERE
from core.texts import LANGUAGES
from tests.browser.conftest import NARROW, WIDE
from tests.browser.house import eventually, say

pytestmark = pytest.mark.browser
BRIEF = "New rye bread every Friday from 8"
CUT = """() => {
    const box = document.querySelector(".composer textarea"), pen = document.createElement("canvas").getContext("2d");
    const style = getComputedStyle(box);
    pen.font = style.font;
    return pen.measureText(box.placeholder).width > box.clientWidth - 2 * parseFloat(style.paddingLeft);
}"""
"""Whether what stands in the empty box is wider than the box."""


async def test_a_post_goes_out_by_keyboard_alone(visit: Any) -> None:
    anna = await visit()
    await anna.tabs_to(say("web-chat-start"))
    await anna.page.keyboard.press("Enter")
    await anna.sees(say("act-set-up"))
    await anna.tabs_to(say("web-chat-composer"))
    await anna.page.keyboard.type(BRIEF)
    await anna.page.keyboard.press("Enter")
    for label in (say("act-use"), say("act-publish-now"), say("act-yes-now")):
        await anna.sees(label)
        await anna.tabs_to(label, back=label == say("act-use"))
        await anna.page.keyboard.press("Enter")
    await anna.page.get_by_role("link", name=say("web-see-post")).wait_for(timeout=30_000)
    await anna.keeps("published")
    address = await anna.page.get_by_role("link", name=say("web-see-post")).get_attribute("href")
    await anna.page.goto(address)
    assert BRIEF in await anna.page.locator("article").inner_text()
    await anna.keeps("sandbox")


async def test_after_a_press_the_focus_is_still_in_the_card(visit: Any) -> None:
    anna = await visit()
    await anna.says(BRIEF)
    await anna.sees(say("act-use"))
    await anna.tabs_to("B", back=True)
    await anna.page.keyboard.press("Enter")
    await anna.page.locator('button[aria-pressed="true"]', has_text="B").wait_for()
    assert await anna.focused() == "B"


async def test_after_start_the_keyboard_goes_on_from_the_new_card(visit: Any) -> None:
    anna = await visit()
    await anna.tabs_to(say("web-chat-start"))
    await anna.page.keyboard.press("Enter")
    await anna.page.locator(".card").wait_for()
    assert await anna.page.evaluate("document.activeElement.closest('.card') !== null")


async def test_when_what_was_pressed_is_gone_no_other_button_has_the_focus(visit: Any) -> None:
    anna = await visit()
    await anna.says(BRIEF)
    await anna.sees(say("act-use"))
    await anna.tabs_to(say("act-use"), back=True)
    await anna.page.keyboard.press("Enter")
    await anna.sees(say("act-publish-now"))
    assert await anna.page.evaluate("document.activeElement.matches('.card > article')")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_is_wider_than_a_narrow_screen(visit: Any, language: str, scheme: str) -> None:
    anna = await visit(viewport=NARROW, locale=language, color_scheme=scheme)
    assert await anna.too_wide() <= 0
    await anna.keeps(f"first-{language}-{scheme}")
    assert await anna.page.locator("summary").evaluate("one => one.clientHeight") < 50
    assert await anna.page.evaluate(CUT) is False
    await anna.says("/start")
    await anna.page.locator(".card").first.wait_for()
    await anna.says(BRIEF)
    await anna.page.locator(".choice button").nth(5).wait_for(timeout=15_000)
    await anna.page.locator(".card").last.locator("button.primary").first.click()
    await anna.page.locator(".post").last.wait_for()
    for command in ("/calendar", "/brand", "/team", "/settings", "/privacy", "/help", "x" * 300):
        await anna.says(command)
        await asyncio.sleep(0.3)
        assert await anna.too_wide() <= 0, command
    await anna.keeps(f"narrow-{language}-{scheme}")


@pytest.mark.parametrize("path", ["/", "/privacy", "/nothing", "/try?as=Anna&as=Boris"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_pages_fit_a_narrow_screen(visit: Any, path: str, language: str) -> None:
    anna = await visit(path, viewport=NARROW, locale=language)
    anna.complaints.clear()  # the console tells of a 404 that is meant
    assert await anna.too_wide() <= 0
    await anna.keeps(f"page-{path.strip('/').split('?')[0] or 'start'}-{language}")


async def test_what_is_pressed_is_large_enough_for_a_finger(visit: Any) -> None:
    anna = await visit(viewport=NARROW)
    await anna.says(BRIEF)
    await anna.sees(say("act-use"))
    small = await anna.page.evaluate(
        "() => [...document.querySelectorAll('button, summary, .go, .reply, textarea')]"
        ".filter(one => one.offsetParent && one.getBoundingClientRect().height < 44).map(one => one.textContent)"
    )
    assert small == []


async def test_two_people_work_side_by_side(visit: Any) -> None:
    both = await visit("/try?as=Anna&as=Boris")
    await both.says("/team", 0)
    await both.presses(say("act-invite"), 0)
    await both.presses(say("role-approver"), 0)
    await both.sees("/join", 0)
    invitation = await both.chat(0).locator("blockquote").last.inner_text()
    await both.says(invitation.splitlines()[-1], 1)
    await both.sees(say("join-done", workspace="Anna", role=say("role-approver")), 1)
    await both.sees(say("invite-taken", name="Boris"), 0)
    await both.keeps("two")


async def test_every_tab_of_a_person_sees_the_same(visit: Any) -> None:
    anna = await visit()
    other = await anna.context.new_page()
    await other.goto(f"{anna.origin}/try")
    await anna.says(BRIEF)
    await other.get_by_text(BRIEF).first.wait_for()
    await other.get_by_role("button", name=say("act-use")).wait_for(timeout=15_000)
    await other.get_by_role("button", name=say("act-use")).click()
    await anna.sees(say("act-publish-now"))


async def test_what_is_half_typed_survives_a_card_that_is_drawn_anew(visit: Any, product: Process) -> None:
    anna = await visit()
    await anna.says("/brand")
    form = anna.page.locator(".card:has(.form)")
    box = form.locator("input[type=text]").first
    await box.fill("Rye & Cara")
    await box.evaluate("one => one.setSelectionRange(3, 3)")
    await form.evaluate("one => one.classList.add('old')")
    store = product.house.app.store
    card = next(one for one in await store.find(EVERYWHERE, Card) if one.screen == "form")
    await store.change(EVERYWHERE, card, replace(card, fingerprint="f" * 64))
    await anna.page.locator(".card:has(.form):not(.old)").wait_for()
    assert await box.input_value() == "Rye & Cara"
    await anna.page.keyboard.type("X")
    assert await box.input_value() == "RyeX & Cara"


async def test_enter_sends_and_shift_enter_begins_a_line(visit: Any) -> None:
    anna = await visit()
    box = anna.page.locator(".composer textarea")
    await box.fill("One")
    await box.press("Shift+Enter")
    await box.press_sequentially("two")
    assert await box.input_value() == "One\ntwo"
    await box.press("Enter")
    await anna.page.locator(".said", has_text="One\ntwo").wait_for()
    assert await box.input_value() == ""


async def test_several_messages_in_a_row_keep_their_order(visit: Any) -> None:
    anna = await visit()
    for number in range(5):
        await anna.says(f"/help {number}")
    await anna.page.locator(".said").nth(4).wait_for()
    said = await anna.page.locator(".said .bubble").all_inner_texts()
    assert [words[-1] for words in said] == ["0", "1", "2", "3", "4"]


async def test_a_double_click_is_one_press(visit: Any) -> None:
    anna = await visit()
    await anna.page.get_by_role("button", name=say("web-chat-start"), exact=True).dblclick()
    await anna.page.locator(".card").wait_for()
    await asyncio.sleep(0.5)
    assert await anna.page.locator(".said").count() == 1


async def test_a_reply_is_begun_by_its_link_and_left_by_escape(visit: Any) -> None:
    anna = await visit()
    await anna.says(BRIEF)
    await anna.sees(say("act-use"))
    await anna.page.locator("a.reply[data-reply]").last.click()
    line = anna.page.locator(".replying")
    assert await line.is_visible()
    assert await anna.focused() == say("web-chat-composer")
    await anna.page.keyboard.press("Escape")
    assert not await line.is_visible()
    assert await anna.page.locator(".composer [name=card]").input_value() == ""


async def test_without_script_everything_is_done_by_pages(visit: Any) -> None:
    anna = await visit(java_script_enabled=False)
    await anna.page.get_by_role("button", name=say("web-chat-start"), exact=True).click()
    await anna.page.get_by_role("button", name=say("act-set-up")).wait_for()
    await anna.page.locator(".composer textarea").fill(BRIEF)
    await anna.page.get_by_role("button", name=say("web-chat-send")).click()
    for _ in range(20):
        if await anna.page.get_by_role("button", name=say("act-use")).count():
            break
        await asyncio.sleep(0.3)
        await anna.page.get_by_role("link", name=say("web-chat-refresh")).click()
    await anna.page.get_by_role("button", name=say("act-use")).click()
    await anna.page.get_by_role("button", name=say("act-publish-now")).wait_for()
    assert await anna.page.evaluate("scrollY") == 0
    await anna.keeps("without-script")


async def test_when_the_program_ends_the_page_says_so_and_keeps_the_words(visit: Any, product: Process) -> None:
    anna = await visit()
    await anna.page.locator(".composer textarea").fill("half a thought")
    await anna.page.route("**/try/**", lambda route: route.abort())
    await anna.page.locator(".composer textarea").press("Enter")
    await anna.page.get_by_text(say("web-chat-unsent")).wait_for()
    assert await anna.page.locator(".composer textarea").input_value() == "half a thought"
    anna.complaints.clear()  # the console tells of the broken connection too


async def test_a_press_that_cannot_be_sent_says_nothing_of_words(visit: Any) -> None:
    anna = await visit()
    await anna.page.route("**/try/say**", lambda route: route.abort())
    await anna.presses(say("web-chat-help"))
    await anna.sees(say("web-chat-undone"))
    assert await anna.page.get_by_text(say("web-chat-unsent")).count() == 0
    await anna.page.unroute("**/try/say**")
    await anna.presses(say("web-chat-help"))
    await anna.page.locator(".said").wait_for()
    anna.complaints.clear()  # the console tells of the broken connection too


async def test_after_a_restart_the_page_says_so_and_the_new_link_brings_the_words_back(
    visit: Any, product: Process
) -> None:
    anna = await visit()
    await anna.page.locator(".composer textarea").fill("half a thought")
    await anna.context.clear_cookies()  # as good as void, which they are when the process ends
    await anna.presses(say("web-chat-help"))
    await anna.sees(f"{say('web-chat-over')} {say('web-chat-copy')}")
    assert await anna.page.locator(".toast").count() == 0
    await anna.page.locator(".composer textarea").press("Enter")
    await anna.page.wait_for_function("document.querySelector('.composer textarea').value === 'half a thought'")
    assert await anna.page.locator(".toast").count() == 0
    await anna.keeps("restarted")
    await anna.page.goto(product.browser.link())
    assert await anna.page.locator(".composer textarea").input_value() == "half a thought"
    await anna.page.locator(".composer textarea").press("Enter")
    await anna.page.locator(".said").wait_for()
    await anna.page.reload()
    assert await anna.page.locator(".composer textarea").input_value() == ""
    anna.complaints.clear()  # the console tells of a 403 that is meant


async def test_a_link_that_was_used_shows_where_the_new_one_is(visit: Any, chromium: Any, product: Process) -> None:
    anna = await visit()
    await anna.context.clear_cookies()
    await anna.page.goto(f"{anna.origin}/try")
    assert say("web-chat-closed") in await anna.page.locator("main").inner_text()
    await anna.page.set_viewport_size(WIDE)
    await anna.keeps("closed")
    anna.complaints.clear()  # the console tells of a 403 that is meant


async def test_a_tab_out_of_sight_holds_no_connection_and_catches_up(visit: Any, product: Process) -> None:
    anna = await visit()
    show = "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
    show += " document.dispatchEvent(new Event('visibilitychange')) }"
    assert product.browser is not None
    await anna.page.evaluate(show, True)
    await eventually(lambda: not product.browser.live.listeners)
    other = await anna.context.new_page()
    await other.goto(f"{anna.origin}/try")
    await other.locator(".composer textarea").fill(BRIEF)
    await other.locator(".composer textarea").press("Enter")
    await other.locator(".said").wait_for()
    assert await anna.page.locator(".said").count() == 0
    await anna.page.evaluate(show, False)
    await anna.page.locator(".said").wait_for()
