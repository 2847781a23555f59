"""Which certificates were revoked, as a signed Bitstring Status List (W3C, version 1.0).

A list has 131,072 places, the fewest that the standard allows: who asks for one tells nobody about whom. It
is signed anew when it is read, and an old copy ends after a day, so that a revocation cannot be hidden long.
"""

import base64
import gzip
from collections.abc import Iterable
from datetime import datetime, timedelta

from interlocal.programs.training.badges.addresses import public_address
from interlocal.programs.training.badges.credential import CONTEXT, in_iso, issuer_profile, sign_document

LIST_LENGTH = 131_072
_GOOD_FOR = timedelta(days=1)


def signed_status_list(number: int, revoked: Iterable[int], *, now: datetime) -> str:
    """Return status list ``number``, in which the places ``revoked`` are set, as a signed credential."""
    address = public_address("badge-status", number)
    begins = now.replace(minute=0, second=0, microsecond=0)
    return sign_document(
        {
            "@context": [CONTEXT[0]],
            "id": address,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": issuer_profile(),
            "validFrom": in_iso(begins),
            "validUntil": in_iso(begins + _GOOD_FOR),
            "credentialSubject": {
                "id": f"{address}#list",
                "type": "BitstringStatusList",
                "statusPurpose": "revocation",
                "encodedList": encoded_list(revoked),
            },
        }
    )


def encoded_list(revoked: Iterable[int]) -> str:
    """Return the places as the standard encodes them: place 0 is the first bit, zipped, in base64url."""
    bits = bytearray(LIST_LENGTH // 8)
    for place in revoked:
        bits[place // 8] |= 0x80 >> (place % 8)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode("ascii")
