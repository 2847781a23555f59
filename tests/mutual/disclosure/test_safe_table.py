"""Tables that are given out: nobody can work a hidden figure out, and not too much is hidden for it."""

import pickle

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.mutual.disclosure.made import (
    IS_FULL,
    TINY,
    bounds_by_programs,
    grown,
    named,
    possible_tables,
    realistic,
    tiny_tables,
)

from mutual.disclosure import (
    CountTable,
    DisclosureError,
    Reason,
    Release,
    Rules,
    SecretSeed,
    audit,
    safe_table,
)

SEED = SecretSeed(b"only the clerk knows")
TABLE = named(
    [[14, 9, 6, 3, 2], [5, 4, 1, 2, 0], [22, 15, 11, 8, 5], [17, 8, 9, 4, 3], [6, 5, 2, 3, 1]],
)


def whole(table, **given):
    return safe_table(table, **{"seed": SEED, **given})


def test_a_table_without_small_counts_is_shown_whole():
    found = whole(named(np.full((4, 4), 9)))
    assert (found.release.hidden.any(), found.kept(), found.reasons) == (False, 1.0, {})
    assert [one.narrowest for one in found.audits] == [None] * 5


def test_every_figure_below_the_threshold_is_hidden_zero_too():
    found = whole(TABLE)
    assert found.release.hidden[TABLE.figures < 5].all()
    assert found.shown[1][4] is None
    assert found.shown[-1] == (64, 41, 29, 20, 11, 165)


def test_what_is_hidden_to_protect_another_is_said_so():
    found = whole(TABLE)
    extra = [place for place, reason in found.reasons.items() if reason is Reason.COMPLEMENTARY]
    assert extra
    assert all(TABLE.figures[place] >= 5 for place in extra)
    assert sorted(found.reasons) == [tuple(place) for place in np.argwhere(found.release.hidden).tolist()]


def test_nothing_is_hidden_that_need_not_be():
    found = whole(TABLE)
    for place, reason in found.reasons.items():
        if reason is Reason.COMPLEMENTARY:
            marks = found.release.hidden.copy()
            marks[place] = False
            assert not all(one.is_safe for one in audit(Release(TABLE, marks)))


def test_guarding_against_partners_hides_more_than_against_outsiders():
    assert whole(TABLE, known_by=()).release.hidden.sum() < whole(TABLE).release.hidden.sum()


@pytest.mark.parametrize("seed", range(24 if IS_FULL else 12))
def test_no_reader_narrows_a_figure_of_a_generated_table(seed):
    generator = np.random.default_rng(seed)
    rows, columns = generator.integers(1, 7, 2)
    table = realistic(generator, rows, columns, generator.integers(5, 120))
    found = whole(table)
    assert found.release.hidden[table.figures < 5].all()
    pooled = (table.counts.sum(axis=1) > 0).sum() >= 3
    for reader in (None, *table.rows):
        own = None if reader is None else table.rows.index(reader)
        for row, column in np.argwhere(found.release.hidden).tolist():
            # The pool of one city is that city's own row.
            if (
                row == own
                or (own is not None and rows == 1)
                or (row == rows and not pooled and table.figures[row, column] >= 5)
            ):
                continue
            low, high = bounds_by_programs([found.release], reader, (0, row, column))
            assert high is None or high - low >= 5, (seed, reader, row, column, low, high)


def test_both_ways_find_no_exact_and_no_narrow_figure_in_generated_tables():
    """A thousand tables in a full run; linear programs and largest flows tell every reader the same."""
    generator = np.random.default_rng(1_000)
    for number in range(1_000 if IS_FULL else 15):
        rows, columns = generator.integers(2, 7, 2)
        found = whole(realistic(generator, rows, columns, generator.integers(5, 120)))
        checked = audit(found.release, by="programs")
        for ours, theirs in zip(found.audits, checked, strict=True):
            assert sorted(ours.intervals, key=str) == sorted(theirs.intervals, key=str), number
            assert all(one.high is None or one.high - one.low >= 5 for one in theirs.intervals), number


