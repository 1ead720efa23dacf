"""`make demo`: the main job played end to end by two people in the terminal, through the real handlers."""

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.terminal import Terminal, speaker
from bot.wiring import House
from core.errors import MarketingError
from core.model import Conversation, Post, Publication, State
from core.networks.api import HttpApi
from core.ports import EVERYWHERE
from core.texts import Texts

SECONDS = 30


class Missed(MarketingError):
    """Something that the demo waits for did not come."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that one of the two does; what is typed and pressed is named by its key."""

    who: str = ""
    told: str = ""
    types: str = ""
    presses: str = ""
    line: str = ""


def told(key: str) -> Step:
    """A line for the audience."""
    return Step(told=key)


def anna(**what: str) -> Step:
    """Anna does this."""
    return Step(who="anna", **what)


def boris(**what: str) -> Step:
    """Boris does this."""
    return Step(who="boris", **what)


BEGIN = (
    told("demo-anna-arrives"),
    anna(line="/start"),
    anna(presses="act-set-up"),
    anna(types="demo-zone"),
    anna(line="1"),
    told("demo-brand-told"),
    anna(line="/brand"),
    anna(types="demo-brand-name"),
    anna(types="demo-brand-about"),
    anna(types="demo-brand-audience"),
    anna(presses="tone-friendly"),
    anna(presses="act-keep"),
    anna(types="demo-brand-never"),
)

WRITE = (
    told("demo-brief-told"),
    anna(types="demo-brief"),
    anna(line=":B"),
    anna(presses="act-use"),
    anna(presses="act-shorter"),
    anna(presses="act-use"),
    anna(presses="act-undo"),
    told("demo-review-told"),
    anna(presses="act-submit"),
    boris(presses="act-request-changes"),
    boris(presses="reason-facts"),
    boris(types="demo-note"),
    anna(line="> {demo-edit}"),
    anna(presses="act-resubmit"),
    boris(presses="act-approve"),
    told("demo-time-told"),
    anna(presses="act-schedule"),
    anna(types="demo-past"),
    anna(types="demo-open"),
    anna(types="demo-soon"),
    anna(presses="act-confirm-time"),
)
MEANWHILE = (
    told("demo-waiting-told"),
    anna(line="/calendar"),
    anna(line="/drafts"),
    boris(line="/inbox"),
    anna(line="/settings"),
    anna(line="/privacy"),
    anna(line="/help"),
    anna(types="demo-nonsense"),
    anna(line="/cancel"),
)


class Stage:
    """The two people, and the paper it is all written on."""

    def __init__(self, house: House, write: Callable[[str], None], texts: Texts, *, color: bool, number: int) -> None:
        self.house, self.write, self.texts = house, write, texts
        suffix = f" {number}" if number > 1 else ""
        self.people = {
            who: self._person(f"{texts.say(f'demo-{who}')}{suffix}", color=color) for who in ("anna", "boris")
        }

    def _person(self, name: str, *, color: bool) -> Terminal:
        def show(text: str) -> None:
            self.write(f"\n[{name}]\n{text}")

        return Terminal(self.house.intake, speaker(name, language=self.texts.language), show, color=color)

    async def play(self, *steps: Step) -> None:
        """Does these, each answered before the next."""
        for step in steps:
            if step.told:
                self.write(f"\n=== {self.texts.say(step.told)}")
            else:
                await self._do(step)

    async def _do(self, step: Step) -> None:
        person = self.people[step.who]
        line = self._line(step)
        name = person.said.name
        if step.presses:
            self.write("\n" + self.texts.say("demo-pressed", name=name, label=line.removeprefix(":")))
        else:
            self.write("\n" + self.texts.say("demo-typed", name=name, text=line))
        if not await person.type(line):
            raise Missed(self.texts.say("demo-missing", what=line))
        await self.settle()

    def _line(self, step: Step) -> str:
        if step.presses:
            return f":{self.texts.say(step.presses)}"
        if step.types:
            return self.texts.say(step.types)
        return re.sub(r"\{([a-z-]+)\}", lambda found: self.texts.say(found[1]), step.line)

    async def settle(self) -> None:
        """Waits until everybody has seen everything."""
        for person in self.people.values():
            await person.settle()


async def play(house: House, write: Callable[[str], None], *, language: str, color: bool, command: str) -> None:
    """The whole demo; its pages are saved under DATA_DIR. Raises `Missed` where something did not come."""
    began, texts = time.monotonic(), Texts(language)
    arrived = await house.app.store.find(EVERYWHERE, Conversation, platform="terminal")
    number = sum(talk.user.split()[0] == texts.say("demo-anna") for talk in arrived) + 1
    stage = Stage(house, write, texts, color=color, number=number)
    write(texts.say("demo-title"))
    await stage.play(*BEGIN)
    await _invite(stage)
    await stage.play(*WRITE, *MEANWHILE)
    publication = await _published(stage)
    await stage.play(told("demo-published-told"))
    await stage.settle()
    await _look(stage, publication, texts)
    write(f"\n{texts.say('demo-done', seconds=round(time.monotonic() - began))}\n  {publication.url}")
    write(f"\n{texts.say('demo-next')}")
    write(f"  {texts.say('demo-next-run')}\n  {texts.say('demo-next-chat', command=command)}")


async def _invite(stage: Stage) -> None:
    await stage.play(told("demo-team-told"), anna(line="/settings"), anna(presses="act-settings-approval"))
    await stage.play(anna(presses="approval-any"), anna(line="/team"))
    await stage.play(anna(presses="act-invite"), anna(presses="role-approver"))
    code = re.search(r"/join (\S+)", stage.people["anna"].screen)
    if code is None:
        raise Missed(stage.texts.say("demo-missing", what="/join"))
    await stage.play(told("demo-boris-joins"), boris(line=f"/join {code[1]}"))


async def _published(stage: Stage) -> Publication:
    store = stage.house.app.store
    newest = (await store.find(EVERYWHERE, Post, order="-id", limit=1))[0]
    for _ in range(SECONDS * 20):
        found = await store.find(EVERYWHERE, Publication, post_id=newest.id, state=State.PUBLISHED)
        if found:
            return found[0]
        await asyncio.sleep(0.05)
    raise Missed(stage.texts.say("demo-missing", what=stage.texts.say("post-published")))


async def _look(stage: Stage, publication: Publication, texts: Texts) -> None:
    """As any reader would: the house's own calls reach its own pages only with a credential for them."""
    app, page = stage.house.app, (publication.url or "").rpartition("/")[0]
    async with HttpApi(app.clock, {"page": app.address}) as reader:
        for url, name in ((page, "page.html"), (f"{page}/feed.atom", "feed.atom")):
            answer = await reader.call("GET", url, effect=False)
            body = answer.text.encode()
            stage.write(texts.say("demo-fetched", url=url, status=answer.status, size=len(body)))
            stage.write(texts.say("demo-saved", path=str(_save(stage.house.settings.data_dir / "demo" / name, body))))


def _save(path: Path, body: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path
