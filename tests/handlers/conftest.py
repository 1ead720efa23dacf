"""The desk as tests of conversations find it."""

import pytest

from storage.store import SqlStore
from tests.conftest import SetClock
from tests.handlers.desk import Office, make_app


@pytest.fixture
def office(sqlite_store: SqlStore, clock: SetClock) -> Office:
    """Nobody is there yet; on SQLite, in one process, without networks."""
    return Office(make_app(sqlite_store, clock))
