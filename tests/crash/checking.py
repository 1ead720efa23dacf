"""What readers saw against what the database says: nothing lost, nothing twice, nothing left open."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.model import Publication, State, Use, Version
from core.ports import EVERYWHERE, Store
from tests.fakes.networks.journal import Journal

SETTLED = {State.PUBLISHED, State.UNCONFIRMED, State.FAILED, State.MISSED}


@dataclass(frozen=True)
class Report:
    """All that is wrong, by publication id; `asked` are those a person is asked about, which is not wrong."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    unaccounted: list[str] = field(default_factory=list)
    """Seen by readers without as many uses of a token in the ledger, each by the act that approved it."""

    @property
    def fine(self) -> bool:
        return not (self.lost or self.twice or self.untrue or self.open or self.violations or self.unaccounted)


async def report(store: Store, journal: Journal) -> Report:
    publications = await store.find(EVERYWHERE, Publication)
    texts = {version.post_id: version.text for version in await store.find(EVERYWHERE, Version)}
    uses = Counter((use.subject, use.action_id) for use in await store.find(EVERYWHERE, Use))
    found = compared(publications, texts, journal)
    seen = Counter(effect.text for effect in journal.published())
    for one in publications:
        if uses[f"publication:{one.id}", one.approval_id] < seen[texts[one.post_id]]:
            found.unaccounted.append(one.id)
    return found


def compared(publications: list[Publication], texts: Mapping[str, str], journal: Journal) -> Report:
    seen = Counter(effect.text for effect in journal.published())
    found = Report(violations=list(journal.violations))
    for one in publications:
        times = seen[texts[one.post_id]]
        if times > 1:
            found.twice.append(one.id)
        if one.state is State.PUBLISHED and times == 0:
            found.lost.append(one.id)
        if one.state in {State.FAILED, State.MISSED} and times:
            found.untrue.append(one.id)
        if one.state is State.UNCONFIRMED:
            found.asked.append(one.id)
        if one.state not in SETTLED:
            found.open.append(one.id)
    return found
