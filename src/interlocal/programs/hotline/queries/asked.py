"""What the page to report offers: cities that take reports, their offices, categories."""

from collections.abc import Sequence
from dataclasses import dataclass

from interlocal.programs.hotline.models import Category, CityHotline, Office
from interlocal.programs.hotline.rules.places import text_for

NOT_SURE = "unsure"


@dataclass(frozen=True)
class CityAsked:
    """A city, with its offices as (public id, title), and its own words."""

    public_id: str
    name: str
    offices: Sequence[tuple[str, str]]
    welcome: str
    other_ways: str
    after: str


def cities_asked(language: str) -> list[CityAsked]:
    """Return the cities whose hotlines are open, by name."""
    offices: dict[int, list[tuple[str, str]]] = {}
    for office in Office.objects.filter(is_retired=False):
        title = (language == "es" and office.title_es) or office.title
        offices.setdefault(office.jurisdiction_id, []).append((office.public_id, title))
    rows = CityHotline.objects.filter(is_open=True).select_related("jurisdiction")
    return [
        CityAsked(
            row.jurisdiction.public_id,
            row.jurisdiction.name,
            offices.get(row.jurisdiction_id, ()),
            *(text_for(row.texts, place, language) for place in ("welcome", "other-ways", "after")),
        )
        for row in rows
    ]


def categories_asked(language: str) -> list[tuple[str, str]]:
    """Return the categories as (slug, title), in their order."""
    rows = Category.objects.filter(is_retired=False)
    return [(row.slug, (language == "es" and row.title_es) or row.title) for row in rows]
