"""Lists and figures that people upload, paste and type."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import openpyxl
from tests.fuzzing.door import Door
from tests.fuzzing.doors.engine import SHEET, text

from interlocal.costing.studies.models import LineKind
from interlocal.costing.studies.rules.figures import read_figure
from interlocal.costing.studies.rules.formulas import read_formula
from interlocal.costing.studies.rules.options import read_phase_in
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives.rules.validity import read_yearly_figures
from interlocal.partnerships.meetings.imports.council_record import Unreadable
from interlocal.partnerships.meetings.imports.table import FaultyRows, read_council_table, sheet_of
from interlocal.programs.training.meeting_logs import read_log
from interlocal.web.tables import read_pasted, read_table
from interlocal.web.tables.values import read_cents, read_count, read_day, read_list, read_yes

_HEADINGS = ("Body", "Date", "Title", "Number", "Mover", "Result")
_ROWS = (
    ("City Council", "2026-03-02", "A resolution", "26-4", "Ann Roe", "Passed"),
    ("City Council", "3/16/2026", 'An "ordinance"', "26-5", "Sam Reed", "Tabled"),
)
_CSV = "\r\n".join(
    ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in (_HEADINGS, *_ROWS)
)
_LOG = (
    b"Name,Email,Join Time,Leave Time,Duration\n"
    b'Ann Roe,ann@example.org,"3/2/26, 9:00:05 AM","3/2/26, 10:00:00 AM",59m 55s\n'
    b"Sam Reed,sam@example.org,2026-03-02T09:01:00,2026-03-02T10:01:00+00:00,60\n"
)
_BEGIN, _END = datetime(2026, 3, 2, 15, tzinfo=UTC), datetime(2026, 3, 2, 16, tzinfo=UTC)
_CELLS = (
    *SHEET,
    b"sep=;\n",
    b"=1+1",
    b"$4,800.50",
    b"(1,200)",
    b"46083",
    b"<c>",
    b"<f>A1</f>",
    b't="e"',
    b"r=",
)


def workbook() -> bytes:
    """Return a workbook with what cells hold, a merged area and a second sheet."""
    book = openpyxl.Workbook()
    for row in (_HEADINGS, *_ROWS, (1, 2.5, True, date(2026, 3, 2), None, "=1+1")):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.create_sheet("More").append(["x", Decimal("1.5")])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _read_values(said: str) -> None:
    """Each value by itself: one that is refused hides nothing from the next."""
    refused = []
    for read in (
        read_day,
        read_cents,
        lambda one: read_count(one, most=900),
        read_yes,
        read_list,
        read_phase_in,
        read_yearly_figures,
        *(lambda one, kind=kind: read_figure(one, kind) for kind in LineKind),
    ):
        try:
            read(said)
        except Refusal as refusal:
            refused.append(str(refusal))
    assert all(refused)


DOORS = (
    Door(
        name="list in a workbook",
        read=lambda data: read_table("list.xlsx", data),
        seeds=(workbook(),),
        modules=("interlocal.web.tables.uploads", "interlocal.web.tables.workbook"),
        refuses=(Refusal,),
        words=_CELLS,
        calls=2_000_000,
        megabytes=160,
    ),
    Door(
        name="list in CSV",
        read=lambda data: read_table("list.csv", data),
        seeds=(_CSV.encode(), _CSV.encode("utf-16"), _CSV.replace(",", ";").encode("cp1252")),
        modules=("interlocal.web.tables.separated",),
        refuses=(Refusal,),
        words=_CELLS,
    ),
    Door(
        name="pasted list",
        read=text(read_pasted),
        seeds=(_CSV.encode(), _CSV.replace(",", "\t").encode()),
        modules=("interlocal.web.tables.pasted", "interlocal.web.tables.separated"),
        refuses=(Refusal,),
        words=_CELLS,
    ),
    Door(
        name="values of cells",
        read=text(_read_values),
        seeds=(b"3/15/2026", b"$4,800.50", b"12", b"yes", b"0, 50, 100", b"2024: 1,250,000\n2025: 1,300,000"),
        modules=("interlocal.web.tables.values",),
        words=_CELLS,
        rounds=2,
    ),
    Door(
        name="council record in a table",
        read=lambda data: read_council_table(sheet_of(read_table("record.csv", data))),
        seeds=(_CSV.encode(),),
        modules=("interlocal.partnerships.meetings.imports.table",),
        refuses=(Refusal, Unreadable, FaultyRows),
        words=_CELLS,
    ),
    Door(
        name="attendance log",
        read=lambda data: read_log(
            "log.csv", data, starts_at=_BEGIN, ends_at=_END, zone=ZoneInfo("America/Chicago")
        ),
        seeds=(_LOG,),
        modules=("interlocal.programs.training.meeting_logs",),
        refuses=(Refusal,),
        words=(
            *_CELLS,
            b"1h 2m",
            b"0001-01-01T00:00:00+23:00",
            b"9999-12-31T23:59:00-23:00",
            b"AM",
            b"12/31/99",
        ),
    ),
    Door(
        name="formula of a study",
        read=text(read_formula.__wrapped__),  # without what it remembers
        seeds=(b"Title: Shares\nThe group has cost in dollars.\n",),
        modules=("interlocal.costing.studies.rules.formulas",),
        words=(b"per", b" of ", b"percent", b"member", b"group", b"(", b".\n"),
    ),
)
