"""Mastodon, and servers of its kind. See docs/networks/mastodon.md. https://docs.joinmastodon.org/client/intro/"""

from core.networks.login import bearer
from core.networks.mastodon.figures import metrics
from core.networks.mastodon.finding import find
from core.networks.mastodon.limits import LIMITS
from core.networks.mastodon.posting import OPTIONS, delete, edit, publish, steps_of
from core.networks.mastodon.servers import NAME, account, login
from core.ports import Network, Retry

network = Network(
    name=NAME,
    title="Mastodon",
    limits=LIMITS,
    # Its key is looked at by most servers, for an hour: so what is in doubt is looked for first.
    retry=Retry.IDEMPOTENT,
    publish=publish,
    find=find,
    delete=delete,
    edit=edit,
    account=account,
    metrics=metrics,
    login=login,
    sign=bearer,
    server=True,
    removal="{server}/oauth/authorized_applications",
    options=OPTIONS,
    parts=steps_of,
)
