"""Lists that a person brought."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from interlocal.foundation.accounts.public import User
from interlocal.foundation.lists.models import PastedList, RememberedColumn


def lists_for(user: User, purpose: str) -> QuerySet[PastedList]:
    """Return the lists that ``user`` brought for ``purpose``, the latest first, without their rows."""
    rows = PastedList.objects.filter(by=user, purpose=purpose).defer("sheets", "corrections")
    return rows.annotate(
        made=Count("records"), standing=Count("records", filter=Q(records__undone_at=None))
    ).order_by("-created_at", "-pk")


def list_for(user: User, purpose: str, public_id: str) -> PastedList:
    """Return one list; raises ``Http404`` when ``user`` brought none of that id for ``purpose``."""
    return get_object_or_404(PastedList, by=user, purpose=purpose, public_id=public_id)


def locked_list(pasted: PastedList) -> PastedList:
    """Return the list as it is now, and nobody else's until the transaction ends."""
    return PastedList.objects.select_for_update(of=("self",)).select_related("by").get(pk=pasted.pk)


def remembered(user: User, purpose: str, headings: Sequence[str]) -> dict[str, str]:
    """Return what the person said such headings are."""
    rows = RememberedColumn.objects.filter(by=user, purpose=purpose, heading__in=set(headings))
    return dict(rows.values_list("heading", "column"))
