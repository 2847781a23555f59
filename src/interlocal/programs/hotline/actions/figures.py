"""Publishing a year's figures, once."""

import json
from datetime import date, datetime

from django.db.models import Q

from interlocal.foundation.audit.public import Ref, act
from interlocal.programs.hotline.models import Category, CityHotline, Count, YearlyFigures
from interlocal.programs.hotline.rules.outcomes import NO_CITY


def publish_year(
    *, by: None = None, year: int, on: date, now: datetime, is_made_up: bool = False
) -> YearlyFigures:
    """Publish a year's figures, once for all readers, and delete what they were counted from.

    The page says of those that are made up that they are.
    """
    # The engine takes a second to load, and a page never publishes.
    from interlocal.programs.hotline.rules.figures import closed_from, yearly_tables

    with act(by=by, action="hotline.publish_figures", subject=Ref("hotline.year", str(year)), now=now):
        figures = YearlyFigures.objects.select_for_update().filter(year=year).first()
        if figures is None:
            rows = Count.objects.filter(year=year)
            categories = _categories()
            closed = [closed_from(json.loads(one.facts), categories) for one in rows]
            tables = yearly_tables(closed, cities=_cities(year), categories=categories)
            tables["is_made_up"] = is_made_up
            figures = YearlyFigures.objects.create(year=year, tables=tables, published_on=on)
            rows.delete()
    return figures


def _cities(year: int) -> list[str]:
    """Return the cities whose hotline took reports in ``year``, by name, and the row for no city."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    opened = Q(openings__starts_on__lte=last) & (Q(openings__ends_on=None) | Q(openings__ends_on__gte=first))
    found = CityHotline.objects.filter(opened).order_by("jurisdiction__name").distinct()
    return [*found.values_list("jurisdiction__public_id", flat=True), NO_CITY]


def _categories() -> list[str]:
    return list(
        Category.objects.filter(is_retired=False).order_by("place", "pk").values_list("slug", flat=True)
    )
