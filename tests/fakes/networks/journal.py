"""What a reader of the played networks would have seen, in order; and what was sent to them that they do not take."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Effect:
    """Something became visible, or went away. `key` is the operation that the network was told, where it takes one."""

    network: str
    account: str
    what: str
    """published | removed"""
    id: str
    text: str
    key: str
    at: str


@dataclass
class Journal:
    """Append-only. With a file, each line is written before the network answers."""

    file: TextIO | None = None
    effects: list[Effect] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def add(self, effect: Effect) -> None:
        self.effects.append(effect)
        if self.file is not None:
            self.file.write(json.dumps(asdict(effect)) + "\n")

    def object(self, violation: str) -> None:
        """A request was not as the network's rules have it: always a fault of ours, whatever the test was about."""
        self.violations.append(violation)
        if self.file is not None:
            self.file.write(json.dumps({"violation": violation}) + "\n")

    def published(self, text: str | None = None, network: str | None = None) -> list[Effect]:
        """All that became visible (of this text, at this network), also what was removed again."""
        return [
            effect
            for effect in self.effects
            if effect.what == "published" and text in {None, effect.text} and network in {None, effect.network}
        ]

    def duplicates(self) -> dict[tuple[str, str, str], int]:
        """(network, account, text) of what became visible more than once, and how often."""
        seen = Counter((effect.network, effect.account, effect.text) for effect in self.published())
        return {what: times for what, times in seen.items() if times > 1}

    @classmethod
    def read(cls, path: Path) -> "Journal":
        """The journal that a server in another process has written so far."""
        journal = cls()
        for line in path.read_text().splitlines():
            entry = json.loads(line)
            if "violation" in entry:
                journal.violations.append(entry["violation"])
            else:
                journal.effects.append(Effect(**entry))
        return journal
