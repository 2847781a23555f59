"""Texts that came back, and their changes as a person reads them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.partnerships.instruments.comparing import Particular, Piece, compare, pieces_between
from interlocal.partnerships.instruments.models import Deviation, Instrument, ReturnedText
from interlocal.partnerships.instruments.queries.papers import common_digest
from interlocal.partnerships.instruments.queries.records import instruments_for
from interlocal.partnerships.instruments.rules import Permission

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


@dataclass(frozen=True)
class ShownDeviation:
    """A change with its words: kept, removed, added and filled in."""

    deviation: Deviation
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ShownText:
    """A text that came back: its changes, what is local by nature, and how much is the same."""

    returned: ReturnedText
    deviations: tuple[ShownDeviation, ...]
    particulars: tuple[Particular, ...]
    unchanged: int

    @property
    def undecided(self) -> int:
        """How many changes nobody has decided on."""
        return sum(1 for one in self.deviations if not one.deviation.decision)


def returned_for(user: "User", public_id: str) -> ReturnedText:
    """Return a text that came back, of an instrument that ``user`` may see; raises ``Http404``."""
    rows = ReturnedText.objects.select_related(
        "instrument__jurisdiction", "instrument__statement", "by", "packet"
    )
    return get_object_or_404(rows.filter(instrument__in=instruments_for(user)), public_id=public_id)


def was_behind(returned: ReturnedText) -> bool:
    """Was the text made from a packet older than the common text with which it was compared?"""
    packet = returned.packet
    return packet is not None and packet.common_digest != common_digest(returned.common_parts)


def shown_text(returned: ReturnedText) -> ShownText:
    """Return what differs in ``returned`` from the common text as it was when the text came."""
    found = compare(returned.common_parts, returned.parts)
    deviations = returned.deviations.select_related("decided_by")
    return ShownText(
        returned,
        tuple(map(shown_deviation, deviations)),
        found.particulars,
        found.unchanged,
    )


def shown_deviation(deviation: Deviation) -> ShownDeviation:
    """Return a change with its words."""
    return ShownDeviation(deviation, pieces_between(deviation.old_text, deviation.new_text))


def deviation_to_decide(user: "User", public_id: str) -> Deviation:
    """Return a change that ``user`` may decide on and nobody has; raises ``Http404``."""
    rows = Deviation.objects.select_related(
        "returned__instrument__jurisdiction", "returned__instrument__statement"
    )
    deviation = get_object_or_404(rows, public_id=public_id, decision="")
    if not user.reach(Permission.CONVENE).everywhere:
        raise Http404
    return deviation


def returned_texts_of(instrument: Instrument) -> list[ReturnedText]:
    """Return the texts that came back for ``instrument``, newest first."""
    return list(instrument.returned_texts.select_related("by"))


def possible_successors(instrument: Instrument) -> "list[Instrument]":
    """Return the council's other instruments, those of a statement that renews this one's first."""
    rows = Instrument.objects.filter(jurisdiction=instrument.jurisdiction).exclude(pk=instrument.pk)
    found = list(rows.select_related("statement").order_by("-created_at", "-pk"))
    return sorted(
        found,
        key=lambda one: one.statement is None or one.statement.renews_id != (instrument.statement_id or -1),
    )
