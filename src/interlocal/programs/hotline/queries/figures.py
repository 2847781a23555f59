"""The published figures, as every reader sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from interlocal.kernel.periods import Period
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.hotline.models import Category, Opening, YearlyFigures
from interlocal.programs.hotline.rules.outcomes import NO_CITY, Outcome

PUBLISHED_FROM_MONTH = 2


@dataclass(frozen=True)
class Row:
    """A named row of figures; ``None`` is hidden."""

    name: str
    figures: Sequence[int | None]


@dataclass(frozen=True)
class Shown:
    """A year as the page shows it."""

    year: int
    published_on: date
    outcomes: Sequence[str]
    cities: Sequence[Row]
    total: Row
    categories: Sequence[Row]
    recovered_cents: int | None
    threshold: int
    is_made_up: bool


def years() -> QuerySet[YearlyFigures]:
    """Return the published years, the latest first."""
    return YearlyFigures.objects.all()


def due_year(today: date) -> int | None:
    """Return the year to publish: from February on the last one, where a hotline was open in it."""
    year = today.year - 1
    if today.month < PUBLISHED_FROM_MONTH or YearlyFigures.objects.filter(year=year).exists():
        return None
    was_open = Opening.objects.filter(starts_on__lte=date(year, 12, 31)).exclude(ends_on__lt=date(year, 1, 1))
    return year if was_open.exists() else None


def shown(figures: YearlyFigures, language: str) -> Shown:
    """Return a published year in words of ``language``."""
    tables: dict[str, Any] = figures.tables
    names = dict(Jurisdiction.objects.filter(public_id__in=tables["cities"]).values_list("public_id", "name"))
    names[NO_CITY] = _("No city named")
    *rows, total = tables["figures"]
    return Shown(
        year=figures.year,
        published_on=figures.published_on,
        outcomes=[str(Outcome(one).label) for one in tables["outcomes"]],
        cities=[Row(names.get(city, city), row) for city, row in zip(tables["cities"], rows, strict=True)],
        total=Row(_("All"), total),
        categories=_categories(tables["categories"] or {}, language),
        recovered_cents=tables["recovered_cents"],
        threshold=tables["threshold"],
        is_made_up=tables.get("is_made_up", False),
    )


def share_substantiated(period: Period) -> Decimal | None:
    """Return the percentage of closed reports that were substantiated, from the latest published year in it.

    ``None`` where no year that ends in the period is published, or its totals are hidden.
    """
    last = period.ends_on or date.max
    for figures in years():
        if period.starts_on <= date(figures.year, 12, 31) <= last:
            total = figures.tables["figures"][-1]
            part, whole = total[figures.tables["outcomes"].index(Outcome.SUBSTANTIATED)], total[-1]
            return (
                None if part is None or not whole else (Decimal(100) * part / whole).quantize(Decimal("0.1"))
            )
    return None


def _categories(counts: dict[str, int | None], language: str) -> list[Row]:
    titles = {one.slug: one.title_es if language == "es" else one.title for one in Category.objects.all()}
    return [Row(titles.get(slug, slug), [count]) for slug, count in counts.items()]
