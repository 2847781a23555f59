"""What a figure must be like, and what about it needs an explanation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.utils.translation import gettext as _

from interlocal.costing.studies.models import LineKind
from interlocal.web.tables import ValueFault

LARGEST = 10**14
# A year's change, and a distance from the other cities, from which a reader asks why.
CHANGE = Decimal("0.25")
FACTOR = 2
FEWEST_PEERS = 2
_NUMBER = re.compile(r"[0-9]{1,3}(,[0-9]{3})*(\.[0-9]*)?|[0-9]+(\.[0-9]*)?|\.[0-9]+")
_THOUSANDS = re.compile(r"(?P<number>[\d.,]+)\s*(?P<scale>k|m|mio|mil|thousand|million)", re.IGNORECASE)


@dataclass(frozen=True)
class Caution:
    """Something about a figure that its city explains, or mends, before it signs."""

    words: str
    mend: str


def read_figure(text: str, kind: LineKind) -> int | None:
    """Return the figure in ``text`` in hundredths of its unit, ``None`` where it is empty.

    Read are “41,200”, “$41,200.50” and “2.5”. Raises ``ValueFault``, which says how to mend it, for words,
    formulas, negative figures, and more than two decimals.
    """
    words = text.replace("\u2212", "-").replace("\u00a0", " ").strip()
    if not words:
        return None
    if words.startswith("="):
        raise ValueFault(
            _("“%(text)s” is a formula. Write what it comes to; the note can say how.") % {"text": text[:40]}
        )
    plain = words.replace("$", "").replace("USD", "").replace(" ", "").removesuffix("%")
    if plain.startswith("-") or (plain.startswith("(") and plain.endswith(")")):
        raise ValueFault(
            _(
                "“%(text)s” is negative. Write what the city gives as a number of 0 or more; what others pay "
                "back belongs in the note."
            )
            % {"text": text[:40]}
        )
    if scaled := _THOUSANDS.fullmatch(plain):
        raise ValueFault(
            _("“%(text)s” is shortened. Write the whole figure, such as 41,200.") % {"text": scaled.group()}
        )
    if not _NUMBER.fullmatch(plain):
        raise ValueFault(
            _("“%(text)s” is no number. Write it like %(like)s; words belong in the note.")
            % {"text": text[:40], "like": "41,200" if kind.is_money else "12.5"}
        )
    exact = Decimal(plain.replace(",", "")) * 100
    if exact != exact.to_integral_value():
        raise ValueFault(_("“%(text)s” has more than two decimals. Round it.") % {"text": text[:40]})
    if exact >= LARGEST:
        raise ValueFault(_("“%(text)s” is larger than any city's figure.") % {"text": text[:40]})
    return int(exact)


def cautions_of(
    *,
    kind: LineKind,
    hundredths: int | None,
    last_year: int | None,
    per_unit: float | None,
    peers: Sequence[float],
) -> tuple[Caution, ...]:
    """Return what about a figure needs an explanation.

    ``per_unit`` is the figure for each unit of the study's first volume, ``peers`` the same of the other
    cities that have signed; fewer than two say nothing.
    """
    if hundredths is None:
        return ()
    found = []
    if last_year:
        change = Decimal(hundredths - last_year) / last_year
        if abs(change) > CHANGE:
            words = (
                _("%(percent)s %% more than a year before.")
                if change > 0
                else _("%(percent)s %% less than a year before.")
            ) % {"percent": f"{abs(change) * 100:,.0f}"}
            found.append(Caution(words, _("Check both figures, or say in the note why.")))
    if per_unit is not None and kind is LineKind.COST and len(peers) >= FEWEST_PEERS:
        middle = median(peers)
        if middle > 0 and not middle / FACTOR <= per_unit <= middle * FACTOR:
            words = (
                _("More than twice what the other cities pay for each unit of the volume.")
                if per_unit > middle
                else _("Less than half of what the other cities pay for each unit of the volume.")
            )
            found.append(Caution(words, _("Check what is counted in it, or say in the note why.")))
    return tuple(found)
