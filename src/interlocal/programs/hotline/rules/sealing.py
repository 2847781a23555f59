"""What can be said of a ciphertext without opening it: its shape."""

import base64
import binascii

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal

KEY_BYTES = 32
BOX_BYTES = 48  # what a sealed box adds: an ephemeral public key and an authenticator
LONGEST_ENTRY = 256 * 1024
MOST_ENTRIES = 10
LOCK_KINDS = ("passphrase", "passkey")
LONGEST_LOCK = 2048


def bytes_of(text: object) -> bytes:
    """Return what base64 ``text`` says; raises ``Refusal`` for anything else."""
    if not isinstance(text, str):
        raise _damaged()
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise _damaged() from None


def text_of(data: bytes | memoryview) -> str:
    """Return ``data`` in base64."""
    return base64.b64encode(bytes(data)).decode("ascii")


def public_key_of(text: object) -> bytes:
    """Return a public key; raises ``Refusal`` unless it has its 32 bytes."""
    key = bytes_of(text)
    if len(key) != KEY_BYTES or not any(key):
        raise _damaged()
    return key


def entry_of(text: object) -> bytes:
    """Return a sealed entry; raises ``Refusal`` when it is too short for a sealed box, or too long."""
    sealed = bytes_of(text)
    if len(sealed) > LONGEST_ENTRY:
        raise Refusal(_("This text is too long: shorten it, or send it in two parts."))
    if len(sealed) <= BOX_BYTES + 2:
        raise _damaged()
    return sealed


def wrap_of(text: object, *, boxes: int = 1) -> bytes:
    """Return a private key in ``boxes`` nested sealed boxes; raises ``Refusal`` for another length."""
    sealed = bytes_of(text)
    if len(sealed) != KEY_BYTES + boxes * BOX_BYTES:
        raise _damaged()
    return sealed


def locks_of(given: object) -> list[dict[str, object]]:
    """Return the locks of a staff key; raises ``Refusal`` unless one is a passphrase and each is whole."""
    if not isinstance(given, list) or not 1 <= len(given) <= 8:
        raise _damaged()
    for lock in given:
        is_whole = isinstance(lock, dict) and lock.get("kind") in LOCK_KINDS
        if not is_whole or sum(len(str(value)) for value in lock.values()) > LONGEST_LOCK:
            raise _damaged()
        # The private half under XSalsa20-Poly1305: 32 bytes and 16 of proof. Shorter would be no lock.
        if len(bytes_of(lock.get("box"))) != KEY_BYTES + 16 or len(bytes_of(lock.get("nonce"))) != 24:
            raise _damaged()
    if not any(lock["kind"] == "passphrase" for lock in given):
        raise Refusal(_("A key needs a passphrase, beside any passkey."))
    return given


def _damaged() -> Refusal:
    return Refusal(_("What arrived is damaged. Load the page again; what you typed is still in it."))
