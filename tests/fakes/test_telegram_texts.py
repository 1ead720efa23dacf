"""What the played Bot API takes as text, and in which words it refuses the rest."""

from typing import Any

import aiohttp
import pytest

from tests.fakes.conftest import Ask
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.parsing import parsed, units
from tests.fakes.telegram.refusals import Wrong
from tests.fakes.telegram.texts import formatted


def of(html: str) -> tuple[str, list[tuple[Any, ...]]]:
    text, entities, lost = parsed(html)
    assert not lost
    beside = ("url", "language", "custom_emoji_id", "unix_time", "date_time_format")
    return text, [
        (one["type"], one["offset"], one["length"], *(one[name] for name in beside if name in one)) for one in entities
    ]


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("a &lt;b&gt; &amp; &quot;c&quot; &#233;&#x1F600;", 'a <b> & "c" é😀', []),
        ("<b>x</b><strong>y</strong>", "xy", [("bold", 0, 1), ("bold", 1, 1)]),
        ("<i>x</i><em>y</em>", "xy", [("italic", 0, 1), ("italic", 1, 1)]),
        ("<u>x</u><ins>y</ins>", "xy", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>x</s><strike>y</strike><del>z</del>", "xyz", [("strikethrough", n, 1) for n in range(3)]),
        ('<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>', "xy", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ("😀<b>ā</b>", "😀ā", [("bold", 2, 1)]),
        ("<b>one <i>two</i></b>", "one two", [("bold", 0, 7), ("italic", 4, 3)]),
        ('<a href="https://x.lv/?a=1&amp;b=2">x</a>', "x", [("text_link", 0, 1, "https://x.lv/?a=1&b=2")]),
        ("<a href='t.me/desk'>x</a>", "x", [("text_link", 0, 1, "http://t.me/desk")]),
        ("<code>a &lt; b</code>", "a < b", [("code", 0, 5)]),
        ('<pre><code class="language-python">x</code></pre>', "x", [("pre", 0, 1, "python")]),
        ("<pre>x</pre>", "x", [("pre", 0, 1)]),
        ("<blockquote>q</blockquote>", "q", [("blockquote", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        (
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            "👍",
            [("custom_emoji", 0, 2, "5368324170671202286")],
        ),
        ('<tg-time unix="1780000000" format="wDt">Thu</tg-time>', "Thu", [("date_time", 0, 3, 1780000000, "wDt")]),
        ("<B>x</B>", "x", [("bold", 0, 1)]),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ("<b></b>x", "x", []),
    ],
)
def test_html_is_read(html: str, text: str, entities: list[tuple[Any, ...]]) -> None:
    assert of(html) == (text, entities)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("é<x>y</x>", 'Unsupported start tag "x" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="https://x.lv>x</a>', "Unclosed start tag at byte offset 0"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ('<span class="red">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="1" format="q">y</tg-time>', "Invalid date-time format specified"),
    ],
)
def test_what_is_no_html_is_refused_in_telegrams_words(html: str, words: str) -> None:
    with pytest.raises(Wrong) as refused:
        parsed(html)
    assert str(refused.value) == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ("salt & pepper", "an & that is not escaped"),
        ('<b class="x">y</b>', "the tag b has no attribute class"),
        ('<a href="nowhere">y</a>', "a link that leads nowhere: 'nowhere'"),
        ('<a href="https://x.lv/?a&b">y</a>', "an & that is not escaped in href of the tag a"),
        ("<pre><b>y</b></pre>", "formatting is lost: bold in or around code or a quotation in a quotation"),
        ("<b><code>y</code></b>", "formatting is lost: bold in or around code or a quotation in a quotation"),
        ("https://t.me/desk_bot?start=a.b", "start payload 'a.b' is not 1-64 [A-Za-z0-9_-]"),
        ("<b>x</b>" * 101, "101 entities: those after 100 are lost"),
    ],
)
def test_what_telegram_would_quietly_lose_is_said(html: str, lost: str) -> None:
    odd: list[str] = []
    formatted({"text": html, "parse_mode": "HTML"}, odd)
    assert odd == [lost]


def test_text_is_trimmed_and_its_entities_with_it() -> None:
    whole = formatted({"text": " \n<b> x </b>y<i> </i>\n", "parse_mode": "HTML"}, [])
    assert whole.text == "x y"
    assert [(one["type"], one["offset"], one["length"]) for one in whole.entities] == [("bold", 0, 2)]


def test_what_cannot_be_seen_becomes_a_space_or_nothing() -> None:
    whole = formatted({"text": "a\tb\r\n\u202e<b>c</b>", "parse_mode": "HTML"}, [])
    assert (whole.text, whole.entities[0]["offset"]) == ("a b\nc", 4)


