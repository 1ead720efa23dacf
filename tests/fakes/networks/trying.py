"""The small parts that a call needs and that are no network: a token, an attempt, a clock that stands still."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from core.errors import TokenRejected
from core.model import Media, new_id
from core.ports import Slot, Upload

TOKEN = "token-of-the-account"
NOW = datetime(2030, 3, 4, 9, 30, tzinfo=UTC)


@dataclass
class Still:
    """A clock that a test moves."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Bearer:
    """A credential as the vault lends it: for one origin only."""

    origin: str
    token: str = TOKEN
    network: str = ""
    """Whose API it is, where all played ones are at one origin."""

    @property
    def base(self) -> str:
        return f"{self.origin}/{self.network}" if self.network else self.origin

    def fill(self, url: str, form: Mapping[str, str | Upload | Slot]) -> Mapping[str, str | Upload]:
        raise TokenRejected("nothing to fill a form with")

    def sign(self, method: str, url: str, nonce: str = "") -> tuple[str, Mapping[str, str]]:
        if not url.startswith(self.origin + "/"):
            raise TokenRejected("not the network's own host")
        return url, {"Authorization": f"Bearer {self.token}"}


@dataclass
class Trying:
    """An attempt, kept in memory; `steps` is what the database would hold."""

    operation: str = field(default_factory=new_id)
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    ref: str | None = None
    steps: dict[str, str | None] = field(default_factory=dict)

    others: frozenset[str] = frozenset()
    """What is known to be of other publications."""

    def done(self, name: str) -> str | None:
        return self.steps.get(name)

    async def taken(self, id: str) -> bool:
        return id in self.others

    async def step(self, name: str, ref: str | None = None) -> None:
        self.steps[name] = ref


@dataclass
class Reading(Trying):
    """One that has files."""

    files: Mapping[str, bytes] = field(default_factory=dict)

    async def read(self, media: Media) -> bytes:
        return self.files[media.key]
