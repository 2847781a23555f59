"""Rows scanned as they stand are those that judging takes, however the text is written and cut."""

import csv
import io
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import IS_FULL

import mutual.calls.quick as quick_count
from mutual.calls import CallsError, count_quickly, read_profile
from mutual.calls.scanning.moments import shape_of
from mutual.calls.scanning.words import number_of, words_of

SCAN = sys.modules["mutual.calls.scanning.scan"]
PROFILE = (
    'zone = "America/Chicago"\n[columns]\nid = "id"\nreceived = "time"\nplace = "beat"\ntype = "kind"\n'
    '[places.cities]\n111 = "East"\n112 = "West"\n"Main St" = "East"\n"Élan" = "West"\n'
    '[times]\nformats = ["{}"]\n'
)
BEATS = ("111", "112", "Main St", "Élan", "élan", "nowhere", "", " 112")
KINDS = ("A", "B", "", "a b", 'say "yes"', "one, two", "two\nlines", "B ")
FORMATS = {
    "ISO": ("2026-03-02 10:00:00", "2026-03-02T23:59:59", "2026-02-29 10:00:00", "2026-3-2 10:00:00", "soon"),
    "%m/%d/%Y %I:%M:%S %p": ("03/02/2026 12:00:00 AM", "12/31/2026 11:59:59 pm", "3/2/2026 1:00:00 AM", "x"),
    "%m/%d/%Y %H:%M": ("03/02/2026 00:30", "02/29/2024 23:59", "02/29/2026 10:00", "13/01/2026 10:00"),
    "%d.%m.%Y %H:%M:%S": ("02.03.2026 10:00:00", "31.04.2026 10:00:00", "02.03.1969 10:00:00"),
    "%Y%m%d %H%M": ("20260302 1000", "20260302 2400", "202603021000"),
}
RULES = (
    "",
    '[types]\ndrop = ["B"]\n',
    '[types]\nknown = ["A", "B"]\ndrop = ["B"]\n',
    '[types]\nknown = ["A"]\nunknown = "keep"\n',
)


def counted(path, profile, **patches):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(quick_count, "_SCANNED_FROM", 0)
        for name, value in patches.items():
            patched.setattr(SCAN if hasattr(SCAN, name) else quick_count, name, value)
        return count_quickly(path, profile)


@st.composite
def texts(draw):
    """A text with its format: quotes and line ends of any kind, some lines with columns missing."""
    written = draw(st.sampled_from(sorted(FORMATS)))
    row = st.tuples(st.sampled_from(FORMATS[written]), st.sampled_from(BEATS), st.sampled_from(KINDS))
    rows = draw(st.lists(row, min_size=1, max_size=30))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    text = io.StringIO()
    writer = csv.writer(text, quoting=quoting, lineterminator=draw(st.sampled_from(["\n", "\r\n"])))
    writer.writerows([["id", "time", "beat", "kind"], *([n, *row] for n, row in enumerate(rows))])
    tail = draw(st.sampled_from(["", "9,2026\n", '9,"open\n', "\n"]))
    whole = text.getvalue() + tail
    return written, whole if draw(st.booleans()) else whole.rstrip("\r\n")


@settings(max_examples=120 if IS_FULL else 40)
@given(written=texts(), rule=st.sampled_from(RULES), chunk=st.sampled_from([1, 40, 300, 4_000_000]))
def test_scanned_rows_are_those_that_judging_takes(written, rule, chunk):
    form, text = written
    profile = read_profile(PROFILE.format(form) + rule)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "calls.csv"
        path.write_text(text, encoding="utf-8", newline="")
        judged = counted(path, profile, _SCANNED_FROM=2**40)
        found = counted(path, profile, _CHUNK=chunk)
    assert (found.rows, found.counted, dict(found.reasons)) == (
        judged.rows,
        judged.counted,
        dict(judged.reasons),
    )
    assert found.cities == judged.cities
    assert np.array_equal(found.calls, judged.calls)


def test_more_stretches_than_can_be_counted_so_are_judged(tmp_path):
    rows = "".join(f"{n},{1970 + n}-03-02 10:00:00,111,A\n" for n in range(130))
    (tmp_path / "calls.csv").write_text(f"id,time,beat,kind\n{rows}")
    profile = read_profile(PROFILE.format("ISO"))
    plain, cut = (counted(tmp_path / "calls.csv", profile, _MOST_CELLS=most) for most in (10**7, 10**5))
    assert plain.counted == cut.counted == 130
    assert np.array_equal(plain.calls, cut.calls)


def test_a_record_without_end_is_told_by_careful_reading(tmp_path):
    text = 'id,time,beat,kind\n1,2026-03-02 10:00:00,111,A\n2,"2026-03-02 10:00:00,111,A\n' + "3,x,y,z\n" * 50
    (tmp_path / "calls.csv").write_text(text)
    profile = read_profile(PROFILE.format("ISO"))
    for patches in ({}, {"_CHUNK": 30, "_LONGEST_RECORD": 100}):
        found = counted(tmp_path / "calls.csv", profile, **patches)
        assert (found.rows, found.counted) == (52, 1)


@pytest.mark.parametrize(
    ("one", "is_shaped"),
    [
        ("ISO", True),
        ("%m/%d/%Y %I:%M %p", True),
        ("%Y-%m-%dT%H:%M:%S", True),
        ("%m/%d/%Y %I:%M", False),  # which half of the day?
        ("%m/%d/%Y %H:%M %p", False),
        ("%d %b %Y %H:%M", False),  # months' names vary in width
        ("%m/%d/%y %H:%M", False),
        ("%-m/%d/%Y %H:%M", False),
        ("%m/%d/%Y", False),
        ("%Y-%m-%d %H:%M %Y", False),
        ("Excel", False),
        ("%d°%m°%Y %H:%M", False),
    ],
)
def test_formats_of_fixed_width_have_a_shape(one, is_shaped):
    assert (shape_of(one) is not None) == is_shaped


@given(words=st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=40), other=st.text(max_size=6))
def test_words_are_found_by_their_bytes_in_their_own_list(words, other):
    numbers = {word: place for place, word in enumerate(words)}
    table = words_of(numbers, {"only here": 7})
    for word in [*words, other]:
        data = np.frombuffer(word.encode() or b"\0", np.uint8)
        found = number_of(*table, 0, data, 0, len(word.encode()))
        assert found == numbers.get(word, -1)
        assert number_of(*table, 1, data, 0, len(word.encode())) == (7 if word == "only here" else -1)


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path):
    with pytest.raises(CallsError, match="there is no such file"):
        counted(tmp_path / "none.csv", read_profile(PROFILE.format("ISO")))
