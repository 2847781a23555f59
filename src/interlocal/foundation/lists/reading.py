"""A list as it stands now: its rows with what was typed since, and what is wrong with each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.lists.content import unpacked
from interlocal.foundation.lists.models import PastedList
from interlocal.foundation.lists.purposes import Given, Purpose, Twin, Verdict
from interlocal.web.tables import Column, Row, Sheet


class LineState(StrEnum):
    """What becomes of a row when the list is saved."""

    READY = "ready"
    FAULTY = "faulty"
    THERE = "there"
    LEFT_OUT = "left-out"


@dataclass(frozen=True)
class Line:
    """One row of a list, judged."""

    row: Given
    state: LineState
    title: str
    details: tuple[str, ...]
    faults: dict[str, str]
    twin: Twin | None
    facts: Any

    @property
    def number(self) -> int:
        """The row's number in the sheet."""
        return self.row.number


def sheet_of(pasted: PastedList) -> Sheet:
    """Return the sheet that the list is read from."""
    sheets = unpacked(pasted.sheets)
    return sheets[min(pasted.sheet, len(sheets) - 1)] if sheets else Sheet("", ())


def headings_of(sheet: Sheet, header_row: int | None) -> list[str]:
    """Return the heading of each place; ``""`` where there is none."""
    found = next((row for row in sheet.rows if row.number == header_row), None)
    return [found.cell(place).text if found else "" for place in range(sheet.width)]


def lines_of(pasted: PastedList, purpose: Purpose, user: User, now: datetime) -> list[Line]:
    """Return every row below the headings, judged. The cost in queries is the room's, once."""
    given, troubles = _given(pasted, purpose)
    verdicts = purpose.judge(user, given, now)
    left_out = set(pasted.left_out)
    seen: dict[Any, int] = {}
    lines = []
    for row, verdict, trouble in zip(given, verdicts, troubles, strict=True):
        faults = {**verdict.faults, **_missing(row, purpose.columns), **trouble}
        twin = verdict.twin
        state = _state(row, faults, twin, left_out)
        if state is LineState.READY and verdict.identity is not None:
            first = seen.setdefault(verdict.identity, row.number)
            if first != row.number:
                twin, state = _twin_in_list(first), LineState.THERE
        lines.append(_line(row, state, verdict, faults, twin))
    return lines


def _line(row: Given, state: LineState, verdict: Verdict, faults: dict[str, str], twin: Twin | None) -> Line:
    return Line(row, state, verdict.title, verdict.details, faults, twin, verdict.facts)


def _state(row: Given, faults: dict[str, str], twin: Twin | None, left_out: set[int]) -> LineState:
    if row.number in left_out:
        return LineState.LEFT_OUT
    if faults:
        return LineState.FAULTY
    return LineState.THERE if twin is not None else LineState.READY


def _twin_in_list(first: int) -> Twin:
    return Twin(_("The same as row %(row)d of this list.") % {"row": first})


def _given(pasted: PastedList, purpose: Purpose) -> tuple[list[Given], list[dict[str, str]]]:
    """Return the rows as they stand, and for each the cells that the spreadsheet could not tell."""
    mapping = pasted.mapping()
    known = {column.key for column in purpose.columns}
    rows, troubles = [], []
    for row in sheet_of(pasted).rows:
        if pasted.header_row is not None and row.number <= pasted.header_row:
            continue
        said = {key: text for key, text in pasted.said_of(row.number).items() if key in known}
        values = {**_texts(row, mapping), **said}
        if not any(values.values()) and not said:
            continue
        for key, text in pasted.fills.items():
            if not values.get(key) and key not in said:
                values[key] = text
        rows.append(Given(row.number, values))
        troubles.append(
            {
                key: trouble.words
                for place, key in mapping.items()
                if key not in said and (trouble := row.cell(place).trouble) is not None
            }
        )
    return rows, troubles


def _texts(row: Row, mapping: dict[int, str]) -> dict[str, str]:
    return {key: row.cell(place).text for place, key in mapping.items()}


def _missing(row: Given, columns: Sequence[Column]) -> dict[str, str]:
    return {
        column.key: _("This cell is empty. Write here: %(what)s.") % {"what": str(column.label).lower()}
        for column in columns
        if column.is_required and not row.text(column.key).strip()
    }
