"""Anna's desk over a played Telegram: her posts go to her channel, and nowhere else."""

from dataclasses import dataclass, replace
from datetime import timedelta

from core.model import Attempt, Connection, Publication
from core.model.people import Rule
from core.ports import EVERYWHERE
from core.publishing import publish_due
from tests.conftest import SetClock
from tests.handlers.desk import Office, Person
from tests.networks.conftest import Stage

BRIEF = "From Saturday we bake rye bread with caraway, first loaves at eight."


@dataclass
class House:
    """Anna's desk with her channel; its only network is Telegram."""

    office: Office
    stage: Stage
    clock: SetClock
    anna: Person

    async def publication(self) -> Publication:
        [one] = await self.office.app.store.find(EVERYWHERE, Publication)
        return one

    async def account(self) -> Connection:
        [one] = await self.office.app.store.find(EVERYWHERE, Connection)
        return one

    async def attempts(self) -> list[Attempt]:
        return await self.office.app.store.find(EVERYWHERE, Attempt, order="number")

    async def writes(self) -> None:
        await self.anna.types(BRIEF)
        await self.anna.presses("Use this")

    async def goes_out(self, *, after: float = 11) -> Publication:
        """Its time has come."""
        self.clock.move(timedelta(seconds=after))
        await publish_due(self.office.app, "worker")
        await self.office.settle()
        await self.anna.looks()
        return await self.publication()

    async def published(self) -> Publication:
        await self.writes()
        await self.anna.presses("Publish now")
        await self.anna.presses("Yes, publish now")
        return await self.goes_out()

    async def chooses(self, *labels: str) -> None:
        """Options, on the post's card."""
        await self.anna.presses("Options")
        for label in labels:
            await self.anna.presses(label)
        await self.anna.presses("Back")

    async def sends(self) -> Publication:
        """What is on the card goes out."""
        await self.anna.presses("Publish now")
        await self.anna.presses("Yes, publish now")
        return await self.goes_out()

    async def ruled(self, rule: Rule) -> None:
        workspace = await self.anna.workspace()
        await self.office.app.store.change(EVERYWHERE, workspace, replace(workspace, rule=rule))

    @property
    def texts(self) -> list[str]:
        """What readers of the channel see."""
        return self.stage.shown()


async def open_house(office: Office, stage: Stage, clock: SetClock) -> House:
    """Her channel is connected."""
    anna = await office.person(str(stage.anna.user.id))
    await anna.types("/connect")
    await anna.presses("Add a channel")
    await anna.picks(str(stage.channel.id), title="Rudzu maize")
    anna.sees("Connected")
    return House(office, stage, clock, anna)
