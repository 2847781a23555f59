"""Sessions and who teaches: when and where a cohort meets, what moved, what was cancelled."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.actions import telling
from interlocal.programs.training.actions.calendars import bring_calendars_up_to_date
from interlocal.programs.training.actions.seats_rule import locked
from interlocal.programs.training.models import Cohort, Instructor, Session
from interlocal.programs.training.queries.cohorts_sessions import overlaps_with

SESSION = ("title", "starts_at", "ends_at", "contact_minutes", "place", "link", "makes_up")
# Without those that look alike on paper and on a projector.


def add_session(
    *, by: User | None, cohort: Cohort, facts: Mapping[str, Any], may_overlap: bool = False, now: datetime
) -> Session:
    """Add a session; ``facts`` are values of the fields in ``SESSION``.

    Raises ``Refusal``, also where it overlaps with another one and ``may_overlap`` does not say that this is
    meant.
    """
    rules.check_running(by)
    rules.check_session(facts)
    with act(by=by, action="training.add_session", now=now, title=facts["title"]) as added:
        cohort = locked(cohort)
        rules.check_changing(cohort)
        last = Session.objects.filter(cohort=cohort).aggregate(last=Max("number"))["last"] or 0
        session = Session(
            cohort=cohort, number=last + 1, check_in_code=rules.check_in_code(), created_at=now, **facts
        )
        _need_room(session, may_overlap=may_overlap)
        session.save(force_insert=True)
        added.subject = session
        bring_calendars_up_to_date(cohort=cohort, now=now)
    return session


def move_session(
    *, by: User | None, session: Session, facts: Mapping[str, Any], may_overlap: bool = False, now: datetime
) -> Session:
    """Change a session. A change of time, place or link raises what calendars compare, and they are told.

    Raises ``Refusal`` as ``add_session`` does, and for one that was cancelled.
    """
    rules.check_running(by)
    rules.check_session(facts)
    with act(by=by, action="training.move_session", subject=session, now=now) as moved:
        cohort = locked(session.cohort)
        rules.check_changing(cohort)
        session = Session.objects.select_related("cohort__course").get(pk=session.pk)
        if session.cancelled_at is not None:
            raise Refusal(_("This session was cancelled. Add a new one instead."))
        names = [name for name in SESSION if name in facts and getattr(session, name) != facts[name]]
        before = (session.starts_at, session.ends_at)
        for name in names:
            setattr(session, name, facts[name])
        _need_room(session, may_overlap=may_overlap)
        if {"title", "starts_at", "ends_at", "place", "link"} & set(names):
            session.calendar_sequence += 1
        if before != (session.starts_at, session.ends_at):
            session.moved_at = now
        session.save(update_fields=[*names, "calendar_sequence", "moved_at"])
        moved.record(
            fields=names,
            starts_before=before[0].isoformat(),
            starts_now=session.starts_at.isoformat(),
            sequence=session.calendar_sequence,
        )
        bring_calendars_up_to_date(cohort=cohort, now=now)
    return session


def cancel_session(*, by: User | None, session: Session, reason: str, now: datetime) -> Session:
    """Cancel a session: it stays on record, and calendars take it out. Raises ``Refusal``."""
    rules.check_running(by)
    reason = rules.need(reason, _("Say why it is cancelled. Learners read it."), "reason")
    with act(by=by, action="training.cancel_session", subject=session, now=now, reason=reason):
        locked(session.cohort)
        session = Session.objects.select_related("cohort__course").get(pk=session.pk)
        if session.cancelled_at is not None:
            raise Refusal(_("This session was cancelled before."))
        if session.attendance.exists():
            raise Refusal(_("Attendance was recorded for this session: it took place."))
        session.cancelled_at = now
        session.cancel_reason = reason
        session.calendar_sequence += 1
        session.save(update_fields=["cancelled_at", "cancel_reason", "calendar_sequence"])
        bring_calendars_up_to_date(cohort=session.cohort, now=now)
    return session


def add_instructor(
    *, by: User | None, cohort: Cohort, name: str, email: str, organization: str = "", now: datetime
) -> Instructor:
    """Name who teaches a cohort, and mail them the link to their pages.

    Raises ``Refusal`` for an address that is named already.
    """
    rules.check_running(by)
    with act(by=by, action="training.add_instructor", subject=cohort, now=now) as added:
        cohort = locked(cohort)
        rules.check_changing(cohort)
        if Instructor.objects.filter(cohort=cohort, email__iexact=email).exists():
            raise Refusal(_("This address is named already."), field="email")
        instructor = Instructor.objects.create(
            cohort=cohort, name=name, email=email, organization=organization, created_at=now
        )
        telling.tell_instructor(instructor=instructor, now=now)
        added.record(instructor=instructor.public_id)
    return instructor


def remove_instructor(*, by: User | None, instructor: Instructor, now: datetime) -> None:
    """Take an instructor off a cohort: their link opens nothing any more."""
    rules.check_running(by)
    with act(by=by, action="training.remove_instructor", subject=instructor.cohort, now=now):
        rules.check_changing(locked(instructor.cohort))
        Instructor.objects.filter(pk=instructor.pk).delete()


def _need_room(session: Session, *, may_overlap: bool) -> None:
    if not may_overlap and (found := overlaps_with(session)):
        raise Refusal(
            _("This overlaps: %(found)s. Change the time, or tick that it is meant.")
            % {"found": "; ".join(overlap.words for overlap in found)},
            field="may_overlap",
        )