@pytest.mark.parametrize("seed", range(4 if IS_FULL else 2))
def test_no_reader_narrows_a_figure_of_yearly_tables(seed):
    generator = np.random.default_rng(seed)
    tables = [realistic(generator, 4, 4, 30)]
    for _ in range(2):
        tables.append(grown(generator, tables[-1]))
    releases = []
    for table in tables:
        releases.append(whole(table, earlier=releases).release)
    for reader in (None, *tables[0].rows):
        own = None if reader is None else tables[0].rows.index(reader)
        for number, release in enumerate(releases):
            for row, column in np.argwhere(release.hidden).tolist():
                if row == own:
                    continue
                low, high = bounds_by_programs(releases, reader, (number, row, column))
                assert high is None or high - low >= 5, (reader, number, row, column)
                if number < 2 and releases[2].hidden[row, column]:
                    low, high = bounds_by_programs(releases, reader, (2, row, column), number)
                    assert high is None or high - low >= 5, (reader, "since", number, row, column)
    for older in releases[:2]:
        both = ~older.hidden & ~releases[2].hidden
        assert ((tables[2].figures - older.table.figures)[both] >= 5).all()


@given(tiny_tables(), st.integers(1, 3))
def test_tiny_tables_are_wide_among_all_tables_that_there_could_be(table, width):
    found = whole(table, rules=Rules(threshold=2, width=width, cities=1))
    cap = table.total + width
    for reader in (None, *table.rows):
        tables = possible_tables(found.release, reader, cap)
        assume(tables is not None)
        own = None if reader is None else table.rows.index(reader)
        for row, column in np.argwhere(found.release.hidden).tolist():
            if row != own:
                assert np.ptp(tables[:, row, column]) >= width


@given(tiny_tables(most=4), st.data())
def test_who_left_limits_what_can_be_wide(table, data):
    """Where everybody knows how many left, an interval need not pass what that allows, but reaches it."""
    row = data.draw(st.integers(0, len(table.rows) - 1))
    limit = int(table.figures[row, -1]) + data.draw(st.integers(0, 3))
    limits = {table.rows[row]: limit}
    found = whole(table, rules=TINY, at_most=limits, known_by=())
    tables = possible_tables(found.release, None, table.total + 4, limits)
    assume(tables is not None)
    for at in np.argwhere(found.release.hidden).tolist():
        most = 2 if at[0] != row else min(2, limit)
        assert np.ptp(tables[:, at[0], at[1]]) >= most


def test_partners_who_put_their_rows_together_are_one_reader():
    pair = ("Grandview", "Independence")
    table = named([[9, 9, 9], [3, 9, 9], [4, 9, 9], [3, 9, 9], [9, 9, 9]])
    marks = np.zeros(table.figures.shape, dtype=bool)
    marks[1:4, :2] = True
    *apart, joint = audit(Release(table, marks), known_by=[*table.rows, pair])
    assert (all(one.is_safe for one in apart), joint.is_safe) == (True, False)
    together = whole(table, known_by=[*table.rows, pair])
    assert together.audits[-1].attacker == "Grandview with Independence"
    assert {one.row for one in together.audits[-1].intervals}.isdisjoint(pair)
    for row, column in np.argwhere(together.release.hidden).tolist():
        if row not in {1, 2}:
            low, high = bounds_by_programs([together.release], pair, (0, row, column))
            assert high is None or high - low >= 5
    with pytest.raises(DisclosureError, match="one group has none"):
        whole(table, known_by=[()])


def test_enough_is_kept_of_realistic_tables():
    generator = np.random.default_rng(20)
    tables = [
        realistic(generator, responses=size) for size in (45, 60, 90) for _ in range(40 if IS_FULL else 12)
    ]
    outsiders = [whole(table, known_by=()).kept() for table in tables]
    partners = [found.kept(name) for found in map(whole, tables) for name in found.release.table.rows]
    assert np.mean(outsiders) >= 0.80
    assert np.mean(partners) >= 0.65


