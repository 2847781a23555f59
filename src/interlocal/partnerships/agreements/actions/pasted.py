"""A list of old agreements: put on the register row by row in one transaction, taken back as one."""

from datetime import datetime

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, ref_to
from interlocal.foundation.lists.public import PastedList
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.actions.contents import record_amount
from interlocal.partnerships.agreements.actions.notices import set_notice_window
from interlocal.partnerships.agreements.actions.records import add_agreement
from interlocal.partnerships.agreements.models import Agreement, NoticeAct
from interlocal.partnerships.agreements.queries import (
    OldAgreement,
    agreements_for,
    locked_agreement,
    obstacles_of,
    predecessor,
)
from interlocal.partnerships.agreements.terms import Anchor
from interlocal.partnerships.commitments.public import commitments_about
from interlocal.partnerships.jurisdictions.public import Source


def add_from_list(*, by: User, pasted: PastedList, row: int, old: OldAgreement, now: datetime) -> Agreement:
    """Put on the register what one row says: the agreement, its amount, its notice window.

    Where the row names no source, the list is the source, and nobody has checked it. Raises ``Refusal``.
    """
    source = Source(
        source_title=old.source or _("%(list)s, row %(row)d") % {"list": pasted.name, "row": row},
        is_unconfirmed=True,
    )
    with act(by=by, action="agreements.add_from_list", subject=pasted, now=now, row=row):
        facts = {**old.facts, "renews": _renewed(by, old)}
        agreement = add_agreement(by=by, facts=facts, parties=old.parties, source=source, now=now)
        if old.amount_cents is not None and old.year is not None:
            record_amount(
                by=by,
                agreement=agreement,
                year=old.year,
                amount_cents=old.amount_cents,
                payer=None,
                source=source,
                now=now,
            )
        if old.notice_days:
            set_notice_window(
                by=by,
                agreement=agreement,
                act_of_notice=NoticeAct.RENEW,
                anchor=Anchor.BEFORE_END.value,
                count=old.notice_days,
                section=old.section,
                now=now,
            )
    return agreement


def take_back_agreement(*, by: User, agreement: Agreement, pasted: PastedList, now: datetime) -> None:
    """Take an agreement off the register that a list put there by mistake; the audit keeps what it said.

    Raises ``Refusal`` where something was built on it.
    """
    rules.check_editing(by, agreement)
    with act(
        by=by,
        action="agreements.take_back",
        subject=agreement,
        now=now,
        list=pasted.public_id,
        title=agreement.title,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
    ):
        agreement = locked_agreement(agreement)
        why = obstacles_of([agreement.public_id]).get(agreement.public_id)
        if why:
            raise Refusal(why)
        if commitments_about(ref_to(agreement)).exists():
            raise Refusal(_("Somebody was asked to decide on it. End the agreement instead."))
        agreement.amounts.all().delete()
        agreement.notice_rules.all().delete()
        agreement.parties.all().delete()
        try:
            agreement.delete()
        except ProtectedError as error:
            raise Refusal(_("Another record leads to it. End the agreement instead.")) from error


def _renewed(by: User, old: OldAgreement) -> Agreement | None:
    """Return the agreement that ``old`` renews. Raises ``Refusal`` where nobody can tell which it is."""
    if not old.renews:
        return None
    candidates = list(agreements_for(by).filter(title__iexact=old.renews))
    found = predecessor(candidates, old.facts["starts_on"])
    if found is None:
        raise Refusal(
            _("Several are called “%(title)s”, or none is.") % {"title": old.renews}, field="renews"
        )
    return found
