"""How long understanding one phrase takes, per language, and what the room costs before the first one (goal: 1 ms)."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

PHRASES = Path(__file__).parents[1] / "tests" / "phrases"
ROUNDS = 20
LANGUAGES = ("en", "lv", "ru")
NOW = datetime(2026, 11, 25, 12, 20, tzinfo=UTC)
GOAL = 1000
IMPORTED = """
import resource, time
start = time.process_time()
import core.times
print(round((time.process_time() - start) * 1000), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def phrases(language: str) -> Iterator[str]:
    """All of both corpora."""
    for name in (f"{language}.txt", f"more_{language}.txt"):
        for line in (PHRASES / name).read_text("utf-8").splitlines():
            if " => " in line and not line.startswith("#"):
                yield line.rpartition(" => ")[0]


def cpu(call: Callable[[], object]) -> float:
    """Microseconds of CPU: a neighbour on the machine shall not count."""
    start = time.process_time_ns()
    call()
    return (time.process_time_ns() - start) / 1000


def main() -> None:
    """Prints p50 and p99 in microseconds of CPU, the cost of importing, of the first phrase and of the first town."""
    imported = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True)
    milliseconds, kibibytes = imported.stdout.split()
    print(f"times: import {milliseconds} ms, {int(kibibytes) // 1024} MB in all")
    from core.times import understand, zones  # noqa: PLC0415 - after importing was measured elsewhere

    def read(phrase: str, language: str) -> float:
        return cpu(lambda: understand(phrase, language=language, now=NOW, zone="Europe/Riga"))

    print(f"times: first phrase, words of all languages read: {read('?', 'en') / 1000:.0f} ms")
    for language in LANGUAGES:
        took = [read(phrase, language) for _ in range(ROUNDS) for phrase in phrases(language)]
        percent = quantiles(took, n=100)
        verdict = "within" if percent[98] < GOAL else "OVER"
        print(f"times: {language} p50 {percent[49]:.0f} us, p99 {percent[98]:.0f} us: {verdict} {GOAL} us")
    print(f"times: first town {cpu(lambda: zones('Jēkabpils', 'lv')) / 1000:.0f} ms", end="")
    print(f", then {cpu(lambda: zones('Jēkabpils', 'lv')) / 1000:.1f} ms")


if __name__ == "__main__":
    main()
