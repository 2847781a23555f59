"""Hotlines for tests: cities, people with keys whose private halves the test holds, and sealed reports."""

import base64
import json
from collections.abc import Iterable, Sequence
from typing import Any

import factory
from nacl.public import PrivateKey, PublicKey, SealedBox
from tests.factories.accounts import PASSWORD, RoleGrantFactory, UserFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.programs.hotline.models import (
    Category,
    CityHotline,
    Duty,
    Entry,
    Exclusion,
    Recipient,
    RecoveryWrap,
    Report,
    StaffKey,
    Wrap,
)
from interlocal.programs.hotline.queries.duties import servers
from interlocal.programs.hotline.queries.handing import circle_of, groups_of, stand_ins_for
from interlocal.programs.hotline.rules.exclusions import exclusion_digest

ROLE_OF = {
    Duty.RECIPIENT: "hotline-investigator",
    Duty.SUBSTITUTE: "hotline-investigator",
    Duty.KEEPER: "hotline-keeper",
}
PHRASE = "The director pays his brother"


class CategoryFactory(factory.django.DjangoModelFactory):
    """A kind of wrongdoing."""

    class Meta:
        model = Category

    slug = factory.Sequence(lambda n: f"kind-{n}")
    title = factory.Sequence(lambda n: f"Kind {n}")
    title_es = factory.Sequence(lambda n: f"Tipo {n}")
    created_at = factory.LazyFunction(clock.now)


class CityHotlineFactory(factory.django.DjangoModelFactory):
    """A city's hotline, open."""

    class Meta:
        model = CityHotline

    jurisdiction = factory.SubFactory(JurisdictionFactory, member=True)
    is_open = True
    created_at = factory.LazyFunction(clock.now)


def text_of(data: bytes) -> str:
    """Return ``data`` in base64."""
    return base64.b64encode(data).decode("ascii")


def seal(data: bytes, public_key: bytes) -> bytes:
    """Return ``data`` in a sealed box."""
    return SealedBox(PublicKey(bytes(public_key))).encrypt(data)


def sealed_json(entry: dict[str, Any], public_key: bytes) -> bytes:
    """Return an entry as browsers seal it."""
    return seal(json.dumps(entry).encode(), public_key)


def give_key(user: User, private: PrivateKey | None = None) -> PrivateKey:
    """Give ``user`` a current key; return its private half, which only the test knows."""
    private = private or PrivateKey.generate()
    lock = {"kind": "passphrase", "salt": "", "nonce": text_of(bytes(24)), "box": text_of(bytes(48))}
    StaffKey.objects.create(
        user=user, public_key=bytes(private.public_key), locks=[lock], created_at=clock.now()
    )
    return private


def staff(
    hotline: CityHotline, duty: str = Duty.RECIPIENT, *, user: User | None = None, **fields: Any
) -> User:
    """Return somebody who has ``duty`` for the city, confirmed, with the role for it; without a key."""
    city = hotline.jurisdiction
    user = user or UserFactory.create(password=PASSWORD, **fields)
    RoleGrantFactory.create(user=user, role=ROLE_OF[Duty(duty)], scope=jurisdiction_scope(city.public_id))
    place = Recipient.objects.filter(jurisdiction=city, duty=duty).count()
    elsewhere = UserFactory.create()
    Recipient.objects.create(
        jurisdiction=city,
        user=user,
        duty=duty,
        place=place,
        named_by=elsewhere,
        confirmed_by=elsewhere,
        created_at=clock.now(),
    )
    user.forget_grants()
    return user


def report(
    hotline: CityHotline,
    *,
    excluded: Iterable[User] = (),
    entries: Sequence[dict[str, Any]] = (),
    **fields: Any,
) -> tuple[Report, PrivateKey]:
    """Return a report sealed to whom the rules name, and its private key."""
    private, today = PrivateKey.generate(), clock.today()
    made = Report.objects.create(
        jurisdiction=hotline.jurisdiction,
        public_key=bytes(private.public_key),
        receipt_lookup=bytes(private.public_key).hex(),
        receipt_wrap=b"sealed to the receipt",
        received_on=today,
        **fields,
    )
    for person in excluded:
        digest = exclusion_digest(made.public_id, person.public_id)
        Exclusion.objects.create(report=made, digest=digest)
    first = {
        "kind": "report",
        "by": "reporter",
        "on": today.isoformat(),
        "category": "corruption",
        "what": PHRASE,
        "when": "March",
        "where": "City hall",
        "offices": [],
        "names": "",
        "how": "I saw it",
        "is_employee": True,
        "language": "en",
        "route": "web",
    }
    for place, entry in enumerate((first, *entries), 1):
        Entry.objects.create(
            report=made,
            place=place,
            sealed=sealed_json(entry, made.public_key),
            is_for_staff_only=entry["kind"] in {"note", "status"},
            written_on=today,
        )
    _wrap(made, private)
    return made, private


def _wrap(made: Report, private: PrivateKey) -> None:
    circle = circle_of(made)
    for person_id in stand_ins_for(circle, made.jurisdiction_id):
        key = circle.key_of(person_id)
        Wrap.objects.create(report=made, key=key, sealed=seal(bytes(private), key.public_key))
    keys = {one.key.public_id: bytes(one.key.public_key) for one in servers()}
    for group in groups_of(circle):
        sealed = bytes(private)
        for key_id in reversed(group):
            sealed = seal(sealed, keys[key_id])
        RecoveryWrap.objects.create(report=made, keys=group, sealed=sealed)
