"""One publication at its network: sent, or looked up; and the attempt as the network sees it meanwhile."""

import hashlib
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core import lending
from core.app import App
from core.errors import (
    MarketingError,
    Missing,
    OutcomeUnknown,
    Refused,
    Stale,
    StoreError,
    StoreUnavailable,
    Unavailable,
)
from core.model import Attempt, Media, Pending, Publication, Published, State, Step, Use
from core.outcomes import Crash, Outcome, Result, agreed, asked_about, concluded, looked, repeatable, repeated
from core.ports import EVERYWHERE, Allowed, Credential, Find, Publish, Slot, Upload
from core.publishing.guarding import Fault, guarded
from core.publishing.picking import Work

logger = logging.getLogger(__name__)

OTHERS = 200
"""Publications of an account that are known by their ids: far more than what is in doubt is looked for among."""
BETWEEN = re.compile(r"[ ,]")
"""What stands between the ids of a thread, and behind an id in a step."""


class Signing:
    """A credential that remembers whether it signed anything: what was not signed was not sent."""

    credential: Credential

    def __init__(self) -> None:
        self.used = False

    @property
    def base(self) -> str:
        """See `core.ports.Credential`."""
        return self.credential.base

    def fill(self, url: str, form: Mapping[str, str | Upload | Slot]) -> Mapping[str, str | Upload]:
        """See `core.ports.Credential`."""
        return self.credential.fill(url, form)

    def sign(self, method: str, url: str, nonce: str = "") -> tuple[str, Mapping[str, str]]:
        """See `core.ports.Credential`."""
        signed = self.credential.sign(method, url, nonce)
        self.used = True
        return signed


class Trying:
    """The port `Attempting` over the attempt's row."""

    def __init__(self, app: App, publication: Publication, attempt: Attempt) -> None:
        self._app, self._publication, self.attempt = app, publication, attempt
        self._others: frozenset[str] | None = None

    @property
    def operation(self) -> str:
        """See `core.ports.Attempting`."""
        return self.attempt.id

    @property
    def started_at(self) -> datetime:
        """See `core.ports.Attempting`."""
        return self.attempt.started_at

    @property
    def ref(self) -> str | None:
        """See `core.ports.Attempting`."""
        return self.attempt.ref

    def done(self, name: str) -> str | None:
        """See `core.ports.Attempting`."""
        return next((made.ref for made in self.attempt.steps if made.name == name), None)

    async def taken(self, id: str) -> bool:
        """See `core.ports.Attempting`. Read once for all that a network asks."""
        if self._others is None:
            self._others = await ids_of_others(self._app, self._publication)
        return id in self._others

    async def read(self, media: Media) -> bytes:
        """See `core.ports.Attempting`. Raises `Refused` where they are not the bytes that were approved."""
        try:
            data = await self._app.files.get(media.key)
        except (Missing, StoreUnavailable) as error:
            raise Unavailable(f"the file of a {media.kind} cannot be read") from error
        if hashlib.sha256(data).hexdigest() != media.digest:
            raise Refused(f"the file of a {media.kind} is not the one that was approved")
        return data

    async def step(self, name: str, ref: str | None = None) -> None:
        """See `core.ports.Attempting`. Raises `Stale` where another worker has taken the publication over."""
        others = tuple(made for made in self.attempt.steps if made.name != name)
        after = replace(self.attempt, steps=(*others, Step(name=name, at=self._app.clock.now(), ref=ref)))
        async with self._app.together() as app:
            if ref is None:
                await self._must_be_ours(app)
            await app.store.change(EVERYWHERE, self.attempt, after)
        self.attempt = after

    async def _must_be_ours(self, app: App) -> None:
        mine, row = self._publication, await app.store.get(EVERYWHERE, Publication, self._publication.id)
        held = row.lease_until is not None and row.lease_until > app.clock.now()
        if (row.revision, row.lease_owner) != (mine.revision, mine.lease_owner) or not held:
            raise Stale(f"the lease of {mine.id} is over")


