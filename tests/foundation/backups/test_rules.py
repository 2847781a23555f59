"""Which backups are kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.foundation.backups.rules import KeepWrong, file_name, keep_rule, made_at, past_keeping

START = datetime(2026, 1, 1, 7, 30, tzinfo=UTC)


def daily(days, start=START):
    return [file_name(start + timedelta(days=day), f"{day:08x}") for day in range(days)]


def test_a_name_says_when():
    assert file_name(START, "ab" * 16) == "interlocal-20260101T073000Z-abababab.backup"
    assert made_at("interlocal-20260101T073000Z-abababab.backup") == START
    assert made_at("interlocal-20260101T073000Z-abababab.backup.part") is None


def test_a_year_of_days_leaves_the_last_of_each_period():
    names = daily(365)
    kept = [name for name in names if name not in past_keeping(names, (7, 4, 6))]
    days = [made_at(name).strftime("%m-%d") for name in kept]
    # 2026 ends on a Thursday: seven days, the Sundays of two more weeks before, the ends of five more months.
    assert days == [
        *("07-31", "08-31", "09-30", "10-31", "11-30"),
        *("12-13", "12-20", "12-25", "12-26", "12-27", "12-28", "12-29", "12-30", "12-31"),
    ]


def test_nothing_goes_while_none_is_made_and_nothing_else_is_touched():
    names = daily(3)
    assert past_keeping([*names, "notes.txt", "interlocal-old.backup"], (7, 4, 6)) == []


@given(
    st.lists(st.integers(0, 400 * 24), max_size=60, unique=True),
    st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(0, 12)),
)
def test_the_newest_stays_and_no_more_than_the_rule_says(hours, rule):
    names = [file_name(START + timedelta(hours=hour), f"{hour:08x}") for hour in hours]
    gone = past_keeping(names, rule)
    kept = sorted(set(names) - set(gone))
    assert len(kept) <= sum(rule)
    assert not names or max(names) in kept
    assert past_keeping(kept, rule) == []


@pytest.mark.parametrize("text", ["", "7", "7,4", "7,4,x", "0,4,6", "7,4,-1"])
def test_a_rule_that_is_none_is_refused(text):
    with pytest.raises(KeepWrong):
        keep_rule(text)
