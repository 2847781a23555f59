"""When somebody is reminded: a week before, on the day, and each week that it is overdue."""

from datetime import date, timedelta

from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.commitments.rules.dates import day_of

WEEK = timedelta(days=7)


def reminder_stage(commitment: Commitment, today: date) -> str:
    """Return the name of the reminder that is due ``today``, or ``""``.

    Stages cover days, not moments: a reminder whose day passed while nothing ran goes out on the next day of
    its stage. What was opened within the week before its date was mailed then and is not announced again.
    """
    due_on = commitment.due_on
    if due_on is None or commitment.is_closed:
        return ""
    if today > due_on:
        weeks = (today - due_on) // WEEK
        return f"overdue-{weeks}" if weeks else ""
    if today == due_on:
        return "day"
    is_near = due_on - today <= WEEK
    return "week" if is_near and day_of(commitment.opened_at) < due_on - WEEK else ""
