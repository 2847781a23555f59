"""The set-up as a table: offices with those who hold them. Reports are in no table."""

from collections.abc import Sequence

from interlocal.kernel.permissions import Actor
from interlocal.programs.hotline.models import Office
from interlocal.programs.hotline.rules import Permission

EXPORT_COLUMNS = ("City", "Office", "In Spanish", "Holders", "Deputies", "On the list")


def export_rows(reader: Actor) -> Sequence[Sequence[str]]:
    """Return every office as a row below ``EXPORT_COLUMNS``, to whoever may see the set-up."""
    if not reader.may(Permission.READ):
        return []
    offices = Office.objects.select_related("jurisdiction").prefetch_related("holders")
    return [
        (
            one.jurisdiction.name,
            one.title,
            one.title_es,
            ", ".join(holder.name for holder in one.holders.all() if not holder.is_deputy),
            ", ".join(holder.name for holder in one.holders.all() if holder.is_deputy),
            "no" if one.is_retired else "yes",
        )
        for one in offices.order_by("jurisdiction__name", "title", "pk")
    ]
