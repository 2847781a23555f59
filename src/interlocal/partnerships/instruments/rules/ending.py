"""How an adopted instrument ends."""

from datetime import date

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.instruments.models import Instrument, Standing

ENDED = (Standing.RENEWED, Standing.SUPERSEDED, Standing.EXPIRED, Standing.RESCINDED)


def check_ending(
    instrument: Instrument, *, standing: str, ended_on: date, successor: Instrument | None, reason: str
) -> None:
    """Refuse an end that cannot be: of what never was adopted, before it passed, without what follows it."""
    if standing not in ENDED:
        raise Refusal(_("Choose how it ended."), field="standing")
    if instrument.standing != Standing.ADOPTED:
        raise Refusal(_("Only an instrument that is adopted can end."))
    begun = instrument.effective_on or instrument.passed_on
    if begun is not None and ended_on < begun:
        raise Refusal(
            _("It is in force since %(day)s: it cannot have ended before.") % {"day": begun.isoformat()},
            field="ended_on",
        )
    if standing in {Standing.RENEWED, Standing.SUPERSEDED} and successor is None:
        raise Refusal(_("Name the instrument that follows it."), field="successor")
    if successor is not None and (
        successor.jurisdiction_id != instrument.jurisdiction_id or successor.pk == instrument.pk
    ):
        raise Refusal(_("Another instrument of the same council follows it."), field="successor")
    if standing == Standing.RESCINDED and not reason.strip():
        raise Refusal(_("Say by what it was rescinded."), field="reason")
