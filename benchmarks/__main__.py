"""Runs them one after another, each in a process of its own, so that none measures what another left behind."""

import importlib.util
import subprocess
import sys

ALL = ("herd", "lone", "idle", "pending", "planning", "telegram", "times", "turn", "vault")


def main() -> None:
    """All, or those named."""
    for name in sys.argv[1:] or ALL:
        if importlib.util.find_spec(f"benchmarks.{name}") is None:
            print(f"{name}: not here")
            continue
        subprocess.run([sys.executable, "-c", f"from benchmarks.{name} import main; main()"], check=True)


if __name__ == "__main__":
    main()
