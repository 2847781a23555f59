"""What an agreement says, costs, and has attached."""

from datetime import datetime

from django.core.files import File
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.files.public import store_upload
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.models import Agreement, AgreementDocument, AnnualAmount, Clause
from interlocal.partnerships.agreements.queries import locked_agreement
from interlocal.partnerships.jurisdictions.public import Jurisdiction, Source, refuse_unsourced

DOCUMENT = "agreements.document"


def write_clause(
    *,
    by: User | None,
    agreement: Agreement,
    kind: str,
    section: str,
    text: str,
    now: datetime,
    replaces: Clause | None = None,
) -> Clause:
    """Add a clause, or put it in the place of ``replaces``, which stays on record. Raises ``Refusal``."""
    rules.check_editing(by, agreement)
    section = rules.need(section, _("Say where it stands in the text."), "section")
    text = rules.need(text, _("Copy the clause word for word."), "text")
    clause = Clause(agreement=agreement, kind=kind, section=section, text=text, created_at=now)
    with act(
        by=by, action="agreements.write_clause", subject=agreement, now=now, kind=kind, section=section
    ) as written:
        if replaces is not None:
            _retire(replaces, now)
            written.record(replaces=replaces.public_id)
        clause.save(force_insert=True)
    return clause


def strike_clause(*, by: User | None, clause: Clause, now: datetime) -> None:
    """Take a clause out of the agreement; it stays on record. Raises ``Refusal``."""
    rules.check_editing(by, clause.agreement)
    with act(
        by=by,
        action="agreements.strike_clause",
        subject=clause.agreement,
        now=now,
        kind=clause.kind,
        section=clause.section,
    ):
        _retire(clause, now)


def record_amount(
    *,
    by: User | None,
    agreement: Agreement,
    year: int,
    amount_cents: int | None,
    payer: Jurisdiction | None,
    source: Source,
    now: datetime,
) -> AnnualAmount:
    """Record what is paid in a year (cents; ``None``: not known); a new amount replaces the one before.

    Raises ``Refusal`` for a negative amount, a year that cannot be, and where no source is named.
    """
    rules.check_editing(by, agreement)
    refuse_unsourced(source)
    if amount_cents is not None and amount_cents < 0:
        raise Refusal(_("An amount is not negative."), field="amount")
    amount = AnnualAmount(
        agreement=agreement,
        year=year,
        amount_cents=amount_cents,
        payer=payer,
        created_at=now,
        **source.fields(),
    )
    with act(
        by=by,
        action="agreements.record_amount",
        subject=agreement,
        now=now,
        year=year,
        amount_cents=amount_cents,
    ):
        locked_agreement(agreement)
        agreement.amounts.filter(year=year, payer=payer, replaced_at=None).update(replaced_at=now)
        amount.save(force_insert=True)
    return amount


def attach_document(
    *,
    by: User | None,
    agreement: Agreement,
    title: str,
    upload: File,  # type: ignore[type-arg]
    now: datetime,
) -> AgreementDocument:
    """Attach a file. Raises ``Refusal``, and ``UploadRefused`` for a file that is not taken."""
    rules.check_editing(by, agreement)
    title = rules.need(title, _("Say what the document is."), "title")
    with act(by=by, action="agreements.attach_document", subject=agreement, now=now, title=title):
        stored = store_upload(by=by, upload=upload, now=now, purpose=DOCUMENT)
        return AgreementDocument.objects.create(agreement=agreement, title=title, file=stored, created_at=now)


def _retire(clause: Clause, now: datetime) -> None:
    changed = Clause.objects.filter(pk=clause.pk, replaced_at=None).update(replaced_at=now)
    if not changed:
        raise Refusal(_("Somebody has replaced this clause meanwhile. Look at the agreement again."))