async def ids_of_others(app: App, publication: Publication) -> frozenset[str]:
    """What the account's newest publications are called there, this one left out; of what is half out, its parts."""
    newest = await app.store.find(
        EVERYWHERE, Publication, order="-updated_at", limit=OTHERS, connection_id=publication.connection_id
    )
    others = [one for one in newest if one.id != publication.id]
    known = [one.remote_id for one in others if one.remote_id]
    parted = {one.id for one in others if one.attempt and not one.remote_id}
    attempts = await app.store.find(EVERYWHERE, Attempt, publication_id=parted) if parted else []
    known += [made.ref for attempt in attempts for made in attempt.steps if made.ref]
    return frozenset(id for one in known for id in BETWEEN.split(one))


@dataclass(frozen=True, slots=True)
class Sending:
    """What was begun, as it was saved. `margin`: how much of the lease a request needs.

    `admitted`: the ledger's row of the first call; where there is none, the vault is asked, and says why not.
    """

    work: Work
    publication: Publication
    attempt: Attempt
    margin: timedelta
    admitted: Use | None = None


async def send(app: App, sending: Sending) -> Outcome | None:
    """Sends it or looks it up, and says where that leads. None: it is another's now, or its row cannot be written.

    Then it stays as it is: whoever has it, or gets it when its lease is over, finds out what became of it.
    """
    trying = Trying(app, sending.publication, sending.attempt)
    try:
        if sending.work.looks:
            return await _look(app, sending, trying)
        result = await _called(app, sending, trying, sending.work.network.publish)
    except StoreError:
        logger.warning("publication %s is left to be looked up", sending.publication.id, exc_info=True)
        return None
    answer = result if result is not None else OutcomeUnknown("no answer")
    return concluded(sending.publication, trying.attempt, answer, sending.work.network.retry, app.clock.now())


async def _look(app: App, sending: Sending, trying: Trying) -> Outcome:
    publication, network = sending.publication, sending.work.network
    repeat = _may_repeat(sending, app.clock.now())
    if network.find is not None:
        found = await _called(app, sending, trying, network.find)
        if found is not None or not repeat:
            return looked(publication, trying.attempt, found, network.retry, app.clock.now())
        sending = replace(sending, admitted=None)
    if not repeat:
        return asked_about(publication, trying.attempt, app.clock.now())
    answer = await _called(app, sending, trying, network.publish)
    return repeated(publication, trying.attempt, answer or OutcomeUnknown("no answer"), app.clock.now())


def _may_repeat(sending: Sending, now: datetime) -> bool:
    publication, attempt, network = sending.publication, sending.attempt, sending.work.network
    if publication.state is not State.SENDING or not repeatable(attempt, network, now):
        return False
    if attempt.error == "Duplicate" and network.find is not None:
        return False
    same = publication.approved_hash == attempt.payload_hash
    return same and agreed(publication, sending.work.content)


async def _called(app: App, sending: Sending, trying: Trying, function: Publish | Find) -> Result | None:
    """What the network says, as a value; what was surely not sent is told apart from what may have been."""
    signing = Signing()
    try:
        got = await guarded(_within_vault(app, sending, trying, function, signing))
    except StoreError:
        raise
    except MarketingError as error:
        return error
    if isinstance(got, Fault):
        return OutcomeUnknown(got.name) if signing.used else Crash(got.name)
    return got


async def _within_vault(
    app: App, sending: Sending, trying: Trying, function: Publish | Find, signing: Signing
) -> Published | Pending | None:
    work, publication = sending.work, sending.publication

    async def calling(credential: Credential) -> Published | Pending | None:
        if publication.lease_until is None or app.clock.now() + sending.margin > publication.lease_until:
            raise Unavailable("the lease ran out before anything was sent")
        signing.credential = credential
        if work.network.allowed is not None and function is work.network.publish:
            await _must_be_allowed(app, work, work.network.allowed, credential)
        return await function(app.api, signing, work.content, trying)

    return await lending.used(app, work.wanted, calling, admitted=sending.admitted)


async def _must_be_allowed(app: App, work: Work, allowed: Allowed, credential: Credential) -> None:
    """Asks, and signs nothing that counts as sent: a reading in doubt is no doubt about the post."""
    try:
        await allowed(app.api, credential, work.connection)
    except OutcomeUnknown as error:
        raise Unavailable(error.detail) from error
