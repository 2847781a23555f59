"""Signed tokens of others: JSON Web Signatures (RFC 7515) and the keys an issuer publishes (RFC 7517)."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

from interlocal.foundation.vault.exceptions import Altered

# Signatures by a key pair alone: "none" and what one shared secret signs are no proof of an issuer.
ALGORITHMS = ("RS256", "PS256", "ES256")
SMALLEST_RSA = 2048
LONGEST = 16_384


def payload_of_token(token: str, keys: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what ``token`` says, once its signature is one of ``keys``' (as a JWK Set lists them).

    Nothing else is checked: who issued it, for whom and until when is for the caller. Raises ``Altered`` when
    it cannot be read or no key made the signature.
    """
    if len(token) > LONGEST or token.count(".") != 2:
        raise Altered("This is no signed token.")
    head, body, signature = token.split(".")
    said = _object(head)
    algorithm, key_id = said.get("alg"), said.get("kid")
    if algorithm not in ALGORITHMS or "crit" in said:
        raise Altered("The token is signed in a way that is not taken here.")
    signed, mark = f"{head}.{body}".encode("ascii"), _bytes(signature)
    fitting = [key for key in keys if _fits(key, algorithm, key_id)]
    if not any(_is_signed(key, algorithm, signed, mark) for key in fitting):
        raise Altered("The token was not signed by a key of its issuer.")
    return _object(body)


def _fits(key: dict[str, Any], algorithm: str, key_id: object) -> bool:
    kind = "EC" if algorithm == "ES256" else "RSA"
    if key.get("kty") != kind or key.get("use", "sig") != "sig":
        return False
    return key.get("alg", algorithm) == algorithm and (key_id is None or key.get("kid") == key_id)


def _is_signed(key: dict[str, Any], algorithm: str, signed: bytes, mark: bytes) -> bool:
    try:
        if algorithm == "ES256":
            _check_curve(key, signed, mark)
        else:
            _check_rsa(key, algorithm, signed, mark)
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return False
    return True


def _check_rsa(key: dict[str, Any], algorithm: str, signed: bytes, mark: bytes) -> None:
    public = rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"])).public_key()
    if public.key_size < SMALLEST_RSA:
        raise ValueError("the key is too short")
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=hashes.SHA256.digest_size)
    public.verify(mark, signed, pss if algorithm == "PS256" else padding.PKCS1v15(), hashes.SHA256())


def _check_curve(key: dict[str, Any], signed: bytes, mark: bytes) -> None:
    if key.get("crv") != "P-256" or len(mark) != 64:
        raise ValueError("not a signature on P-256")
    public = ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), ec.SECP256R1()).public_key()
    halves = int.from_bytes(mark[:32], "big"), int.from_bytes(mark[32:], "big")
    public.verify(utils.encode_dss_signature(*halves), signed, ec.ECDSA(hashes.SHA256()))


def _number(text: str) -> int:
    return int.from_bytes(_bytes(text), "big")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise Altered("This is no signed token.") from error


def _object(text: str) -> dict[str, Any]:
    try:
        said = json.loads(_bytes(text))
    except (ValueError, RecursionError) as error:
        raise Altered("This is no signed token.") from error
    if not isinstance(said, dict):
        raise Altered("This is no signed token.")
    return said
