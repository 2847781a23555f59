"""What an attacker can work out, beside every table that there could be."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.mutual.disclosure.made import (
    TINY,
    bounds_by_programs,
    grown,
    named,
    possible_tables,
    realistic,
    tiny_releases,
    tiny_tables,
)

from mutual.disclosure import DisclosureError, Interval, Release, Rules, audit, safe_table
from mutual.disclosure.programs import Attack


def hidden(table, *places):
    marks = np.zeros(table.figures.shape, dtype=bool)
    for place in places:
        marks[place] = True
    return Release(table, marks)


def test_one_subtraction_undoes_a_table_that_hides_one_cell():
    outsider = audit(hidden(named([[3, 5], [7, 9]]), (0, 0)), known_by=())[0]
    assert outsider.intervals == (Interval("Blue Springs", "career", 3, 3, 5),)
    assert (outsider.is_safe, outsider.narrowest.width) == (False, 0)


def test_four_hidden_cells_hide_each_other_from_outsiders_and_not_from_partners():
    release = hidden(named([[3, 5], [7, 9]]), (0, 0), (0, 1), (1, 0), (1, 1))
    outsider, first, _ = audit(release)
    assert outsider.intervals[0] == Interval("Blue Springs", "career", 0, 8, 5)
    assert outsider.is_safe
    assert first.attacker == "Blue Springs"
    assert first.intervals == (
        Interval("Grandview", "career", 7, 7, 5),
        Interval("Grandview", "pay", 9, 9, 5),
    )


def test_a_figure_without_a_shown_total_has_no_upper_end():
    table = named([[3, 5], [7, 9]])
    release = hidden(table, (0, 0), (0, 2), (2, 0), (2, 2))
    assert audit(release, known_by=())[0].intervals[0] == Interval("Blue Springs", "career", 0, None, 5)


@pytest.mark.parametrize("by", ["flows", "programs"])
def test_what_everybody_knows_limits_what_is_needed(by):
    table = named([[1, 2], [7, 9]])
    marks = np.ones(table.figures.shape, dtype=bool)
    found = audit(Release(table, marks), at_most={"Blue Springs": 4}, known_by=(), by=by)[0]
    whole = next(one for one in found.intervals if one.row == "Blue Springs" and one.column == "total")
    assert (whole.low, whole.high, whole.enough) == (0, 4, 4)
    assert found.is_safe


def test_two_cities_need_no_protection_of_their_pool():
    release = hidden(named([[8, 9], [7, 6]]), (2, 0), (2, 1), (2, 2))
    assert [one.intervals for one in audit(release)] == [(), (), ()]


def test_earlier_releases_need_programs():
    table = named([[8, 9], [7, 6]])
    with pytest.raises(ValueError, match="need linear programs"):
        audit(hidden(table), earlier=[hidden(table)], by="flows")


@pytest.mark.parametrize("by", ["flows", "programs"])
@given(st.data())
def test_intervals_are_those_of_all_tables_that_there_could_be(by, data):
    table = data.draw(tiny_tables())
    release = data.draw(tiny_releases(table))
    cap = 2 * table.total + 1
    for one in audit(release, rules=TINY, by=by):
        tables = possible_tables(release, one.attacker, cap)
        assume(tables is not None)
        own = None if one.attacker is None else table.rows.index(one.attacker)
        asked = [tuple(place) for place in np.argwhere(release.hidden).tolist() if place[0] != own]
        found = {place(table, interval): (interval.low, interval.high) for interval in one.intervals}
        assert sorted(found) == sorted(asked)
        for (row, column), (low, high) in found.items():
            values = tables[:, row, column]
            assert low == values.min()
            assert (values.max() >= cap - table.total) if high is None else (high == values.max())


@given(st.data())
def test_linked_intervals_are_those_of_all_pairs_of_tables(data):
    before = data.draw(tiny_tables(most=3))
    cells = st.integers(0, before.counts.size - 1)
    more = np.bincount(data.draw(st.lists(cells, max_size=3)), minlength=before.counts.size)
    after = named(before.counts + more.reshape(before.counts.shape))
    first, second = data.draw(tiny_releases(before)), data.draw(tiny_releases(after))
    cap = 2 * after.total + 1
    for one in audit(second, rules=TINY, earlier=[first], known_by=before.rows[:1]):
        olds = possible_tables(first, one.attacker, cap, most=3_000)
        news = possible_tables(second, one.attacker, cap, most=3_000)
        assume(olds is not None and news is not None)
        fits = (olds[:, None, :-1, :-1] <= news[None, :, :-1, :-1]).all(axis=(2, 3))
        for interval in one.intervals:
            row, column = place(after, interval)
            old, new = olds[:, None, row, column], news[None, :, row, column]
            values = old if interval.release else new - old if interval.since else new
            values = np.broadcast_to(values, fits.shape)[fits]
            assert interval.low == values.min()
            if interval.high is None:
                assert values.max() >= cap - 2 * after.total
            else:
                assert interval.high == values.max()


@pytest.mark.parametrize("seed", [0, 1, 95, 122, 332])
def test_intervals_of_several_releases_are_those_of_integer_programs(seed):
    """In the last three, linear programs alone find tables with fractions."""
    generator = np.random.default_rng(seed)
    tables = [realistic(generator, 3, 3, 8)]
    for _ in range(3):
        tables.append(grown(generator, tables[-1], 4))
    tables = tables[: generator.integers(2, 5)]
    releases = [Release(one, generator.random(one.figures.shape) < 0.5) for one in tables]
    *earlier, last = releases
    for one in audit(last, rules=Rules(cities=1), earlier=earlier, known_by=()):
        assert one.intervals
        for interval in one.intervals:
            target = (len(earlier) - interval.release, *place(tables[0], interval))
            since = len(earlier) - interval.since if interval.since else None
            bounds = bounds_by_programs(releases, one.attacker, target, since)
            assert (interval.low, interval.high) == bounds


def test_linear_programs_alone_say_too_much(monkeypatch):
    """Without the integer programs the test before finds an interval that no two tables span."""
    asked = []
    monkeypatch.setattr(
        Attack, "_whole", lambda attack: asked.append(attack) or np.full_like(attack._truth, -1)
    )
    test = test_intervals_of_several_releases_are_those_of_integer_programs
    with pytest.raises(AssertionError):
        test(95)
    assert asked


def test_both_ways_agree_on_large_tables():
    release = safe_table(realistic(np.random.default_rng(4), 7, 7)).release
    flows, programs = audit(release, by="flows"), audit(release, by="programs")
    assert [sorted(one.intervals, key=str) for one in flows] == [
        sorted(one.intervals, key=str) for one in programs
    ]


def test_a_reader_must_have_a_row():
    with pytest.raises(DisclosureError, match=r"There is no row 'Kearney' that could know its own figures\."):
        audit(hidden(named([[8, 9], [7, 6]])), known_by=["Kearney"])


def place(table, interval):
    rows, columns = (*table.rows, "total"), (*table.columns, "total")
    return rows.index(interval.row), columns.index(interval.column)
