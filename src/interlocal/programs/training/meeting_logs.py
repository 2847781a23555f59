"""Who was in an online meeting and for how long, read from the log that its program exports.

Read are tables with a column for the name or e-mail, and either columns for joining and leaving or one for
the duration: what Teams calls "Name, First Join, Last Leave, In-Meeting Duration, Email" (below a summary)
and Zoom "Name (Original Name), User Email, Join Time, Leave Time, Duration (Minutes)".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.web.tables import Row, Sheet, normalised, read_table

Span = tuple[datetime, datetime]

_NAMES = {"name", "full name", "name original name", "user name", "participant", "participant name"}
_MAILS = {"email", "e mail", "user email", "participant id upn", "email address", "upn"}
_JOINS = {"join time", "first join", "first join time", "joined", "joined at", "join"}
_LEAVES = {"leave time", "last leave", "last leave time", "left", "left at", "leave"}
_DURATIONS = {"duration", "duration minutes", "in meeting duration", "total duration minutes", "minutes"}
_FORMS = (
    "%m/%d/%y, %I:%M:%S %p",
    "%m/%d/%Y, %I:%M:%S %p",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%y %I:%M:%S %p",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
)
_CLOCK = re.compile(r"^(?:(\d+)\s*h)?\s*(?:(\d+)\s*m)?\s*(?:(\d+)\s*s)?$")


@dataclass(frozen=True)
class Present:
    """One participant: ``seconds`` within the session, and the rows of the file that say so."""

    name: str
    email: str
    seconds: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Unread:
    """A row whose times could not be read, and its text."""

    row: int
    text: str


@dataclass(frozen=True)
class Log:
    """Everybody in the log, by name, and the rows that could not be read."""

    people: tuple[Present, ...]
    unread: tuple[Unread, ...]


def read_log(name: str, data: bytes, *, starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> Log:
    """Read a log; presence outside the session does not count, and overlapping spans count once.

    Times without a zone are those of ``zone``. Raises ``Refusal`` for a file that is no such table.
    """
    for sheet in read_table(name, data):
        found = _columns(sheet)
        if found is not None:
            return _read(sheet, *found, (starts_at, ends_at), zone)
    raise Refusal(
        _(
            "No column for the name or e-mail with join and leave times was found. Export the attendance "
            "again."
        ),
        field="file",
    )


def _columns(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Return the number of the row of headings, and which column is which."""
    kinds = {"name": _NAMES, "email": _MAILS, "join": _JOINS, "leave": _LEAVES, "duration": _DURATIONS}
    for row in sheet.rows:
        words = [normalised(cell.text) for cell in row.cells]
        found = {
            kind: words.index(word)
            for kind, known in kinds.items()
            if (word := next((one for one in words if one in known), None)) is not None
        }
        if found.keys() & {"name", "email"} and ({"join", "leave"} <= found.keys() or "duration" in found):
            return row.number, found
    return None


def _read(sheet: Sheet, header: int, columns: dict[str, int], session: Span, zone: ZoneInfo) -> Log:
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    seconds: defaultdict[str, int] = defaultdict(int)
    who: dict[str, tuple[str, str]] = {}
    rows: defaultdict[str, list[int]] = defaultdict(list)
    unread = []
    for row in _people(sheet, header):
        name, email = _text(row, columns, "name"), _text(row, columns, "email").lower()
        if not (name or email):
            continue
        key = email or name.casefold()
        span, length = _span(row, columns, zone), _length(_text(row, columns, "duration"))
        if span is None and length is None:
            unread.append(Unread(row.number, " · ".join(cell.text for cell in row.cells if cell.text)))
            continue
        who.setdefault(key, (name, email))
        rows[key].append(row.number)
        if span is not None:
            spans[key].append(span)
        else:
            seconds[key] += length or 0
    most = int((session[1] - session[0]).total_seconds())
    people = [
        Present(*who[key], min(most, _covered(spans[key], session) + seconds[key]), tuple(rows[key]))
        for key in who
    ]
    return Log(tuple(sorted(people, key=lambda one: (one.name.casefold(), one.email))), tuple(unread))


def _people(sheet: Sheet, header: int) -> Iterator[Row]:
    """Yield the rows below the headings, up to the next part of the file (Teams numbers its parts)."""
    for row in sheet.rows:
        if row.number <= header:
            continue
        if len(row.cells) == 1 and re.match(r"^\d+\. ", row.cells[0].text):
            return
        yield row


def _text(row: Row, columns: dict[str, int], kind: str) -> str:
    return row.cell(columns[kind]).text if kind in columns else ""


def _span(row: Row, columns: dict[str, int], zone: ZoneInfo) -> Span | None:
    joined = _moment(_text(row, columns, "join"), zone)
    left = _moment(_text(row, columns, "leave"), zone)
    return (joined, left) if joined is not None and left is not None and joined <= left else None


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=zone)
        except ValueError:
            continue
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _length(text: str) -> int | None:
    """Return a duration in seconds: "1h 2m 3s", "1:02:03" or plain minutes; ``None`` for anything else."""
    words = text.strip().lower()
    if words.isascii() and words.isdigit() and len(words) < 6:
        return 60 * int(words)
    parts = words.split(":")
    if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        return int(
            timedelta(hours=int(parts[0]), minutes=int(parts[1]), seconds=int(parts[2])).total_seconds()
        )
    found = _CLOCK.match(words) if words else None
    if found is None:
        return None
    hours, minutes, seconds = (int(part[:5]) if part else 0 for part in found.groups())
    return 3600 * hours + 60 * minutes + seconds


def _covered(spans: Iterable[Span], session: Span) -> int:
    """Return how many seconds of ``session`` the spans cover together."""
    covered, reached = timedelta(), session[0]
    for joined, left in sorted(spans):
        begins, ends = max(joined, reached), min(left, session[1])
        if ends > begins:
            covered += ends - begins
            reached = ends
    return int(covered.total_seconds())
