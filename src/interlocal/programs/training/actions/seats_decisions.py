"""Decisions of the coordinator about seats, each with a reason that everybody who sees the cohort reads."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.training import rules
from interlocal.programs.training.actions import telling
from interlocal.programs.training.actions.calendars import bring_calendars_up_to_date
from interlocal.programs.training.actions.seats_rule import (
    end_application,
    is_taking,
    locked,
    offer_end,
    one_of,
    settle,
    standings_of,
    write_decision,
)
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Cohort,
    CohortState,
    DecisionKind,
    Seat,
    SeatShare,
)
from interlocal.programs.training.models.learners import ACTIVE

HOLDING = (ApplicationState.OFFERED, ApplicationState.SEATED)


def set_shares(
    *,
    by: User | None,
    cohort: Cohort,
    shares: Mapping[Jurisdiction, int],
    seats: int,
    reason: str = "",
    now: datetime,
) -> Cohort:
    """Set how many seats there are, and how many of them each jurisdiction is entitled to.

    A jurisdiction that is not named has no share; one that left keeps none. Seats beyond the sum of
    the shares go to whoever waits. Once the cohort is open a reason is needed. Raises ``Refusal``, also where
    more seats are taken than there would be.
    """
    rules.check_running(by)
    _check_shares(shares, seats)
    with act(by=by, action="training.set_shares", subject=cohort, now=now, seats=seats) as done:
        cohort = locked(cohort)
        rules.check_changing(cohort)
        if cohort.state == CohortState.OPEN:
            reason = rules.need(
                reason, _("The cohort is open: say why. Everybody concerned reads it."), "reason"
            )
        before = _shares_now(cohort)
        all_before = Seat.objects.filter(cohort=cohort).count()
        _set_seats(cohort, seats)
        for city, number in shares.items():
            SeatShare.objects.update_or_create(cohort=cohort, jurisdiction=city, defaults={"seats": number})
        SeatShare.objects.filter(cohort=cohort, withdrawn_at=None).exclude(
            jurisdiction__in=list(shares)
        ).delete()
        after = _shares_now(cohort)
        done.record(before=before, after=after)
        if cohort.state == CohortState.OPEN:
            figures = {"seats": [all_before, seats], "before": before, "after": after}
            write_decision(
                cohort=cohort, kind=DecisionKind.CHANGED, by=by, now=now, figures=figures, reason=reason[:300]
            )
            settle(cohort=cohort, by=by, now=now)
    return cohort


def give_seat(*, by: User | None, application: Application, reason: str, now: datetime) -> Application:
    """Offer a free seat to somebody who waits, out of the rule's order. Raises ``Refusal``."""
    rules.check_running(by)
    reason = rules.need(reason, _("Say why. Everybody who sees the cohort reads it."), "reason")
    with act(by=by, action="training.give_seat", subject=application, now=now, reason=reason):
        cohort = locked(application.cohort)
        application = one_of(application)
        if application.state != ApplicationState.WAITING:
            raise Refusal(_("This person does not wait for a seat any more."))
        if not is_taking(cohort, now):
            raise Refusal(_("Nobody can come into this cohort any more."))
        seat = Seat.objects.filter(cohort=cohort, holder=None).first()
        if seat is None:
            raise Refusal(_("No seat is free. Add one by changing the shares, or take one back first."))
        standing = standings_of(cohort).get(application.jurisdiction_id)
        seat.holder = application
        seat.save(update_fields=["holder"])
        application.state = ApplicationState.OFFERED
        application.offer_ends_at = offer_end(cohort, now)
        application.save(update_fields=["state", "offer_ends_at"])
        write_decision(
            cohort=cohort,
            kind=DecisionKind.OVERRIDDEN,
            by=by,
            now=now,
            application=application,
            seat=seat.number,
            figures={
                "share": standing.share if standing else 0,
                "held": standing.held if standing else 0,
            },
            reason=reason[:300],
        )
        telling.tell_offer(application=application, now=now)
    return application


def take_back_seat(*, by: User | None, application: Application, reason: str, now: datetime) -> Application:
    """Take a seat or an offer back; it goes on by the rule. Raises ``Refusal``."""
    rules.check_running(by)
    reason = rules.need(reason, _("Say why. Everybody who sees the cohort reads it."), "reason")
    with act(by=by, action="training.take_back_seat", subject=application, now=now, reason=reason):
        cohort = locked(application.cohort)
        rules.check_changing(cohort)
        application = one_of(application)
        if application.state not in HOLDING:
            raise Refusal(_("This person holds no seat and no offer."))
        seat = end_application(application, ApplicationState.WITHDRAWN, reason, now)
        write_decision(
            cohort=cohort,
            kind=DecisionKind.TAKEN_BACK,
            by=by,
            now=now,
            application=application,
            seat=seat,
            reason=reason[:300],
        )
        telling.tell_lost(application=application, now=now)
        settle(cohort=cohort, by=by, now=now)
        bring_calendars_up_to_date(cohort=cohort, now=now)
    return application


