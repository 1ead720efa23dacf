"""The methods by which a bot says how it wants its updates."""

import re
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.telegram.calls import Call, method
from tests.fakes.telegram.refusals import Wrong
from tests.fakes.telegram.state import Json, World
from tests.fakes.telegram.updates import SET_WEBHOOK

SECRET = re.compile(r"[A-Za-z0-9_-]*")
PORTS = (None, 443, 80, 88, 8443)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@method("setWebhook")
def set_webhook(world: World, call: Call) -> bool:
    params = call.params
    url, secret = params["url"], params.get("secret_token", "")
    if url:
        _address(url, loopback=world.webhook.loopback)
    if len(secret) > 256:
        raise Wrong("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise Wrong("secret token contains unallowed characters")
    connections = params.get("max_connections", 40)
    if not 1 <= connections <= 100:
        world.odd.append(f"max_connections {connections} is not 1-100")
    _dropped(world, params)
    world.updates.allow(params.get("allowed_updates"), world.odd)
    world.updates.interrupt(SET_WEBHOOK)
    world.webhook.set(url, secret, max(1, min(connections, 100)))
    return True


@method("deleteWebhook")
def delete_webhook(world: World, call: Call) -> bool:
    _dropped(world, call.params)
    world.webhook.set("", "", 40)
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, call: Call) -> Json:
    return world.webhook.info


def _address(url: str, *, loopback: bool) -> None:
    parts = urlsplit(url)
    if loopback and parts.scheme == "http" and parts.hostname in LOOPBACK:
        return
    if parts.scheme != "https":
        raise Wrong("bad webhook: An HTTPS URL must be provided for webhook")
    if not parts.hostname:
        raise Wrong("invalid webhook URL specified")
    if parts.port not in PORTS:
        raise Wrong("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if parts.hostname in LOOPBACK:
        raise Wrong("bad webhook: IP address 127.0.0.1 is reserved")


def _dropped(world: World, params: dict[str, Any]) -> None:
    if params.get("drop_pending_updates"):
        world.webhook.stop()
        world.updates.pending.clear()
        world.updates.again.clear()
