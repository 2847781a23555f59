"""What may be done with the hotline."""

from enum import unique

from interlocal.kernel import permissions


@unique
class Permission(permissions.Permission):
    """Permissions of the hotline. Which report somebody sees, a wrap decides alone."""

    RECEIVE = "hotline.receive"
    TAKE_CALLS = "hotline.take-calls"
    KEEP = "hotline.keep"
    SET_UP = "hotline.set-up"
    CONFIRM = "hotline.confirm"
