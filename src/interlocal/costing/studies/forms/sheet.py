"""The sheet of a baseline as a form: every place has a figure, the figure of a year before, and a note."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.actions import Typed
from interlocal.costing.studies.queries import Place, Sheet
from interlocal.web.tables import ValueFault

NOTE = 300


@dataclass
class Entry:
    """One place with the text of its inputs, what is wrong with each, and what somebody else put there."""

    place: Place
    figure: str
    last_year: str
    note: str
    seen: str
    faults: dict[str, str] = field(default_factory=dict)
    is_taken: bool = False

    @property
    def key(self) -> str:
        """What its inputs are called."""
        return self.place.key


class SheetForm:
    """What was typed on a sheet. What cannot be read is kept as it is, with how to mend it at its place.

    ``homeless`` are texts for a place that is gone: somebody has put named figures there meanwhile.
    """

    def __init__(self, sheet: Sheet, data: QueryDict | None = None) -> None:
        self.year = str(data.get("year", "")) if data is not None else str(sheet.baseline.year or "")
        self.year_fault = ""
        self.entries = {place.key: _entry(place, data) for place in sheet.places}
        self.homeless: list[str] = []
        self._values: dict[str, Typed] = {}
        if data is not None:
            self._read_year()
            for entry in self.entries.values():
                self._read(entry)
            self.homeless = [
                str(text)
                for name, text in data.items()
                if name.startswith("figure-") and name[7:] not in self.entries and str(text).strip()
            ]

    @property
    def faults(self) -> list[Entry]:
        """The places at which something is wrong."""
        return [entry for entry in self.entries.values() if entry.faults]

    @property
    def taken(self) -> list[Entry]:
        """The places at which somebody else was faster."""
        return [entry for entry in self.entries.values() if entry.is_taken]

    def read_year(self) -> int | None:
        """Return the year that was typed."""
        return int(self.year) if self.year and not self.year_fault else None

    def typed(self) -> list[Typed]:
        """Return what can be saved: every place without a fault."""
        return list(self._values.values())

    def mark_taken(self, keys: Collection[str]) -> None:
        """Say at each place that somebody else put something there since the page was opened.

        What they see from now on is what stands there: saving again puts their own figure in its place.
        """
        for key in keys:
            if (entry := self.entries.get(key)) is not None:
                entry.is_taken = True

    def _read_year(self) -> None:
        text = self.year.strip().upper().removeprefix("FY").strip()
        if text and not (text.isdecimal() and text.isascii() and len(text) == 4 and int(text) in rules.YEARS):
            self.year_fault = _("“%(text)s” is no year. Write it with four digits, such as 2026.") % {
                "text": self.year
            }
        else:
            self.year = text

    def _read(self, entry: Entry) -> None:
        figures: dict[str, int | None] = {}
        for name in ("figure", "last_year"):
            try:
                figures[name] = rules.read_figure(getattr(entry, name), entry.place.line.holds)
            except ValueFault as fault:
                entry.faults[name] = str(fault)
        if len(entry.note) > NOTE:
            entry.faults["note"] = _("Up to %(most)d letters fit here.") % {"most": NOTE}
        if not entry.faults:
            label = entry.place.cell.label if entry.place.cell else ""
            self._values[entry.key] = Typed(
                entry.key,
                entry.place.line,
                label,
                entry.seen,
                figures["figure"],
                figures["last_year"],
                entry.note,
            )


def written(hundredths: int | None) -> str:
    """Return a figure as it is typed: ``41,200`` or ``2.50``; nothing where nobody knows."""
    if hundredths is None:
        return ""
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}" if not rest else f"{whole:,}.{rest:02d}"


def _entry(place: Place, data: QueryDict | None) -> Entry:
    key, cell = place.key, place.cell
    if data is not None and f"figure-{key}" in data:
        return Entry(
            place,
            str(data.get(f"figure-{key}", "")),
            str(data.get(f"last-{key}", "")),
            " ".join(str(data.get(f"note-{key}", "")).split()),
            str(data.get(f"seen-{key}", "")),
        )
    return Entry(
        place,
        written(cell.hundredths) if cell else "",
        written(cell.last_year) if cell else "",
        cell.note if cell else "",
        cell.public_id if cell else "",
    )
