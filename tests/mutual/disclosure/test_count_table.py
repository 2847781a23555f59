"""Tables of counts."""

import numpy as np
import pytest

from mutual.disclosure import CountTable, DisclosureError

ROWS = {"Grandview": {"pay": 3, "health": 4}, "Raytown": {"pay": 5, "health": 6}}


def test_a_table_adds_its_totals():
    table = CountTable.from_rows(ROWS)
    assert table.figures.tolist() == [[3, 4, 7], [5, 6, 11], [8, 10, 18]]
    assert (table.total, table.name(2, 0), table.name(0, 2)) == (18, ("total", "pay"), ("Grandview", "total"))


def test_a_table_cannot_be_changed():
    counts = np.array([[3, 4], [5, 6]])
    table = CountTable(["Grandview", "Raytown"], ["pay", "health"], counts)
    counts[0, 0] = 9
    assert table.counts[0, 0] == 3
    with pytest.raises(ValueError, match="read-only"):
        table.counts[0, 0] = 9


def test_reason_groups_are_combined():
    table = CountTable(["Raytown"], ["pay", "place", "health"], [[1, 2, 3]]).combined(
        "pay and health", ["health", "pay"]
    )
    assert (table.columns, table.counts.tolist()) == (("pay and health", "place"), [[4, 2]])


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (["pay", "age"], "There is no column 'age' to combine."),
        (["pay", "pay"], "Combining into 'both' takes two different columns or more."),
    ],
)
def test_combining_names_what_is_wrong(columns, message):
    with pytest.raises(DisclosureError) as refused:
        CountTable.from_rows(ROWS).combined("both", columns)
    assert str(refused.value) == message


@pytest.mark.parametrize("count", [-1, 2.5, float("nan"), float("inf"), "7", None, True, 10**10])
def test_a_count_is_a_whole_number(count):
    with pytest.raises(DisclosureError) as refused:
        CountTable(["Grandview", "Raytown"], ["pay"], np.array([[3], [count]], dtype=object))
    assert str(refused.value) == f"Raytown, pay: {count} is not a count of responses."


@pytest.mark.parametrize(
    ("rows", "columns", "counts", "message"),
    [
        ([], ["pay"], [], "A table needs at least one row."),
        (["Raytown"], [], [], "A table needs at least one column."),
        (["Raytown", " "], ["pay"], [[1], [2]], "The row at place 2 has no name."),
        (["a", "a"], ["pay"], [[1], [2]], "The row 'a' is there twice."),
        (["a"], ["Total"], [[1]], "'Total' cannot name a column: totals are worked out from the counts."),
        (["a"], ["pay"], [[1, 2]], "1 rows of 1 columns are named, but the counts have the shape (1, 2)."),
    ],
)
def test_a_table_names_what_is_wrong(rows, columns, counts, message):
    with pytest.raises(DisclosureError) as refused:
        CountTable(rows, columns, counts)
    assert str(refused.value) == message


def test_rows_have_the_same_columns():
    with pytest.raises(
        DisclosureError, match=r"^Raytown, health: every row needs the same columns; this one"
    ):
        CountTable.from_rows({"Grandview": {"pay": 3, "health": 4}, "Raytown": {"pay": 5}})
    with pytest.raises(DisclosureError, match="at least one row"):
        CountTable.from_rows({})
