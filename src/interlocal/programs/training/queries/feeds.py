"""A learner's sessions as a calendar that subscribes sees them."""

from datetime import datetime
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from interlocal.partnerships.meetings.public import Entry, Person
from interlocal.programs.training.models import (
    ApplicationState,
    Cohort,
    CohortState,
    Learner,
    Session,
    SessionMessage,
)


def entries_of(learner: Learner) -> list[Entry]:
    """Return the sessions of every cohort in which the learner has a seat; cancelled ones are marked so.

    A session has the number that the learner's mails gave it, so that a calendar which has both keeps one.
    """
    sent: dict[tuple[int, int], SessionMessage] = {
        (row.application_id, row.session_id): row
        for row in SessionMessage.objects.filter(application__learner=learner).order_by("sequence", "pk")
    }
    seated = learner.applications.filter(state=ApplicationState.SEATED).select_related("cohort__course")
    seated = seated.exclude(cohort__state=CohortState.PLANNED).prefetch_related("cohort__sessions")
    found = []
    for application in seated:
        for session in application.cohort.sessions.all():
            message = sent.get((application.pk, session.pk))
            if session.makes_up_id is not None and (message is None or message.is_cancel):
                continue
            found.append(
                entry_of(
                    application.cohort,
                    session,
                    sequence=message.sequence if message else session.calendar_sequence,
                    stamped_at=message.sent_at if message else session.moved_at or session.created_at,
                )
            )
    return found


def entry_of(cohort: Cohort, session: Session, *, sequence: int, stamped_at: datetime) -> Entry:
    """Return a session as a learner's calendar shows it, in the language that is active."""
    lines = [cohort.title]
    if session.link:
        lines.append(_("Online: %(link)s") % {"link": session.link})
    if session.cancelled_at and session.cancel_reason:
        lines.append(_("Cancelled: %(reason)s") % {"reason": session.cancel_reason})
    return Entry(
        uid=f"training-{session.public_id}@interlocal",
        sequence=sequence,
        title=f"{cohort.course.title}: {session.title}",
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=ZoneInfo(cohort.time_zone),
        stamped_at=stamped_at,
        # One address for a session's whole life: calendars refuse changes from an organizer unknown to them.
        organizer=Person(cohort.course.title, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        place=session.place or session.link,
        description="\n".join(lines),
        url=session.link,
        is_cancelled=session.cancelled_at is not None or cohort.state == CohortState.CANCELLED,
    )
