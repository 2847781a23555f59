"""A list of actions: opened row by row in one transaction, its owners told once, taken back as one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.lists.public import PastedList
from interlocal.foundation.notices.public import notify
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.actions.closing import (
    close_commitment,
    reopen_commitment,
    withdraw_commitment,
)
from interlocal.partnerships.commitments.actions.opening import open_commitment
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.commitments.queries import Wish

NAMED = 10


def open_from_list(*, by: User, pasted: PastedList, row: int, wish: Wish, now: datetime) -> Commitment:
    """Open what one row asks for; what is done already is closed in the same moment.

    Raises ``Refusal`` where ``by`` may not open what that jurisdiction owes, and as ``open_commitment`` does.
    """
    if not rules.may_open_for(by, wish.owed_by.public_id):
        raise Refusal(_("You may not open what this jurisdiction owes."), field="owed_by")
    opened = open_commitment(
        by=by,
        title=wish.title,
        owed_by=wish.owed_by,
        owed_to=wish.owed_to,
        owner=wish.owner,
        due_on=wish.due_on,
        detail=wish.detail,
        source_label=wish.source or _("%(list)s, row %(row)d") % {"list": pasted.name, "row": row},
        key=f"list:{pasted.public_id}:{row}",
        in_list=True,
        now=now,
    )
    if wish.done_on is None:
        return opened
    return close_commitment(by=by, commitment=opened, done_on=wish.done_on, now=now)


def tell_owners(*, by: User, pasted: PastedList, opened: Iterable[Commitment], now: datetime) -> int:
    """Tell each owner once of all that the list put in their hands; return how many were told.

    Whoever brought the list knows what is in it.
    """
    theirs: dict[User, list[Commitment]] = defaultdict(list)
    for commitment in opened:
        if commitment.owner is not None and commitment.owner != by and not commitment.is_closed:
            theirs[commitment.owner].append(commitment)
    with act(by=by, action="commitments.tell_owners", subject=pasted, now=now, owners=len(theirs)):
        for owner, commitments in theirs.items():
            notify(
                to=owner,
                kind="commitments.listed",
                key=f"listed:{pasted.public_id}:{owner.public_id}",
                template="commitments/mail/listed",
                context={
                    "opened_by": str(by),
                    "count": len(commitments),
                    "titles": [commitment.title for commitment in commitments[:NAMED]],
                    "more": max(0, len(commitments) - NAMED),
                },
                path="/commitments/?show=mine",
                now=now,
            )
    return len(theirs)


def take_back_commitment(
    *, by: User, commitment: Commitment, pasted: PastedList, now: datetime
) -> Commitment:
    """Withdraw what a list opened by mistake; it stays on record with the reason. Raises ``Refusal``."""
    if not rules.may_withdraw(by, commitment):
        raise Refusal(_("You may no longer withdraw what this jurisdiction owes."))
    reason = _("The list “%(list)s” was undone.") % {"list": pasted.name}
    with act(by=by, action="commitments.take_back", subject=commitment, now=now, list=pasted.public_id):
        if commitment.is_closed:
            commitment = reopen_commitment(by=by, commitment=commitment, reason=reason, now=now)
        return withdraw_commitment(by=by, commitment=commitment, reason=reason, now=now)
