"""What there is outside of a house: networks, where each is, what we are there, and how somebody says yes there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.ports import Network, OurApp


@dataclass(frozen=True, kw_only=True)
class Player:
    """One network. `consents`: (where somebody was sent, as whom they log in) -> where their browser goes then."""

    consents: Callable[..., str]
    asked: Callable[[], int]
    """How often its token endpoint was shown a code."""
    typed: str = ""
    """What a person says when they are asked where their account is."""


@dataclass(frozen=True, kw_only=True)
class World:
    """All of it. `allow`: what may be reached beside the origins."""

    networks: Mapping[str, Network]
    origins: Mapping[str, str]
    players: Mapping[str, Player]
    clients: Mapping[str, OurApp] = field(default_factory=dict)
    allow: Sequence[str] = ()
    resolver: Any = None
