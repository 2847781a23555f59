"""Who brings a text back, what is taken for the council's packet, and what a decision needs."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor
from interlocal.partnerships.instruments.comparing import likeness
from interlocal.partnerships.instruments.models import Decision, Deviation, Instrument
from interlocal.partnerships.instruments.packets import PacketMark
from interlocal.partnerships.instruments.rules.validity import check_adding

# A text that shares fewer of its words with the common text is another text, not a changed one.
LIKE_ENOUGH = 0.5


def check_bringing_back(by: Actor | None, *, instrument: Instrument) -> None:
    """Refuse a text for another council, and one where there is nothing to compare it with."""
    check_adding(by, jurisdiction_public_id=instrument.jurisdiction.public_id)
    if instrument.statement is None or not instrument.statement.text:
        raise Refusal(_("There is no common text to compare with. Record the statement's text first."))


def check_mark(mark: PacketMark | None, *, instrument: Instrument) -> None:
    """Refuse the Word file of a packet that was made for another council; one without a mark is read."""
    if mark is not None and mark.instrument != instrument.public_id:
        raise Refusal(
            _("This Word file is the packet of another instrument, not of %(council)s. Choose its own.")
            % {"council": instrument.jurisdiction.name},
            field="upload",
        )


def check_is_the_packet(common: Mapping[str, Any], returned: Mapping[str, Any], *, field: str) -> None:
    """Refuse a text that is not this statement at all."""
    share = likeness(common, returned)
    if share < LIKE_ENOUGH:
        raise Refusal(
            _(
                "This is not the text of the packet: only %(percent)d%% of its words are in the common text. "
                "Choose the file that came back from the council."
            )
            % {"percent": round(share * 100)},
            field=field,
        )


def check_decision(deviation: Deviation, *, decision: str, reason: str, due_on: date | None) -> None:
    """Refuse a second decision, one sent back without a reason, and one that others follow without a date."""
    if deviation.decision:
        raise Refusal(_("This was decided already."))
    if decision == Decision.RETURNED and not reason.strip():
        raise Refusal(_("Say why it goes back: the council reads it."), field="reason")
    if decision in {Decision.RETURNED, Decision.COMMON} and due_on is None:
        raise Refusal(_("Give the day by which the councils answer."), field="due_on")


def day_of(now: datetime) -> date:
    """Return the day on which ``now`` falls in the partnership's own time."""
    return timezone.localdate(now)
