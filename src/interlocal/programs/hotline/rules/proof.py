"""The proof of filing: signed, for anybody to check, and without a word of what was reported."""

from datetime import date
from typing import Any

from interlocal.foundation.vault.public import keyed_digest, sign_token, signing_key_id, verified_payload

PURPOSE = "hotline.proof"
KIND = "interlocal-hotline-filing"


def proof_of(*, report_id: str, city: str, received_on: date, partnership: str) -> str:
    """Return a signed statement that a report came in on a day, for a city.

    ``number`` is the same for one report always, and leads to it only here.
    """
    key_id = signing_key_id(PURPOSE)
    payload = {
        "typ": KIND,
        "iss": partnership,
        "city": city,
        "filed": received_on.isoformat(),
        "number": keyed_digest(PURPOSE, report_id.encode())[:20],
    }
    return sign_token(PURPOSE, header={"kid": key_id}, payload=payload, key_id=key_id)


def proven(text: str) -> dict[str, Any] | None:
    """Return what a proof says, as somebody pasted it; ``None`` where it was not signed here."""
    payload = verified_payload(PURPOSE, "".join(text.split()))
    return payload if payload is not None and payload.get("typ") == KIND else None
