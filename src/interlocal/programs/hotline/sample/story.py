"""Five cities' hotlines, the regional council as fallback: the cities are real, the rest is made up."""

from collections.abc import Sequence

from interlocal.foundation.accounts.public import User, grant_role, people_for
from interlocal.foundation.vault.public import lock_with_passphrase, new_key_pair
from interlocal.partnerships.jurisdictions.public import Jurisdiction, JurisdictionKind
from interlocal.programkit.public import SampleRequest
from interlocal.programs.hotline.models import (
    CityHotline,
    Duty,
    Holder,
    Office,
    Recipient,
    RecoveryRule,
    StaffKey,
)
from interlocal.programs.hotline.queries.people import serving
from interlocal.programs.hotline.sample.rows import begin, make_categories, publish_made_up_year

OFFICES = (
    ("City manager", "Administración municipal", "city-manager"),
    ("Finance director", "Dirección de finanzas", "finance-officer"),
    ("Human resources director", "Dirección de recursos humanos", "hr-officer"),
    ("Chief of police", "Jefatura de policía", ""),
    ("City clerk", "Secretaría municipal", "clerk"),
)
KEEP_MONTHS = 60
KEEP_SOURCE = "Synthetic: ask the records officer for the city's schedule"
KEEPERS_NEEDED = 3
PASSPHRASE = "look-around-together"  # noqa: S105  the sample's own, which everybody knows


def tell_story(request: SampleRequest) -> None:
    """Set up the hotlines of the cities of ``request``; its ``rows`` say nothing here."""
    make_categories(request)
    cities = list(Jurisdiction.objects.filter(public_id__in=request.jurisdictions).order_by("name"))[:5]
    council = Jurisdiction.objects.filter(kind=JurisdictionKind.REGIONAL_COUNCIL).order_by("name").first()
    fallback = begin(request, council, is_open=False) if council else None
    for city in cities:
        _set_up(request, city, fallback)
    _name_everybody(request, [*cities, *([council] if council else [])])
    _give_keys(request)
    publish_made_up_year(request, cities)
    RecoveryRule.objects.create(needed=KEEPERS_NEEDED, made_by=request.by, created_at=request.now)


def _set_up(request: SampleRequest, city: Jurisdiction, fallback: CityHotline | None) -> None:
    hotline = begin(request, city)
    hotline.fallback = fallback
    hotline.keep_months, hotline.keep_source = KEEP_MONTHS, KEEP_SOURCE
    hotline.texts = _texts(city)
    hotline.save()
    for title, title_es, role in OFFICES:
        office = Office.objects.create(
            jurisdiction=city, title=title, title_es=title_es, created_at=request.now
        )
        holder = people_for(city.scope, role, on=request.now.date()).first() if role else None
        name = holder.name if holder else f"Sample {title.lower()} of {city.name}"
        Holder.objects.create(office=office, name=name, user=holder, created_at=request.now)


def _name_everybody(request: SampleRequest, bodies: Sequence[Jurisdiction]) -> None:
    """Name each body's investigator and keeper; the next city's investigator steps in, and confirms.

    Where a city has a finance officer with an account, they receive reports too.
    """
    on = request.now.date()
    investigators = {body: people_for(body.scope, "hotline-investigator", on=on).first() for body in bodies}
    for place, body in enumerate(bodies):
        following = investigators[bodies[(place + 1) % len(bodies)]]
        keeper = people_for(body.scope, "hotline-keeper", on=on).first()
        finance = people_for(body.scope, "finance-officer", on=on).first()
        if finance is not None:
            grant_role(
                by=None,
                user=finance,
                role="hotline-investigator",
                scope=body.scope,
                from_on=on,
                now=request.now,
            )
        named = (
            (investigators[body], Duty.RECIPIENT),
            (finance, Duty.RECIPIENT),
            (following, Duty.SUBSTITUTE),
            (keeper, Duty.KEEPER),
        )
        confirmer = investigators[bodies[(place + 2) % len(bodies)]]
        for order, (person, duty) in enumerate(named):
            if person is not None:
                _name(request, body, person, duty, order, confirmer)


def _give_keys(request: SampleRequest) -> None:
    """Give everybody who serves a key that opens with the sample's own password, which everybody knows."""
    for person in serving():
        public, private = new_key_pair()
        StaffKey.objects.create(
            user=person,
            public_key=public,
            locks=[lock_with_passphrase(private, PASSPHRASE)],
            created_at=request.now,
        )


def _name(
    request: SampleRequest, body: Jurisdiction, person: User, duty: str, place: int, confirmer: User | None
) -> None:
    Recipient.objects.create(
        jurisdiction=body,
        user=person,
        duty=duty,
        place=place,
        named_by=request.by,
        confirmed_by=confirmer,
        created_at=request.now,
    )


def _texts(city: Jurisdiction) -> dict[str, dict[str, str]]:
    return {
        "en": {
            "welcome": f"For employees, volunteers, vendors and residents of {city.name}. (Synthetic text.)",
            "other-ways": "By phone: 816-555-0100, 9 to 5. By mail: Hotline, City Hall. (Synthetic.)",
            "after": "We read every report within two working days. (Synthetic text.)",
        },
        "es": {
            "welcome": f"Para personal, proveedores y residentes de {city.name}. (Texto sintético.)",
            "other-ways": "Teléfono: 816-555-0100, de 9 a 5. Correo: Hotline, City Hall. (Sintético.)",
            "after": "Leemos cada denuncia en dos días hábiles. (Texto sintético.)",
        },
    }
