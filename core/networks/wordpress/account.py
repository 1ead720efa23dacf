"""The site and the person's account there, as they are now."""

import html
from dataclasses import dataclass, replace

from core.checks import clean
from core.errors import PermissionMissing
from core.model import Connection
from core.networks.api import at, unexpected
from core.networks.wordpress.calling import SITE_ROLE, call
from core.ports import Api, Credential

TITLE_MOST = 100
ME = "/wp/v2/users/me"


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody is at a site, in its own words, and whether that lets them publish."""

    roles: tuple[str, ...]
    publishes: bool


async def rights(api: Api, credential: Credential) -> Rights:
    """Of whom the credential belongs to."""
    query = {"context": "edit", "_fields": "id,roles,capabilities"}
    answer = await call(api, credential, "GET", ME, query=query)
    roles = at(answer.data, ("roles",))
    if not isinstance(roles, list):
        raise unexpected(answer, "roles", effect=False)
    may = at(answer.data, ("capabilities", "publish_posts")) is True
    return Rights(tuple(str(role) for role in roles), may)


async def title_of(api: Api, credential: Credential) -> str:
    """What the site is called."""
    answer = await call(api, credential, "GET", "/", query={"_fields": "name"})
    name = at(answer.data, ("name",))
    if not isinstance(name, str):
        raise unexpected(answer, "name", effect=False)
    return called(name)


def called(name: str) -> str:
    """A site's name as its readers know it: it is kept with its HTML escaped."""
    return " ".join(clean(html.unescape(name)).split())[:TITLE_MOST]


async def account(api: Api, credential: Credential, connection: Connection) -> Connection:
    """Raises `PermissionMissing` where the person may not publish any more."""
    title, held = await title_of(api, credential), await rights(api, credential)
    if not held.publishes:
        raise PermissionMissing(SITE_ROLE)
    return replace(connection, title=title or connection.account, scopes=held.roles)
