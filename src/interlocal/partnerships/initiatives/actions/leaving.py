"""Somebody leaves: another person watches their risks."""

from datetime import datetime

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.partnerships.initiatives.models import Risk
from interlocal.partnerships.initiatives.queries import initiatives_for


def hand_over(*, by: User | None, user: User, to: User, now: datetime) -> int:
    """Let ``to`` watch the risks of ``user`` in initiatives that ``to`` may see; return how many."""
    seen = initiatives_for(to)
    rows = Risk.objects.filter(owner=user, withdrawn_at=None, initiative__in=seen).order_by("pk")
    taken = list(rows.select_related("initiative").select_for_update(of=("self",)))
    for risk in taken:
        with act(by=by, action="initiatives.hand_over_risk", subject=risk.initiative, now=now) as done:
            risk.owner = to
            risk.save(update_fields=["owner"])
            done.record(named=str(risk), to=to.public_id)
    return len(taken)
