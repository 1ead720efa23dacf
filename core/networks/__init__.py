"""The networks that there are: a new one is a file here and its name in this list."""

from collections.abc import Mapping

from core.networks import bluesky, discord, mastodon, sandbox, telegram, wordpress
from core.ports import Network

ALL = (sandbox, telegram, mastodon, bluesky, discord, wordpress)
NETWORKS: Mapping[str, Network] = {one.network.name: one.network for one in ALL}
