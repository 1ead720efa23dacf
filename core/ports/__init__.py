"""What the core needs from outside, as protocols: the store, the clock, writers, networks, the vault."""

from core.model import Purpose
from core.ports.clock import Clock
from core.ports.files import Files
from core.ports.logins import Beginning, Begun, Finished, Login, OurApp, Permission, Returned
from core.ports.networks import (
    SEEN,
    Account,
    Allowed,
    Answer,
    Api,
    Attempting,
    Chosen,
    Count,
    Delete,
    Edit,
    Find,
    Limits,
    Metrics,
    Network,
    Page,
    Publish,
    Retry,
    Upload,
)
from core.ports.senses import Senses
from core.ports.store import EVERYWHERE, Everywhere, N, Noun, Scope, Store
from core.ports.vault import Credential, Held, Sign, Slot, Vault, Wanted
from core.ports.writers import Order, Piece, Task, Writer, Written

__all__ = [
    "EVERYWHERE",
    "SEEN",
    "Account",
    "Allowed",
    "Answer",
    "Api",
    "Attempting",
    "Beginning",
    "Begun",
    "Chosen",
    "Clock",
    "Count",
    "Credential",
    "Delete",
    "Edit",
    "Everywhere",
    "Files",
    "Find",
    "Finished",
    "Held",
    "Limits",
    "Login",
    "Metrics",
    "N",
    "Network",
    "Noun",
    "Order",
    "OurApp",
    "Page",
    "Permission",
    "Piece",
    "Publish",
    "Purpose",
    "Retry",
    "Returned",
    "Scope",
    "Senses",
    "Sign",
    "Slot",
    "Store",
    "Task",
    "Upload",
    "Vault",
    "Wanted",
    "Writer",
    "Written",
]
