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
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "256": hashes.SHA256(),
    "384": hashes.SHA384(),
    "512": hashes.SHA512(),
}
# RFC 7518, section 3.4: each has its curve, and halves of a signature of so many bytes.
_CURVES: dict[str, tuple[str, ec.EllipticCurve, int]] = {
    "ES256": ("P-256", ec.SECP256R1(), 32),
    "ES384": ("P-384", ec.SECP384R1(), 48),
    "ES512": ("P-521", ec.SECP521R1(), 66),
}
ALGORITHMS = (*(f"{kind}{size}" for kind in ("RS", "PS") for size in _HASHES), *_CURVES)
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
    kind = "EC" if algorithm in _CURVES else "RSA"
    if key.get("kty") != kind or key.get("use", "sig") != "sig":
        return False
    return key.get("alg", algorithm) == algorithm and (key_id is None or key.get("kid") == key_id)


def _is_signed(key: dict[str, Any], algorithm: str, signed: bytes, mark: bytes) -> bool:
    try:
        if algorithm in _CURVES:
            _check_curve(key, algorithm, signed, mark)
        else:
            _check_rsa(key, algorithm, signed, mark)
    except (InvalidSignature, Altered, ValueError, KeyError, TypeError, AttributeError):
        return False  # a key that is misshapen signed nothing
    return True


def _check_rsa(key: dict[str, Any], algorithm: str, signed: bytes, mark: bytes) -> None:
    public = rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"])).public_key()
    if public.key_size < SMALLEST_RSA:
        raise ValueError("the key is too short")
    hashed = _HASHES[algorithm[2:]]
    pss = padding.PSS(mgf=padding.MGF1(hashed), salt_length=hashed.digest_size)
    public.verify(mark, signed, pss if algorithm.startswith("PS") else padding.PKCS1v15(), hashed)


def _check_curve(key: dict[str, Any], algorithm: str, signed: bytes, mark: bytes) -> None:
    name, curve, half = _CURVES[algorithm]
    if key.get("crv") != name or len(mark) != 2 * half:
        raise ValueError(f"not a signature on {name}")
    public = ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), curve).public_key()
    halves = int.from_bytes(mark[:half], "big"), int.from_bytes(mark[half:], "big")
    public.verify(utils.encode_dss_signature(*halves), signed, ec.ECDSA(_HASHES[algorithm[2:]]))


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
