"""The clock."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Now, aware and UTC. A port, so that a database's time can stand behind it where several machines share one."""

    def now(self) -> datetime: ...
