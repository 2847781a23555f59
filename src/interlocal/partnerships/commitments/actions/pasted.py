"""A list of actions: opened in one transaction, its owners told once, taken back as one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, record_each
from interlocal.foundation.lists.public import PastedList, RowRefused, Wanted
from interlocal.foundation.notices.public import notify
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.actions.opening import check_opening
from interlocal.partnerships.commitments.events import ListOpened, ListTakenBack
from interlocal.partnerships.commitments.models import Commitment, Outcome
from interlocal.partnerships.commitments.queries import Wish

NAMED = 10


def open_from_list(
    *, by: User, pasted: PastedList, rows: Sequence[Wanted], now: datetime
) -> list[Commitment]:
    """Open what the rows ask for and return it in their order; the facts of each are a ``Wish``.

    What is done already is on record as done. Each owner is told once of all that is theirs. Raises
    ``RowRefused`` where a rule forbids one, or ``by`` may not open what that jurisdiction owes.
    """
    places = {wanted.facts.owed_by.public_id for wanted in rows}
    barred = {place for place in places if not rules.may_open_for(by, place)}
    opened = [_commitment(by, pasted, wanted, now) for wanted in rows]
    for wanted, commitment in zip(rows, opened, strict=True):
        try:
            _check(commitment, barred)
        except Refusal as refusal:
            raise RowRefused(wanted.row, refusal) from refusal
    with act(by=by, action="commitments.open_list", subject=pasted, now=now, count=len(opened)) as done:
        Commitment.objects.bulk_create(opened, batch_size=500)
        record_each(
            by=by,
            action="commitments.open",
            now=now,
            subjects=[(one, _values(one, pasted)) for one in opened],
        )
        tell_owners(by=by, pasted=pasted, opened=opened, now=now)
        done.announce(ListOpened(pasted_list=pasted.public_id, commitments=len(opened)))
    return opened


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


def take_back_list(*, by: User, pasted: PastedList, subjects: Sequence[str], now: datetime) -> dict[str, str]:
    """Withdraw what a list opened by mistake; it stays on record with the reason.

    Returns why, by public id, for those that ``by`` may no longer withdraw.
    """
    held = Commitment.objects.select_for_update(of=("self",)).select_related("owed_by")
    rows = list(held.filter(public_id__in=subjects))
    places = {one.owed_by.public_id: one for one in rows}
    barred = {place for place, one in places.items() if not rules.may_withdraw(by, one)}
    withdrawn = [one for one in rows if one.owed_by.public_id not in barred]
    reason = _("The list “%(list)s” was undone.") % {"list": pasted.name}
    with act(
        by=by, action="commitments.take_back_list", subject=pasted, now=now, count=len(withdrawn)
    ) as done:
        Commitment.objects.filter(pk__in=[one.pk for one in withdrawn]).update(
            outcome=Outcome.WITHDRAWN, closed_at=now, closed_by=by, done_on=None, withdrawal_reason=reason
        )
        record_each(
            by=by,
            action="commitments.withdraw",
            now=now,
            subjects=[(one, {"reason": reason}) for one in withdrawn],
        )
        done.announce(ListTakenBack(pasted_list=pasted.public_id, commitments=len(withdrawn)))
    words = _("You may no longer withdraw what this jurisdiction owes.")
    return {one.public_id: words for one in rows if one.owed_by.public_id in barred}


def _check(commitment: Commitment, barred: Collection[str]) -> None:
    if commitment.owed_by.public_id in barred:
        raise Refusal(_("You may not open what this jurisdiction owes."), field="owed_by")
    check_opening(commitment)


def _commitment(by: User, pasted: PastedList, wanted: Wanted, now: datetime) -> Commitment:
    wish: Wish = wanted.facts
    is_done = wish.done_on is not None
    return Commitment(
        title=wish.title,
        owed_by=wish.owed_by,
        owed_to=wish.owed_to,
        owner=wish.owner,
        due_on=wish.due_on,
        detail=wish.detail,
        source_label=wish.source or _("%(list)s, row %(row)d") % {"list": pasted.name, "row": wanted.row},
        key=f"list:{pasted.public_id}:{wanted.row}",
        opened_at=now,
        opened_by=by,
        outcome=Outcome.DONE if is_done else "",
        done_on=wish.done_on,
        closed_at=now if is_done else None,
        closed_by=by if is_done else None,
    )


def _values(commitment: Commitment, pasted: PastedList) -> dict[str, object]:
    """What the audit says of a row: as of every commitment, and the list that it came with."""
    return {
        "title": commitment.title,
        "owed_by": commitment.owed_by.public_id,
        "owed_to": commitment.owed_to.public_id if commitment.owed_to else "",
        "owner": commitment.owner.public_id if commitment.owner else "",
        "due_on": commitment.due_on,
        "done_on": commitment.done_on,
        "list": pasted.public_id,
    }
