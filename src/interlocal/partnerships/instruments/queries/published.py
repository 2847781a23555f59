"""What the public may read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from interlocal.foundation.audit.public import ref_to
from interlocal.partnerships.commitments.public import commitments_about
from interlocal.partnerships.instruments.models import Instrument, Proceeding, Statement, StepKind
from interlocal.partnerships.instruments.queries.matrix import is_adopted


@dataclass(frozen=True)
class PublishedAdoption:
    """How far one council is known to have come with a published statement.

    ``vote`` is its last count of ayes and nays; ``step`` is what it waits for, and since when. No person is
    named.
    """

    jurisdiction: str
    instrument: Instrument
    passed_on: date | None
    vote: str = ""
    step: str = ""
    since_on: date | None = None

    @property
    def is_adopted(self) -> bool:
        """Has the council adopted it?"""
        return is_adopted(self.instrument.standing, None)


def published_statements() -> QuerySet[Statement]:
    """Return the statements that the public may read, newest first, with their texts unread."""
    return Statement.objects.exclude(published_at=None).defer("text", "parts")


def published_statement(public_id: str) -> Statement:
    """Return one published statement, or raise ``Http404``."""
    return get_object_or_404(published_statements().defer(None), public_id=public_id)


def published_adoptions(statement: Statement) -> tuple[PublishedAdoption, ...]:
    """Return each council's own instrument under a published statement, by the council's name."""
    rows = statement.instruments.select_related("jurisdiction").defer("text", "parts")
    rows = rows.order_by("jurisdiction__name")
    counts = _votes(statement)
    steps = _open_steps(statement)

    def told(row: Instrument) -> PublishedAdoption:
        step, since_on = steps.get(row.jurisdiction_id, ("", None))
        return PublishedAdoption(
            row.jurisdiction.name, row, row.passed_on, counts.get(row.pk, ""), step, since_on
        )

    return tuple(told(row) for row in rows)


def _votes(statement: Statement) -> dict[int, str]:
    votes = Proceeding.objects.filter(
        instrument__statement=statement, kind__in=(StepKind.VOTE, StepKind.OVERRIDE), undone_at=None
    )
    return {vote.instrument_id: vote.count for vote in votes.order_by("pk") if vote.count}


def _open_steps(statement: Statement) -> dict[int, tuple[str, date]]:
    """The first step that is open in each council, by the jurisdiction's key."""
    rows = commitments_about(ref_to(statement)).filter(outcome="", run__isnull=False).order_by("-pk")
    return {row.owed_by_id: (row.title, timezone.localdate(row.opened_at)) for row in rows}
