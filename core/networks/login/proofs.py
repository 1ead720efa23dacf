"""Keys of ours and what is signed with them: DPoP proofs (RFC 9449), client assertions (RFC 7523); PKCE (RFC 7636).

What is Authlib's and joserfc's here and what is ours: docs/design/logins.md.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from authlib.oauth2.rfc7523 import private_key_jwt_sign
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import ECKey

ALGORITHM = "ES256"
CURVE = "P-256"
VERIFIER_BYTES = 48
"""64 characters of a verifier; RFC 7636 asks for 43 to 128."""
ASSERTION_SECONDS = 60
"""How long an assertion of who we are is good for: one request."""


def new_verifier() -> str:
    """What only who began a login knows; its challenge goes to the network, and itself with the code."""
    return token_urlsafe(VERIFIER_BYTES)


def challenge_of(verifier: str) -> str:
    """S256 of it."""
    challenge: str = create_s256_code_challenge(verifier)
    return challenge


def new_key() -> bytes:
    """A private key as a JWK in JSON, named by its thumbprint (RFC 7638)."""
    key = ECKey.generate_key(CURVE)
    return json.dumps({**key.as_dict(private=True), "kid": key.thumbprint()}).encode()


def public_half(key: bytes) -> Mapping[str, Any]:
    """What anybody may see of it: a JWK for a JWKS."""
    read = _read(key)
    return {**read.as_dict(private=False), "kid": read.thumbprint(), "alg": ALGORITHM, "use": "sig"}


def assertion(key: bytes, client: str, audience: str) -> str:
    """That we are this client, for that server, once."""
    read = _read(key)
    made: str = private_key_jwt_sign(
        read, client, audience, ALGORITHM, header={"kid": read.thumbprint()}, expires_in=ASSERTION_SECONDS
    )
    return made


def proof(key: bytes, method: str, url: str, nonce: str = "", token: bytes = b"") -> str:
    """That this very request is by the holder of the key; with a token, that the token is with its holder."""
    read = _read(key)
    claims: dict[str, Any] = {
        "jti": token_urlsafe(16),
        "htm": method,
        "htu": url.partition("#")[0].partition("?")[0],
        "iat": int(datetime.now(UTC).timestamp()),
    }
    if nonce:
        claims["nonce"] = nonce
    if token:
        claims["ath"] = urlsafe_b64encode(sha256(token).digest()).rstrip(b"=").decode()
    header = {"typ": "dpop+jwt", "alg": ALGORITHM, "jwk": read.as_dict(private=False)}
    return jwt.encode(header, claims, read, algorithms=[ALGORITHM])


def _read(key: bytes) -> ECKey:
    return ECKey.import_key(json.loads(key))
