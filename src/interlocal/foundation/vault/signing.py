"""Signatures that anybody can check: RS256, by keys that the vault makes, seals and never hands out.

A purpose has one key in use. Those before it sign no more and stay published, so that what they signed goes
on verifying. RS256 (RFC 7518, 3.3) is the algorithm that every verifier of Open Badges 3.0 must know.
"""

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.db import IntegrityError, transaction

from interlocal.foundation.vault.encryption import decrypt, encrypt
from interlocal.foundation.vault.exceptions import KeyMissing
from interlocal.foundation.vault.models import SigningKey
from interlocal.kernel import clock
from interlocal.kernel.ids import new_public_id

ALGORITHM = "RS256"
_SEALED_FOR = "vault.signing"
_BITS = 2048
_EXPONENT = 65537


def signing_key_id(purpose: str) -> str:
    """Return the id of the key that signs for ``purpose`` now; a purpose's first use makes its key."""
    return _current(purpose).key_id


def sign_token(purpose: str, *, header: Mapping[str, Any], payload: Mapping[str, Any], key_id: str) -> str:
    """Return ``payload`` as a compact JWS (RFC 7515, 7.1) signed by the key ``key_id`` of ``purpose``.

    ``header`` goes with it, and says ``alg`` by itself; it names the key as verifiers are to find it. Raises
    ``KeyMissing`` when the key is not the one in use: an old key signs nothing new.
    """
    current = _current(purpose)
    if current.key_id != key_id:
        raise KeyMissing(f"Key {key_id} does not sign for {purpose!r} any more.")
    signed = f"{_encoded({'alg': ALGORITHM, **header})}.{_encoded(payload)}"
    pem = decrypt(_SEALED_FOR, bytes(current.sealed), current.key_id.encode())
    signature = _private(pem).sign(signed.encode("ascii"), padding.PKCS1v15(), hashes.SHA256())
    return f"{signed}.{_base64url(signature)}"


def verified_payload(purpose: str, token: str) -> dict[str, Any] | None:
    """Return the payload of a token that a key of ``purpose`` signed, now or earlier; ``None`` otherwise."""
    signed, _, signature = token.rpartition(".")
    try:
        head, payload = (_decoded(part) for part in signed.split("."))
        found = SigningKey.objects.filter(purpose=purpose, key_id=str(head.get("kid", ""))).first()
        if found is None or head.get("alg") != ALGORITHM:
            return None
        modulus, exponent = (
            int.from_bytes(_bytes_of(text), "big") for text in (found.modulus, found.exponent)
        )
        key = rsa.RSAPublicNumbers(exponent, modulus).public_key()
        key.verify(_bytes_of(signature), signed.encode("ascii"), padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError, AttributeError):
        return None
    return payload


def published_keys(purpose: str) -> list[dict[str, str]]:
    """Return the public keys of ``purpose`` as JSON Web Keys (RFC 7517), newest first, old ones too."""
    keys = SigningKey.objects.filter(purpose=purpose).order_by("-created_at", "-pk")
    return [_jwk(one) for one in keys]


def published_key(purpose: str, key_id: str) -> dict[str, str] | None:
    """Return one public key of ``purpose`` as a JSON Web Key, or nothing."""
    found = SigningKey.objects.filter(purpose=purpose, key_id=key_id).first()
    return None if found is None else _jwk(found)


def rotate_signing_key(purpose: str, *, now: datetime) -> str:
    """Give ``purpose`` a new key and return its id. The old one stays published, and signs no more.

    Raises ``KeyMissing`` when nothing was ever signed for it.
    """
    with transaction.atomic():
        in_use = SigningKey.objects.select_for_update().filter(purpose=purpose, retired_at=None)
        if not in_use.update(retired_at=now):
            raise KeyMissing(f"Nothing has been signed for {purpose!r} yet: there is no key to rotate.")
        return _make(purpose, now).key_id


def _current(purpose: str) -> SigningKey:
    found = SigningKey.objects.filter(purpose=purpose, retired_at=None).first()
    # A key is made wherever it is first needed, deep below the views: so its time is asked for here.
    return found or _make(purpose, clock.now())


def _make(purpose: str, now: datetime) -> SigningKey:
    """Make a key; when somebody was faster, return theirs."""
    key = rsa.generate_private_key(public_exponent=_EXPONENT, key_size=_BITS)
    numbers = key.public_key().public_numbers()
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key_id = new_public_id()
    try:
        with transaction.atomic():
            return SigningKey.objects.create(
                key_id=key_id,
                purpose=purpose,
                modulus=_base64url(numbers.n.to_bytes(_BITS // 8, "big")),
                exponent=_base64url(numbers.e.to_bytes(3, "big")),
                sealed=encrypt(_SEALED_FOR, pem, key_id.encode()),
                created_at=now,
            )
    except IntegrityError:
        return SigningKey.objects.get(purpose=purpose, retired_at=None)


def _jwk(key: SigningKey) -> dict[str, str]:
    return {
        "kty": "RSA",
        "use": "sig",
        "alg": ALGORITHM,
        "kid": key.key_id,
        "n": key.modulus,
        "e": key.exponent,
    }


@lru_cache(maxsize=4)
def _private(pem: bytes) -> rsa.RSAPrivateKey:
    found = serialization.load_pem_private_key(pem, password=None)
    assert isinstance(found, rsa.RSAPrivateKey)
    return found


def _encoded(value: Mapping[str, Any]) -> str:
    return _base64url(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _decoded(part: str) -> dict[str, Any]:
    found = json.loads(_bytes_of(part))
    if not isinstance(found, dict):
        raise ValueError("A part of a token is an object.")  # noqa: TRY004  like any other damage
    return found


def _bytes_of(part: str) -> bytes:
    return base64.urlsafe_b64decode(part.encode("ascii") + b"=" * (-len(part) % 4))


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
