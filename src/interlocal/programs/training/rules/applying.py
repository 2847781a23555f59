"""When one may apply, and for which city."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training.models import Cohort, CohortState
from interlocal.web.dates import spoken


def day_in(cohort: Cohort, now: datetime) -> date:
    """Return the day at ``now`` where the cohort meets."""
    return now.astimezone(ZoneInfo(cohort.time_zone)).date()


def is_taking_applications(cohort: Cohort, now: datetime) -> bool:
    """Is the cohort open, and the day within its days for applications?"""
    return cohort.state == CohortState.OPEN and cohort.apply_from <= day_in(cohort, now) <= cohort.apply_until


def check_applying(cohort: Cohort, now: datetime) -> None:
    """Refuse an application before the first day, after the last, or for a cohort that is off."""
    if cohort.state == CohortState.CANCELLED:
        raise Refusal(_("This cohort was cancelled."))
    if cohort.state != CohortState.OPEN:
        raise Refusal(_("This cohort takes no applications."))
    day = day_in(cohort, now)
    if day < cohort.apply_from:
        raise Refusal(_("Applications open on %(day)s.") % {"day": spoken(cohort.apply_from)})
    if day > cohort.apply_until:
        raise Refusal(_("Applications closed on %(day)s.") % {"day": spoken(cohort.apply_until)})


def check_city(cohort: Cohort, jurisdiction_id: int) -> None:
    """Refuse a city that takes no part, or that has left the cohort."""
    share = cohort.shares.filter(jurisdiction_id=jurisdiction_id).select_related("jurisdiction").first()
    if share is None:
        raise Refusal(_("Your city takes no part in this cohort."), field="jurisdiction")
    if share.withdrawn_at is not None:
        raise Refusal(
            _("%(city)s has withdrawn from this cohort. Choose another cohort, or ask your training contact.")
            % {"city": share.jurisdiction.name},
            field="jurisdiction",
        )


def check_supervisor(email: str, supervisor_email: str) -> None:
    """Refuse a learner who would be their own supervisor."""
    if email.strip().lower() == supervisor_email.strip().lower():
        raise Refusal(
            _("Your supervisor agrees, not you: give the address of your supervisor."),
            field="supervisor_email",
        )
