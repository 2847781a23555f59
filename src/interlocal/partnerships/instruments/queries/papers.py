"""A council's instrument as it is laid out: the agreed text in the council's own name."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.instruments import reading
from interlocal.partnerships.instruments.comparing import passages_of
from interlocal.partnerships.instruments.models import Decision, Deviation, Instrument, Standing, Statement
from interlocal.partnerships.instruments.packets import Council, Paper, Particulars, compose, text_digest
from interlocal.partnerships.jurisdictions.public import Jurisdiction

# What a council has passed is not laid out anew from a common text that may change after it.
_PASSED = {Standing.PASSED, Standing.ADOPTED, Standing.RENEWED, Standing.SUPERSEDED, Standing.EXPIRED}


def paper_of(instrument: Instrument) -> Paper:
    """Return what the council of ``instrument`` gets to adopt.

    That is the common text with the changes that were accepted for this council alone; a council's own text
    once it has passed. Changes that nobody decided on, or that were sent back, are not in it. Raises
    ``Refusal`` where there is no text.
    """
    own = instrument.parts if instrument.text else None
    if own and instrument.standing in _PASSED:
        return compose(
            _read(instrument), council_of(instrument.jurisdiction), _particulars(instrument), own=own
        )
    statement = instrument.statement
    if statement is None or not statement.text:
        raise Refusal(_("There is no common text to make a packet from. Record the statement's text first."))
    accepted = Deviation.objects.filter(returned__instrument=instrument, decision=Decision.LOCAL)
    return compose(
        _read(statement),
        council_of(instrument.jurisdiction),
        _particulars(instrument),
        own=own,
        accepted=frozenset(accepted.values_list("old_text", "new_text")),
    )


def council_of(jurisdiction: Jurisdiction) -> Council:
    """Return the jurisdiction's council as its papers name it."""
    return Council(
        jurisdiction.name, jurisdiction.formal_name, jurisdiction.governing_body, jurisdiction.state
    )


def common_digest(parts: Mapping[str, Any]) -> str:
    """Return the digest of the words that councils have in common: recitals and sections of ``parts``."""
    return text_digest("\n".join(one.words for one in passages_of(parts)))


def _read(source: Instrument | Statement) -> reading.ReadInstrument:
    return reading.corrected(reading.read_text(source.text), source.parts)


def _particulars(instrument: Instrument) -> Particulars:
    return Particulars(
        instrument=instrument.public_id,
        kind=instrument.kind,
        title=instrument.title,
        bill_number=instrument.bill_number or "",
        number=instrument.number or "",
        filed_on=instrument.filed_on,
        passed_on=instrument.passed_on,
    )
