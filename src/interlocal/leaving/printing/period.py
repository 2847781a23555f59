"""A certificate of all that was destroyed between two days: sums, each night, and what proves it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from interlocal.leaving.queries.destructions import Destruction
from interlocal.partnerships.jurisdictions.public import the_partnership
from interlocal.web.dates import short, spoken
from interlocal.web.pdf import typeset

TEMPLATE = Path(__file__).resolve().parent / "period.typ"


def printed_destructions(found: Sequence[Destruction], from_on: date | None, until_on: date | None) -> bytes:
    """Return the certificate of ``found`` (oldest first, never empty) as PDF/UA-1, dated as its last one."""
    content = content_of(found, from_on, until_on)
    return typeset(
        TEMPLATE.read_text(encoding="utf-8"),
        title=content["title"],
        content=content,
        at=found[-1].at.replace(microsecond=0),
        language="en",
    )


def content_of(found: Sequence[Destruction], from_on: date | None, until_on: date | None) -> dict[str, Any]:
    """Return what the certificate says."""
    return {
        "title": _("Certificate of destruction, %(days)s") % {"days": _days(from_on, until_on)},
        "says": _(
            "The records below were past the time for which they are kept, and were destroyed. They "
            "cannot be brought back from this installation; they go from its backups when those are no "
            "longer kept."
        ),
        "facts": _facts(found, from_on, until_on),
        "sums_heading": _("What was destroyed"),
        "sums_head": [_("Kept in"), _("Series"), _("Records"), _("Kept until")],
        "sums": _sums(found),
        "nights_heading": _("When it was destroyed"),
        "nights_head": [_("Destroyed"), _("Kept in"), _("Series"), _("Records"), _("Entry")],
        "nights": [
            [spoken(one.at), one.kept_in, series.called, f"{series.records:,}", str(one.seq)]
            for one in found
            for series in one.series
        ],
        "proof_heading": _("How to check this certificate"),
        "proof": _(
            "The entries of the partnership's audit book that are named above say the same. Their digests "
            "are printed below; a changed or removed entry is found by “interlocal audit verify”, or on the "
            "page Audit."
        ),
        "proof_head": [_("Entry"), _("Digest")],
        "proofs": [[str(one.seq), f"{one.digest[:32]} {one.digest[32:]}"] for one in found],
    }


def _facts(found: Sequence[Destruction], from_on: date | None, until_on: date | None) -> list[list[str]]:
    partnership = the_partnership()
    return [
        [_("Partnership"), partnership.name if partnership else ""],
        [_("Days"), _days(from_on, until_on)],
        [_("Records"), f"{sum(one.records for one in found):,}"],
        [_("Entries of the audit book"), f"{len(found):,}"],
        [_("Approved by"), _("The retention rule of each series. No person acted.")],
    ]


def _days(from_on: date | None, until_on: date | None) -> str:
    if from_on and until_on:
        return _("%(first)s to %(last)s") % {"first": short(from_on), "last": short(until_on)}
    if from_on:
        return _("from %(day)s") % {"day": short(from_on)}
    if until_on:
        return _("until %(day)s") % {"day": short(until_on)}
    return _("all days")


def _sums(found: Sequence[Destruction]) -> list[list[str]]:
    """A rule that was changed between the days makes a line of its own."""
    sums: Counter[tuple[str, str, str]] = Counter()
    for one in found:
        for series in one.series:
            sums[one.kept_in, series.called, series.rule] += series.records
    return [[where, called, f"{count:,}", rule] for (where, called, rule), count in sorted(sums.items())]
