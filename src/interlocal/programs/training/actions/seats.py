"""Seats: into the queue, an offer taken or refused, a seat given up, a substitute within the city."""

from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.actions import telling
from interlocal.programs.training.actions.calendars import bring_calendars_up_to_date
from interlocal.programs.training.actions.seats_decisions import (
    give_seat,
    set_shares,
    take_back_seat,
    withdraw_city,
)
from interlocal.programs.training.actions.seats_rule import (
    end_application,
    is_due,
    is_taking,
    locked,
    one_of,
    seat_now,
    settle,
    write_decision,
)
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Cohort,
    CohortState,
    DecisionKind,
    Seat,
)
from interlocal.programs.training.rules.applying import day_in

HOLDING = (ApplicationState.OFFERED, ApplicationState.SEATED)


def enter_queue(*, by: User | None, application: Application, now: datetime) -> Application:
    """Put an application that is agreed and nominated into the queue, and let the rule run.

    Within the city's share it is seated at once where a seat is free. Raises ``Refusal``.
    """
    with act(by=by, action="training.enter_queue", subject=application, now=now) as entered:
        cohort, application = _both(by, application)
        if application.state != ApplicationState.AGREED or application.nominated_at is None:
            raise Refusal(
                _("An application waits for a seat once the supervisor agreed and the city named it.")
            )
        _need_open(cohort, now)
        application.state = ApplicationState.WAITING
        application.waiting_since = now
        application.save(update_fields=["state", "waiting_since"])
        if settle(cohort=cohort, by=by, now=now, entering=application):
            bring_calendars_up_to_date(cohort=cohort, now=now)
        application = one_of(application)
        if application.state == ApplicationState.WAITING:
            telling.tell_waiting(application=application, now=now)
        entered.record(state=application.state)
    return application


def accept_offer(*, by: User | None, application: Application, now: datetime) -> Application:
    """Take the seat that was offered. Raises ``Refusal`` where the offer has ended."""
    with act(by=by, action="training.accept_offer", subject=application, now=now):
        cohort, application = _both(by, application)
        _need_offer(application, now)
        seat_now(application, now)
        write_decision(
            cohort=cohort,
            kind=DecisionKind.ACCEPTED,
            by=by,
            now=now,
            application=application,
            seat=Seat.objects.get(holder=application).number,
        )
        telling.tell_seat(application=application, now=now)
        bring_calendars_up_to_date(cohort=cohort, now=now)
    return application


def refuse_offer(*, by: User | None, application: Application, reason: str, now: datetime) -> Application:
    """Turn an offer down; the seat goes on by the rule. Raises ``Refusal`` where the offer has ended."""
    with act(by=by, action="training.refuse_offer", subject=application, now=now):
        cohort, application = _both(by, application)
        _need_offer(application, now)
        seat = end_application(application, ApplicationState.DECLINED, reason, now)
        write_decision(
            cohort=cohort,
            kind=DecisionKind.REFUSED,
            by=by,
            now=now,
            application=application,
            seat=seat,
        )
        settle(cohort=cohort, by=by, now=now)
    return application


def give_up_seat(*, by: User | None, application: Application, reason: str, now: datetime) -> Application:
    """End an application, whether it has a seat or waits for one; a seat goes on by the rule.

    ``reason`` is kept with the application, for those who may see the learner. Raises ``Refusal``.
    """
    with act(by=by, action="training.give_up_seat", subject=application, now=now):
        cohort, application = _both(by, application)
        if cohort.state != CohortState.OPEN:
            raise Refusal(_("The cohort is closed: its seats stay as they are."))
        if application.state not in (*HOLDING, ApplicationState.WAITING):
            raise Refusal(_("There is no seat and no place in the queue to give up."))
        seat = end_application(application, ApplicationState.WITHDRAWN, reason, now)
        write_decision(
            cohort=cohort,
            kind=DecisionKind.WITHDREW,
            by=by,
            now=now,
            application=application,
            seat=seat,
        )
        settle(cohort=cohort, by=by, now=now)
        bring_calendars_up_to_date(cohort=cohort, now=now)
    return application