def test_ties_follow_the_secret_and_the_table_alone():
    tables = [whole(TABLE).shown for _ in range(3)]
    assert tables[0] == tables[1] == tables[2]
    others = {whole(TABLE, seed=SecretSeed(bytes([number]) * 16)).shown for number in range(12)}
    assert len(others) > 1


def test_a_secret_seed_shows_nothing():
    assert repr(SEED) == "SecretSeed(...)"
    assert "clerk" not in f"{SEED} {whole(TABLE)!r}"
    with pytest.raises(TypeError, match="not written anywhere"):
        pickle.dumps(SEED)
    with pytest.raises(DisclosureError, match=r"needs 16 bytes or more; this one has 3\."):
        SecretSeed(b"abc")


def test_the_next_release_needs_new_responses():
    first = whole(TABLE).release
    later = TABLE.counts.copy()
    later[2, 0] += 9
    with pytest.raises(
        DisclosureError, match=r"^9 new responses since the last release; the next one needs 10\.$"
    ):
        whole(CountTable(TABLE.rows, TABLE.columns, later), earlier=[first])


def test_a_figure_that_grew_a_little_is_not_shown_again():
    first = whole(named(np.full((4, 4), 9)))
    counts = np.full((4, 4), 19)
    counts[1, 2] = 10
    found = whole(named(counts), earlier=[first.release])
    assert found.reasons[1, 2] is Reason.GROWTH
    open_to_growth = whole(named(counts), earlier=[first.release], rules=Rules(growth=0))
    assert not open_to_growth.release.hidden.any()


def test_what_an_earlier_release_gave_away_cannot_be_taken_back():
    marks = np.zeros(TABLE.figures.shape, dtype=bool)
    marks[1, 4] = True
    careless = Release(TABLE, marks)
    found = whole(grown(np.random.default_rng(1), TABLE, 60), earlier=[careless])
    known = [one for one in found.audits[0].intervals if one.enough < 5]
    assert [(one.row, one.column, one.low, one.high, one.release) for one in known] == [
        ("Grandview", "health", 0, 0, 1)
    ]


def test_a_city_that_joins_had_no_responses_before():
    first = whole(named(TABLE.counts[:4])).release
    counts = TABLE.counts + 12
    found = whole(CountTable(TABLE.rows, TABLE.columns, counts), earlier=[first])
    assert found.shown[4][:5] == tuple(counts[4].tolist())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda table: CountTable(table.rows, (*table.columns[:4], "sickness"), table.counts + 5),
            "The earlier release and this table need the same columns: 'health' is in one alone.",
        ),
        (
            lambda table: CountTable(table.rows[:4], table.columns, table.counts[:4] + 5),
            "The earlier release has the row 'Raytown'; a later table holds the earlier responses too.",
        ),
        (
            lambda table: CountTable(table.rows, table.columns, np.maximum(table.counts, 8) - 2),
            (
                "Blue Springs, career: 12 now, but 14 in an earlier release; "
                "a later table holds the earlier responses too."
            ),
        ),
    ],
)
def test_a_release_that_does_not_follow_the_earlier_one_is_refused(change, message):
    with pytest.raises(DisclosureError) as refused:
        whole(change(TABLE), earlier=[whole(TABLE).release])
    assert str(refused.value) == message


def test_earlier_releases_come_oldest_first():
    year = grown(np.random.default_rng(2), TABLE)
    last = CountTable(TABLE.rows, TABLE.columns, year.counts + 9)
    with pytest.raises(DisclosureError, match="Give the oldest first"):
        whole(last, earlier=[whole(year).release, whole(TABLE).release])


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"Kearney": 4}, "There is no row 'Kearney' of which 4 would be the most responses."),
        ({"Raytown": 16}, "Raytown: 16 cannot be the most responses; the table has 17."),
    ],
)
def test_limits_fit_the_table(limits, message):
    with pytest.raises(DisclosureError) as refused:
        whole(TABLE, at_most=limits)
    assert str(refused.value) == message
