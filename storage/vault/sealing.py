"""Secrets sealed with AES-256-GCM, each to the one place it lies at: moved, changed or cut, it opens no more.

A sealed secret is `0x01 | alg | id of the data key (16) | nonce (12) | ciphertext and tag`. What it is bound to is
authenticated and not stored. Why not Fernet: docs/design/vault.md. https://csrc.nist.gov/pubs/sp/800/38/d/final
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import TokenRejected
from core.model import Secret

VERSION = 1
AES_256_GCM = 1
KEY = 32
NONCE = 12
"""Random; a data key seals some hundred secrets in its life, and 2^32 would be too many for one key."""
HEADER = 18
CLOSED = "what is kept here cannot be opened"


def bound(*words: str | int) -> bytes:
    """What a sealed secret is bound to, said so that no two lists of words are said alike."""
    said = [b"aim1"]
    for word in words:
        told = str(word).encode()
        said += len(told).to_bytes(4), told
    return b"".join(said)


def new_key() -> Secret:
    """A key by chance."""
    return Secret(secrets.token_bytes(KEY))


def seal(key: Secret, key_id: str, secret: Secret, place: bytes) -> bytes:
    """The secret, sealed for this place."""
    header = bytes((VERSION, AES_256_GCM)) + bytes.fromhex(key_id)
    nonce = secrets.token_bytes(NONCE)
    return header + nonce + AESGCM(key.reveal()).encrypt(nonce, secret.reveal(), header + place)


def unseal(key: Secret, key_id: str, sealed: bytes, place: bytes) -> Secret:
    """The secret. Raises `TokenRejected` where it is not what was sealed with this key for this place."""
    header, nonce = sealed[:HEADER], sealed[HEADER : HEADER + NONCE]
    if key_of(sealed) != key_id:
        raise TokenRejected(CLOSED)
    try:
        return Secret(AESGCM(key.reveal()).decrypt(nonce, sealed[HEADER + NONCE :], header + place))
    except InvalidTag:
        raise TokenRejected(CLOSED) from None


def key_of(sealed: bytes) -> str:
    """The id of the data key that it is sealed with. Raises `TokenRejected` for what is no such thing."""
    if len(sealed) < HEADER + NONCE or sealed[0] != VERSION or sealed[1] != AES_256_GCM:
        raise TokenRejected(CLOSED)
    return sealed[2:HEADER].hex()


def wrap(root: Secret, key: Secret, place: bytes) -> bytes:
    """A data key under a key-encryption key: `0x01 | alg | nonce | ciphertext and tag`."""
    header, nonce = bytes((VERSION, AES_256_GCM)), secrets.token_bytes(NONCE)
    return header + nonce + AESGCM(root.reveal()).encrypt(nonce, key.reveal(), header + place)


def unwrap(root: Secret, wrapped: bytes, place: bytes) -> Secret:
    """The data key. Raises `TokenRejected` where it is not what this key wrapped for this place."""
    header, nonce = wrapped[:2], wrapped[2 : 2 + NONCE]
    if header != bytes((VERSION, AES_256_GCM)) or len(nonce) != NONCE:
        raise TokenRejected(CLOSED)
    try:
        return Secret(AESGCM(root.reveal()).decrypt(nonce, wrapped[2 + NONCE :], header + place))
    except InvalidTag:
        raise TokenRejected(CLOSED) from None
