"""A network whose access tokens end, whose refresh tokens work once, and which ends all of a grant on a replay."""

from tests.fakes.tokens.declared import CLIENT, EXTENDS, FIXED, NAMES, NETWORKS, SECRET, TOKENS
from tests.fakes.tokens.server import Fault, Given, Provider

__all__ = ["CLIENT", "EXTENDS", "FIXED", "NAMES", "NETWORKS", "SECRET", "TOKENS", "Fault", "Given", "Provider"]
