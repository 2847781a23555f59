"""When a person leaves, what they looked after does not."""

from collections import defaultdict
from datetime import datetime

from interlocal.foundation.accounts.public import RoleGrant, User, people_with
from interlocal.foundation.notices.public import notify
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.actions.changing import assign_owner
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.jurisdictions.public import Jurisdiction

NAMED = 10


def release_owner(*, user_public_id: str, key: str, now: datetime, within: str = "") -> int:
    """Leave the person's open commitments without an owner, and tell who can name another; return how many.

    With ``within`` (a jurisdiction's public id) only those that it owes.

    Each person who may assign in the jurisdiction gets one notice for all of its commitments; where nobody
    holds that in the jurisdiction itself, those who hold it for the partnership. ``key`` makes the notices
    go out once.
    """
    rows = Commitment.objects.still_owed().filter(owner__public_id=user_public_id)
    if within:
        rows = rows.filter(owed_by__public_id=within)
    released: dict[Jurisdiction, list[Commitment]] = defaultdict(list)
    for commitment in rows.select_related("owner", "owed_by"):
        assign_owner(by=None, commitment=commitment, owner=None, now=now)
        released[commitment.owed_by].append(commitment)
    for place, commitments in released.items():
        _tell(place, commitments, key, now)
    return sum(map(len, released.values()))


def release_lapsed_owners(*, now: datetime) -> int:
    """Release what people own in jurisdictions where every role of theirs has ended; return how many.

    A person who never held a role there (somebody of the regional council, say) keeps what they own.
    """
    pairs = Commitment.objects.still_owed().exclude(owner=None).order_by()
    released = 0
    for owner_id, place in pairs.values_list("owner", "owed_by__public_id").distinct():
        scope = jurisdiction_scope(place)
        owner = User.objects.get(pk=owner_id)
        has_held = RoleGrant.objects.within(scope).filter(user=owner).exists()
        if has_held and not owner.may(rules.Permission.CLOSE, scope):
            key = f"lapsed:{rules.day_of(now).isoformat()}"
            released += release_owner(user_public_id=owner.public_id, key=key, now=now, within=place)
    return released


def _tell(place: Jurisdiction, commitments: list[Commitment], key: str, now: datetime) -> None:
    former = str(commitments[0].owner)
    for person in _who_can_assign(place, now):
        notify(
            to=person,
            kind="commitments.released",
            key=f"released:{key}:{place.public_id}:{person.public_id}",
            template="commitments/mail/released",
            context={
                "former": former,
                "jurisdiction": place.name,
                "titles": [commitment.title for commitment in commitments[:NAMED]],
                "more": max(0, len(commitments) - NAMED),
            },
            path=f"/commitments/?jurisdiction={place.public_id}&owner=nobody",
            now=now,
        )


def _who_can_assign(place: Jurisdiction, now: datetime) -> list[User]:
    scope = jurisdiction_scope(place.public_id)
    people = list(people_with(rules.Permission.ASSIGN, scope, on=rules.day_of(now)))
    local = [person for person in people if not person.reach(rules.Permission.ASSIGN).everywhere]
    return local or people


def hand_over(*, by: User | None, user: User, to: User, now: datetime) -> int:
    """Give what ``user`` looks after to ``to``, as far as ``to`` may close it; return how many."""
    rows = Commitment.objects.still_owed().filter(owner=user).select_related("owed_by").order_by("pk")
    taken = [one for one in rows if to.may(rules.Permission.CLOSE, one.owed_by.scope)]
    for commitment in taken:
        assign_owner(by=by, commitment=commitment, owner=to, now=now)
    return len(taken)
