"""Every row is taken, refused with its reason, or a duplicate: compared with an independent reader."""

import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import IS_FULL
from tests.mutual.calls.made import HEADER, PROFILE, account, csv_text, read, slowly

from mutual.calls import CallsError

OFTEN = settings(
    max_examples=80 if IS_FULL else 10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
GOOD = [
    ("1", "2026-03-01 10:00:00", "north", "fire"),
    ("2", "2026-03-01 11:00:00", "SOUTH", "police"),
    ("2", "2026-03-01 11:00:00", "south", "police"),
    ("", "2026-03-01 12:00:00", "south", "fire"),
    ("", "2026-03-01 12:00:00", "south", "fire"),
    ("5", "", "south", "fire"),
    ("6", "yesterday", "south", "fire"),
    ("7", "2026-03-01 12:00:00", "east", "fire"),
    ("8", "2026-03-01 12:00:00", "", "fire"),
    ("9", "2026-03-01 12:00:00", "north", "flood"),
    ("10", "2026-03-01 12:00:00", "north", "test"),
    ("11", "1899-12-30 12:00:00", "north", "fire"),
]
TOLD = {
    "rows": 12,
    "taken": 3,
    "duplicates": 2,
    "reasons": {
        "left out by type": 1,
        "place missing": 1,
        "time implausible": 1,
        "time missing": 1,
        "time unreadable": 1,
        "unknown place": 1,
        "unknown type": 1,
    },
    "cities": {"Northgate": 1, "Southport": 2},
}


def test_account_names_every_kind_of_row(tmp_path):
    reading = read(tmp_path, csv_text(GOOD))
    assert account(reading) == TOLD == slowly(csv_text(GOOD))
    first = {row.reason: (row.row, row.value) for row in reading.refused_rows}
    assert (first["unknown place"], first["time unreadable"], first["time missing"]) == (
        (9, "east"),
        (8, "yesterday"),
        (7, ""),
    )
    assert reading.duplicates_file.read_text().splitlines() == ["row,first_row", "4,3", "6,5"]
    assert all(row.way_forward for row in reading.refused_rows)


DIALECTS = {
    "semicolons": ({"delimiter": ";"}, 'delimiter = ";"', "utf-8"),
    "tabs, Windows line ends": ({"delimiter": "\t", "line_end": "\r\n"}, 'delimiter = "\\t"', "utf-8"),
    "everything quoted": ({"quoting": csv.QUOTE_ALL}, "", "utf-8"),
    "UTF-16 with a mark": ({"line_end": "\r\n"}, 'encoding = "utf-16"', "utf-16"),
    "UTF-16, big end first": ({}, 'encoding = "utf-16-be"', "utf-16-be"),
    "UTF-8 with a mark": ({}, "", "utf-8-sig"),
    "Windows": ({}, 'encoding = "cp1252"', "cp1252"),
    "old Macintosh line ends": ({"line_end": "\r"}, "", "utf-8"),
}


@pytest.mark.parametrize(("form", "setting", "encoding"), DIALECTS.values(), ids=DIALECTS)
def test_account_is_the_same_in_every_dialect(tmp_path, form, setting, encoding):
    profile = f"{PROFILE}\n[file]\n{setting}\n"
    assert account(read(tmp_path, csv_text(GOOD, **form).encode(encoding), profile)) == TOLD


def test_lines_above_the_header_and_below_the_calls_are_told_apart(tmp_path):
    text = f"Calls of 2026\nprinted today\n{csv_text(GOOD)}\nTotal: 12\n"
    told = account(read(tmp_path, text, f"{PROFILE}\n[file]\nskip = 2\n"))
    assert told == {**TOLD, "rows": 13, "reasons": {**TOLD["reasons"], "columns missing": 1}}


def test_an_open_quote_spoils_its_own_line_alone(tmp_path):
    text = csv_text(GOOD) + '12,"2026-03-01 12:00:00,north,fire\n13,2026-03-01 13:00:00,north,fire\n'
    reading = read(tmp_path, text)
    assert (reading.rows, reading.taken, reading.reasons["line unreadable"]) == (14, 4, 1)
    assert [row.row for row in reading.refused_rows if row.reason == "line unreadable"] == [14]


def test_quoted_text_may_hold_line_ends_and_delimiters(tmp_path):
    header = (*HEADER, "remark")
    rows = [(*row, 'said "no",\nthen hung up') for row in GOOD]
    assert account(read(tmp_path, csv_text(rows, header=header))) == TOLD


def test_lines_in_another_encoding_are_named(tmp_path):
    rows = [("1", "2026-03-01 10:00:00", "Peñas", "fire"), ("2", "2026-03-01 10:00:00", "Cañon", "fire")]
    lines = csv_text(rows).splitlines(keepends=True)
    data = lines[0].encode() + lines[1].encode() + lines[2].encode("cp1252")
    profile = PROFILE.replace("north =", '"Peñas" = "Northgate", "Cañon" = "Southport", north =')
    both = read(tmp_path, data, f'{profile}\n[file]\nencodings = ["utf-8", "cp1252"]\n')
    assert (both.taken, [note.text for note in both.notes if note.kind == "mixed encodings"]) == (
        2,
        ["1 lines are in cp1252, not in the first encoding: lines 3."],
    )
    one = read(tmp_path, data, profile)
    assert (one.taken, dict(one.reasons)) == (1, {"letters unreadable": 1})


TIMES = ["2026-03-01 10:00:00", "2026-02-30 10:00:00", "2026-03-08 02:30:00", "2026-03-20 01:30:00"]
WORDS = ["", "1", "2", "x", "north", "South", "fire", "test", " north ", "é", "a,b", 'say "x"', "two\nlines"]
CELL = st.sampled_from([*TIMES, *WORDS])
ROW = st.one_of(
    st.tuples(
        st.sampled_from(["", "1", "2", "3", "4"]),
        st.sampled_from(["2026-03-01 10:00:00", "2026-03-08 02:30:00", "1900-01-01 00:00:00", "soon", ""]),
        st.sampled_from(["north", "SOUTH", "east", ""]),
        st.sampled_from(["fire", "police", "test", "flood"]),
    ),
    st.lists(CELL, min_size=2, max_size=6).map(tuple),
)


@OFTEN
@given(
    rows=st.lists(ROW, max_size=25),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    delimiter=st.sampled_from([",", ";"]),
)
def test_account_is_that_of_an_independent_reader(tmp_path, rows, quoting, line_end, delimiter):
    text = csv_text(rows, quoting=quoting, line_end=line_end, delimiter=delimiter)
    profile = f'{PROFILE}\n[file]\ndelimiter = "{delimiter}"\n'
    assert account(read(tmp_path, text, profile)) == slowly(text, delimiter=delimiter)


GOOD_LINE = b"1,2026-03-01 10:00:00,north,fire\n"
MARKS = [
    b"\n",
    b'"',
    b",",
    b"\r",
    b"\0",
    b"\xff",
    b"\xc3\xa9",
    b"\xef\xbb\xbf",
    b"north",
    b"2026-03-01 10:00:00",
]


@OFTEN
@given(data=st.lists(st.one_of(st.sampled_from([GOOD_LINE, *MARKS]), st.binary(max_size=8)), max_size=40))
def test_every_row_of_broken_bytes_is_accounted_for(tmp_path, data):
    read_or_refused(tmp_path, b"id,at,place,kind\n" + b"".join(data))


@OFTEN
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_by_name(tmp_path, data):
    read_or_refused(tmp_path, data)


def read_or_refused(tmp_path, data):
    refusal = ""
    try:
        reading = read(tmp_path, data)
    except CallsError as error:
        refusal = str(error)
    else:
        account(reading)
    assert not refusal or str(tmp_path / "calls.csv") in refusal
