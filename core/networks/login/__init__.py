"""Logins: the port `Login` as data for OAuth 2.0, and the ways to sign a request. See docs/design/logins.md."""

from core.networks.login.inhand import InHand, held_of
from core.networks.login.oauth import OAuth2, Renewal, based, given, lacking
from core.networks.login.signing import BY_BASIC, BY_FORM, BY_KEY, BY_NAME, basic, bearer, dpop, filled, in_path

__all__ = [
    "BY_BASIC",
    "BY_FORM",
    "BY_KEY",
    "BY_NAME",
    "InHand",
    "OAuth2",
    "Renewal",
    "based",
    "basic",
    "bearer",
    "dpop",
    "filled",
    "given",
    "held_of",
    "in_path",
    "lacking",
]
