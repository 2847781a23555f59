"""How an adopted instrument ends: renewed, superseded, expired or rescinded."""

from datetime import date, datetime

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.partnerships.instruments import rules
from interlocal.partnerships.instruments.events import InstrumentEnded
from interlocal.partnerships.instruments.models import Instrument, Standing


def end_instrument(
    *,
    by: User | None,
    instrument: Instrument,
    standing: str,
    ended_on: date,
    successor: Instrument | None = None,
    reason: str = "",
    now: datetime,
) -> Instrument:
    """Record that an adopted instrument ended, and by which other it is followed.

    Raises ``Refusal`` for one that is not adopted, an end before it was in force, and a renewal without the
    instrument that renews it.
    """
    rules.check_correcting(by, instrument=instrument)
    with act(
        by=by,
        action="instruments.end_instrument",
        subject=instrument,
        now=now,
        standing=standing,
        on=ended_on,
    ) as record:
        instrument = Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk)
        rules.check_ending(
            instrument, standing=standing, ended_on=ended_on, successor=successor, reason=reason
        )
        instrument.standing, instrument.ended_on = Standing(standing), ended_on
        instrument.succeeded_by, instrument.end_reason = successor, reason.strip()
        instrument.save(update_fields=["standing", "ended_on", "succeeded_by", "end_reason"])
        followed_by = successor.public_id if successor else ""
        record.record(successor=followed_by, reason=reason.strip())
        record.announce(
            InstrumentEnded(
                instrument=instrument.public_id,
                jurisdiction=instrument.jurisdiction.public_id,
                standing=standing,
                successor=followed_by,
            )
        )
    return instrument
