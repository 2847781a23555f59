"""Parties: who is bound, by which signature and which instrument of their own."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.events import AgreementSigned
from interlocal.partnerships.agreements.models import Agreement, Party, PartyInstrument
from interlocal.partnerships.agreements.queries import last_signature, locked_agreement
from interlocal.partnerships.commitments.public import open_commitment
from interlocal.partnerships.instruments.public import Instrument
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.law.public import law_book


def add_party(
    *,
    by: User | None,
    agreement: Agreement,
    jurisdiction: Jurisdiction,
    joined_on: date | None,
    note: str = "",
    now: datetime,
) -> Party:
    """Let a jurisdiction be a party from ``joined_on``. Raises ``Refusal`` where it is one already."""
    rules.check_editing(by, agreement)
    party = Party(
        agreement=agreement, jurisdiction=jurisdiction, joined_on=joined_on, note=note, created_at=now
    )
    with act(
        by=by,
        action="agreements.add_party",
        subject=agreement,
        now=now,
        jurisdiction=jurisdiction.public_id,
        joined_on=joined_on,
    ):
        locked_agreement(agreement)
        others = agreement.parties.filter(jurisdiction=jurisdiction)
        rules.refuse_overlapping_party(joined_on, None, others)
        party.save(force_insert=True)
    return party


def correct_party(
    *,
    by: User | None,
    party: Party,
    joined_on: date | None,
    left_on: date | None,
    note: str = "",
    now: datetime,
) -> Party:
    """Set or correct from when until when it is a party; the audit keeps what stood. Raises ``Refusal``."""
    agreement = party.agreement
    rules.check_editing(by, agreement)
    with act(
        by=by,
        action="agreements.correct_party",
        subject=agreement,
        now=now,
        jurisdiction=party.jurisdiction.public_id,
        joined_on=joined_on,
        left_on=left_on,
    ) as corrected:
        locked_agreement(agreement)
        party = Party.objects.select_related("jurisdiction", "agreement").get(pk=party.pk)
        others = agreement.parties.filter(jurisdiction=party.jurisdiction).exclude(pk=party.pk)
        rules.refuse_overlapping_party(joined_on, left_on, others)
        corrected.record(stood_from=party.joined_on, stood_until=party.left_on)
        party.joined_on, party.left_on, party.note = joined_on, left_on, note
        party.save(update_fields=["joined_on", "left_on", "note"])
    return party


def record_signature(*, by: User | None, party: Party, signed_on: date, office: str, now: datetime) -> Party:
    """Record on which day, and by which office, a party signed; the last signature opens the filings.

    A signature recorded before is corrected; filings stay as they opened. Raises ``Refusal`` for a day ahead,
    without an office, and for somebody else's signature.
    """
    rules.check_for_jurisdiction(by, party.jurisdiction)
    office = rules.need(office, _("Say which office signed."), "office")
    if signed_on > rules.day_of(now):
        raise Refusal(_("That day has not come yet."), field="signed_on")
    rules.refuse_party_that_has_left(party, signed_on)
    agreement = party.agreement
    with act(
        by=by,
        action="agreements.record_signature",
        subject=agreement,
        now=now,
        jurisdiction=party.jurisdiction.public_id,
        signed_on=signed_on,
        office=office,
    ) as signed:
        locked_agreement(agreement)
        party.signed_on, party.signed_office = signed_on, office
        party.save(update_fields=["signed_on", "signed_office"])
        if (last := last_signature(agreement)) is not None:
            _open_filings(by, agreement, last, now)
            signed.announce(AgreementSigned(agreement=agreement.public_id, signed_on=last))
    return party


def link_instrument(
    *, by: User | None, party: Party, instrument: Instrument, now: datetime
) -> PartyInstrument:
    """Say by which instrument a party's governing body adopted the agreement; once each.

    Raises ``Refusal`` for an instrument of another jurisdiction.
    """
    rules.check_for_jurisdiction(by, party.jurisdiction)
    if instrument.jurisdiction_id != party.jurisdiction_id:
        raise Refusal(_("Choose an instrument of the same jurisdiction."), field="instrument")
    with act(
        by=by,
        action="agreements.link_instrument",
        subject=party.agreement,
        now=now,
        instrument=instrument.public_id,
    ):
        locked_agreement(party.agreement)
        known = party.instruments.filter(instrument=instrument).first()
        return known or PartyInstrument.objects.create(party=party, instrument=instrument, created_at=now)


def _open_filings(by: User | None, agreement: Agreement, last: date, now: datetime) -> None:
    """Open what the law asks to be filed, once for each party that files it."""
    parties = [party.jurisdiction for party in agreement.parties.filter(left_on=None)]
    book = law_book()
    filed = {filing.key: filing for party in parties for filing in book.of(party).filings}
    for filing in filed.values():
        bound = [one for one in parties if one.kind in filing.kinds and filing in book.of(one).filings]
        for_each = filing.by == "each"
        for jurisdiction in bound if for_each else bound[:1]:
            whose = f":{jurisdiction.public_id}" if for_each else ""
            caution = _("Nobody has confirmed this rule: ask counsel.") if not filing.is_confirmed else ""
            open_commitment(
                by=by,
                title=filing.title,
                detail=caution,
                owed_by=jurisdiction,
                due_on=last + timedelta(days=filing.days),
                source=ref_to(agreement),
                source_text=filing.section,
                key=f"agreement:{agreement.public_id}:filing:{filing.key}{whose}",
                now=now,
            )
