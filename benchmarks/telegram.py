"""An update on its way to its answer, beside a bare python-telegram-bot bot that stores one row per update.

Both speak to a played Bot API of their own, each in a process of its own, one after the other in turns. The bare bot is
as fast as it can; ours keeps to what Telegram allows (30 messages a second, 1 a chat), so what 50 people at once get is
compared by presses, which Telegram does not count. A line is `/help`, a press that of a button that is gone.

Goals: update to answer at most twice as long (p50), updates a second at least half as many, of 1,000 at once none lost.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from benchmarks.stage import percentile
from tests.fakes.telegram import TOKEN
from tests.fakes.telegram.control import Control
from tests.fakes.telegram.process import in_a_process

PEOPLE, ROUNDS = 50, 5
LINES, PRESSES, BURST = 20, 4, 20
"""Of how many people one line each is timed in a round; how often each presses in a round; what each says at once."""
PAUSE = 0.04
"""Between two lines of different people, so that Telegram's pace keeps nobody waiting."""
QUIET = 4.0
"""Seconds after which nothing is owed to the pace."""


@dataclass
class Contestant:
    """One of the two, the played Bot API that it speaks to, and what was measured."""

    name: str
    control: Control
    process: subprocess.Popen[bytes]
    people: list[int] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    medians: list[float] = field(default_factory=list)
    presses: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)
    """Seconds of CPU a line."""

    def talks(self) -> None:
        """One line after the other."""
        used = self.cpu()
        waits = self.control.order("talks", people=self.people[:LINES], text="/help", pause=PAUSE)
        self.used.append((self.cpu() - used) / LINES)
        self.medians.append(median(waits))
        self.waits += waits

    def taps(self) -> None:
        """All of them press, again and again."""
        seconds = self.control.order("taps", people=self.people, data="gone", rounds=PRESSES)
        self.presses.append(PEOPLE * PRESSES / seconds)

    def cpu(self) -> float:
        """Seconds of CPU that it has used (https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def contestant(name: str, command: Callable[[str, Path], tuple[list[str], dict[str, str]]]) -> Iterator[Contestant]:
    with tempfile.TemporaryDirectory(prefix="bench") as folder, in_a_process(Path(folder)) as control:
        words, variables = command(control.origin, Path(folder))
        with subprocess.Popen(words, env=os.environ | variables, stdout=subprocess.DEVNULL) as process:  # noqa: TID251
            try:
                made = Contestant(name, replace(control, patience=300.0), process)
                made.people = made.control.order("crowd", people=PEOPLE, text="/start")
                made.control.order("talks", people=made.people, text="/help", pause=PAUSE)
                time.sleep(QUIET)
                yield made
            finally:
                process.terminate()


def bare(origin: str, folder: Path) -> tuple[list[str], dict[str, str]]:
    return [sys.executable, "-m", "benchmarks.bare", TOKEN, origin, str(folder / "bare.db")], {}


def ours(origin: str, folder: Path) -> tuple[list[str], dict[str, str]]:
    house = {"TELEGRAM_API_URL": origin, "TELEGRAM_BOT_TOKEN": TOKEN, "DATA_DIR": str(folder), "PORT": "0"}
    return [sys.executable, "-m", "bot", "run"], house | {"LOG_LEVEL": "warning"}


def main() -> None:
    """Prints both, and how they compare."""
    with contestant("bare", bare) as theirs, contestant("ours", ours) as mine:
        for _ in range(ROUNDS):
            for one in (theirs, mine):
                one.talks()
            for one in (theirs, mine):
                one.taps()
        _latency(theirs, mine)
        _presses(theirs, mine)
        _bursts(theirs, mine)


def _latency(theirs: Contestant, mine: Contestant) -> None:
    for one in (theirs, mine):
        print(
            f"telegram: {one.name} update to answer p50 {median(one.medians) * 1000:.1f} ms, "
            f"p99 {percentile(one.waits, 0.99) * 1000:.1f} ms, {median(one.used) * 1000:.1f} ms of CPU"
        )
    print(f"telegram: update to answer p50 {median(mine.medians) / median(theirs.medians):.2f} x (goal: at most 2)")


def _presses(theirs: Contestant, mine: Contestant) -> None:
    a, b = median(theirs.presses), median(mine.presses)
    print(
        f"telegram: {PEOPLE} people press at once: bare {a:.0f}/s, ours {b:.0f}/s, {b / a:.2f} x (goal: at least 0.5)"
    )


def _bursts(theirs: Contestant, mine: Contestant) -> None:
    for one in (theirs, mine):
        burst = one.control.order("burst", people=one.people, each=BURST)
        seen = one.control.order("seen")
        assert not seen["violations"], seen["violations"]
        print(
            f"telegram: {one.name}, a burst of {PEOPLE * BURST} lines: answered in {burst['seconds']:.1f} s, "
            f"{len(burst['wrong'])} people whose answers are not all there in order, {seen['floods']} times too fast"
        )


if __name__ == "__main__":
    main()
