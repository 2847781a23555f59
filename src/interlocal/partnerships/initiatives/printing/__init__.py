"""The yearly report as plain values for its PDF: the words and figures of the page, and no more."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from interlocal.partnerships.commitments.public import Commitment
from interlocal.partnerships.initiatives.queries import YearReport
from interlocal.web import dates

Rows = list[list[str]]


def printed(report: YearReport) -> dict[str, Any]:
    """Return what ``yearly.typ`` prints: title, figures, and sections with their tables."""
    said = {"city": report.city.formal_name, "year": report.year.label}
    return {
        "title": _("%(city)s in the partnership, %(year)s") % said,
        "figures": {"head": [_("Figure"), _("Value")], "rows": _facts(report)},
        "sections": [_given(report), *_kept(report), *_came_of_it(report), *_next(report)],
        "nothing": _("Nothing is on record for this year."),
        "note": _("Made from the records of the partnership as of %(day)s.") % {"day": _day(report.as_of)},
    }


def _given(report: YearReport) -> dict[str, Any]:
    head = [_("Initiative and task"), _("Promised"), _("Given"), _("Months without an answer")]
    rows = [
        [
            f"{one.line.assignment.initiative.title}: {one.line.assignment.task}",
            _number(one.promised),
            _number(one.given),
            str(one.unanswered),
        ]
        for one in report.hours
    ]
    return _section(_("What we gave: staff hours"), head, rows)


def _kept(report: YearReport) -> list[dict[str, Any]]:
    promised = [_owed(row, report.as_of) for row in report.promised]
    done = [[row.title, _day(row.done_on)] for row in report.done]
    received = [[row.title, row.owed_by.name, _day(row.done_on)] for row in report.received]
    heads = [_("What is owed"), _("By"), _("Done on")]
    return [
        _section(_("What we promised"), _committed(), promised),
        _section(_("What we did"), [_("What was owed"), _("Done on")], done),
        _section(_("What others did for us or for all"), heads, received),
    ]


def _came_of_it(report: YearReport) -> list[dict[str, Any]]:
    outcomes = [[row.program.title, row.statement] for row in report.outcomes]
    decisions = [[row.initiative.title, row.title, _day(row.decided_on)] for row in report.decisions]
    results = [_result(shown) for shown in report.results]
    measured = [_("Measure"), _("Baseline"), _("Target"), _("Result"), _("State")]
    decided = [_("Initiative"), _("Decision"), _("Decided on")]
    return [
        _section(_("What came of it"), measured, results),
        _section(_("What programs reported"), [_("Program"), _("Outcome")], outcomes),
        _section(_("What was decided"), decided, decisions),
    ]


def _next(report: YearReport) -> list[dict[str, Any]]:
    ahead = [
        [one.stance.initiative.title, str(one.stance.get_stand_display()), one.stage, one.next_stage]
        for one in report.ahead
    ]
    heads = [_("Initiative"), _("Our part"), _("Stage"), _("Next stage")]
    owed = [_owed(row, report.as_of) for row in report.still_owed]
    return [
        _section(_("What is next"), heads, ahead),
        _section(_("What we still owe"), _committed(), owed),
    ]


def _facts(report: YearReport) -> Rows:
    owed = {"all": len(report.still_owed), "late": report.overdue}
    period = f"{_day(report.period.starts_on)} – {_day(report.period.ends_on)}"
    return [
        [_("Fiscal year"), f"{report.year.label}, {period}"],
        [_("Staff hours promised"), _number(report.hours_promised)],
        [_("Staff hours given"), _number(report.hours_given)],
        [_("Commitments of the year"), str(len(report.promised))],
        [_("Done in the year"), str(len(report.done))],
        [_("Results recorded"), str(len(report.results))],
        [_("Still owed"), _("%(all)d, of them overdue: %(late)d") % owed],
    ]


def _section(heading: str, head: list[str], rows: Rows) -> dict[str, Any]:
    return {"heading": heading, "head": head, "rows": rows}


def _committed() -> list[str]:
    return [_("What is owed"), _("Due"), _("State")]


def _owed(row: Commitment, as_of: date) -> list[str]:
    due = _day(row.due_on) if row.due_on else _("No date")
    return [row.title, due, str(row.state_on(as_of).label)]


def _result(shown: Any) -> list[str]:
    one = shown.expectation
    words = {True: _("Met"), False: _("Not met"), None: _("No target")}
    figures = [_number(value) if value is not None else _("not set") for value in (one.baseline, one.target)]
    measure = f"{one.initiative.title}: {one.measure} ({one.unit})"
    return [measure, *figures, _number(one.result), words[shown.is_met]]


def _number(value: Any) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _day(day: Any) -> str:
    return dates.short(day) if day else ""
