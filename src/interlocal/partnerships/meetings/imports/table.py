"""A council's agendas and votes from a table, pasted or uploaded: one row an item, or one a vote."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interlocal.web.tables import (
    Column,
    Row,
    Sheet,
    ValueFault,
    guess_columns,
    guess_header,
    read_day,
)

from .checking import MAX_ID
from .council_record import ReadItem, ReadMeeting, ReadVote, Unreadable

COLUMNS = (
    Column("body", gettext_lazy("Body"), ("council", "committee"), is_required=True),
    Column("date", gettext_lazy("Date"), ("day", "meeting date"), is_required=True),
    Column("title", gettext_lazy("Title"), ("item title", "subject"), is_required=True),
    Column(
        "item",
        gettext_lazy("Item"),
        ("item id", "item number in the system"),
        gettext_lazy("the id that your system gives it; without it, its number on the agenda"),
    ),
    Column(
        "number", gettext_lazy("Number"), ("agenda number", "no"), gettext_lazy("its number on the agenda")
    ),
    Column(
        "meeting",
        gettext_lazy("Meeting"),
        ("meeting id",),
        gettext_lazy("the id that your system gives it; without it, body and date name the meeting"),
    ),
    Column("time", gettext_lazy("Time"), ("begins", "start")),
    Column("place", gettext_lazy("Place"), ("location", "where")),
    Column("matter", gettext_lazy("File number"), ("matter", "file", "bill", "bill number")),
    Column("kind", gettext_lazy("Kind"), ("type", "matter type")),
    Column("mover", gettext_lazy("Mover"), ("moved by",)),
    Column("seconder", gettext_lazy("Seconder"), ("seconded by", "second")),
    Column("result", gettext_lazy("Result"), ("outcome", "action")),
    Column("person", gettext_lazy("Person"), ("member", "name", "voter")),
    Column("vote", gettext_lazy("Vote"), ("voted", "choice"), gettext_lazy("how that person voted")),
)
Told = TypeVar("Told", ReadMeeting, ReadItem)
_MEETING = {"time": "starts_at_time", "place": "place"}
_ITEM = {
    "number": "number",
    "title": "title",
    "matter": "matter",
    "kind": "matter_kind",
    "mover": "mover",
    "seconder": "seconder",
    "result": "result",
}


@dataclass(frozen=True)
class RowFault:
    """What is wrong in a row, at one column, and how to mend it."""

    row: int
    column: str
    cell: str
    words: str


class FaultyRows(Unreadable):
    """Some rows are not what they should be; all their faults, in the order of the rows."""

    def __init__(self, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__(
            ngettext(
                "%(count)d cell must be mended first. It is listed below with its row.",
                "%(count)d cells must be mended first. They are listed below with their rows.",
                count,
            )
            % {"count": count}
        )


def sheet_of(sheets: Sequence[Sheet]) -> Sheet:
    """Return the first of ``sheets`` that has the headings; a cover sheet may stand before it."""
    return next((one for one in sheets if guess_header(one.rows, COLUMNS) is not None), sheets[0])


def read_council_table(sheet: Sheet) -> tuple[ReadMeeting, ...]:
    """Return the meetings in ``sheet``, in its order.

    Rows of the same meeting and item are the votes of one item. Raises ``FaultyRows`` with all faults, and
    ``Unreadable`` where the headings are missing.
    """
    header, places = _headings(sheet)
    rows = [row for row in sheet.rows if row.number > header]
    reading = _Reading()
    for row in rows:
        reading.take(row, places)
    if reading.faults:
        raise FaultyRows(reading.faults)
    if not rows:
        raise Unreadable(_("No row stands below the headings."))
    return reading.meetings()


def _headings(sheet: Sheet) -> tuple[int, dict[int, str]]:
    """Return the number of the row of headings, and which column stands at which place."""
    header = guess_header(sheet.rows, COLUMNS)
    if header is None:
        raise Unreadable(
            _("No row has headings such as Body, Date and Title. Write them above the rows, then try again.")
        )
    headings = next(row for row in sheet.rows if row.number == header)
    places = guess_columns([cell.text for cell in headings.cells], COLUMNS, {})
    missing = [str(one.label) for one in COLUMNS if one.is_required and one.key not in places.values()]
    if missing:
        raise Unreadable(
            _("These columns are missing: %(names)s. Name them so in row %(row)d.")
            % {"names": ", ".join(missing), "row": header}
        )
    return header, places


class _Reading:
    """Meetings and items as the rows tell them, with the row in which each was told first."""

    def __init__(self) -> None:
        self.faults: list[RowFault] = []
        self._meetings: dict[str, tuple[int, ReadMeeting]] = {}
        self._items: dict[str, dict[str, tuple[int, ReadItem]]] = {}

    def meetings(self) -> tuple[ReadMeeting, ...]:
        """Return what was told, whole."""
        return tuple(
            replace(meeting, items=tuple(item for _row, item in self._items[key].values()))
            for key, (_row, meeting) in self._meetings.items()
        )

    def take(self, told: Row, places: Mapping[int, str]) -> None:
        """Take one row, with a column's key for each place; what is wrong with it joins the faults."""
        row, before = told.number, len(self.faults)
        cells = {column.key: "" for column in COLUMNS}
        cells |= {key: " ".join(told.cell(place).text.split()) for place, key in places.items()}
        for place, key in places.items():
            if trouble := told.cell(place).trouble:
                self._fault(row, key, cells, trouble.words)
        on, begins = self._day(row, cells), self._time(row, cells)
        item_id = cells["item"] or cells["number"]
        for key in ("body", "title"):
            if not cells[key]:
                self._fault(row, key, cells, _("It is empty. Write it here, in every row of the item."))
        if not item_id:
            self._fault(row, "item", cells, _("Give the item an id here, or its number on the agenda."))
        if len(self.faults) > before or on is None:
            return
        meeting_id = cells["meeting"] or f"{cells['body'][:80]} {on:%Y-%m-%d}"
        for key, said in (("meeting", meeting_id), ("item", item_id)):
            if len(said) > MAX_ID:
                words = _("It is longer than %(most)d characters. Shorten it.") % {"most": MAX_ID}
                self._fault(row, key, cells, words)
                return
        self._take_meeting(row, cells, meeting_id, on, begins)
        self._take_item(row, cells, meeting_id, item_id)

    def _take_meeting(
        self, row: int, cells: Mapping[str, str], meeting_id: str, on: date, begins: time | None
    ) -> None:
        told = ReadMeeting(
            source_id=meeting_id, body=cells["body"], on=on, starts_at_time=begins, place=cells["place"]
        )
        first, known = self._meetings.setdefault(meeting_id, (row, told))
        for key, name in (("body", "body"), ("date", "on"), *_MEETING.items()):
            known = self._joined(row, cells, first, known, told, key, name)
        self._meetings[meeting_id] = (first, known)

    def _take_item(self, row: int, cells: Mapping[str, str], meeting_id: str, item_id: str) -> None:
        told = ReadItem(
            source_id=item_id,
            number=cells["number"],
            title=cells["title"],
            matter=cells["matter"],
            matter_kind=cells["kind"],
            mover=cells["mover"],
            seconder=cells["seconder"],
            result=cells["result"],
        )
        first, known = self._items.setdefault(meeting_id, {}).setdefault(item_id, (row, told))
        for key, name in _ITEM.items():
            known = self._joined(row, cells, first, known, told, key, name)
        self._items[meeting_id][item_id] = (first, self._with_vote(row, cells, known))

    def _joined(
        self, row: int, cells: Mapping[str, str], first: int, known: Told, told: Told, key: str, name: str
    ) -> Told:
        """Return ``known`` with what only a later row tells; two rows that differ are a fault."""
        before, now = getattr(known, name), getattr(told, name)
        if now in (before, "", None):
            return known
        if before in ("", None):
            return replace(known, **{name: now})
        words = _("Row %(row)d says “%(before)s” of the same. Make both rows say the same.")
        self._fault(row, key, cells, words % {"row": first, "before": before})
        return known

    def _with_vote(self, row: int, cells: Mapping[str, str], item: ReadItem) -> ReadItem:
        person, vote = cells["person"], cells["vote"]
        if person and not vote:
            self._fault(row, "vote", cells, _("Say how they voted, or that they were absent."))
        elif vote and not person:
            self._fault(row, "person", cells, _("Say who voted so."))
        elif person and any(one.person == person for one in item.votes):
            self._fault(row, "person", cells, _("They vote twice on this item. Keep one of the rows."))
        elif person:
            return replace(item, votes=(*item.votes, ReadVote(person, vote)))
        return item

    def _day(self, row: int, cells: Mapping[str, str]) -> date | None:
        try:
            day = read_day(cells["date"], is_required=True)
        except ValueFault as fault:
            self._fault(row, "date", cells, str(fault))
            return None
        if day is None:
            self._fault(row, "date", cells, _("It is empty. Write the day of the meeting, like 3/15/2026."))
        return day

    def _time(self, row: int, cells: Mapping[str, str]) -> time | None:
        words = cells["time"].upper().replace(".", "")
        for layout in ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"):
            try:
                return datetime.strptime(words, layout).time()  # noqa: DTZ007 (a time of day has no zone)
            except ValueError:
                continue
        if words:
            self._fault(row, "time", cells, _("It is no time of day. Write it like 18:00 or 6:00 PM."))
        return None

    def _fault(self, row: int, key: str, cells: Mapping[str, str], words: str) -> None:
        label = next(str(one.label) for one in COLUMNS if one.key == key)
        self.faults.append(RowFault(row, label, cells[key], words))
