"""The networks that there are: a new one is a file here and its name in this list."""

from collections.abc import Mapping

from core.networks import bluesky, discord, sandbox, telegram
from core.ports import Network

NETWORKS: Mapping[str, Network] = {
    network.name: network for network in (sandbox.network, telegram.network, discord.network, bluesky.network)
}
