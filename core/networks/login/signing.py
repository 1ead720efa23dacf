"""How a request shows whose it is: the only place, but for the vault, where a secret is looked at.

Each network declares one of these as its `sign`. To the addresses of the login itself (the facts `token` and `revoke`)
no access token is sent: there the app shows who it is, and a key that it has the tokens.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

from core.errors import TokenRejected
from core.model import Secret
from core.networks.login import proofs
from core.ports import Held, Sign, Slot, Upload

AUTH, BY_BASIC, BY_FORM, BY_NAME, BY_KEY = (
    "auth",
    "client_secret_basic",
    "client_secret_post",
    "none",
    "private_key_jwt",
)
"""The fact that says how the app shows who it is, and what it may be (OpenID Connect Discovery's words for them)."""
BY_JWT: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
Signed = tuple[str, Mapping[str, str]]
Form = Mapping[str, str | Upload | Slot]


def bearer(held: Held, _method: str, url: str, _nonce: str) -> Signed:
    """RFC 6750."""
    if _is_login(held, url):
        return url, _client(held)
    return url, {"Authorization": f"Bearer {_text(held.access)}"}


def dpop(held: Held, method: str, url: str, nonce: str) -> Signed:
    """RFC 9449: a proof of this very request, with the token that is bound to the proof's key."""
    if _is_login(held, url):
        return url, {"DPoP": proofs.proof(_there(held.key), method, url, nonce), **_client(held)}
    token = _there(held.access)
    made = proofs.proof(_there(held.key), method, url, nonce, token)
    return url, {"Authorization": f"DPoP {token.decode()}", "DPoP": made}


def basic(held: Held, _method: str, url: str, _nonce: str) -> Signed:
    """RFC 7617, with the fact `login` as the name; also where it is ended: there is no app."""
    return url, {"Authorization": _basic(held.facts["login"], _text(held.access))}


def in_path(placeholder: str) -> Sign:
    """The secret is a part of the address, in place of this word, which nothing else in any address of it can be."""

    def sign(held: Held, _method: str, url: str, _nonce: str) -> Signed:
        if _is_login(held, url):
            return url, _client(held)
        place, query = url.partition("?")[::2]
        if place.split("/").count(placeholder) != 1:
            raise TokenRejected("an address without a place for the secret")
        parts = [quote(_text(held.access), safe="") if part == placeholder else part for part in place.split("/")]
        return "/".join(parts) + (f"?{query}" if query else ""), {}

    return sign


def filled(held: Held, form: Form) -> Mapping[str, str | Upload]:
    """The form with its slots filled. Raises `TokenRejected` for a secret that is not there.

    Where the app has a key instead of a secret, what fills `Slot.CLIENT` is an assertion that is signed with it.
    """
    return {name: _fill(held, value) if isinstance(value, Slot) else value for name, value in form.items()}


def public_half(key: Secret) -> Mapping[str, Any]:
    """What anybody may see of a key of ours: a JWK for a JWKS."""
    return proofs.public_half(_there(key))


def app_fields(auth: str, client: str) -> Mapping[str, str | Slot]:
    """What the app adds to a form to show who it is."""
    named: dict[str, str | Slot] = {} if auth == BY_BASIC else {"client_id": client}
    if auth == BY_FORM:
        return {**named, "client_secret": Slot.CLIENT}
    if auth == BY_KEY:
        return {**named, "client_assertion_type": BY_JWT, "client_assertion": Slot.CLIENT}
    return named


def _fill(held: Held, slot: Slot) -> str:
    kinds: Mapping[Slot, Callable[[], Secret]] = {
        Slot.ACCESS: lambda: held.access,
        Slot.REFRESH: lambda: held.refresh,
        Slot.CLIENT: lambda: held.client,
    }
    secret = kinds[slot]()
    if slot is Slot.CLIENT and held.facts.get(AUTH) == BY_KEY:
        return proofs.assertion(_there(secret), held.facts["client_id"], held.facts["issuer"])
    return _text(secret)


def _is_login(held: Held, url: str) -> bool:
    return url in {held.facts.get("token"), held.facts.get("revoke"), held.facts.get("par")}


def _client(held: Held) -> Mapping[str, str]:
    if held.facts.get(AUTH) != BY_BASIC:
        return {}
    # Each half encoded before they are joined: RFC 6749, 2.3.1.
    return {"Authorization": _basic(quote(held.facts["client_id"], safe=""), quote(_text(held.client), safe=""))}


def _basic(name: str, secret: str) -> str:
    return f"Basic {b64encode(f'{name}:{secret}'.encode()).decode()}"


def _text(secret: Secret) -> str:
    return _there(secret).decode()


def _there(secret: Secret) -> bytes:
    if not secret:
        raise TokenRejected("nothing to sign with")
    return secret.reveal()
