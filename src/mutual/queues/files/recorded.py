"""Recorded calls in CSV, one a row, to be followed as they came."""

import csv
import io
import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from mutual.queues.figures import QueueError
from mutual.queues.simulation.calls import Calls, recorded_calls

_NEEDED = ("time", "city", "handling")
_MAY = ("priority", "patience")


def read_recorded(text: str, *, name: str = "the calls") -> Calls:
    """Read calls from CSV with the columns ``time`` (ISO 8601, local), ``city``, ``handling`` (seconds).

    ``priority`` (1 is the most urgent) and ``patience`` (seconds, empty for one who waits) may be there.
    Raises ``QueueError`` naming the file and the line.
    """
    rows = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""))
    try:
        columns = rows.fieldnames or []
    except csv.Error as error:
        raise QueueError(f"{name}, line 1: {error}.") from None
    missing = [column for column in _NEEDED if column not in columns]
    if missing:
        raise QueueError(
            f"{name} has no column {missing[0]!r}: recorded calls need {', '.join(_NEEDED)}, and may have "
            f"{' and '.join(_MAY)}."
        )
    found: dict[str, list[Any]] = {column: [] for column in (*_NEEDED, *_MAY)}
    try:
        for row in rows:
            _add(found, row, f"{name}, line {rows.line_num}")
    except csv.Error as error:
        raise QueueError(f"{name}, line {rows.line_num}: {error}.") from None
    if not found["time"]:
        raise QueueError(f"{name} holds no call.")
    first = min(found["time"])
    monday = datetime.combine(first.date() - timedelta(days=first.weekday()), datetime.min.time())
    try:
        return recorded_calls(
            sorted(set(found["city"])),
            time=[(one - monday).total_seconds() for one in found["time"]],
            city=found["city"],
            handling=found["handling"],
            rank=[one - 1 for one in found["priority"]],
            patience=found["patience"],
        )
    except QueueError as error:
        raise QueueError(f"{name}: {error}") from None


def _add(found: dict[str, list[Any]], row: Mapping[str, str | None], where: str) -> None:
    cells = {column: (row.get(column) or "").strip() for column in found}
    try:
        time = datetime.fromisoformat(cells["time"])
    except ValueError:
        raise QueueError(f"{where}: {cells['time']!r} is no time such as 2025-03-03T14:05:30.") from None
    found["time"].append(time.replace(tzinfo=None))
    if not cells["city"]:
        raise QueueError(f"{where}: the city is missing.")
    found["city"].append(cells["city"])
    found["handling"].append(_number(cells["handling"], f"{where}: handling", least=0.0))
    priority = _number(cells["priority"] or "1", f"{where}: priority", least=1.0)
    if priority != int(priority) or priority > 100:
        raise QueueError(f"{where}: a priority is a whole number from 1 on, not {cells['priority']!r}.")
    found["priority"].append(int(priority))
    patience = cells["patience"]
    found["patience"].append(_number(patience, f"{where}: patience", least=0.001) if patience else math.inf)


def _number(text: str, what: str, *, least: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not least <= value < math.inf:
        raise QueueError(f"{what} must be a number of {least:g} or more, not {text!r}.")
    return value
