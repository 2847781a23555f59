"""What may be done with the hotline."""

from enum import unique

from django.utils.translation import gettext as _

from interlocal.kernel import permissions
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor


@unique
class Permission(permissions.Permission):
    """Permissions of the hotline. Which report somebody sees, a wrap decides alone.

    ``READ`` shows how the hotline is set up, and no report.
    """

    READ = "hotline.read"
    RECEIVE = "hotline.receive"
    TAKE_CALLS = "hotline.take-calls"
    KEEP = "hotline.keep"
    SET_UP = "hotline.set-up"
    CONFIRM = "hotline.confirm"


def check_setting_up(by: Actor | None) -> None:
    """Refuse changes of the set-up to whoever does not set the hotline up."""
    if by is not None and not by.may(Permission.SET_UP):
        raise Refusal(_("Only who sets the hotline up may do this."))
