"""Who may have packets made, and what a clerk's template must be."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor
from interlocal.partnerships.instruments.models import Instrument, Standing, Statement
from interlocal.partnerships.instruments.packets import TemplateRefused, UsedFields, read_template
from interlocal.partnerships.instruments.rules.ending import ENDED
from interlocal.partnerships.instruments.rules.validity import check_adding

_OVER = (*ENDED, Standing.FAILED)


def is_packet_wanted(instrument: Instrument) -> bool:
    """Can a council still use a packet: has its instrument neither ended nor failed?"""
    return instrument.standing not in _OVER


def check_packing(by: Actor | None, *, statement: Statement, instruments: Sequence[Instrument]) -> None:
    """Refuse packets of other councils, of nothing, and of a statement without a text."""
    if not statement.text:
        raise Refusal(_("There is no common text to make a packet from. Record the statement's text first."))
    if not instruments:
        raise Refusal(
            _("No council is adopting it for which you can make a packet. Start its adoption first.")
        )
    for instrument in instruments:
        check_adding(by, jurisdiction_public_id=instrument.jurisdiction.public_id)


def check_template(file: bytes) -> UsedFields:
    """Return the fields that the template uses; refuse in words what no packet can be made with."""
    try:
        used = read_template(file)
    except TemplateRefused as refused:
        said = str(_REASONS[refused.reason])
        named = said % {"names": ", ".join(refused.names)} if refused.names else said
        raise Refusal(named, field="upload") from refused
    if used.missing:
        raise Refusal(
            _("The text of the instrument would be incomplete: put these fields in as well: %(names)s.")
            % {"names": ", ".join(used.missing)},
            field="upload",
        )
    return used


_REASONS: dict[str, Promise] = {
    "unreadable": lazy("This is no Word file (.docx) that can be opened. Save it from Word again as .docx."),
    "external": lazy(
        "The file loads something from another place (an attached template or a linked picture), which would "
        "go out with each packet. Take the link out in Word and save it again."
    ),
    "syntax": lazy("A field is not written as it should be: %(names)s. Compare it with the list of fields."),
    "unknown": lazy(
        "There are no fields of these names: %(names)s. Check their spelling against the list of fields."
    ),
    "forbidden": lazy(
        "A template prints fields, goes through lists and leaves passages out. It cannot do this: %(names)s."
    ),
}
