"""What each jurisdiction owes and is owed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.jurisdictions.public import Jurisdiction


@dataclass(frozen=True)
class Side:
    """One side of a balance: how many are open, how many of those overdue, undated, and the next date."""

    open_count: int = 0
    overdue_count: int = 0
    undated_count: int = 0
    next_on: date | None = None


@dataclass(frozen=True)
class Balance:
    """What a jurisdiction owes and is owed on a day."""

    jurisdiction: str
    name: str
    owes: Side
    is_owed: Side


def balances(
    jurisdictions: Iterable[Jurisdiction], *, today: date, user: User | None = None
) -> dict[str, Balance]:
    """Return the balance of each of ``jurisdictions`` by public id, in two queries however many they are.

    With ``user``, of the commitments that this person may see. What is owed to the partnership as a whole is
    nobody's claim alone and counts on the owing side only.
    """
    places = list(jurisdictions)
    rows = Commitment.objects.filter(outcome="")
    if user is not None:
        rows = rows.filter(rules.readable(user))
    owes = _sides(rows, "owed_by_id", [place.pk for place in places], today)
    is_owed = _sides(rows, "owed_to_id", [place.pk for place in places], today)
    return {
        place.public_id: Balance(
            place.public_id, place.name, owes.get(place.pk, Side()), is_owed.get(place.pk, Side())
        )
        for place in places
    }


def balance_of(jurisdiction: Jurisdiction, *, today: date, user: User | None = None) -> Balance:
    """Return the balance of one jurisdiction."""
    return balances([jurisdiction], today=today, user=user)[jurisdiction.public_id]


def _sides(rows: object, party: str, places: list[int], today: date) -> dict[int, Side]:
    grouped = (
        rows.filter(**{f"{party}__in": places})  # type: ignore[attr-defined]
        .order_by()
        .values(party)
        .annotate(
            open_count=Count("pk"),
            overdue_count=Count("pk", filter=Q(due_on__lt=today)),
            undated_count=Count("pk", filter=Q(due_on=None)),
            next_on=Min("due_on", filter=Q(due_on__gte=today)),
        )
    )
    return {row.pop(party): Side(**row) for row in grouped}