def withdraw_city(
    *,
    by: User | None,
    cohort: Cohort,
    jurisdiction: Jurisdiction,
    reason: str,
    keeps_seats: bool = False,
    now: datetime,
) -> SeatShare:
    """Let a city leave a cohort: who waits for it waits no more, and its share goes to the others.

    Seats that its learners hold are freed, unless ``keeps_seats`` decides that those learners stay. Raises
    ``Refusal``.
    """
    rules.check_running(by)
    reason = rules.need(reason, _("Say why. Everybody who sees the cohort reads it."), "reason")
    with act(
        by=by,
        action="training.withdraw_city",
        subject=cohort,
        now=now,
        city=jurisdiction.name,
        reason=reason,
        keeps_seats=keeps_seats,
    ) as done:
        cohort = locked(cohort)
        rules.check_changing(cohort)
        share = SeatShare.objects.filter(cohort=cohort, jurisdiction=jurisdiction, withdrawn_at=None).first()
        if share is None:
            raise Refusal(_("%(city)s takes no part in this cohort.") % {"city": jurisdiction.name})
        share.withdrawn_at = now
        share.save(update_fields=["withdrawn_at"])
        freed, ended = _end_of_city(cohort, jurisdiction, reason, now, keeps_seats=keeps_seats)
        figures = {"share": share.seats, "freed": freed, "ended": ended, "kept": keeps_seats}
        write_decision(
            cohort=cohort,
            kind=DecisionKind.CITY_LEFT,
            by=by,
            now=now,
            jurisdiction=jurisdiction,
            figures=figures,
            reason=reason[:300],
        )
        done.record(**figures)
        settle(cohort=cohort, by=by, now=now)
        bring_calendars_up_to_date(cohort=cohort, now=now)
    return share


def _end_of_city(
    cohort: Cohort, jurisdiction: Jurisdiction, reason: str, now: datetime, *, keeps_seats: bool
) -> tuple[int, int]:
    """End the city's applications; return how many seats that freed, and how many applications ended."""
    live = Application.objects.filter(cohort=cohort, jurisdiction=jurisdiction, state__in=ACTIVE)
    if keeps_seats:
        live = live.exclude(state__in=HOLDING)
    freed = ended = 0
    for application in live.select_related("learner", "jurisdiction", "cohort__course"):
        seat = end_application(application, ApplicationState.WITHDRAWN, reason, now)
        freed += seat is not None
        ended += 1
        telling.tell_lost(application=application, now=now)
    return freed, ended


def _check_shares(shares: Mapping[Jurisdiction, int], seats: int) -> None:
    if not 0 < seats <= rules.MOST_SEATS:
        raise Refusal(
            _("Say how many seats there are: 1 to %(most)d.") % {"most": rules.MOST_SEATS}, field="seats"
        )
    if min(shares.values(), default=0) < 0:
        raise Refusal(_("A share is a number of seats, or none."))
    if sum(shares.values()) > seats:
        raise Refusal(
            _("The shares are %(shares)d seats together, and there are %(seats)d.")
            % {"shares": sum(shares.values()), "seats": seats},
            field="seats",
        )


def _shares_now(cohort: Cohort) -> dict[str, int]:
    shares = SeatShare.objects.filter(cohort=cohort, withdrawn_at=None)
    return dict(shares.order_by("pk").values_list("jurisdiction__public_id", "seats"))


def _set_seats(cohort: Cohort, seats: int) -> None:
    """Add seats, or take free ones away from the end; those that stay keep their numbers."""
    there = Seat.objects.filter(cohort=cohort)
    count = there.count()
    if (taken := there.filter(holder__isnull=False).count()) > seats:
        raise Refusal(
            _("%(taken)d seats are taken or offered: there cannot be fewer.") % {"taken": taken},
            field="seats",
        )
    numbers = set(there.values_list("number", flat=True))
    unused = (number for number in range(1, count + seats + 1) if number not in numbers)
    Seat.objects.bulk_create([Seat(cohort=cohort, number=next(unused)) for _more in range(seats - count)])
    if seats < count:
        spare = there.filter(holder=None).order_by("-number").values_list("pk", flat=True)[: count - seats]
        Seat.objects.filter(pk__in=list(spare)).delete()
