"""Publishing as a network's `retry` permits it, in a few lines: the contract on declaration and door alone.

The use-case does the same with a database between the steps; `tests.fakes.networks.matrix` is run through both.
"""

import asyncio

from core.errors import Duplicate, NetworkError, OutcomeUnknown, RateLimited, Unavailable
from core.model import Content, Pending, Published, State
from core.ports import Api, Credential, Network, Retry
from tests.fakes.networks.journal import Journal
from tests.fakes.networks.matrix import End
from tests.fakes.networks.trying import Trying

PAUSE = 0.05
TRIES = 20


async def carried_through(
    network: Network, api: Api, credential: Credential, content: Content, attempt: Trying
) -> tuple[State, str | None]:
    """The state it ends in, and the name of the error it stopped at."""
    for _ in range(TRIES):
        try:
            result: Published | Pending | None = await network.publish(api, credential, content, attempt)
        except (Unavailable, RateLimited):
            await asyncio.sleep(PAUSE)
            continue
        except (OutcomeUnknown, Duplicate):
            if network.retry is Retry.ASK:
                return State.UNCONFIRMED, None
            result = await looked_up(network, api, credential, content, attempt)
        except NetworkError as error:
            return State.FAILED, type(error).__name__
        while isinstance(result, Pending):
            attempt.ref = result.ref
            result = await looked_up(network, api, credential, content, attempt)
        if result is not None:
            return State.PUBLISHED, None
    raise AssertionError(f"{network.name} does not come to an end")


async def looked_up(
    network: Network, api: Api, credential: Credential, content: Content, attempt: Trying
) -> Published | Pending | None:
    """What `find` says, once it can be read; None lets the same operation be repeated."""
    if network.find is None:
        assert network.retry is Retry.IDEMPOTENT, f"{network.name} says {network.retry} and cannot find"
        return None
    for _ in range(TRIES):
        try:
            return await network.find(api, credential, content, attempt)
        except (Unavailable, RateLimited):
            await asyncio.sleep(PAUSE)
    raise AssertionError(f"{network.name} cannot be read")


def complaints(journal: Journal, content: Content, end: End, got: tuple[State, str | None]) -> list[str]:
    """What is wrong with how it ended; empty when all is well."""
    seen = len(journal.published(content.text))
    found = [f"violation: {violation}" for violation in journal.violations]
    if seen > max(end.effects, 1):
        found.append(f"duplicate: a reader sees it {seen} times")
    elif seen != end.effects:
        found.append(f"readers see {seen} posts, not {end.effects}")
    if got != (end.state, end.error):
        found.append(f"it ended as {got}, not as {(end.state, end.error)}")
    return found
