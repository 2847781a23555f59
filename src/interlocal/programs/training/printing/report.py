"""The report of a cohort that is closed out, as a tagged PDF: figures by city, and nobody's name."""

from collections import Counter
from pathlib import Path

from django.utils.translation import gettext as _

from interlocal.kernel.money import dollars_and_cents
from interlocal.programs.training.queries.closing import Closing
from interlocal.programs.training.templatetags.completion_words import contact_hours
from interlocal.web.dates import spoken
from interlocal.web.pdf import typeset

TEMPLATE = Path(__file__).resolve().parent / "report.typ"


def printed_report(closing: Closing) -> bytes:
    """Return the report as PDF/UA-1, dated when the cohort was closed out."""
    cohort = closing.cohort
    assert cohort.closed_at is not None
    return typeset(
        TEMPLATE.read_text(encoding="utf-8"),
        title=_("Report: %(cohort)s") % {"cohort": cohort},
        content={
            "title": _("Report: %(cohort)s") % {"cohort": cohort},
            "facts": _facts(closing),
            "sections": [_people(closing), _costs(closing), _shares(closing)],
        },
        at=cohort.closed_at.replace(microsecond=0),
        language="en",
    )


def _facts(closing: Closing) -> list[list[str]]:
    cohort = closing.cohort
    return [
        [_("Course"), cohort.course.title],
        [_("Cohort"), cohort.title],
        [_("Closed out"), spoken(cohort.closed_at)] if cohort.closed_at else [_("Closed out"), ""],
        [_("Seats used"), str(len(closing.people))],
        [_("Completed"), str(len(closing.completed))],
        [_("Did not come"), str(len(closing.no_shows))],
        [_("Contact hours of all together"), contact_hours(closing.contact_minutes)],
        [_("Actual cost"), dollars_and_cents(closing.costs.actual_cents)],
    ]


def _people(closing: Closing) -> dict[str, object]:
    seats, done, absent, minutes = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for one in closing.people:
        city = one.application.jurisdiction.name
        seats[city] += 1
        done[city] += one.completes
        absent[city] += one.never_came
        minutes[city] += one.minutes
    return {
        "heading": _("Seats and completion by city"),
        "head": [_("City"), _("Seats used"), _("Completed"), _("Did not come"), _("Contact hours")],
        "rows": [
            [city, str(seats[city]), str(done[city]), str(absent[city]), contact_hours(minutes[city])]
            for city in seats
        ],
    }


def _costs(closing: Closing) -> dict[str, object]:
    costs = closing.costs
    rows = [
        [line.title, line.get_kind_display(), line.source, dollars_and_cents(line.cents)]
        for line in (*costs.budget, *costs.actual)
    ]
    rows.append([_("Budget together"), "", "", dollars_and_cents(costs.budget_cents)])
    rows.append([_("Actual cost together"), "", "", dollars_and_cents(costs.actual_cents)])
    head = [_("What for"), _("Budget or actual"), _("Where from"), _("Amount")]
    return {"heading": _("Budget and actual cost"), "head": head, "rows": rows}


def _shares(closing: Closing) -> dict[str, object]:
    return {
        "heading": _("Shares of the cities"),
        "head": [_("City"), _("Seats used"), _("How it is worked out"), _("Share")],
        "rows": [
            [one.jurisdiction.name, str(one.seats_used), one.working, dollars_and_cents(one.cents)]
            for one in closing.shares
        ],
    }
