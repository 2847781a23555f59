"""RFC 6238 codes, computed beside the product: what an authenticator app on a phone does."""

import base64
import hashlib
import hmac
import struct
import time


def code_at(secret: str, moment: float | None = None) -> str:
    """Return the six digits that an authenticator shows for ``secret`` at ``moment`` (now)."""
    step = int((time.time() if moment is None else moment) // 30)
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
