"""Three finance officers bring their own spreadsheets, each in another shape."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import NOW, LineFactory, StudyFactory, city_of, signed

from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.models import LineKind
from interlocal.costing.studies.views.pasted import Spreadsheet
from interlocal.foundation.lists.models import PastedList
from interlocal.foundation.lists.public import lines_of

pytestmark = pytest.mark.django_db
SHAPES = {
    "budget book": (
        ["Fund 101 · Public works", "", ""],
        ["Account", "Adopted budget", "Prior year"],
        ["5100 Salaries", "$94,000", "91,000"],
        ["5200 Outside shops", "(76,500)", "70,200"],
    ),
    "ledger": (
        ["Line item", "Comments", "Actual", "Counts as"],
        ["Wages, mechanics", "two people", "121500.00", "Pay"],
        ["Dealer invoices", "", "=B2*2", "Outside work"],
    ),
    "counts": (
        ["Measure", "This year"],
        ["Trucks", "24"],
        ["Pay", "about 40 thousand"],
    ),
}


@pytest.fixture
def asked(client):
    PartnershipFactory.create()
    study = StudyFactory.create()
    LineFactory.create(study=study, name="Pay")
    LineFactory.create(study=study, name="Outside work")
    LineFactory.create(study=study, name="Trucks", kind=LineKind.VOLUME)
    asked = city_of(JurisdictionFactory.create(name="Riverton"), study=study)
    client.force_login(person_with("finance-officer", asked.jurisdiction.public_id))
    return asked


def workbook(rows, *, merged=""):
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    held = io.BytesIO()
    book.save(held)
    return SimpleUploadedFile("costs.xlsx", held.getvalue())


def url(name, *args):
    return reverse(f"studies:{name}", args=args)


def bring(client, asked, upload, **columns):
    client.post(url("paste", asked.public_id), {"file": upload, "key": "0123456789abcdef"})
    pasted = PastedList.objects.latest("pk")
    if columns:
        client.post(url("pasted-columns", asked.public_id, pasted.public_id), columns)
    return pasted


def verdicts(pasted, asked):
    lines = lines_of(PastedList.objects.get(pk=pasted.pk), Spreadsheet(asked), pasted.by, NOW)
    return [(line.title, str(line.state), sorted(line.faults)) for line in lines]


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (
            "budget book",
            [("5100 Salaries", "faulty", ["counts_as"]), ("5200 Outside shops", "faulty", ["counts_as"])],
        ),
        ("ledger", [("Wages, mechanics", "ready", []), ("Dealer invoices", "faulty", ["figure"])]),
        ("counts", [("Trucks", "ready", []), ("Pay", "faulty", ["figure"])]),
    ],
)
def test_spreadsheet_of_any_shape_is_read_and_each_fault_is_at_its_cell(client, asked, shape, expected):
    assert verdicts(bring(client, asked, workbook(SHAPES[shape])), asked) == expected


def test_row_is_mended_at_its_cell_saved_and_undone_as_one(client, asked):
    pasted = bring(client, asked, workbook(SHAPES["budget book"]))
    here = url("pasted", asked.public_id, pasted.public_id)
    client.post(
        here,
        {
            "shown": ["3", "4"],
            "cell-3-counts_as": "Pay",
            "was-3-counts_as": "",
            "cell-4-counts_as": "Outside work",
            "was-4-counts_as": "",
        },
    )
    assert verdicts(pasted, asked) == [
        ("5100 Salaries", "ready", []),
        ("5200 Outside shops", "faulty", ["figure"]),
    ]
    client.post(here, {"shown": ["4"], "cell-4-figure": "76,500", "was-4-figure": "(76,500)"})
    client.post(url("pasted-save", asked.public_id, pasted.public_id), {"seen": "2"})
    draft = asked.baselines.get()
    assert [(cell.label, cell.hundredths, cell.last_year) for cell in queries.standing_cells(draft)] == [
        ("5100 Salaries", 9_400_000, 9_100_000),
        ("5200 Outside shops", 7_650_000, 7_020_000),
    ]
    client.post(url("pasted-undo", asked.public_id, pasted.public_id))
    assert list(queries.standing_cells(draft)) == []


def test_line_of_a_name_is_remembered_for_the_next_spreadsheet(client, asked):
    line = asked.study.lines.get(name="Pay")
    wanted = queries.WantedCell(line, "5100 Salaries", 100, None, "")
    actions.add_cell(by=None, city=asked, wanted=wanted, now=NOW)
    assert verdicts(bring(client, asked, workbook(SHAPES["budget book"])), asked)[0] == (
        "5100 Salaries",
        "ready",
        [],
    )


def test_the_same_figure_is_not_taken_twice(client, asked):
    rows = (["Account", "Amount"], ["Pay", "100"], ["Trucks", "24"])
    first = bring(client, asked, workbook(rows))
    client.post(url("pasted-save", asked.public_id, first.public_id), {"seen": "2"})
    client.post(url("paste", asked.public_id), {"file": workbook(rows), "key": "fedcba9876543210"})
    again = PastedList.objects.latest("pk")
    assert [state for _title, state, _faults in verdicts(again, asked)] == ["there", "there"]


def test_merged_cell_is_said_at_its_row(client, asked):
    rows = (["Account", "Amount"], ["Pay", "100"], ["", "24"])
    found = verdicts(bring(client, asked, workbook(rows, merged="A2:A3")), asked)
    assert found == [("Pay", "ready", []), ("Pay", "faulty", ["label"])]


def test_what_is_signed_is_not_undone(client, asked):
    pasted = bring(
        client,
        asked,
        workbook((["Account", "Amount"], ["Pay", "100"], ["Trucks", "24"], ["Outside work", "0"])),
    )
    client.post(url("pasted-save", asked.public_id, pasted.public_id), {"seen": "3"})
    signed(asked)
    client.post(url("pasted-undo", asked.public_id, pasted.public_id))
    assert queries.standing_cells(asked.baselines.get()).count() == 3
    subjects = [cell.public_id for cell in asked.baselines.get().cells.all()]
    assert set(queries.obstacles_of(asked, subjects).values()) == {"It is signed."}
    assert set(queries.obstacles_of(city_of(), subjects).values()) == {"It belongs to another baseline."}
