"""The site and the person's account there, as they are now."""

import html
from dataclasses import replace
from typing import Final

from core.checks import clean
from core.errors import PermissionMissing
from core.model import Connection
from core.networks.api import at, unexpected
from core.networks.wordpress.calling import SITE_ROLE, call
from core.ports import Api, Credential

TITLE_MOST = 100
ME = "/wp/v2/users/me"
READ: Final = "read"
PUBLISH: Final = "publish_posts"


async def rights(api: Api, credential: Credential) -> tuple[str, ...]:
    """Which of what we need its owner may do there, in WordPress's own words."""
    answer = await call(api, credential, "GET", ME, query={"context": "edit", "_fields": "id,capabilities"})
    may = at(answer.data, ("capabilities",))
    if not isinstance(may, dict):
        raise unexpected(answer, "capabilities", effect=False)
    return tuple(one for one in (READ, PUBLISH) if may.get(one) is True)


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
    if PUBLISH not in held:
        raise PermissionMissing(SITE_ROLE)
    return replace(connection, title=title or connection.account, scopes=held)
