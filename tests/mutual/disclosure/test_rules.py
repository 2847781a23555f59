"""What the rules hide by themselves."""

import numpy as np
import pytest
from tests.mutual.disclosure.made import named

from mutual.disclosure import DisclosureError, Reason, Release, Rules
from mutual.disclosure.rules import named as in_words
from mutual.disclosure.rules import primary

LARGE = [[20, 20, 20], [20, 20, 20], [20, 20, 20]]


def changed(row, counts, base=LARGE):
    rows = [list(line) for line in base]
    rows[row] = counts
    return named(rows)


def test_nothing_large_is_hidden():
    assert primary(named(LARGE), Rules()) == {}


def test_counts_below_the_threshold_are_hidden_zero_like_the_others():
    reasons = primary(changed(1, [4, 0, 16]), Rules())
    assert reasons == {
        (1, 0): Reason.THRESHOLD,
        (1, 1): Reason.THRESHOLD,
        (1, 2): Reason.REMAINDER,
    }


def test_the_threshold_itself_is_shown():
    assert primary(changed(1, [5, 5, 5]), Rules()) == {}


@pytest.mark.parametrize(
    ("counts", "is_hidden"), [([30, 0, 0], True), ([30, 1, 0], True), ([30, 1, 4], False)]
)
def test_an_answer_of_all_or_all_but_one_is_hidden(counts, is_hidden):
    assert (primary(changed(1, counts), Rules(threshold=1)).get((1, 0)) is Reason.UNANIMITY) == is_hidden


def test_unanimity_says_nothing_where_there_is_one_answer():
    assert primary(named([[20], [20], [20]]), Rules()) == {}


def test_a_cell_that_leaves_a_small_remainder_of_its_row_or_column_is_hidden():
    assert primary(changed(0, [20, 2, 2]), Rules())[0, 0] is Reason.REMAINDER
    table = named([[20, 20, 20], [2, 20, 20], [2, 20, 20]])
    assert primary(table, Rules())[0, 0] is Reason.REMAINDER


def test_a_total_that_leaves_a_small_remainder_of_the_whole_is_hidden():
    table = named([[20, 2, 1], [20, 0, 0], [20, 0, 1]])
    assert primary(table, Rules())[3, 0] is Reason.REMAINDER


def test_a_pool_of_fewer_cities_is_withheld():
    table = named([[20, 20], [20, 20], [0, 0]])
    reasons = primary(table, Rules())
    assert {place: reason for place, reason in reasons.items() if place[0] == 3} == {
        (3, 0): Reason.CITIES,
        (3, 1): Reason.CITIES,
        (3, 2): Reason.CITIES,
    }
    assert not [reason for reason in primary(table, Rules(cities=2)).values() if reason is Reason.CITIES]


def test_small_growth_of_a_shown_figure_is_hidden():
    before = Release(named(LARGE), np.zeros((4, 4), dtype=bool))
    after = named([[24, 25, 20], [40, 40, 40], [40, 40, 40]])
    assert primary(after, Rules(), [before]) == {(0, 0): Reason.GROWTH, (0, 2): Reason.GROWTH}
    assert primary(after, Rules(growth=4), [before]) == {(0, 2): Reason.GROWTH}
    assert primary(after, Rules(growth=0), [before]) == {}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"threshold": 0}, "threshold must be a whole number of 1 or more, not 0."),
        ({"width": 2.5}, "width must be a whole number of 1 or more, not 2.5."),
        ({"cities": True}, "cities must be a whole number of 1 or more, not True."),
        ({"new_responses": -1}, "new_responses must be a whole number of 0 or more, not -1."),
        ({"growth": "5"}, "growth must be a whole number of 0 or more, not '5'."),
    ],
)
def test_rules_are_whole_numbers(words, message):
    with pytest.raises(DisclosureError) as refused:
        Rules(**words)
    assert str(refused.value) == message


def test_marks_have_the_shape_of_the_table_with_its_totals():
    with pytest.raises(DisclosureError, match=r"of the shape \(4, 4\) .* marks of the shape \(3, 3\)"):
        Release(named(LARGE), np.zeros((3, 3), dtype=bool))


def test_figures_have_names():
    table = named(LARGE)
    assert [in_words(table, place) for place in ((0, 1), (0, 3), (3, 1), (3, 3))] == [
        "pay in Blue Springs",
        "the total of Blue Springs",
        "the total of pay",
        "the grand total",
    ]
