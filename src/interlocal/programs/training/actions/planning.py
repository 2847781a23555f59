"""Plan a cohort: its days, seats and shares, open it, copy it, call it off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.actions import telling
from interlocal.programs.training.actions.calendars import bring_calendars_up_to_date
from interlocal.programs.training.actions.planning_courses import (
    add_course,
    add_homework,
    add_material,
    change_course,
    remove_homework,
    remove_material,
)
from interlocal.programs.training.actions.planning_sessions import (
    add_instructor,
    add_session,
    cancel_session,
    move_session,
    remove_instructor,
)
from interlocal.programs.training.actions.seats_decisions import set_shares
from interlocal.programs.training.actions.seats_rule import end_application, locked, settle
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Cohort,
    CohortState,
    CostKind,
    CostLine,
    Course,
    Instructor,
    Seat,
    SeatShare,
    Session,
)
from interlocal.programs.training.models.learners import ACTIVE
from interlocal.programs.training.rules.applying import day_in

PLAN = (
    *("title", "time_zone", "apply_from", "apply_until", "release_on", "substitute_until"),
    *("offer_days", "least_percent", "cost_rule", "cost_formula"),
)


def plan_cohort(*, by: User | None, course: Course, facts: Mapping[str, Any], now: datetime) -> Cohort:
    """Plan one run of a course; ``facts`` are values of the fields in ``PLAN``. Raises ``Refusal``."""
    rules.check_running(by)
    rules.check_plan(facts)
    cohort = Cohort(course=course, made_by=by, created_at=now, **facts)
    with act(by=by, action="training.plan_cohort", subject=cohort, now=now, title=cohort.title):
        cohort.save(force_insert=True)
    return cohort


def change_cohort(*, by: User | None, cohort: Cohort, facts: Mapping[str, Any], now: datetime) -> Cohort:
    """Change the plan of a cohort; a release moved to the past happens at once. Raises ``Refusal``."""
    rules.check_running(by)
    rules.check_plan(facts)
    with act(by=by, action="training.change_cohort", subject=cohort, now=now) as changed:
        cohort = locked(cohort)
        rules.check_changing(cohort)
        if cohort.released_at is not None and facts["release_on"] != cohort.release_on:
            raise Refusal(_("The shares are released: that day has passed."), field="release_on")
        names = [name for name in PLAN if name in facts and getattr(cohort, name) != facts[name]]
        for name in names:
            setattr(cohort, name, facts[name])
        cohort.save(update_fields=names or ["title"])
        changed.record(fields=names)
        settle(cohort=cohort, by=by, now=now)
    return cohort


def open_cohort(*, by: User | None, cohort: Cohort, now: datetime) -> Cohort:
    """Call for names: cities and learners see the cohort from now on. Raises ``Refusal``."""
    rules.check_running(by)
    with act(by=by, action="training.open_cohort", subject=cohort, now=now):
        cohort = locked(cohort)
        if cohort.state != CohortState.PLANNED:
            raise Refusal(_("The cohort was opened before."))
        if not Seat.objects.filter(cohort=cohort).exists():
            raise Refusal(_("Say first how many seats there are, and which city has how many of them."))
        if not Session.objects.filter(cohort=cohort, cancelled_at=None).exists():
            raise Refusal(_("Add the first session: people want to know when it is."))
        if day_in(cohort, now) > cohort.apply_until:
            raise Refusal(_("The last day for applications has passed: change the days first."))
        cohort.state = CohortState.OPEN
        cohort.opened_at = now
        cohort.save(update_fields=["state", "opened_at"])
        for instructor in cohort.instructors.select_related("cohort__course"):  # told once, copied ones now
            telling.tell_instructor(instructor=instructor, now=now)
    return cohort


def copy_cohort(*, by: User | None, cohort: Cohort, title: str, now: datetime) -> Cohort:
    """Plan the next run like ``cohort``: seats, shares, sessions, instructors and budget.

    Every day moves to the same weekday nearest to it, as many years later as make applications begin in the
    future. Raises ``Refusal``.
    """
    rules.check_running(by)
    title = rules.need(title, _("Give the new cohort a name."), "title")
    years = 1
    while rules.years_later(cohort.apply_from, years) < day_in(cohort, now):
        years += 1
    days = (rules.years_later(cohort.apply_from, years) - cohort.apply_from).days
    with act(by=by, action="training.copy_cohort", now=now, copied_from=cohort.public_id) as copied:
        made = _copied(by, cohort, title, days, now)
        copied.subject = made
        _copy_parts(by, cohort, made, days, now)
    return made


def cancel_cohort(*, by: User | None, cohort: Cohort, reason: str, now: datetime) -> Cohort:
    """Call a cohort off: sessions are cancelled, applications end, everybody is told. Raises ``Refusal``."""
    rules.check_running(by)
    reason = rules.need(reason, _("Say why it is called off. Everybody concerned reads it."), "reason")
    with act(by=by, action="training.cancel_cohort", subject=cohort, now=now, reason=reason):
        cohort = locked(cohort)
        rules.check_changing(cohort)
        cohort.state = CohortState.CANCELLED
        cohort.cancelled_at = now
        cohort.cancel_reason = reason
        cohort.save(update_fields=["state", "cancelled_at", "cancel_reason"])
        for session in Session.objects.filter(cohort=cohort, cancelled_at=None):
            cancel_session(by=by, session=session, reason=reason, now=now)
        live = Application.objects.filter(cohort=cohort, state__in=ACTIVE)
        for application in live.select_related("learner", "jurisdiction", "cohort__course"):
            end_application(application, ApplicationState.WITHDRAWN, reason, now)
            telling.tell_lost(application=application, now=now)
        bring_calendars_up_to_date(cohort=cohort, now=now)
    return cohort


def _copied(by: User | None, cohort: Cohort, title: str, days: int, now: datetime) -> Cohort:
    facts = {name: getattr(cohort, name) for name in PLAN if name != "title"}
    for name in ("apply_from", "apply_until", "release_on", "substitute_until"):
        facts[name] = type(facts[name]).fromordinal(facts[name].toordinal() + days)
    return Cohort.objects.create(
        course=cohort.course,
        title=title,
        made_by=by or cohort.made_by,
        copied_from=cohort,
        created_at=now,
        **facts,
    )


def _copy_parts(by: User | None, cohort: Cohort, made: Cohort, days: int, now: datetime) -> None:
    zone = ZoneInfo(cohort.time_zone)
    seats = Seat.objects.filter(cohort=cohort).count()
    Seat.objects.bulk_create([Seat(cohort=made, number=place + 1) for place in range(seats)])
    SeatShare.objects.bulk_create(
        [
            SeatShare(cohort=made, jurisdiction_id=share.jurisdiction_id, seats=share.seats)
            for share in SeatShare.objects.filter(cohort=cohort, withdrawn_at=None)
        ]
    )
    kept = Session.objects.filter(cohort=cohort, cancelled_at=None, makes_up=None).order_by("number")
    for number, session in enumerate(kept, start=1):
        Session.objects.create(
            cohort=made,
            number=number,
            title=session.title,
            starts_at=rules.moved_by(session.starts_at, days, zone),
            ends_at=rules.moved_by(session.ends_at, days, zone),
            contact_minutes=session.contact_minutes,
            place=session.place,
            link=session.link,
            check_in_code=rules.check_in_code(),
            created_at=now,
        )
    for one in Instructor.objects.filter(cohort=cohort):
        Instructor.objects.create(
            cohort=made, name=one.name, email=one.email, organization=one.organization, created_at=now
        )
    for line in CostLine.objects.filter(cohort=cohort, kind=CostKind.BUDGET):
        CostLine.objects.create(
            cohort=made,
            kind=CostKind.BUDGET,
            title=line.title,
            cents=line.cents,
            source=line.source,
            recorded_by=by or line.recorded_by,
            created_at=now,
        )


__all__ = [
    "PLAN",
    "add_course",
    "add_homework",
    "add_instructor",
    "add_material",
    "add_session",
    "cancel_cohort",
    "cancel_session",
    "change_cohort",
    "change_course",
    "copy_cohort",
    "move_session",
    "open_cohort",
    "plan_cohort",
    "remove_homework",
    "remove_instructor",
    "remove_material",
    "set_shares",
]
