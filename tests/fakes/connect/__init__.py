"""A network that people log in to: strict in what it is asked, and it counts what it gave. With the networks it is."""

from tests.fakes.connect.declared import CLIENT, NETWORKS, SECRET, SERVERS
from tests.fakes.connect.provider import Fault, Provider

__all__ = ["CLIENT", "NETWORKS", "SECRET", "SERVERS", "Fault", "Provider"]
