"""App: the frozen bag of ports that every use-case is a function of."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from core.ports import Api, Clock, Files, Network, OurApp, Senses, Store, Vault, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Made once by `bot.wiring`; inside `together` a copy whose store commits everything at once."""

    store: Store
    clock: Clock
    api: Api
    vault: Vault
    files: Files
    senses: Senses
    networks: Mapping[str, Network]
    writer: Writer
    fallback: Writer
    """The writer that needs no key: what a person gets when the other cannot."""
    address: str
    """The origin at which people reach our own pages."""
    clients: Mapping[str, OurApp] = field(default_factory=dict)
    """What we are at networks where our app was registered by hand, by the network's name."""

    @asynccontextmanager
    async def together(self) -> AsyncIterator["App"]:
        """All changes made through the App it gives are committed together, or none."""
        async with self.store.together() as store:
            yield replace(self, store=store)
