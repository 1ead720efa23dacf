"""What a server checks of a DPoP proof (RFC 9449, 4.3) and of a client assertion (RFC 7523, 3), each read once only."""

import base64
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet


class Wrong(Exception):
    """It does not hold."""


@dataclass
class Proofs:
    """Of one server: its nonce now, and what it has seen."""

    nonce: str = "nonce-1"
    seen: set[str] = field(default_factory=set)
    turns: int = 1

    def turn(self) -> None:
        """The nonce is over."""
        self.turns += 1
        self.nonce = f"nonce-{self.turns}"

    def holder(self, proof: str, method: str, url: str, token: str | None) -> str:
        """The thumbprint of the key that made it. Raises `Wrong`; `use_dpop_nonce` where only that is missing."""
        header = json.loads(decoded(proof.split(".", maxsplit=1)[0]))
        if header.get("typ") != "dpop+jwt" or header.get("alg") != "ES256" or "d" in header.get("jwk", {"d": 1}):
            raise Wrong(f"header {header}")
        key = ECKey.import_key(header["jwk"])
        claims = self.read(proof, key)
        if claims.get("htm") != method or claims.get("htu") != url:
            raise Wrong(f"made for {claims.get('htm')} {claims.get('htu')}, not for {method} {url}")
        expected = None if token is None else encoded(hashlib.sha256(token.encode()).digest())
        if claims.get("ath") != expected:
            raise Wrong("made for another token")
        if claims.get("nonce") != self.nonce:
            raise Wrong("use_dpop_nonce")
        self.once(claims)
        return key.thumbprint()

    def client(self, assertion: str, jwks: Mapping[str, Any], client: str, audience: str) -> None:
        """Raises `Wrong`."""
        header = json.loads(decoded(assertion.split(".", maxsplit=1)[0]))
        if header.get("alg") != "ES256" or "kid" not in header:
            raise Wrong(f"header {header}")
        claims = self.read(assertion, KeySet.import_key_set(dict(jwks)))
        if (claims.get("iss"), claims.get("sub"), claims.get("aud")) != (client, client, audience):
            raise Wrong(f"an assertion about {claims}")
        if not time.time() < claims.get("exp", 0) <= time.time() + 300:
            raise Wrong("an assertion without a near end")
        self.once(claims)

    def read(self, token: str, key: Any) -> dict[str, Any]:
        try:
            claims = jwt.decode(token, key, algorithms=["ES256"]).claims
        except JoseError as error:
            raise Wrong(str(error)) from error
        if abs(time.time() - claims.get("iat", 0)) > 30:
            raise Wrong("not of now")
        return claims

    def once(self, claims: Mapping[str, Any]) -> None:
        if not claims.get("jti") or claims["jti"] in self.seen:
            raise Wrong("seen before")
        self.seen.add(claims["jti"])


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
