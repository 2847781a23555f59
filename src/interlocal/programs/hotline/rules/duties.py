"""Who may be named to a duty, and who may confirm it: never one person alone, never one city alone."""

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.models import Duty, Recipient
from interlocal.programs.hotline.rules.permissions import Permission

# What somebody's role must give, so that the duty can be done.
NEEDED = {
    Duty.RECIPIENT: Permission.RECEIVE,
    Duty.SUBSTITUTE: Permission.RECEIVE,
    Duty.KEEPER: Permission.KEEP,
}


def check_able(user: User, duty: str, jurisdiction_public_id: str) -> None:
    """Refuse somebody whose role does not let them do the duty. A substitute may come from another city."""
    reach = user.reach(NEEDED[Duty(duty)])
    is_theirs = reach.everywhere or jurisdiction_public_id in reach.jurisdictions
    if not is_theirs and not (duty == Duty.SUBSTITUTE and reach.jurisdictions):
        raise Refusal(
            _("Their role does not let them do this here: give them the role, or choose somebody else."),
            field="user",
        )


def may_confirm(by: User, duty: Recipient) -> bool:
    """Is ``by`` of another city, and neither the person named nor who named them?

    A role held for the whole partnership is of no city, and confirms nothing.
    """
    reach = by.reach(Permission.CONFIRM)
    theirs = duty.jurisdiction.public_id in reach.jurisdictions
    return (
        not reach.everywhere
        and bool(reach.jurisdictions)
        and not theirs
        and by.pk not in {duty.user_id, duty.named_by_id}
    )


def check_confirming(by: User, duty: Recipient) -> None:
    """Refuse a confirmation by the wrong person, or of a duty that is confirmed or has ended."""
    if duty.ended_on is not None:
        raise Refusal(_("This duty has ended: there is nothing to confirm."))
    if duty.confirmed_by_id is not None:
        raise Refusal(_("This is confirmed already."))
    if not may_confirm(by, duty):
        raise Refusal(_("Somebody of another city confirms this: not who was named, and not who named them."))
