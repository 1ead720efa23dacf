"""What the core needs from outside, as protocols: the store, the clock, writers, networks, the vault."""

from core.ports.clock import Clock
from core.ports.files import Files
from core.ports.networks import (
    Account,
    Allowed,
    Answer,
    Api,
    Attempting,
    Chosen,
    Count,
    Credential,
    Delete,
    Edit,
    Find,
    Limits,
    Network,
    Publish,
    Purpose,
    Retry,
    Upload,
    Vault,
)
from core.ports.senses import Senses
from core.ports.store import EVERYWHERE, Everywhere, N, Noun, Scope, Store
from core.ports.writers import Order, Piece, Task, Writer, Written

__all__ = [
    "EVERYWHERE",
    "Account",
    "Allowed",
    "Answer",
    "Api",
    "Attempting",
    "Chosen",
    "Clock",
    "Count",
    "Credential",
    "Delete",
    "Edit",
    "Everywhere",
    "Files",
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
    "Senses",
    "Store",
    "Task",
    "Upload",
    "Vault",
    "Writer",
    "Written",
]
