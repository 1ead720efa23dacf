"""How a played network is addressed: what it takes where, and where in a path the account and the id stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.fakes.networks.faults import Kind
from tests.fakes.networks.wire import Reply, Request

Run = Callable[[str, str, Request], Reply]
"""(account, what stands in the path for an id, the request)"""
FORM: Mapping[str, type] = {"text": str, "media": list}


@dataclass(frozen=True, slots=True)
class Route:
    """`fields`: all the fields of the body, each needed; `optional`: those that may be there besides.

    `keyed`: the header Idempotency-Key is needed. `own`: its run reads the body itself. `open`: it takes no token.
    """

    kind: Kind
    run: Run
    fields: Mapping[str, type] | None = None
    keyed: bool = False
    query: frozenset[str] = frozenset()
    optional: Mapping[str, type] = field(default_factory=dict)
    own: bool = False
    open: bool = False


Routes = Mapping[tuple[str, str], Route]
Locate = Callable[[list[str]], tuple[str, str, str] | None]
"""What stands in a path behind the network's name -> (account, what, id); None: there is no such address."""


def by_account(parts: list[str]) -> tuple[str, str, str] | None:
    """`{account}/{what}/{id}`"""
    if len(parts) > 3:
        return None
    account, what, id = ([*parts, "", "", ""])[:3]
    return account, what, id
