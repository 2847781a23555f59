"""What a link from a mail still opens."""

from datetime import datetime, timedelta
from enum import StrEnum

from interlocal.partnerships.commitments.models import ActionLink

LASTS = timedelta(days=14)


class LinkState(StrEnum):
    """Where a link stands; only ``READY`` takes an answer."""

    USED = "used"
    SUSPENDED = "suspended"
    REASSIGNED = "reassigned"
    CLOSED = "closed"
    SIGN_IN = "sign-in"
    EXPIRED = "expired"
    READY = "ready"


def link_state(link: ActionLink, now: datetime) -> LinkState:
    """Return where ``link`` stands at ``now``.

    The order matters: a used link says so for good; nobody learns anything through the link of a person whose
    account is suspended or who no longer looks after the commitment.
    """
    commitment = link.commitment
    told = (
        (link.used_at is not None, LinkState.USED),
        (not link.person.is_active, LinkState.SUSPENDED),
        (link.revoked_at is not None or commitment.owner_id != link.person_id, LinkState.REASSIGNED),
        (commitment.is_closed, LinkState.CLOSED),
        (commitment.requires_sign_in, LinkState.SIGN_IN),
        (link.expires_at <= now, LinkState.EXPIRED),
    )
    return next((state for holds, state in told if holds), LinkState.READY)
