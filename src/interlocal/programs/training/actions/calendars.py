"""What reaches learners' calendars: a REQUEST or a CANCEL for each session, by mail (RFC 5546, RFC 6047)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from interlocal.foundation.audit.public import act
from interlocal.foundation.notices.public import Correspondent, notify
from interlocal.partnerships.meetings.public import Entry, Person, cancel, request
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Attendance,
    Cohort,
    CohortState,
    Session,
    SessionMessage,
)
from interlocal.programs.training.queries.feeds import entry_of
from interlocal.programs.training.rules import learner_path

_SECOND = timedelta(seconds=1)


def bring_calendars_up_to_date(*, cohort: Cohort, now: datetime) -> int:
    """Send each learner what their calendar lacks of the cohort's sessions; return how many messages go.

    Compares what was sent with what should be held, so that it can run any number of times, in any order: a
    REQUEST to whoever has a seat and not this version at this address, a CANCEL to whoever holds a session
    that is off or lost the seat (RFC 5546, 3.2.2 and 3.2.5). A make-up session goes to those who missed the
    session it stands in for. What has ended is left alone.
    """
    with transaction.atomic():
        held_cohort = Cohort.objects.select_for_update(of=("self",)).select_related("course")
        cohort = held_cohort.get(pk=cohort.pk)
        if cohort.state in {CohortState.PLANNED, CohortState.CLOSED_OUT}:
            return 0
        sessions = list(cohort.sessions.filter(ends_at__gt=now).select_related("makes_up"))
        seated = _seated(cohort)
        wanted = {one.pk: _wanted(cohort, one, seated, now) for one in sessions}
        return sum(_bring(cohort, one, wanted[one.pk], _latest(one), now) for one in sessions)


def _seated(cohort: Cohort) -> dict[int, Application]:
    rows = cohort.applications.filter(state=ApplicationState.SEATED).select_related("learner")
    return {one.pk: one for one in rows}


def _wanted(
    cohort: Cohort, session: Session, seated: dict[int, Application], now: datetime
) -> dict[int, Application]:
    if session.cancelled_at is not None or cohort.state == CohortState.CANCELLED:
        return {}
    missed = session.makes_up
    if missed is None or missed.cancelled_at is not None:
        return seated
    if missed.ends_at > now:
        return {}
    came = set(Attendance.objects.filter(session=missed).values_list("application_id", flat=True))
    return {pk: one for pk, one in seated.items() if pk not in came}


def _latest(session: Session) -> dict[int, SessionMessage]:
    rows = session.messages.select_related("application__learner").order_by("sequence", "pk")
    return {row.application_id: row for row in rows}


def _bring(
    cohort: Cohort,
    session: Session,
    wanted: dict[int, Application],
    held: dict[int, SessionMessage],
    now: datetime,
) -> int:
    to_ask = [one for pk, one in wanted.items() if not _has_this(held.get(pk), session, one)]
    to_tell = [
        message.application for pk, message in held.items() if not message.is_cancel and pk not in wanted
    ]
    if not to_ask and not to_tell:
        return 0
    with act(by=None, action="training.send_calendar", now=now, subject=session) as sending:
        sending.record(requests=len(to_ask), cancellations=len(to_tell))
        for application in to_ask:
            _send(cohort, session, application, held.get(application.pk), now, is_cancel=False)
        for application in to_tell:
            _send(cohort, session, application, held.get(application.pk), now, is_cancel=True)
    return len(to_ask) + len(to_tell)


def _has_this(message: SessionMessage | None, session: Session, application: Application) -> bool:
    return (
        message is not None
        and not message.is_cancel
        and message.version == session.calendar_sequence
        and message.address == application.learner.email
    )


def _send(
    cohort: Cohort,
    session: Session,
    application: Application,
    last: SessionMessage | None,
    now: datetime,
    *,
    is_cancel: bool,
) -> None:
    learner = application.learner
    message = SessionMessage.objects.create(
        session=session,
        application=application,
        address=learner.email,
        is_cancel=is_cancel,
        version=session.calendar_sequence,
        sequence=0 if last is None else last.sequence + 1,
        # DTSTAMP has whole seconds, and must rise too.
        sent_at=now if last is None else max(now, last.sent_at + _SECOND),
        created_at=now,
    )
    with translation.override(learner.language):
        entry = entry_of(cohort, session, sequence=message.sequence, stamped_at=message.sent_at)
        write = cancel if is_cancel else request
        calendar = write(entry, Person(learner.name, learner.email)).decode()
    notify(
        to=Correspondent(name=learner.name, email=learner.email, language=learner.language),
        kind="training.calendar",
        key=f"training.calendar:{message.public_id}",
        template=f"training/mail/{_template(entry, last, is_cancel=is_cancel)}",
        context={
            "title": entry.title,
            "cohort": cohort.title,
            "starts_at": session.starts_at.isoformat(),
            "ends_at": session.ends_at.isoformat(),
            "time_zone": cohort.time_zone,
            "place": session.place,
            "online": session.link,
            "reason": session.cancel_reason or cohort.cancel_reason,
        },
        signed_path=learner_path(learner),
        calendar=calendar,
        now=now,
    )


def _template(entry: Entry, last: SessionMessage | None, *, is_cancel: bool) -> str:
    if is_cancel:
        return "session_cancelled" if entry.is_cancelled else "session_no_longer"
    return "session_invited" if last is None or last.is_cancel else "session_changed"
