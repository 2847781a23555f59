"""Opening commitments."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Ref, act
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.outbox import announce
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.actions.telling import about
from interlocal.partnerships.commitments.events import CommitmentOpened
from interlocal.partnerships.commitments.models import Commitment, ProcedureRun
from interlocal.partnerships.jurisdictions.public import Jurisdiction

LONGEST_TITLE = 200


class Details(TypedDict, total=False):
    """What a commitment may say beyond who owes what; see ``Commitment`` for each."""

    owed_to: Jurisdiction | None
    due_on: date | None
    owner: User | None
    source_label: str
    source_text: str
    detail: str
    is_standing: bool
    requires_sign_in: bool
    visibility: str
    run: ProcedureRun
    step_key: str


def open_commitment(
    *,
    by: User | None,
    title: str,
    owed_by: Jurisdiction,
    key: str,
    now: datetime,
    source: Ref | None = None,
    **details: Unpack[Details],
) -> Commitment:
    """Open a commitment and return it; its owner is told by mail once this has committed.

    ``owed_to=None`` is the partnership as a whole; ``by=None`` is the system. ``key`` makes it happen once:
    the commitment that already has it is returned unchanged. Raises ``Refusal`` when the title is empty or
    too long, a jurisdiction would owe itself, or the owner's account is suspended.
    """
    if (known := Commitment.objects.filter(key=key).first()) is not None:
        return known
    commitment = Commitment(
        title=title.strip(), owed_by=owed_by, key=key, opened_at=now, opened_by=by, **details
    )
    check_opening(commitment)
    if source is not None:
        commitment.source_kind, commitment.source_id = source.kind, source.public_id
        commitment.source_label = (commitment.source_label or source.label)[:300]
    try:
        with transaction.atomic():
            return _write(by, commitment, now)
    except IntegrityError:
        # Somebody opened the same one in the same moment: theirs stands.
        if (known := Commitment.objects.filter(key=key).first()) is not None:
            return known
        raise


def check_opening(commitment: Commitment) -> None:
    """Refuse what cannot be owed: no title, a jurisdiction that owes itself, an owner who is suspended."""
    rules.check_text(commitment.title, _("Say what is owed."), "title")
    if len(commitment.title) > LONGEST_TITLE:
        raise Refusal(_("Say it in at most 200 letters; the rest can go under details."), field="title")
    if commitment.owed_to is not None and commitment.owed_to == commitment.owed_by:
        raise Refusal(_("A jurisdiction cannot owe something to itself."), field="owed_to")
    rules.check_owner(commitment.owner)


def _write(by: User | None, commitment: Commitment, now: datetime) -> Commitment:
    values = {
        "title": commitment.title,
        "owed_by": commitment.owed_by.public_id,
        "owed_to": commitment.owed_to.public_id if commitment.owed_to else "",
        "owner": commitment.owner.public_id if commitment.owner else "",
        "due_on": commitment.due_on,
        "source": f"{commitment.source_kind} {commitment.source_id}".strip(),
    }
    with act(by=by, action="commitments.open", subject=commitment, now=now, **values):
        commitment.save(force_insert=True)
        event = CommitmentOpened(**about(commitment), due_on=commitment.due_on, owner=values["owner"])
        announce(event, now=now)
    return commitment
