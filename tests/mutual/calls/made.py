"""Call files and an independent reader: the csv module, datetime and zoneinfo, one row after the other."""

import csv
import io
from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from mutual.calls import read_calls, read_profile

HEADER = ("id", "at", "place", "kind")
PROFILE = """
zone = "America/Chicago"
[columns]
id = "id"
received = "at"
place = "place"
type = "kind"
[places]
cities = { north = "Northgate", south = "Southport" }
[types]
known = ["fire", "police"]
drop = ["test"]
"""
CITIES = {"north": "Northgate", "south": "Southport"}


def csv_text(rows, *, delimiter=",", line_end="\n", quoting=csv.QUOTE_MINIMAL, header=HEADER):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerows([header, *rows])
    return text.getvalue()


def read(tmp_path, data, profile=PROFILE, name="calls.csv"):
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_calls(path, read_profile(profile), tmp_path / "out")


def account(reading):
    assert reading.rows == reading.taken + reading.refused + reading.duplicates
    assert reading.refused == sum(reading.reasons.values())
    with reading.refused_file.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert Counter(row["reason"] for row in listed) == reading.reasons
    assert len({row["row"] for row in listed}) == reading.refused
    with reading.duplicates_file.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == reading.duplicates
    return {
        "rows": reading.rows,
        "taken": reading.taken,
        "duplicates": reading.duplicates,
        "reasons": dict(reading.reasons),
        "cities": {city: count for city, count in reading.cities.items() if count},
    }


def slowly(text, *, delimiter=","):
    """The same account by an independent reader, for the profile above and times in ISO's form."""
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    seen, reasons, cities, duplicates = set(), Counter(), Counter(), 0
    for row in rows[1:]:
        reason, city = _judged(row)
        if reason:
            reasons[reason] += 1
        elif (key := row[0].strip(" ") or tuple(row)) in seen:
            duplicates += 1
        else:
            seen.add(key)
            cities[city] += 1
    taken = sum(cities.values())
    return {
        "rows": len(rows) - 1,
        "taken": taken,
        "duplicates": duplicates,
        "reasons": dict(reasons),
        "cities": dict(cities),
    }


def _judged(row):  # noqa: PLR0911 - one a reason
    if len(row) < len(HEADER):
        return "columns missing", ""
    if any(cell.strip() for cell in row[len(HEADER) :]):
        return "too many columns", ""
    _, at, place, kind = (cell.strip(" ") for cell in row[: len(HEADER)])
    if kind == "test":
        return "left out by type", ""
    if not at:
        return "time missing", ""
    try:
        moment = datetime.strptime(at, "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return "time unreadable", ""
    if not 1970 <= moment.year < 2100:
        return "time implausible", ""
    if kind not in {"fire", "police"}:
        return "unknown type", ""
    if place.lower() not in CITIES:
        return ("unknown place" if place else "place missing"), ""
    return "", CITIES[place.lower()]


def hours_of_week(moments, zone):
    """Hours of the week of local times in a zone, by the standard library."""
    local = (moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)) for moment in moments)
    return Counter(24 * one.weekday() + one.hour for one in local)
