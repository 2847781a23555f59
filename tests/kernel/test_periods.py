from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.kernel.periods import FiscalYear, Period

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
STARTS = st.tuples(st.integers(1, 12), st.integers(1, 28))


def periods() -> st.SearchStrategy[Period]:
    lengths = st.none() | st.integers(0, 900)
    return st.builds(
        lambda day, n: Period(day, None if n is None else day + timedelta(n)),
        DAYS,
        lengths,
    )


@given(one=periods(), other=periods())
def test_overlap_agrees_with_a_shared_day(one: Period, other: Period) -> None:
    latest_start = max(one.starts_on, other.starts_on)
    assert one.overlaps(other) == (one.contains(latest_start) and other.contains(latest_start))


@given(one=periods(), other=periods())
def test_overlap_is_mutual(one: Period, other: Period) -> None:
    assert one.overlaps(other) == other.overlaps(one)


def test_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Period(date(2026, 7, 2), date(2026, 7, 1))


@given(day=DAYS, starts=STARTS)
def test_fiscal_year_contains_its_day(day: date, starts: tuple[int, int]) -> None:
    assert FiscalYear.containing(day, *starts).period.contains(day)


@given(day=DAYS, starts=STARTS)
def test_fiscal_years_follow_without_gap(day: date, starts: tuple[int, int]) -> None:
    year = FiscalYear.containing(day, *starts)
    assert year.period.ends_on is not None
    assert year.next().period.starts_on == year.period.ends_on + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "starts", "label"),
    [
        (date(2025, 6, 30), (7, 1), "FY2025"),
        (date(2025, 7, 1), (7, 1), "FY2026"),
        (date(2025, 12, 31), (1, 1), "FY2025"),
        (date(2025, 10, 1), (10, 1), "FY2026"),
        (date(2025, 9, 30), (10, 1), "FY2025"),
    ],
)
def test_fiscal_year_is_named_by_the_year_it_ends_in(day: date, starts: tuple[int, int], label: str) -> None:
    assert FiscalYear.containing(day, *starts).label == label


def test_fiscal_year_cannot_start_on_a_day_that_most_years_lack() -> None:
    with pytest.raises(ValueError, match="day is out of range"):
        FiscalYear(2026, 2, 29)
