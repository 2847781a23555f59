"""Real workbooks, made here: formulas, merged cells, days, blank rows, damage and bombs."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.web.tables import MAX_BYTES, TableUnreadable, Trouble, read_table, read_workbook


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def of_rows(*rows, title="Sheet"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def rewritten(data, name, before, after):
    """The workbook with one part changed by hand."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            content = source.read(part.filename)
            target.writestr(part, content.replace(before, after) if part.filename == name else content)
    return out.getvalue()


def texts(data, at=0):
    sheet = read_workbook(data)[at]
    return [(row.number, [cell.text for cell in row.cells]) for row in sheet.rows]


PRINTED = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"])
CELLS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.dates(date(1950, 1, 1), date(2090, 12, 31)),
    st.text(PRINTED, min_size=1, max_size=20).filter(lambda text: text[0] not in "=#"),
)


def shown(value):
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=5))
def test_workbook_comes_back_as_it_was_written(rows):
    expected = []
    for number, row in enumerate(rows, start=1):
        cells = [shown(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            expected.append((number, cells))
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = book.active.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    if not expected:
        with pytest.raises(TableUnreadable):
            read_workbook(saved(book))
        return
    assert texts(saved(book)) == expected


def test_values_are_written_as_people_read_them():
    row = [0.1 + 0.2, 4800.0, True, datetime(2026, 3, 5, 14, 30), time(9, 0), datetime(2026, 3, 5), 1e20]
    assert texts(saved(of_rows(row))) == [
        (1, ["0.3", "4800", "TRUE", "2026-03-05 14:30", "09:00", "2026-03-05", "1e+20"])
    ]


def test_formula_without_a_saved_result_says_so():
    (sheet,) = read_workbook(saved(of_rows(["=1+1", "=A1"])))
    assert [cell.trouble for cell in sheet.rows[0].cells] == [Trouble.FORMULA, Trouble.FORMULA]


def with_results(data, results):
    """A workbook as Excel saves it: each formula carries its result."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            content = source.read(part.filename)
            if part.filename == "xl/worksheets/sheet1.xml":
                for cell, (kind, value) in results.items():
                    before = f'<c r="{cell}"'.encode()
                    content = content.replace(before, before + f' t="{kind}"'.encode(), 1)
                    at = content.index(before)
                    head, tail = content[:at], content[at:]
                    content = head + tail.replace(b"<v></v>", f"<v>{value}</v>".encode(), 1).replace(
                        b"<v />", f"<v>{value}</v>".encode(), 1
                    )
            target.writestr(part, content)
    return out.getvalue()


def test_formula_gives_the_result_that_was_saved_with_it():
    data = with_results(saved(of_rows(["=2*21", "=1/0"])), {"A1": ("n", "42"), "B1": ("e", "#DIV/0!")})
    (sheet,) = read_workbook(data)
    found = [(cell.text, cell.trouble) for cell in sheet.rows[0].cells]
    assert found == [("42", None), ("#DIV/0!", Trouble.ERROR)]


def test_merged_cells_give_their_text_to_each_row():
    book = of_rows(["City", "Action"], ["Raytown", "a"], [None, "b"], [None, "c"], ["Grandview", "d"])
    book.active.merge_cells("A2:A4")
    assert [cells for _number, cells in texts(saved(book))][1:] == [
        ["Raytown", "a"],
        ["Raytown", "b"],
        ["Raytown", "c"],
        ["Grandview", "d"],
    ]


def test_title_merged_across_stands_once():
    book = of_rows(["Action list", None, None], ["a", "b", "c"])
    book.active.merge_cells("A1:C1")
    assert texts(saved(book)) == [(1, ["Action list"]), (2, ["a", "b", "c"])]


def test_stray_format_and_merge_to_the_bottom_cost_nothing():
    book = of_rows(["a", "b"])
    book.active.cell(1_048_576, 16_384).font = openpyxl.styles.Font(bold=True)
    book.active.merge_cells("C1:C2")
    assert texts(rewritten(saved(book), "xl/worksheets/sheet1.xml", b"C1:C2", b"A1:A1048576")) == [
        (1, ["a", "b"])
    ]


def test_wide_rows_without_end_are_refused():
    row = b'<row r="%d"><c r="XFD%d" t="inlineStr"><is><t></t></is></c></row>'
    many = b"".join(row % (number, number) for number in range(2, 2_000))
    data = rewritten(
        saved(of_rows(["a"])), "xl/worksheets/sheet1.xml", b"</sheetData>", many + b"</sheetData>"
    )
    with pytest.raises(TableUnreadable, match="too large"):
        read_workbook(data)


def test_empty_sheets_are_passed_over():
    book = of_rows(title="Empty")
    book.create_sheet("List").append(["a"])
    assert [sheet.name for sheet in read_workbook(saved(book))] == ["List"]


def test_macros_are_refused():
    file = io.BytesIO(saved(of_rows(["a"])))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(TableUnreadable, match="macros"):
        read_workbook(file.getvalue())


def test_bomb_is_refused_before_it_unfolds():
    file = io.BytesIO(saved(of_rows(["a"])))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * (61 * 1024 * 1024))
    assert len(file.getvalue()) < MAX_BYTES
    with pytest.raises(TableUnreadable, match="too large"):
        read_workbook(file.getvalue())


def test_other_archive_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", b"x")
    with pytest.raises(TableUnreadable, match="no Excel workbook"):
        read_workbook(file.getvalue())


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_damaged_workbook_is_refused(part):
    out = io.BytesIO()
    source_file = io.BytesIO(saved(of_rows(["a"])))
    with zipfile.ZipFile(source_file) as source, zipfile.ZipFile(out, "w") as target:
        for one in source.infolist():
            content = source.read(one.filename)
            target.writestr(one, content[: len(content) // 2] if one.filename == part else content)
    with pytest.raises(TableUnreadable, match="cannot be opened"):
        read_workbook(out.getvalue())


def test_entities_are_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish")
    out = io.BytesIO()
    source_file = io.BytesIO(saved(of_rows(["harmless"])))
    with zipfile.ZipFile(source_file) as source, zipfile.ZipFile(out, "w") as target:
        for one in source.infolist():
            content = source.read(one.filename)
            if one.filename == "xl/sharedStrings.xml":
                entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
                content = entity + content.replace(b"harmless", b"&e;")
            target.writestr(one, content)
    try:
        found = str(read_workbook(out.getvalue()))
    except TableUnreadable as refusal:
        found = str(refusal)
    assert "swordfish" not in found


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("list.xls", b"x", "save it as .xlsx"),
        ("list.pdf", b"%PDF", "holds no cells"),
        ("list.xlsx", b"a,b", "none, or has a password"),
        ("list.csv", b"a\x00b\x00", "holds no text"),
        ("list.exe", b"MZ", "is not taken"),
    ],
)
def test_other_files_are_refused_with_what_to_do(name, data, words):
    with pytest.raises(TableUnreadable, match=words):
        read_table(name, data)


def test_workbook_named_csv_is_read_as_what_it_is():
    assert texts(saved(of_rows(["a", "b"]))) == [(1, ["a", "b"])]
    assert read_table("list.csv", saved(of_rows(["a", "b"])))[0].rows[0].cells[1].text == "b"
