"""An award as an OpenBadgeCredential (Open Badges 3.0, 1EdTech 2024), signed in its VC-JWT proof format.

The payload is the credential itself with the registered claims ``iss``, ``jti``, ``sub``, ``nbf`` and ``exp``
(section 8.2); the header names the key by an address at which the public key lies as a JSON Web Key.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.conf import settings

from interlocal.foundation.vault.public import (
    new_salt,
    published_key,
    published_keys,
    sign_token,
    signing_key_id,
)
from interlocal.partnerships.jurisdictions.public import the_partnership
from interlocal.programs.training.badges.addresses import public_address
from interlocal.programs.training.models import Course

PURPOSE = "training.badges"
CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)


@dataclass(frozen=True, kw_only=True)
class AwardedFacts:
    """What is awarded: to whom, for which course, how long it took, and where its status is kept."""

    certificate: str
    learner: str
    email: str
    course: Course
    cohort: str
    contact_minutes: int
    issued_at: datetime
    expires_on: date | None
    status_list: int
    status_place: int


def issuer_profile() -> dict[str, Any]:
    """Return the issuer as an Open Badges profile: the partnership."""
    partnership = the_partnership()
    return {
        "id": public_address("badge-issuer"),
        "type": ["Profile"],
        "name": partnership.name if partnership else "Interlocal",
        "url": settings.INTERLOCAL_BASE_URL,
    }


def achievement(course: Course) -> dict[str, Any]:
    """Return a course as an Open Badges achievement."""
    return {
        "id": public_address("badge-achievement", course.public_id),
        "type": ["Achievement"],
        "achievementType": "Course",
        "name": course.title,
        "description": course.summary,
        "criteria": {"narrative": _criteria(course)},
    }


def sign_award(facts: AwardedFacts) -> str:
    """Return the signed credential (compact JWS) of an award."""
    return sign_document(_credential(facts))


def sign_document(document: dict[str, Any]) -> str:
    """Return a verifiable credential as a JWT, with the claims that repeat what it says."""
    key_id = signing_key_id(PURPOSE)
    claims: dict[str, Any] = {
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": _numeric(document["validFrom"]),
    }
    if "validUntil" in document:
        claims["exp"] = _numeric(document["validUntil"])
    header = {"kid": public_address("badge-key", key_id), "typ": "JWT"}
    return sign_token(PURPOSE, header=header, payload={**document, **claims}, key_id=key_id)


def read_credential(token: str) -> dict[str, Any]:
    """Return what a credential of ours says. It comes from our own record: its signature is not asked."""
    payload = token.split(".")[1]
    read: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return read


def key_set() -> dict[str, Any]:
    """Return the public keys, old ones too, as a JSON Web Key Set (RFC 7517, 5)."""
    return {"keys": [_addressed(one) for one in published_keys(PURPOSE)]}


def key_document(key_id: str) -> dict[str, str] | None:
    """Return one public key as a JSON Web Key, or nothing."""
    found = published_key(PURPOSE, key_id)
    return None if found is None else _addressed(found)


def in_iso(moment: datetime) -> str:
    """Return a moment as XML Schema writes it, in UTC and to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _credential(facts: AwardedFacts) -> dict[str, Any]:
    status = public_address("badge-status", facts.status_list)
    document: dict[str, Any] = {
        "@context": list(CONTEXT),
        "id": public_address("certificate", facts.certificate),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.course.title,
        "issuer": issuer_profile(),
        "validFrom": in_iso(facts.issued_at),
        "credentialSubject": _subject(facts),
        "credentialStatus": {
            "id": f"{status}#{facts.status_place}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(facts.status_place),
            "statusListCredential": status,
        },
    }
    if facts.expires_on is not None:
        # It holds through that day, wherever on earth it is read.
        after = datetime.combine(facts.expires_on + timedelta(days=1), time(12), UTC)
        document["validUntil"] = in_iso(after - timedelta(seconds=1))
    return document


def _subject(facts: AwardedFacts) -> dict[str, Any]:
    hours = f"{facts.contact_minutes / 60:.2f}".rstrip("0").rstrip(".")
    salt = new_salt().hex()
    digest = hashlib.sha256(f"{facts.email.lower()}{salt}".encode()).hexdigest()
    return {
        "id": f"{public_address('certificate', facts.certificate)}#learner",
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": facts.learner,
                "identityType": "name",
            },
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": f"sha256${digest}",
                "identityType": "emailAddress",
                "salt": salt,
            },
        ],
        "achievement": achievement(facts.course),
        "narrative": f"{hours} contact hours in {facts.cohort}.",
    }


def _criteria(course: Course) -> str:
    outcomes = "\n".join(f"- {line}" for line in course.outcome_lines)
    return f"Attended the sessions, with the required homework accepted. Outcomes:\n\n{outcomes}"


def _addressed(key: dict[str, str]) -> dict[str, str]:
    """A key under the address by which credentials name it."""
    return {**key, "kid": public_address("badge-key", key["kid"])}


def _numeric(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
