"""What is valid, with refusals in words that say how to mend it."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.models import Commitment, Evidence, Outcome, Step

MOST_HOURS = Decimal(9999)
_is_web_address = URLValidator(schemes=["http", "https"])


def check_owed(commitment: Commitment) -> None:
    """Refuse what can only be done to a commitment that is still owed."""
    if commitment.outcome == Outcome.DONE:
        raise Refusal(_("This was already recorded as done. Reopen it first if that was a mistake."))
    if commitment.outcome == Outcome.WITHDRAWN:
        raise Refusal(_("This was withdrawn and is no longer owed."))


def check_done_on(done_on: date, *, today: date, field: str = "done_on") -> None:
    """Refuse a day that has not come yet."""
    if done_on > today:
        raise Refusal(_("That day has not come yet. Give the day on which it was done."), field=field)


def check_owner(owner: User | None) -> None:
    """Refuse an owner who cannot act."""
    if owner is not None and not owner.is_active:
        raise Refusal(
            _("%(name)s’s account is suspended. Choose somebody else.") % {"name": owner}, field="owner"
        )


def check_hours(hours: Decimal | None) -> None:
    """Refuse hours that cannot be meant."""
    if hours is not None and not 0 < hours <= MOST_HOURS:
        raise Refusal(_("Give more than no hours, and at most 9,999."), field="hours")


def check_text(text: str, message: str, field: str) -> str:
    """Return ``text`` without outer blanks; refuse nothing but blanks with ``message``."""
    if not text.strip():
        raise Refusal(message, field=field)
    return text.strip()


def check_date_reason(commitment: Commitment, to_on: date | None, reason: str) -> None:
    """Refuse a move that moves nothing, and one without a reason where a date was promised."""
    if to_on == commitment.due_on:
        raise Refusal(_("That is the date it has already. Give another one."), field="due_on")
    if commitment.due_on is not None and not reason.strip():
        raise Refusal(_("Say why the date moves. The former date stays on record."), field="reason")


def check_taken_down(step: Step | None, *, is_taken_down: bool) -> None:
    """Refuse to close a step that takes something down, without it."""
    if step is not None and step.records and not is_taken_down:
        raise Refusal(
            _("This step takes down a number, a date or a vote. Record it on its own page: “%(title)s”.")
            % {"title": step.title}
        )


def check_evidence(step: Step | None, *, note: str, url: str, has_file: bool) -> None:
    """Refuse a web address that is none, and closing a step without a kind of evidence that it asks for."""
    if url:
        try:
            _is_web_address(url)
        except ValidationError as error:
            raise Refusal(
                _("That is not a web address. It starts with https://."), field="evidence_url"
            ) from error
    if step is None or not step.evidence:
        return
    given = {Evidence.NOTE: bool(note.strip()), Evidence.LINK: bool(url), Evidence.FILE: has_file}
    if not any(given[kind] for kind in step.evidence):
        kinds = ", ".join(str(kind.label).lower() for kind in step.evidence)
        field = {
            Evidence.NOTE: "evidence_note",
            Evidence.LINK: "evidence_url",
            Evidence.FILE: "evidence_file",
        }
        raise Refusal(
            _("This step needs evidence before it is done. Any one of these will do: %(kinds)s.")
            % {"kinds": kinds},
            field=field[step.evidence[0]],
        )
