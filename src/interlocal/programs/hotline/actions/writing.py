"""What staff write into a report: the browser seals it, and the server adds it at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Act, act
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.models import Entry, Report
from interlocal.programs.hotline.queries.reports import entries_after, last_place, report_of
from interlocal.programs.hotline.rules.exclusions import book_of
from interlocal.programs.hotline.rules.sealing import MOST_ENTRIES


@dataclass(frozen=True)
class Sealed:
    """An entry as it arrives: sealed, with the id that the browser gave it, so that sent twice it is one."""

    public_id: str
    sealed: bytes
    is_for_staff_only: bool


class WrittenMeanwhile(Exception):
    """Somebody else wrote since the writer looked; nothing is written. ``entries`` are theirs."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__("Somebody else wrote meanwhile.")
        self.entries = entries


def write_entries(
    *, by: User, report_id: str, entries: Sequence[Sealed], seen: int | None, now: datetime
) -> Report:
    """Add sealed entries to a report that ``by`` reads. What is there already is left as it is.

    ``seen`` is the place of the last entry that the writer has read: raises ``WrittenMeanwhile`` when there
    are later ones. ``None`` writes whatever came. Raises ``Http404`` for who has no wrap.
    """
    with act(by=by, action="hotline.write", subject=None, book=_book(by, report_id), now=now) as writing:
        report = held_report(by, report_id, writing)
        known = set(
            Entry.objects.filter(report=report, public_id__in=[one.public_id for one in entries]).values_list(
                "public_id", flat=True
            )
        )
        fresh = [one for one in entries if one.public_id not in known]
        later = entries_after(report, seen) if seen is not None and fresh else []
        if any(entry.public_id not in known for entry in later):
            raise WrittenMeanwhile(later)
        add_entries(writing, report, fresh, now)
    return report


def held_report(by: User, report_id: str, writing: Act) -> Report:
    """Return the report, locked until the act ends, and name it as the act's subject."""
    report = report_of(by, report_id)
    Report.objects.select_for_update().get(pk=report.pk)
    writing.subject = report
    return report


def add_entries(writing: Act, report: Report, entries: Sequence[Sealed], now: datetime) -> None:
    """Append ``entries`` and name them in the report's own book, with who wrote them."""
    if len(entries) > MOST_ENTRIES:
        raise Refusal(_("This is too much at once: send it in parts."))
    place = last_place(report)
    for one in entries:
        place += 1
        Entry.objects.create(
            report=report,
            public_id=one.public_id,
            place=place,
            sealed=one.sealed,
            is_for_staff_only=one.is_for_staff_only,
            written_on=timezone.localdate(now),
        )
    writing.record(entries=[one.public_id for one in entries])


def _book(by: User, report_id: str) -> str:
    return book_of(report_of(by, report_id).public_id)
