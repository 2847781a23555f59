"""What the reporter adds after filing: answers, files, corrections, a withdrawal, an objection."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.actions.submitting import day_of, keep_file, seal_entry
from interlocal.programs.hotline.models import Entry, Report
from interlocal.programs.hotline.queries.entries import Reading
from interlocal.programs.hotline.queries.reports import last_place
from interlocal.programs.hotline.rules.entries import REPORTER, is_well_formed
from interlocal.programs.hotline.rules.exclusions import book_of
from interlocal.programs.hotline.rules.filing import Stream

# What a reporter may write, and the fields that each has beside its text.
KINDS = {"message": {"to": "staff"}, "correction": {}, "withdrawal": {}, "objection": {}}


def add_entry(
    *, reading: Reading, kind: str, text: str, entry_id: str, files: Sequence[Stream] = (), now: datetime
) -> Entry:
    """Add what the reporter wrote, with files. ``entry_id`` is the form's: sent again, it is one entry.

    Raises ``Refusal`` where the report was deleted meanwhile, and ``ValueError`` for another kind.
    """
    day = day_of(now)
    facts = {"kind": kind, "by": REPORTER, "on": day.date().isoformat(), "text": text, **KINDS.get(kind, {})}
    if kind not in KINDS or not is_well_formed(facts):
        raise ValueError(f"A reporter writes no {kind}.")
    book = book_of(reading.report.public_id)
    with act(by=None, action="hotline.add", subject=None, book=book, now=day) as adding:
        report = Report.objects.select_for_update(of=("self",)).filter(pk=reading.report.pk).first()
        if report is None:
            raise Refusal(_("This report was deleted."))
        adding.subject = report
        written = Entry.objects.filter(report=report, public_id=entry_id).first()
        if written is None:
            written = seal_entry(report, facts, place=last_place(report) + 1, public_id=entry_id)
            for stream in files:
                keep_file(report, stream)
    return written
