"""Logins: the port `Login` as data for OAuth 2.0, and the ways to sign a request. See docs/design/logins.md."""

from core.networks.login import tokens
from core.networks.login.inhand import InHand, held_of
from core.networks.login.oauth import OAuth2, Renewal, based, given, lacking
from core.networks.login.proofs import challenge_of, new_key, new_verifier
from core.networks.login.signing import (
    AUTH,
    BY_BASIC,
    BY_FORM,
    BY_KEY,
    BY_NAME,
    app_fields,
    basic,
    bearer,
    dpop,
    filled,
    in_path,
    public_half,
)

__all__ = [
    "AUTH",
    "BY_BASIC",
    "BY_FORM",
    "BY_KEY",
    "BY_NAME",
    "InHand",
    "OAuth2",
    "Renewal",
    "app_fields",
    "based",
    "basic",
    "bearer",
    "challenge_of",
    "dpop",
    "filled",
    "given",
    "held_of",
    "in_path",
    "lacking",
    "new_key",
    "new_verifier",
    "public_half",
    "tokens",
]
