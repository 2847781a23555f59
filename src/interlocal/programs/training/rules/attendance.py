"""When one checks in, and how many contact minutes that is."""

import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training.models import Session
from interlocal.web.dates import spoken

OPENS_BEFORE = timedelta(minutes=30)
# Who comes within this time counts as there from the beginning.
GRACE = timedelta(minutes=15)
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def check_in_code() -> str:
    """Return a code that learners type where they cannot scan."""
    return get_random_string(6, CODE_LETTERS)


def is_code_of(session: Session, code: str) -> bool:
    """Is ``code`` that of the session? Case and blanks do not matter."""
    typed = "".join(code.split()).upper()
    return secrets.compare_digest(typed.encode(), session.check_in_code.upper().encode())


def check_check_in(session: Session, now: datetime) -> None:
    """Refuse a check-in for a session that is off, before it opens, and after it ended."""
    with timezone.override(ZoneInfo(session.cohort.time_zone)):
        if session.cancelled_at is not None:
            raise Refusal(_("This session was cancelled: there is nothing to check in to."))
        opens_at = session.starts_at - OPENS_BEFORE
        if now < opens_at:
            raise Refusal(
                _("It is too early: check-in for “%(session)s” opens at %(at)s.")
                % {"session": session.title, "at": spoken(opens_at)}
            )
        if now > session.ends_at:
            raise Refusal(
                _(
                    "It is too late: “%(session)s” ended at %(at)s. Ask the instructor to record "
                    "that you came."
                )
                % {"session": session.title, "at": spoken(session.ends_at)}
            )


def no_session_today() -> str:
    """Say that there is nothing to check in to."""
    return _("No session of this cohort is today.")


def minutes_from(session: Session, now: datetime) -> int:
    """Return the contact minutes of who checks in at ``now``: all, or in proportion to what is left.

    Contact minutes leave out breaks, so that who comes halfway through has half of them.
    """
    if now <= session.starts_at + GRACE:
        return session.contact_minutes
    return minutes_for(session, int((session.ends_at - now).total_seconds()))


def minutes_for(session: Session, seconds: int) -> int:
    """Return the contact minutes of who was there for ``seconds`` of the session, in proportion, floored."""
    lasts = int((session.ends_at - session.starts_at).total_seconds())
    return session.contact_minutes * max(0, min(seconds, lasts)) // lasts


def check_minutes(session: Session, minutes: int) -> None:
    """Refuse more contact minutes than the session has."""
    if not 0 <= minutes <= session.contact_minutes:
        raise Refusal(
            _("“%(session)s” has %(most)d contact minutes: type 0 to %(most)d.")
            % {"session": session.title, "most": session.contact_minutes}
        )


def check_began(session: Session, now: datetime) -> None:
    """Refuse attendance at a session that is off or has not begun."""
    if session.cancelled_at is not None:
        raise Refusal(_("This session was cancelled: nobody was there."))
    if now < session.starts_at - OPENS_BEFORE:
        raise Refusal(_("This session has not begun: attendance is recorded from half an hour before."))
