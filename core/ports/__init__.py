"""What the core needs from outside, as protocols: the store, the clock, writers, networks, the vault."""

from core.ports.clock import Clock
from core.ports.networks import (
    Account,
    Answer,
    Api,
    Attempting,
    Count,
    Credential,
    Delete,
    Find,
    Limits,
    Network,
    Publish,
    Purpose,
    Retry,
    Vault,
)
from core.ports.store import EVERYWHERE, Everywhere, N, Noun, Scope, Store
from core.ports.writers import Order, Piece, Task, Writer, Written

__all__ = [
    "EVERYWHERE",
    "Account",
    "Answer",
    "Api",
    "Attempting",
    "Clock",
    "Count",
    "Credential",
    "Delete",
    "Everywhere",
    "Find",
    "Limits",
    "N",
    "Network",
    "Noun",
    "Order",
    "Piece",
    "Publish",
    "Purpose",
    "Retry",
    "Scope",
    "Store",
    "Task",
    "Vault",
    "Writer",
    "Written",
]
