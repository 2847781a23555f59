"""Every city's hotline, who serves it, and sealed reports that nobody here can open."""

import secrets
from datetime import timedelta

from interlocal.foundation.accounts.models import User
from interlocal.programs.hotline.models import (
    CityHotline,
    Duty,
    Entry,
    Holder,
    Office,
    Opening,
    Recipient,
    Report,
    StaffKey,
    Wrap,
)
from years.span import REPORTS_KEPT_YEARS, Span, write

OFFICES = ("City manager", "Finance director", "Chief of police")
ENTRIES = 5  # of a report: what was said, asked, answered and noted
INVESTIGATOR, KEEPER = 4, 5  # places among a city's people


def add_hotline(span: Span, by: User) -> None:
    known = set(CityHotline.objects.values_list("jurisdiction", flat=True))
    cities = [city for city in span.cities if city.pk not in known]
    hotlines = write(
        CityHotline(
            jurisdiction=city, is_open=True, keep_months=24, keep_source="Synthetic", created_at=span.now
        )
        for city in cities
    )
    write(Opening(hotline=one, starts_on=span.begun, created_at=span.now) for one in hotlines)
    offices = write(
        Office(jurisdiction=city, title=title, title_es=title, created_at=span.now)
        for city in cities
        for title in OFFICES
    )
    write(
        Holder(office=office, name=f"Synthetic holder {number:03}", created_at=span.now)
        for number, office in enumerate(offices)
    )
    keys = {}
    for place, city in enumerate(cities):
        people = span.people[city.pk]
        after = span.people[cities[(place + 1) % len(cities)].pk]
        named = (
            (people[INVESTIGATOR], Duty.RECIPIENT),
            (after[INVESTIGATOR], Duty.SUBSTITUTE),
            (people[KEEPER], Duty.KEEPER),
        )
        write(
            Recipient(
                jurisdiction=city,
                user=person,
                duty=duty,
                place=order,
                named_by=by,
                confirmed_by=people[0],
                created_at=span.now,
            )
            for order, (person, duty) in enumerate(named)
        )
        for person in (people[INVESTIGATOR], people[KEEPER]):
            keys[person.pk] = StaffKey(user=person, public_key=secrets.token_bytes(32), created_at=span.now)
    write(keys.values())
    _report(span, cities, keys)


def _report(span: Span, cities: list, keys: dict[int, StaffKey]) -> None:
    reports = write(
        Report(
            jurisdiction=city,
            public_key=secrets.token_bytes(32),
            receipt_lookup=secrets.token_hex(32),
            receipt_wrap=secrets.token_bytes(80),
            received_on=span.today - timedelta(days=365 * year + place % 300),
        )
        for place, city in enumerate(cities)
        for year in range(REPORTS_KEPT_YEARS)
    )
    write(
        Wrap(
            report=report,
            key=keys[span.people[report.jurisdiction_id or 0][INVESTIGATOR].pk],
            sealed=secrets.token_bytes(80),
        )
        for report in reports
    )
    write(
        Entry(
            report=report,
            place=place + 1,
            sealed=secrets.token_bytes(900),
            is_for_staff_only=place % 2 == 1,
            written_on=report.received_on,
        )
        for report in reports
        for place in range(ENTRIES)
    )
