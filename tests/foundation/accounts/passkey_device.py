"""A device with passkeys, computed beside the product: what a phone and its browser do (WebAuthn Level 2)."""

import base64
import hashlib
import json
import struct
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


def to_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Device:
    """Keeps one key, and answers challenges on pages of ``origin``."""

    origin: str = "http://localhost:8000"
    host: str = "localhost"
    is_verifying: bool = True
    is_in_frame: bool = False
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    key_id: bytes = b"0123456789abcdef"
    owner: str = ""

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        self.owner = options["publicKey"]["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        kept = bytes(16) + struct.pack(">H", len(self.key_id)) + self.key_id + cbor.encode(public)
        made = {"fmt": "none", "attStmt": {}, "authData": self._data(HAS_KEY) + kept}
        return self._answer(
            {
                "clientDataJSON": to_text(self._said("webauthn.create", options)),
                "attestationObject": to_text(cbor.encode(made)),
            }
        )

    def get(self, options: dict[str, Any], *, owner: str = "") -> dict[str, Any]:
        said, data = self._said("webauthn.get", options), self._data()
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": to_text(said),
                "authenticatorData": to_text(data),
                "signature": to_text(signature),
                "userHandle": owner or self.owner,
            }
        )

    def _said(self, what: str, options: dict[str, Any]) -> bytes:
        told = {"type": what, "challenge": options["publicKey"]["challenge"], "origin": self.origin}
        return json.dumps(told | {"crossOrigin": self.is_in_frame}).encode()

    def _data(self, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if self.is_verifying else 0)
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + struct.pack(">I", 1)

    def _answer(self, response: dict[str, Any]) -> dict[str, Any]:
        named = to_text(self.key_id)
        shared = {"id": named, "rawId": named, "type": "public-key"}
        return shared | {"response": response, "clientExtensionResults": {}}
