"""What the public may read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from interlocal.partnerships.instruments.models import Instrument, Standing, Statement


@dataclass(frozen=True)
class PublishedAdoption:
    """How far one council is known to have come with a published statement."""

    jurisdiction: str
    instrument: Instrument
    passed_on: date | None

    @property
    def is_adopted(self) -> bool:
        """Has the council adopted it?"""
        return self.instrument.standing == Standing.ADOPTED


def published_statements() -> QuerySet[Statement]:
    """Return the statements that the public may read, newest first."""
    return Statement.objects.exclude(published_at=None)


def published_statement(public_id: str) -> Statement:
    """Return one published statement, or raise ``Http404``."""
    return get_object_or_404(published_statements(), public_id=public_id)


def published_adoptions(statement: Statement) -> tuple[PublishedAdoption, ...]:
    """Return each council's own instrument under a published statement, by the council's name."""
    rows = statement.instruments.select_related("jurisdiction").order_by("jurisdiction__name")
    return tuple(PublishedAdoption(row.jurisdiction.name, row, row.passed_on) for row in rows)
