"""What the sandbox's requests carry: a word for each account, from a key of this installation."""

import hmac

from core.model import Secret
from storage.vault.sealing import bound


def sandbox_bearer(key: Secret, account: str) -> str:
    """What an account's requests carry."""
    return hmac.new(key.reveal(), bound("sandbox", account), "sha256").hexdigest()


def sandbox_bearer_is(key: Secret, account: str, given: str) -> bool:
    """Whether the web process was given the account's bearer; takes as long whatever was given."""
    return hmac.compare_digest(sandbox_bearer(key, account).encode(), given.encode())
