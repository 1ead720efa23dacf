"""A site's own way of letting an app in: a page of its own, on which a person who is logged in there says yes.

The password that comes back is made by the site, for us alone, and is ended there with one press; nobody types theirs.
https://make.wordpress.org/core/2020/11/05/application-passwords-integration-guide
"""

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from core.errors import Invalid, Refused, TokenRejected
from core.model import NO_SECRET, Connection, Found, Grant, Issued, Secret
from core.networks.api import at
from core.networks.login import InHand, based, basic, given, held_of, lacking
from core.networks.wordpress.account import ME, PUBLISH, READ, rights, title_of
from core.networks.wordpress.calling import NO_ROUTE, address, call, code_of
from core.networks.wordpress.sites import Site, beside, discovered, within
from core.ports import Api, Beginning, Begun, Credential, Finished, Permission, Returned

NAME: Final = "wordpress"
APP_NAME: Final = "AiMarketing"
APP_ID: Final = "0b8f3f0e-6d0a-4f5e-9c62-3c1f5d0e7a41"
"""Made up once: by it a site knows which of its application passwords are ours."""
OURS = f"{ME}/application-passwords"
ROOT: Final = "root"
OVER = (401, 404)


SCOPES: Final = (
    Permission(name=PUBLISH, feature="publish"),
    Permission(name=READ, feature="read_account"),
    Permission(name=READ, feature="read_engagement"),
)
"""None can be asked for: the password opens whatever its owner may do at the site, so these are what is looked for."""


@dataclass(frozen=True, slots=True)
class ApplicationPassword:
    """The port `Login`."""

    asks: str = "site"
    scopes: tuple[Permission, ...] = SCOPES
    needs_app: bool = False
    needs_public: bool = True
    """Sites send nobody back to a plain `http` address."""
    renews: bool = False

    async def place(self, api: Api, typed: str) -> str:
        """The site's own address."""
        return (await self._site(api, typed)).home

    async def begin(self, api: Api, beginning: Beginning) -> Begun:
        """The flow has no `state` of its own: ours stands in the addresses that it comes back to."""
        site = await self._site(api, beginning.server)
        back = f"{beginning.redirect_uri}?{urlencode({'state': beginning.state})}"
        asked = {
            # A person's applications have to differ in name: an earlier one of ours would be in the way.
            "app_name": f"{APP_NAME} {api.now():%Y-%m-%d %H:%M:%S}",
            "app_id": APP_ID,
            "success_url": back,
            "reject_url": f"{back}&error=access_denied",
        }
        mark = "&" if "?" in site.authorize else "?"
        return Begun(url=f"{site.authorize}{mark}{urlencode(asked)}", kept={ROOT: Secret(site.root)})

    async def finish(self, api: Api, returned: Returned) -> Finished:
        """Raises `Invalid` where it is another site's password, or the site does not see whose requests are ours."""
        site = Site(returned.kept[ROOT].reveal().decode(), "", "")
        if not within(given(returned, "site_url"), site):
            # Another's password must not be sent to this site, whatever it says about itself.
            raise Invalid("connect-site-another")
        login = given(returned, "user_login")
        if ":" in login or not login.isprintable():
            raise Refused("a name that cannot be sent")
        issued = Issued(access=Secret(given(returned, "password")), facts={"login": login, "issuer": site.home})
        credential = InHand(site.root, held_of(issued, NO_SECRET), basic)
        try:
            held = await rights(api, credential)
        except TokenRejected as error:
            # It was made a moment ago, by the site itself: what is wrong is that it does not arrive there.
            raise Invalid("connect-site-stripped") from error
        facts = {**issued.facts, **await self._ended_at(api, credential, site)}
        title = await title_of(api, credential) or site.account
        found = Found(account=site.account, title=title, url=site.home, server=site.root, holder=login)
        return Finished(
            issued=replace(issued, facts=facts, scopes=held),
            found=(found,),
            lacking=lacking(SCOPES, held),
        )

    async def refresh(self, api: Api, credential: Credential, grant: Grant) -> Issued:  # noqa: ARG002 - the port's
        """It works until it is ended."""
        raise TokenRejected("nothing to renew")

    async def revoke(self, api: Api, credential: Credential, connection: Connection, grant: Grant) -> bool:  # noqa: ARG002 - the port's
        """Deletes the application password at the site, as itself."""
        if not (url := grant.facts.get("revoke")):
            return False
        await api.call("DELETE", url, credential=credential, effect=False, accept=OVER)
        return True

    async def _site(self, api: Api, typed: str) -> Site:
        site = await discovered(api, based(api, NAME, typed))
        if not site.authorize:
            raise Invalid("connect-site-off" if site.root.startswith("https://") else "connect-site-http")
        if not beside(site.authorize, site.root):
            raise Invalid("connect-site-another")
        return site

    async def _ended_at(self, api: Api, credential: Credential, site: Site) -> dict[str, str]:
        """Where this very password is ended; before WordPress 5.7, nothing tells which one it is."""
        answer = await call(api, credential, "GET", f"{OURS}/introspect", query={"_fields": "uuid"}, fine=(NO_ROUTE,))
        uuid = at(answer.data, ("uuid",))
        if code_of(answer) or not isinstance(uuid, str):
            return {}
        return {"uuid": uuid, "revoke": address(site.root, f"{OURS}/{uuid}")}
