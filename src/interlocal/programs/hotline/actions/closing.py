"""Closing a report, opening it again, holding it, and deleting it by its city's schedule."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.programs.hotline.actions.writing import Sealed, add_entries, held_report
from interlocal.programs.hotline.models import CityHotline, Count, Report
from interlocal.programs.hotline.queries.reports import report_of
from interlocal.programs.hotline.rules.closing import deleted_after, facts_of
from interlocal.programs.hotline.rules.exclusions import book_of


def close(
    *, by: User, report_id: str, facts: Mapping[str, object], entries: Sequence[Sealed], now: datetime
) -> date | None:
    """Close a report; return the day after which it is deleted, ``None`` while its city has no schedule.

    ``facts`` (category and outcome) go to the figures of the year once, encrypted and without the report.
    """
    book = book_of(report_of(by, report_id).public_id)
    told = facts_of(facts)
    with act(by=by, action="hotline.close", subject=None, book=book, now=now) as closing:
        report = held_report(by, report_id, closing)
        add_entries(closing, report, entries, now)
        schedule = CityHotline.objects.filter(jurisdiction=report.jurisdiction).first()
        today = timezone.localdate(now)
        report.delete_after = deleted_after(today, schedule.keep_months if schedule else None)
        if not report.is_counted and not report.is_rehearsal:
            city = report.jurisdiction.public_id if report.jurisdiction else ""
            Count.objects.create(year=today.year, facts=told.as_json(city=city))
            report.is_counted = True
        report.save(update_fields=["delete_after", "is_counted"])
    return report.delete_after


def reopen(*, by: User, report_id: str, entries: Sequence[Sealed], now: datetime) -> None:
    """Open a closed report again: it is not deleted until it is closed anew."""
    book = book_of(report_of(by, report_id).public_id)
    with act(by=by, action="hotline.reopen", subject=None, book=book, now=now) as opening:
        report = held_report(by, report_id, opening)
        add_entries(opening, report, entries, now)
        report.delete_after = None
        report.save(update_fields=["delete_after"])


def hold(*, by: User, report_id: str, is_held: bool, entries: Sequence[Sealed], now: datetime) -> None:
    """Put a legal hold on a report, so that no schedule deletes it, or lift it."""
    book = book_of(report_of(by, report_id).public_id)
    with act(by=by, action="hotline.hold", subject=None, book=book, now=now) as holding:
        report = held_report(by, report_id, holding)
        add_entries(holding, report, entries, now)
        report.is_held = is_held
        report.save(update_fields=["is_held"])


def reports_due(on: date) -> QuerySet[Report]:
    """Return the reports whose time is over on ``on`` and that nobody holds."""
    return Report.objects.filter(delete_after__lt=on, is_held=False)
