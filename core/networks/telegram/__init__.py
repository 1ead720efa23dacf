"""A Telegram channel, posted to by our own bot. See docs/networks/telegram.md. https://core.telegram.org/bots/api"""

from core.networks.telegram.posting import CAPTION, OPTIONS, delete, edit, parts_of, publish
from core.networks.telegram.rights import account, allowed
from core.ports import Chosen, Count, Limits, Network, Retry

network = Network(
    name="telegram",
    title="Telegram",
    limits=Limits(
        text=4096,
        count=Count.UTF16,
        images=10,
        videos=10,
        mixed=True,
        image_bytes=10_000_000,
        video_bytes=50_000_000,
        caption=CAPTION,
    ),
    retry=Retry.ASK,
    publish=publish,
    edit=edit,
    delete=delete,
    account=account,
    allowed=allowed,
    login=Chosen(platform="telegram"),
    options=OPTIONS,
    parts=parts_of,
)
