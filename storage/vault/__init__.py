"""The vault: tokens sealed in the database under keys that lie elsewhere, and lent only behind a row of the ledger.

How it is built, and why: docs/design/vault.md.
"""

from storage.vault.files import FileRoots
from storage.vault.roots import Roots
from storage.vault.sandbox import sandbox_bearer, sandbox_bearer_is
from storage.vault.vault import Reach, SqlVault, open_vault

__all__ = [
    "FileRoots",
    "Reach",
    "Roots",
    "SqlVault",
    "open_vault",
    "sandbox_bearer",
    "sandbox_bearer_is",
]
