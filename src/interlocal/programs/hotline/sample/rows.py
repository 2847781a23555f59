"""Synthetic set-ups, for trying out and for the test kit."""

from datetime import timedelta
from itertools import cycle, islice

from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programkit.public import SampleRequest
from interlocal.programs.hotline.models import Category, CityHotline, Holder, Office, Opening
from interlocal.programs.hotline.rules.usual import USUAL_CATEGORIES

SINCE = timedelta(days=430)


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
