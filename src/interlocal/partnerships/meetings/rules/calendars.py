"""Which answers of calendars can be taken in."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.exceptions import Refusal


def refuse_answer_to_the_future(*, answered: int, current: int) -> None:
    """Nobody answers a version that was not sent (RFC 5546, 2.1.4)."""
    if answered > current:
        raise Refusal(
            _("This answers version %(answered)s of the meeting; the latest one sent is %(current)s.")
            % {"answered": answered, "current": current},
            field="upload",
        )


def refuse_address(address: str) -> None:
    """Who answers is named by a mail address."""
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(_("The answer does not name a mail address."), field="upload") from None
