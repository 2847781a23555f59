"""Synthetic set-ups, for trying out and for the test kit."""

import json
from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle, islice

from interlocal.foundation.audit.public import Ref, act
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programkit.public import SampleRequest
from interlocal.programs.hotline.actions.figures import publish_year
from interlocal.programs.hotline.models import (
    Category,
    CityHotline,
    Count,
    Holder,
    Office,
    Opening,
    YearlyFigures,
)
from interlocal.programs.hotline.rules.outcomes import Outcome
from interlocal.programs.hotline.rules.usual import USUAL_CATEGORIES

SINCE = timedelta(days=430)
MADE_UP = (46, 38, 61, 52, 42)  # closed reports of each city in the made-up year


def make_cities(request: SampleRequest) -> None:
    """List ``request.rows`` offices, each with its holder, one city after the other."""
    make_categories(request)
    cities = list(Jurisdiction.objects.filter(public_id__in=request.jurisdictions).order_by("name"))
    first = Office.objects.count()
    for number, city in enumerate(islice(cycle(cities), first, first + request.rows), first + 1):
        begin(request, city)
        office = Office.objects.create(
            jurisdiction=city,
            title=f"Office {number} (synthetic)",
            title_es=f"Oficina {number} (sintética)",
            created_at=request.now,
        )
        Holder.objects.create(office=office, name=f"Holder {number} (synthetic)", created_at=request.now)
    publish_made_up_year(request, cities)


def publish_made_up_year(request: SampleRequest, cities: Sequence[Jurisdiction]) -> None:
    """Publish last year's figures of reports that never were, unless the year is published."""
    year = request.now.year - 1
    if YearlyFigures.objects.filter(year=year).exists():
        return
    with act(
        by=None, action="hotline.count_made_up", subject=Ref("hotline.year", str(year)), now=request.now
    ):
        for place, city in enumerate(cities):
            for number in range(MADE_UP[place % len(MADE_UP)]):
                facts = {
                    "city": city.public_id,
                    "category": USUAL_CATEGORIES[(number * 7 + number // 3 + place) % len(USUAL_CATEGORIES)][
                        0
                    ],
                    "outcome": Outcome.values[(number + place) % 4],
                    "recovered_cents": 250_000 if number % 7 == 0 else 0,
                }
                Count.objects.create(year=year, facts=json.dumps(facts))
    publish_year(year=year, on=request.now.date(), now=request.now, is_made_up=True)


def make_categories(request: SampleRequest) -> None:
    """Make the usual categories, where they are missing."""
    for place, (slug, title, title_es) in enumerate(USUAL_CATEGORIES):
        Category.objects.get_or_create(
            slug=slug,
            defaults={"title": title, "title_es": title_es, "place": place, "created_at": request.now},
        )


def begin(request: SampleRequest, city: Jurisdiction, *, is_open: bool = True) -> CityHotline:
    """Make a city's hotline, which has taken reports for more than a year."""
    hotline, is_new = CityHotline.objects.get_or_create(
        jurisdiction=city, defaults={"is_open": is_open, "created_at": request.now - SINCE}
    )
    if is_new and is_open:
        Opening.objects.create(
            hotline=hotline, starts_on=request.now.date() - SINCE, created_at=request.now - SINCE
        )
    return hotline
