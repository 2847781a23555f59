"""A council's agendas and votes from a CSV file: one row an item, or one a vote."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime, time

from .council_record import ReadItem, ReadMeeting, ReadVote, Unreadable

MAX_BYTES = 4 * 1024 * 1024
MAX_ROWS = 20_000
_NEEDED = ("meeting", "body", "date", "item", "title")
COLUMNS = (
    *_NEEDED,
    *("time", "place", "number", "matter", "kind", "mover", "seconder", "result", "person", "vote"),
)


def read_csv(data: bytes) -> tuple[ReadMeeting, ...]:
    """Return the meetings in a CSV file, in its order.

    ``meeting`` and ``item`` are the ids that the source gives them; rows with the same two are the votes of
    one item. Needed: meeting, body, date (2026-03-05 or 3/5/2026), item, title. Raises ``Unreadable`` with
    the row.
    """
    rows = _table(data)
    meetings: dict[str, ReadMeeting] = {}
    items: dict[str, dict[str, ReadItem]] = {}
    for number, row in rows:
        source_id, item_id = row["meeting"], row["item"]
        known = meetings.setdefault(source_id, _meeting(number, row))
        if (known.body, known.on) != (row["body"], _day(number, row["date"])):
            raise Unreadable(f"Row {number}: meeting {source_id} has another body or date further up.")
        of_meeting = items.setdefault(source_id, {})
        item = of_meeting.get(item_id) or _item(row)
        if row["person"]:
            item = replace(item, votes=(*item.votes, ReadVote(row["person"], row["vote"])))
        of_meeting[item_id] = item
    return tuple(replace(one, items=tuple(items[key].values())) for key, one in meetings.items())


def _table(data: bytes) -> list[tuple[int, dict[str, str]]]:
    if len(data) > MAX_BYTES:
        raise Unreadable("The file is over 4 MB: split it.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    reader = csv.DictReader(io.StringIO(text.replace("\x00", "")))
    try:
        names = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
        missing = [name for name in _NEEDED if name not in names]
        if missing:
            raise Unreadable(f"The first row lacks these columns: {', '.join(missing)}.")
        rows: list[tuple[int, dict[str, str]]] = []
        for row in reader:
            if len(rows) == MAX_ROWS:
                raise Unreadable(f"The file has more than {MAX_ROWS:,} rows: split it.")
            rows.append((reader.line_num, {name: _cell(row.get(names.get(name))) for name in COLUMNS}))
    except csv.Error as error:
        raise Unreadable(f"Row {reader.line_num}: {error}.") from None
    for number, row in rows:
        empty = [name for name in _NEEDED if not row[name]]
        if empty:
            raise Unreadable(f"Row {number}: {', '.join(empty)} is empty.")
    return rows


def _cell(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _meeting(number: int, row: dict[str, str]) -> ReadMeeting:
    return ReadMeeting(
        source_id=row["meeting"],
        body=row["body"],
        on=_day(number, row["date"]),
        starts_at_time=_time(number, row["time"]),
        place=row["place"],
    )


def _item(row: dict[str, str]) -> ReadItem:
    return ReadItem(
        source_id=row["item"],
        number=row["number"],
        title=row["title"],
        matter=row["matter"],
        matter_kind=row["kind"],
        mover=row["mover"],
        seconder=row["seconder"],
        result=row["result"],
    )


def _day(number: int, words: str) -> date:
    for layout in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            return datetime.strptime(words, layout).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise Unreadable(f"Row {number}: “{words}” is no date such as 2026-03-05 or 3/5/2026.")


def _time(number: int, words: str) -> time | None:
    for layout in ("%H:%M", "%I:%M %p"):
        try:
            return datetime.strptime(words, layout).time()  # noqa: DTZ007 (a time of day has no zone)
        except ValueError:
            continue
    if words:
        raise Unreadable(f"Row {number}: “{words}” is no time such as 18:00 or 6:00 PM.")
    return None
