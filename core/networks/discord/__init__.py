"""A channel of a Discord server, posted to by a webhook. See docs/networks/discord.md.

https://docs.discord.com/developers/resources/webhook
"""

from core.networks.discord.account import LOGIN, account
from core.networks.discord.calling import ORIGIN, sign
from core.networks.discord.posting import LIMITS, OPTIONS, delete, edit, metrics, publish, steps_of
from core.ports import Network, Retry

network = Network(
    name="discord",
    title="Discord",
    limits=LIMITS,
    retry=Retry.ASK,
    publish=publish,
    edit=edit,
    delete=delete,
    account=account,
    metrics=metrics,
    login=LOGIN,
    sign=sign,
    origin=ORIGIN,
    options=OPTIONS,
    parts=steps_of,
)