def test_links_commands_and_tags_are_found() -> None:
    whole = formatted({"text": "/new https://x.lv/a #ziema @desk_bot a@b.lv 5#x"}, [])
    assert [one["type"] for one in whole.entities] == ["bot_command", "url", "hashtag", "mention", "email"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        ("  \n", "text must be non-empty"),
        ("x" * 4096, ""),
        ("<b>" + "x" * 4096 + "</b>", ""),
        ("x" * 4097, "message is too long"),
        ("😀" * 2048, ""),
        ("😀" * 2048 + "x", "message is too long"),
    ],
)
async def test_a_text_has_up_to_4096_utf_16_units_after_parsing(
    api: FakeTelegram, ask: Ask, text: str, words: str
) -> None:
    anna = api.person("Anna")
    await anna.writes("/start")
    said = await ask("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert said.get("description", "Bad Request: ") == f"Bad Request: {words}"
    assert bool(api.violations) == bool(words)
    assert said["ok"] is False or units(anna.last.text) == 4096


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Yes"} | button]]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (inline(callback_data="x" * 64), ""),
        (inline(callback_data="ā" * 32), ""),
        (inline(callback_data="ā" * 33), "BUTTON_DATA_INVALID"),
        (inline(callback_data=""), "BUTTON_DATA_INVALID"),
        (inline(callback_data="x", text=" "), "text of a button is empty"),
        (
            inline(callback_data="x", style="green"),
            "can't parse inline keyboard button: invalid button style specified",
        ),
        (inline(callback_data="x", style="success"), ""),
        (inline(disabled={}), ""),
        (inline(), "can't parse inline keyboard button: text buttons are unallowed in the inline keyboard"),
        (inline(url="https://x.lv", callback_data="x"), "exactly one action is allowed in an inline button"),
        (inline(url="nowhere"), "BUTTON_URL_INVALID"),
        (inline(copy_text={"text": "x" * 256}), ""),
        (inline(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (inline(callback_data=7), "reply_markup.inline_keyboard[0][0].callback_data must be of type String"),
        ({"inline_keyboard": [[{"callback_data": "x"}]]}, 'field "text" of InlineKeyboardButton is missing'),
        ({"buttons": []}, "reply_markup must be of type InlineKeyboardMarkup or ReplyKeyboardMarkup"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 13}, "reply markup is too long"),
        ({"keyboard": [[{"text": "x"}]], "input_field_placeholder": "x" * 65}, "reply markup input field placeholder"),
    ],
)
async def test_a_keyboard_is_held_against_its_limits(
    api: FakeTelegram, ask: Ask, markup: dict[str, Any], words: str
) -> None:
    anna = api.person("Anna")
    await anna.writes("/start")
    said = await ask("sendMessage", chat_id=anna.id, text="?", reply_markup=markup)
    assert words in said.get("description", "")
    assert said["ok"] is not bool(words)
    assert bool(api.violations) == bool(words)


@pytest.mark.parametrize(
    ("given", "violation"),
    [
        ({"mood": "good"}, "unknown parameter mood"),
        ({"link_preview_options": {"is_off": True}}, "unknown field link_preview_options.is_off of LinkPreviewOptions"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}}, "9 buttons in a row"),
        ({"reply_markup": inline(url="https://t.me/d_bot?start=" + "x" * 65)}, "is not 1-64 [A-Za-z0-9_-]"),
    ],
)
async def test_what_telegram_overlooks_is_a_violation_all_the_same(
    api: FakeTelegram, ask: Ask, given: dict[str, Any], violation: str
) -> None:
    anna = api.person("Anna")
    await anna.writes("/start")
    assert (await ask("sendMessage", chat_id=anna.id, text="x", **given))["ok"]
    assert len(api.violations) == 1
    assert violation in api.violations[0]


@pytest.mark.parametrize(
    ("method", "given", "words"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 1}, "message text is empty"),
        ("sendMessage", {"chat_id": 1, "text": 5}, "text must be of type String"),
        ("sendMessage", {"chat_id": 1, "text": "x", "parse_mode": "Wiki"}, "unsupported parse_mode"),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_parameters": {}}, 'field "message_id" of ReplyParameters'),
        ("editMessageText", {"chat_id": 1, "text": "x"}, "message identifier is not specified"),
        ("answerCallbackQuery", {}, 'parameter "callback_query_id" is required'),
        ("setMyCommands", {"commands": [{"command": "New", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": "x" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ("setMyCommands", {"commands": [{"command": "a", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"commands": [], "scope": {"type": "all"}}, "scope must be of type BotCommandScopeDefault"),
        ("setMyName", {"name": "x" * 65}, "BOT_NAME_INVALID"),
        ("setMyDescription", {"description": "x" * 513}, "BOT_DESCRIPTION_INVALID"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "BOT_SHORT_DESCRIPTION_INVALID"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
        ("sendMessageDraft", {"chat_id": 1, "draft_id": 0, "text": "x"}, "draft_id must be non-zero"),
        ("sendChatAction", {"chat_id": 1, "action": "dancing"}, "wrong parameter action in request"),
    ],
)
async def test_a_wrong_request_is_refused_and_remembered(
    api: FakeTelegram, ask: Ask, method: str, given: dict[str, Any], words: str
) -> None:
    said = await ask(method, **given)
    assert said["error_code"] == 400
    assert words in said["description"]
    assert len(api.violations) >= 1
    assert any(words in violation for violation in api.violations)


async def test_an_unknown_method_is_refused(api: FakeTelegram, ask: Ask) -> None:
    assert await ask("sendMassage") == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert api.violations == ["sendMassage: unknown method sendMassage"]


async def test_a_wrong_token_is_refused(api: FakeTelegram) -> None:
    async with aiohttp.ClientSession() as session, session.post(f"{api.base_url}1:another/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")
