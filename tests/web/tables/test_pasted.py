"""What a clipboard holds comes back cell by cell."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.web.tables import MAX_ROWS, TableUnreadable, Trouble, read_csv, read_pasted, write_pasted


def texts(sheets):
    (sheet,) = sheets
    return [(row.number, [cell.text for cell in row.cells]) for row in sheet.rows]


LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"])
WORDS = st.text(LETTERS | st.sampled_from(' \t\n"=,;'), max_size=12).map(str.strip)
ROWS = st.lists(st.lists(WORDS, min_size=2, max_size=5), min_size=1, max_size=6)


def slowly(rows):
    """What should come back: blank ends of rows and blank rows go, numbers stay."""
    kept = []
    for number, row in enumerate(rows, start=1):
        cells = list(row)
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            kept.append((number, cells))
    return kept


@given(ROWS)
def test_pasted_rows_come_back_as_they_were_written(rows):
    if not any(cell for row in rows for cell in row):
        with pytest.raises(TableUnreadable):
            read_pasted(write_pasted(rows))
        return
    assert texts(read_pasted(write_pasted(rows))) == slowly(rows)


@given(ROWS, st.sampled_from([("utf-8-sig", ","), ("utf-16", "\t"), ("utf-8", ",")]))
def test_csv_comes_back_as_it_was_written(rows, form):
    encoding, separator = form
    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([["one", "two"], *rows])
    found = texts(read_csv(file.getvalue().encode(encoding)))
    assert found == slowly([["one", "two"], *rows])


@pytest.mark.parametrize(
    ("pasted", "cells"),
    [
        ('"hello" she said\tb', ['"hello" she said', "b"]),
        ('"hello"\tb', ['"hello"', "b"]),
        ('5" pipe\tb', ['5" pipe', "b"]),
        ('"two\nlines"\tb', ["two\nlines", "b"]),
        ('"open\tb', ['"open', "b"]),
        ("a\t", ["a"]),
        ("\t\tb", ["", "", "b"]),
        ("a\u00a0b\tc\x00d", ["a b", "cd"]),
    ],
)
def test_quotation_marks_are_read_as_a_spreadsheet_means_them(pasted, cells):
    assert texts(read_pasted(pasted)) == [(1, cells)]


def test_blank_rows_are_passed_over_and_still_counted():
    assert texts(read_pasted("a\tb\n\n\t\nc\td\n")) == [(1, ["a", "b"]), (4, ["c", "d"])]


@pytest.mark.parametrize("separator", [",", ";", "|"])
def test_pasted_text_without_tabs_is_csv(separator):
    rows = f"Action{separator}City\n“Post the notice”{separator}Raytown\n"
    assert texts(read_pasted(rows)) == [(1, ["Action", "City"]), (2, ["“Post the notice”", "Raytown"])]


def test_commas_inside_quotation_marks_separate_nothing():
    text = 'Name;City\n"Doe, Jane";"A, B, C"\n"Roe, Rob";"D, E, F"\n'
    assert texts(read_pasted(text))[1] == (2, ["Doe, Jane", "A, B, C"])


def test_too_many_rows_are_refused_with_the_limit():
    with pytest.raises(TableUnreadable, match=f"{MAX_ROWS:,}"):
        read_pasted("a\tb\n" * (MAX_ROWS + 1))


def test_too_many_columns_are_refused_with_the_row():
    with pytest.raises(TableUnreadable, match="Row 2 has 61 columns"):
        read_pasted("a\tb\n" + "\t".join(["x"] * 61) + "\n")


def test_cell_that_is_too_long_is_cut_and_says_so():
    (sheet,) = read_pasted("a\t" + "x" * 6000)
    assert (len(sheet.rows[0].cells[1].text), sheet.rows[0].cells[1].trouble) == (5000, Trouble.CUT)


def test_nothing_is_refused():
    with pytest.raises(TableUnreadable, match="nothing in it"):
        read_pasted(" \n\t\n")


def test_windows_encoding_is_read():
    assert texts(read_csv("City;Büro\nRaytown;“x”\n".encode("cp1252")))[0] == (1, ["City", "Büro"])
