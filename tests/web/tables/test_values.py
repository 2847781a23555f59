"""What a cell's text means, and what is said where it means nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.web.tables import (
    Column,
    Row,
    ValueFault,
    guess_columns,
    guess_header,
    normalised,
    read_cents,
    read_count,
    read_day,
    read_list,
    read_yes,
)
from interlocal.web.tables.grid import Cell

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
LAYOUTS = ["%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%b %d, %Y", "%A, %B %d, %Y", "%d-%b-%Y", "%Y-%m-%d 00:00:00"]


@given(DAYS, st.sampled_from(LAYOUTS))
def test_day_comes_back_from_each_form(day, layout):
    assert read_day(day.strftime(layout)) == day


@given(DAYS)
def test_day_without_leading_noughts_is_american(day):
    assert read_day(f"{day.month}/{day.day}/{day.year}") == day


@given(DAYS)
def test_number_by_which_excel_keeps_a_day_is_read(day):
    serial = 0
    # Counted from a day that Excel itself shows: its 36,526 is the first of 2000.
    at = date(2000, 1, 1)
    serial = 36_526 + (day - at) // timedelta(days=1)
    assert read_day(str(serial)) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/5/26", date(2026, 3, 5)),
        ("Thu, Mar 5, 2026, 9:00 a.m.", date(2026, 3, 5)),
        ("March 5th, 2026", date(2026, 3, 5)),
        ("Sept 1, 2026", date(2026, 9, 1)),
        ("3/5/2026 14:30", date(2026, 3, 5)),
        ("", None),
    ],
)
def test_day_is_read_as_people_write_it(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("25/3/2026", "did you mean 3/25/2026"),
        ("2026", "is a number, not a day"),
        ("TBD", "is no day"),
        ("2/30/2026", "is no day"),
        ("soon", "Write it like 3/15/2026"),
    ],
)
def test_what_is_no_day_is_refused_with_how_to_write_it(text, words):
    with pytest.raises(ValueFault, match=words):
        read_day(text)


@given(st.integers(0, 10**12))
def test_cents_come_back(cents):
    text = f"${cents // 100:,}.{cents % 100:02}"
    assert (read_cents(text), read_cents(f"({text})"), read_cents(f"-{text}")) == (cents, -cents, -cents)


@pytest.mark.parametrize("text", ["TBD", "1,2", "4.800,50", "1.005", "4,800/yr", "12,34.00"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueFault, match="is no amount"):
        read_cents(text)


def test_counts_lists_and_yes():
    assert (read_count("90", most=100), read_count("", most=9)) == (90, None)
    assert read_list("Raytown; Grandview\nRaytown|Lee's Summit") == ("Raytown", "Grandview", "Lee's Summit")
    assert (read_yes("X"), read_yes("no"), read_yes("")) == (True, False, False)
    with pytest.raises(ValueFault, match="0 to 100"):
        read_count("101", most=100)
    with pytest.raises(ValueFault, match="neither yes nor no"):
        read_yes("maybe")


COLUMNS = (Column("title", "What is owed", ("action",)), Column("due", "Due", ("due date", "deadline")))


def rows(*texts):
    return [Row(number, tuple(map(Cell, cells))) for number, cells in enumerate(texts, start=1)]


def test_headings_are_found_below_a_title():
    found = rows(
        ["Actions of the steering group"], ["as of March"], ["#", "ACTION:", "Due  date"], ["1", "x"]
    )
    assert guess_header(found, COLUMNS) == 3


def test_word_of_a_row_is_not_taken_for_headings():
    assert guess_header(rows(["1", "Deadline", "x"], ["2", "y", "z"]), COLUMNS) is None


def test_what_was_pointed_at_before_goes_before_the_names():
    headings = ["Action", "Text", "Deadline"]
    assert guess_columns(headings, COLUMNS, {}) == {0: "title", 2: "due"}
    pointed = {normalised("Text"): "title", normalised("Action"): ""}
    assert guess_columns(headings, COLUMNS, pointed) == {1: "title", 2: "due"}


def test_each_column_is_one_place():
    assert guess_columns(["Due", "Deadline", "Due date"], COLUMNS, {}) == {0: "due"}
