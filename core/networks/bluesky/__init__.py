"""Bluesky: an account anywhere in the AT Protocol's network. See docs/networks/bluesky.md. https://atproto.com"""

from core.limits import THREAD
from core.networks.bluesky.login import Bluesky
from core.networks.bluesky.measures import LIMITS
from core.networks.bluesky.places import NAME, PLACES
from core.networks.bluesky.posting import PREVIEW, delete, find, publish, steps_of
from core.networks.bluesky.reading import account, metrics
from core.networks.login import dpop
from core.ports import Network, Retry

network = Network(
    name=NAME,
    title="Bluesky",
    limits=LIMITS,
    retry=Retry.OWN_KEY,
    publish=publish,
    find=find,
    delete=delete,
    account=account,
    metrics=metrics,
    login=Bluesky(),
    sign=dpop,
    server=True,
    places=PLACES,
    options=(THREAD, PREVIEW),
    parts=steps_of,
)

__all__ = ["NAME", "network"]
