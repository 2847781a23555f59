"""What the room does when something happened, here or below."""

from interlocal.foundation.accounts.events import PersonSuspended, RoleEnded
from interlocal.kernel.outbox import Delivery
from interlocal.partnerships.commitments.actions import release_lapsed_owners, release_owner, send_link
from interlocal.partnerships.commitments.events import CommitmentOpened, OwnerAssigned
from interlocal.partnerships.commitments.models import Commitment


def tell_owner(event: CommitmentOpened | OwnerAssigned, *, delivery: Delivery) -> None:
    """Mail the owner one link to what is theirs now, unless it is settled by the time this is heard."""
    rows = Commitment.objects.select_related("owner", "owed_by", "owed_to", "opened_by")
    commitment = rows.filter(public_id=event.commitment).first()
    if commitment is None or not _is_still_said(event, commitment):
        return
    send_link(commitment=commitment, key=f"opened:{delivery.key}", template="opened", now=delivery.now)


def release_what_they_owned(event: PersonSuspended, *, delivery: Delivery) -> None:
    """Take a suspended person's open commitments off them and tell those who can name another owner."""
    release_owner(user_public_id=event.user, key=delivery.key, now=delivery.now)


def release_what_the_role_held(_event: RoleEnded, *, delivery: Delivery) -> None:
    """Take off a person what they own where they hold no role any more; tell who can name another owner."""
    release_lapsed_owners(now=delivery.now)


def _is_still_said(event: CommitmentOpened | OwnerAssigned, commitment: Commitment) -> bool:
    """Whether the owner is still the one of whom the event tells; another is told by their own event."""
    return commitment.owner is not None and commitment.owner.public_id == event.owner
