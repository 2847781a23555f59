"""The token of a form: made here, random, good for two days; what makes sending it twice one report."""

import re
import secrets
from datetime import date, timedelta

from interlocal.foundation.vault.public import keyed_digest

_PURPOSE = "hotline.forms"
_SHAPE = re.compile(r"(\d{4}-\d{2}-\d{2})\.([0-9a-f]{64})\.([0-9a-f]{64})")
LASTS = timedelta(days=1)


def new_form_token(today: date) -> str:
    """Return a token for a form shown today."""
    day, random = today.isoformat(), secrets.token_hex(32)
    return f"{day}.{random}.{keyed_digest(_PURPOSE, f'{day}.{random}'.encode())}"


def form_token(text: str, today: date) -> bytes | None:
    """Return the random part of a token made here today or yesterday; ``None`` for any other text."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    day, random, proof = found.groups()
    if not secrets.compare_digest(proof, keyed_digest(_PURPOSE, f"{day}.{random}".encode())):
        return None
    return bytes.fromhex(random) if timedelta() <= today - date.fromisoformat(day) <= LASTS else None
