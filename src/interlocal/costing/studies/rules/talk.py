"""Who may change, withdraw and close what is said about a study."""

from datetime import datetime, timedelta

from interlocal.costing.studies.models import Remark
from interlocal.costing.studies.rules.permissions import may_fill, may_lead, may_speak
from interlocal.kernel.permissions import Actor

# Long enough to mend a slip, too short to take back what others have answered to.
CHANGE_WITHIN = timedelta(minutes=15)
LONGEST_REMARK = 4000


def may_withdraw_remark(user: Actor, remark: Remark) -> bool:
    """May they withdraw it? Only its author may."""
    return remark.withdrawn_at is None and remark.author is not None and remark.author == user


def may_change_remark(user: Actor, remark: Remark, now: datetime) -> bool:
    """May they still change it?"""
    return may_withdraw_remark(user, remark) and now - remark.created_at <= CHANGE_WITHIN


def may_close_question(user: Actor, remark: Remark) -> bool:
    """May they close it? Its author, the city that is asked, and whoever keeps the study."""
    if not remark.is_open_question or remark.to_city is None:
        return False
    city = remark.to_city.jurisdiction
    return remark.author == user or may_fill(user, city) or may_speak(user, city) or may_lead(user)
