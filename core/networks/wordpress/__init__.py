"""A WordPress site of somebody's own. See docs/networks/wordpress.md. https://developer.wordpress.org/rest-api"""

from core.networks.login import basic
from core.networks.wordpress.account import account
from core.networks.wordpress.composing import headline
from core.networks.wordpress.login import ApplicationPassword
from core.networks.wordpress.posting import delete, edit, find, metrics, publish
from core.ports import Count, Limits, Network, Retry

network = Network(
    name="wordpress",
    title="WordPress",
    limits=Limits(text=10_000, count=Count.CODEPOINTS, images=10, videos=10, mixed=True, alt=True),
    retry=Retry.STATUS,
    publish=publish,
    find=find,
    edit=edit,
    delete=delete,
    account=account,
    metrics=metrics,
    login=ApplicationPassword(),
    sign=basic,
    server=True,
    headline=headline,
    removal="{url}/wp-admin/profile.php#application-passwords-section",
)