def substitute(
    *, by: User | None, application: Application, replacement: Application, now: datetime
) -> Application:
    """Let ``replacement`` take over a seat in the same cohort and city, until the last day for it.

    Returns the replacement, seated. Raises ``Refusal``.
    """
    with act(by=by, action="training.substitute", subject=application, now=now) as substituted:
        cohort, application = _both(by, application)
        replacement = one_of(replacement)
        _check_substitute(cohort, application, replacement, now)
        seat = end_application(application, ApplicationState.WITHDRAWN, _("A substitute took the seat."), now)
        assert seat is not None
        Seat.objects.filter(cohort=cohort, number=seat).update(holder=replacement)
        replacement.substitutes = application
        replacement.nominated_at = replacement.nominated_at or now
        replacement.nominated_by = replacement.nominated_by or by
        replacement.save(update_fields=["substitutes", "nominated_at", "nominated_by"])
        seat_now(replacement, now)
        write_decision(
            cohort=cohort,
            kind=DecisionKind.SUBSTITUTED,
            by=by,
            now=now,
            application=replacement,
            seat=seat,
        )
        telling.tell_lost(application=application, now=now)
        telling.tell_seat(application=replacement, now=now)
        bring_calendars_up_to_date(cohort=cohort, now=now)
        substituted.record(replacement=replacement.public_id)
    return replacement


def bring_seats_up_to_date(*, by: User | None, cohort: Cohort, now: datetime) -> int:
    """Lapse offers that ended, release the shares on their day, and give what is free.

    Returns how many decisions that took; nothing is written where nothing is due.
    """
    if not is_due(cohort, now):
        return 0
    with act(by=by, action="training.bring_seats_up_to_date", subject=cohort, now=now) as done:
        count = settle(cohort=locked(cohort), by=None, now=now)
        done.record(decisions=count)
    return count


def _both(by: User | None, application: Application) -> tuple[Cohort, Application]:
    """Lock the cohort, and read the application as it stands behind that lock."""
    cohort = locked(application.cohort)
    application = one_of(application)
    rules.check_nominating(by, application.jurisdiction.public_id)
    return cohort, application


def _need_open(cohort: Cohort, now: datetime) -> None:
    if not is_taking(cohort, now):
        raise Refusal(_("Nobody can come into this cohort any more."))


def _need_offer(application: Application, now: datetime) -> None:
    if application.state == ApplicationState.SEATED:
        raise Refusal(_("The seat is yours already."))
    if application.state != ApplicationState.OFFERED:
        raise Refusal(_("There is no offer any more: it was answered, or it ended."))
    if application.offer_ends_at is not None and application.offer_ends_at <= now:
        raise Refusal(_("The offer has ended, and the seat goes to whoever waits. You can apply again."))


def _check_substitute(
    cohort: Cohort, application: Application, replacement: Application, now: datetime
) -> None:
    if application.state not in HOLDING:
        raise Refusal(_("Only who has a seat can be substituted."))
    if cohort.state != CohortState.OPEN or day_in(cohort, now) > cohort.substitute_until:
        raise Refusal(_("The last day for a substitute has passed."))
    if replacement.cohort_id != cohort.pk or replacement.jurisdiction_id != application.jurisdiction_id:
        raise Refusal(_("A substitute comes from the same city, and applied for the same cohort."))
    if replacement.state not in (ApplicationState.AGREED, ApplicationState.WAITING):
        raise Refusal(_("The supervisor of the substitute has not agreed yet, or they have a seat already."))


__all__ = [
    "accept_offer",
    "bring_seats_up_to_date",
    "enter_queue",
    "give_seat",
    "give_up_seat",
    "refuse_offer",
    "set_shares",
    "substitute",
    "take_back_seat",
    "withdraw_city",
]
