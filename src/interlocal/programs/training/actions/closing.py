"""Closing a cohort out: no-shows, certificates, shares of the cost and the report, all of it or nothing."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.files.public import store_upload
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.actions import telling
from interlocal.programs.training.actions.certificates import issue_certificates
from interlocal.programs.training.actions.seats_rule import end_application
from interlocal.programs.training.models import (
    ApplicationState,
    Cohort,
    CohortShare,
    CohortState,
    Decision,
    DecisionKind,
)
from interlocal.programs.training.models.learners import ACTIVE
from interlocal.programs.training.printing import printed_report
from interlocal.programs.training.queries.closing import closing_of
from interlocal.programs.training.queries.completion import Completion, completions
from interlocal.programs.training.queries.costs import CannotBeShared, Share, shares


def close_out(*, by: User | None, cohort: Cohort, now: datetime, without_record: bool = False) -> Cohort:
    """Close ``cohort`` out in one transaction; done again, it changes nothing.

    Who attended nothing is a no-show; certificates go to all who completed; each city's share of the actual
    cost is set; the report is stored; applications without a seat end, and their learners are told.
    ``without_record`` says that whoever has no record of a session was not there. Raises ``Refusal``, naming
    what is missing.
    """
    with act(by=by, action="training.close_out", subject=cohort, now=now) as closed:
        rules.check_running(by)
        cohort = Cohort.objects.select_for_update(of=("self",)).select_related("course").get(pk=cohort.pk)
        if cohort.state == CohortState.CLOSED_OUT:
            return cohort
        found = completions(cohort, now=now)
        _check(cohort, found, now, without_record=without_record)
        parts = _shares(cohort, found, now)
        absent = [_no_show(one, by, now) for one in found if one.never_came]
        made = issue_certificates(by=by, cohort=cohort, now=now)
        _set_shares(cohort, parts, now)
        ended = _end_without_seat(cohort, now)
        cohort.state, cohort.closed_at = CohortState.CLOSED_OUT, now
        cohort.save(update_fields=["state", "closed_at"])
        report = printed_report(closing_of(cohort, now=now))
        cohort.report = store_upload(
            by=by,
            upload=ContentFile(report, name="cohort-report.pdf"),
            purpose="training.report",
            now=now,
        )
        cohort.save(update_fields=["report"])
        closed.record(
            certificates=len(made),
            no_shows=len(absent),
            without_seat=ended,
            shares={p.jurisdiction.name: p.cents for p in parts},
        )
    return cohort


def _end_without_seat(cohort: Cohort, now: datetime) -> int:
    """End whatever is under way still, an offer too; return how many applications that were.

    Who never proved the address is told nothing: the address may be a stranger's.
    """
    rows = cohort.applications.filter(state__in=ACTIVE).exclude(state=ApplicationState.SEATED)
    left = list(rows.select_related("learner", "jurisdiction", "cohort__course").order_by("pk"))
    for application in left:
        is_known = application.state != ApplicationState.SENT
        end_application(application, ApplicationState.NO_SEAT, "", now)
        if is_known:
            telling.tell_no_seat(application=application, now=now)
    return len(left)


def _check(cohort: Cohort, found: list[Completion], now: datetime, *, without_record: bool) -> None:
    if cohort.state != CohortState.OPEN:
        raise Refusal(_("Only a cohort that was opened can be closed out."))
    if cohort.sessions.filter(cancelled_at=None, ends_at__gt=now).exists():
        raise Refusal(_("Its last session is not over yet."))
    missing = sum(len(one.without_record) for one in found)
    if missing and not without_record:
        raise Refusal(
            ngettext(
                "%(count)d record of attendance is missing. Add it, or say that they were absent.",
                "%(count)d records of attendance are missing. Add them, or say that they were absent.",
                missing,
            )
            % {"count": missing},
            field="without_record",
        )


def _shares(cohort: Cohort, found: list[Completion], now: datetime) -> list[Share]:
    cents = sum(line.cents for line in cohort.cost_lines.filter(kind="actual"))
    try:
        return shares(
            cohort, found, cents=cents, rule=cohort.cost_rule, formula=cohort.cost_formula, on=now.date()
        )
    except CannotBeShared as problem:
        raise Refusal(str(problem)) from problem


def _set_shares(cohort: Cohort, parts: list[Share], now: datetime) -> None:
    CohortShare.objects.bulk_create(
        [
            CohortShare(
                cohort=cohort,
                jurisdiction=part.jurisdiction,
                seats_used=part.seats_used,
                cents=part.cents,
                working=part.working,
                created_at=now,
            )
            for part in parts
        ]
    )


def _no_show(completion: Completion, by: User | None, now: datetime) -> Completion:
    application = completion.application
    if not application.is_no_show:
        application.is_no_show = True
        application.save(update_fields=["is_no_show"])
        Decision.objects.create(
            cohort_id=application.cohort_id,
            application=application,
            jurisdiction=application.jurisdiction,
            kind=DecisionKind.NO_SHOW,
            by=by,
            created_at=now,
        )
    return completion
