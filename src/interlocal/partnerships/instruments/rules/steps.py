"""What can be recorded at a step, with refusals in words that say how to mend it."""

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import Step
from interlocal.partnerships.instruments.lifecycle import OUTCOMES, Outcome, StepKind
from interlocal.partnerships.instruments.models import Instrument
from interlocal.partnerships.instruments.rules.reports import StepReport

CARRIED = {Outcome.PASSED, Outcome.AMENDED, Outcome.OVERRIDDEN}
LOST = {Outcome.FAILED, Outcome.SUSTAINED}


def check_report(report: StepReport, *, step: Step, instrument: Instrument) -> None:
    """Refuse a report that its kind of step cannot have, with the step's source where a rule forbids it."""
    kind = StepKind(step.records)
    if Outcome(report.outcome) not in OUTCOMES[kind]:
        raise Refusal(_("This step cannot come out that way."), field="outcome")
    if report.outcome == Outcome.TABLED:
        _check_tabled(report)
    elif kind in {StepKind.VOTE, StepKind.OVERRIDE}:
        _check_vote(report, step)
    elif kind == StepKind.BILL and not (report.bill_number or report.number):
        raise Refusal(_("Give the number under which it was filed."), field="bill_number")
    elif kind == StepKind.NUMBER and not report.number:
        raise Refusal(_("Give the number that it got."), field="number")
    elif kind in {StepKind.AGENDA, StepKind.EFFECTIVE} and report.to_on is None:
        raise Refusal(_("Give the day."), field="to_on")
    _check_order(report, kind, instrument)


def _check_tabled(report: StepReport) -> None:
    if report.to_on is None:
        raise Refusal(_("Give the day on which it comes up again."), field="to_on")
    if report.to_on <= report.happened_on:
        raise Refusal(_("It comes up again on a later day than that on which it was tabled."), field="to_on")


def _check_vote(report: StepReport, step: Step) -> None:
    if report.ayes is None or report.nays is None:
        raise Refusal(_("Give the ayes and the nays, as numbers or by name."), field="ayes")
    values = {"ayes": report.ayes, "nays": report.nays, "needed": step.votes_needed, "rule": step.source}
    if report.outcome in CARRIED and report.ayes <= report.nays:
        raise Refusal(
            _("With %(ayes)d ayes and %(nays)d nays it did not pass. Check the count or the outcome.")
            % values,
            field="outcome",
        )
    needed = step.votes_needed
    if needed and report.outcome in CARRIED and report.ayes < needed:
        raise Refusal(
            _("%(ayes)d ayes do not carry it: it takes %(needed)d. %(rule)s") % values, field="outcome"
        )
    if needed and report.outcome in LOST and report.ayes >= needed:
        raise Refusal(_("%(ayes)d ayes carry it: it takes %(needed)d. %(rule)s") % values, field="outcome")


def _check_order(report: StepReport, kind: StepKind, instrument: Instrument) -> None:
    filed, passed = instrument.filed_on, instrument.passed_on
    if kind in {StepKind.READING, StepKind.VOTE} and filed and report.happened_on < filed:
        raise Refusal(
            _("It was filed on %(day)s: this cannot be earlier.") % {"day": filed.isoformat()},
            field="happened_on",
        )
    if kind in {StepKind.SIGNATURE, StepKind.MAYOR, StepKind.OVERRIDE, StepKind.NUMBER}:
        if passed and report.happened_on < passed:
            raise Refusal(
                _("It passed on %(day)s: this cannot be earlier.") % {"day": passed.isoformat()},
                field="happened_on",
            )
    elif kind == StepKind.EFFECTIVE and passed and report.to_on and report.to_on < passed:
        raise Refusal(_("It cannot take effect before it passed. Check both dates."), field="to_on")
