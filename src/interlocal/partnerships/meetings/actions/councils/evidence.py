"""Tying what a council did to the instrument on which it did it, and untying it again."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.instruments.public import Instrument
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import CouncilEvidence, CouncilItem


def tie_item(*, by: User | None, item: CouncilItem, instrument: Instrument, now: datetime) -> CouncilEvidence:
    """Tie ``item`` to ``instrument`` as evidence; what is tied already stays so.

    Raises ``Refusal`` for another city's item, and for one that is told anew since.
    """
    with act(by=by, action="meetings.tie_council_item", now=now, subject=instrument) as tying:
        # An import is not undone, nor told anew, while its item is being tied.
        Jurisdiction.objects.select_for_update(of=("self",)).get(pk=instrument.jurisdiction_id)
        rows = CouncilItem.objects.select_related("meeting", "replaced_by")
        found = rows.filter(pk=item.pk).first()
        if found is None:
            raise Refusal(_("What brought this item in was undone meanwhile."))
        item = found
        if item.meeting.jurisdiction_id != instrument.jurisdiction_id:
            raise Refusal(_("Another council dealt with this item."))
        rules.refuse_telling_of_before(item)
        ties = CouncilEvidence.objects.filter(instrument=instrument, untied_at=None)
        there = ties.filter(item__meeting=item.meeting, item__source_id=item.source_id).first()
        tying.record(item=item.public_id, on=item.meeting.on)
        if there is not None:
            return there
        return CouncilEvidence.objects.create(item=item, instrument=instrument, tied_by=by, created_at=now)


def untie_item(*, by: User, evidence: CouncilEvidence, now: datetime) -> None:
    """Say that an item is no evidence for an instrument after all; once."""
    with act(by=by, action="meetings.untie_council_item", now=now, subject=evidence.instrument) as unties:
        unties.record(item=evidence.item.public_id)
        CouncilEvidence.objects.filter(pk=evidence.pk, untied_at=None).update(untied_at=now)
