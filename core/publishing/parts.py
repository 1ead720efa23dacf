"""How far a post is out that readers see in parts: what a person has to know of one that broke off."""

from dataclasses import dataclass

from core import posts
from core.app import App
from core.model import Attempt, Connection, Publication, Version


@dataclass(frozen=True, slots=True)
class Parts:
    """By the newest attempt: how many are known to be out, and which of how many is in doubt (0: none)."""

    out: int = 0
    doubtful: int = 0
    all: int = 0
    name: str = ""
    """The step that is in doubt."""

    @property
    def more(self) -> bool:
        """Whether others follow behind the one that is in doubt."""
        return 0 < self.doubtful < self.all


async def parts(app: App, publication: Publication) -> Parts:
    """Nothing, where it is one request, or nothing was tried."""
    scope, network = publication.workspace_id, app.networks.get(publication.network)
    if network is None or network.parts is None or not publication.attempt:
        return Parts()
    tried = await app.store.find(scope, Attempt, publication_id=publication.id, number=publication.attempt)
    words = await app.store.find(scope, Version, post_id=publication.post_id, number=publication.version)
    if not tried or not words:
        return Parts()
    account = await app.store.get(scope, Connection, publication.connection_id)
    names = network.parts(posts.content(words[0], account))
    made = {step.name: step.ref for step in tried[0].steps}
    out = sum(made.get(name) is not None for name in names)
    doubtful = next((place for place, name in enumerate(names, 1) if name in made and made[name] is None), 0)
    return Parts(out, doubtful, len(names), names[doubtful - 1] if doubtful else "")
