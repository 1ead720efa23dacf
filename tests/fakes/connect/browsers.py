"""A browser without script, for our own pages: it keeps cookies, follows our redirects, and presses buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx

SHOWN = ("main",)


@dataclass
class Form:
    """A form with its fields, and the buttons that send it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """What a page says, its forms and its links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self._form: Form | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        match tag:
            case "form":
                self._form = Form(given["action"])
                self.forms.append(self._form)
            case "input" if self._form is not None:
                self._form.fields[given["name"]] = given.get("value", "")
            case "button" if self._form is not None:
                self._form.buttons.append((given["name"], given["value"]))
            case "a":
                self.links.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


class Browser:
    """One person's, or one that only looks. `clicks` are the buttons and links that were pressed."""

    def __init__(self, web: Any, origin: str, language: str = "en") -> None:
        transport = httpx.ASGITransport(web)
        headers = {"Accept-Language": language}
        self.http = httpx.AsyncClient(transport=transport, base_url=origin, headers=headers, follow_redirects=False)
        self.answer = httpx.Response(200)
        self.page = Page("")
        self.address = ""
        self.clicks = 0
        self.passed: list[str] = []
        """All addresses of ours that were ever in its address bar."""

    async def goes(self, url: str, method: str = "GET", **given: Any) -> None:
        """To an address of ours, and on to where it redirects."""
        self.answer = await self.http.request(method, url, **given)
        while self.answer.is_redirect:
            self.answer = await self.http.get(self.answer.headers["location"])
        self.address = str(self.answer.url)
        self.passed.append(self.address)
        self.page = Page(self.answer.text)

    async def presses(self, value: str) -> None:
        """The button with this value."""
        for form in self.page.forms:
            for name, known in form.buttons:
                if known == value:
                    self.clicks += 1
                    await self.goes(form.action, "POST", data={**form.fields, name: value})
                    return
        raise AssertionError(f"no button {value!r} on: {self.page.text}")

    async def looks(self) -> None:
        """As the page does by itself."""
        await self.goes("/connect")

    @property
    def digits(self) -> str:
        """The code on the page, as it is read out."""
        words = self.page.words
        return next(word.replace(" ", "") for word in words if len(word) == 11 and word.replace(" ", "").isdecimal())

    @property
    def sent_to(self) -> str:
        """Where the page leads to: the network."""
        wait, _, url = self.answer.headers["refresh"].partition("; url=")
        assert (wait, url in self.page.links) == ("0", True)
        return url

    def sees(self, *words: str) -> None:
        for one in words:
            assert one in self.page.text, f"{one!r} is not in: {self.page.text}"
