"""What undoing an import would take back, and what stays and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interlocal.partnerships.meetings.models import (
    CouncilEvidence,
    CouncilImport,
    CouncilItem,
    CouncilMeeting,
)


@dataclass(frozen=True)
class Undoing:
    """The items and meetings that leave, and each item that stays with the reason for a person."""

    items: Sequence[CouncilItem]
    meetings: Sequence[CouncilMeeting]
    stays: Sequence[tuple[CouncilItem, str]]

    @property
    def leaving(self) -> Sequence[CouncilItem]:
        """The items of which nothing stays."""
        return [item for item in self.items if item.replaces_id is None]

    @property
    def said_before(self) -> Sequence[CouncilItem]:
        """The items that say again what an earlier import told of them."""
        return [item for item in self.items if item.replaces_id is not None]

    @property
    def takes_anything(self) -> bool:
        """Is there anything to take back?"""
        return bool(self.items or self.meetings)


def undoing_of(brought: CouncilImport) -> Undoing:
    """Return what undoing ``brought`` would do, in four queries.

    An item stays that is tied to an instrument as evidence, or that a later import tells anew. A meeting
    leaves with its last item, where this import brought it.
    """
    rows = list(
        brought.items.select_related("meeting", "replaced_by__brought_with").order_by("meeting", "position")
    )
    tied = _tied(brought)
    goes, stays = [], []
    for row in rows:
        why = _why_it_stays(row, tied)
        if why:
            stays.append((row, why))
        else:
            goes.append(row)
    kept = set(
        CouncilItem.objects.filter(meeting__brought_with=brought)
        .exclude(pk__in=brought.items.values("pk"))
        .values_list("meeting", flat=True)
    ) | {row.meeting_id for row, _why in stays}
    meetings = [row for row in brought.meetings.all() if row.pk not in kept]
    return Undoing(goes, meetings, stays)


def _tied(brought: CouncilImport) -> dict[int, CouncilEvidence]:
    rows = CouncilEvidence.objects.filter(item__brought_with=brought, untied_at=None)
    return {row.item_id: row for row in rows.select_related("instrument__jurisdiction")}


def _why_it_stays(item: CouncilItem, tied: dict[int, CouncilEvidence]) -> str:
    evidence = tied.get(item.pk)
    if evidence is not None:
        return _("It is tied to %(instrument)s as evidence. Untie it there first.") % {
            "instrument": f"{evidence.instrument.jurisdiction.name}, {evidence.instrument.designation}"
        }
    later = getattr(item, "replaced_by", None)
    if later is not None:
        day = date_format(later.brought_with.saved_at, "DATE_FORMAT") if later.brought_with.saved_at else ""
        return _("What was brought in on %(day)s tells it anew. Undo that first.") % {"day": day}
    return ""
