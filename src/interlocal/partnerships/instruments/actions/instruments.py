"""Instruments recorded by hand, and corrected."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.partnerships.instruments import rules
from interlocal.partnerships.instruments.events import InstrumentAdded
from interlocal.partnerships.instruments.models import Instrument, Statement
from interlocal.partnerships.jurisdictions.public import Jurisdiction

FACTS = (
    "kind",
    "title",
    "bill_number",
    "number",
    "body",
    "standing",
    "filed_on",
    "agenda_on",
    "passed_on",
    "effective_on",
    "source_title",
    "source_url",
    "source_on",
    "is_synthetic",
    "is_unconfirmed",
)


def record_instrument(
    *,
    by: User | None,
    jurisdiction: Jurisdiction,
    statement: Statement | None,
    facts: Mapping[str, Any],
    now: datetime,
) -> Instrument:
    """Record an instrument known from a register, without its text. Raises ``Refusal``.

    ``facts`` are values of the fields in ``FACTS``.
    """
    rules.check_adding(by, jurisdiction_public_id=jurisdiction.public_id)
    rules.check_facts(facts)
    instrument = Instrument(jurisdiction=jurisdiction, statement=statement, created_at=now, **facts)
    rules.check_one_for_each_council(instrument)
    rules.check_number_is_free(instrument)
    with act(
        by=by, action="instruments.record_instrument", subject=instrument, now=now, **_values(facts)
    ) as record:
        instrument.save()
        record.announce(
            InstrumentAdded(
                instrument=instrument.public_id,
                jurisdiction=jurisdiction.public_id,
                statement=statement.public_id if statement else None,
            )
        )
    return instrument


def correct_instrument(
    *, by: User | None, instrument: Instrument, facts: Mapping[str, Any], now: datetime
) -> None:
    """Correct what is known of an instrument; ``facts`` are of ``FACTS``. Raises ``Refusal``."""
    rules.check_correcting(by, instrument=instrument)
    rules.check_facts(facts)
    changed = {name: value for name, value in facts.items() if getattr(instrument, name) != value}
    with act(by=by, action="instruments.correct_instrument", subject=instrument, now=now, **_values(changed)):
        for name, value in changed.items():
            setattr(instrument, name, value)
        rules.check_number_is_free(instrument)
        instrument.save(update_fields=sorted(changed))


def _values(facts: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in facts.items()}
