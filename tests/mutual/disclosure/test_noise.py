"""Noise for open data, and what it costs."""

import sys
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mutual.disclosure.made import named

from mutual.disclosure import DisclosureError, PrivacyLedger, Release, Spending, noisy_totals

TABLE = named([[30, 20, 10], [40, 30, 20], [50, 40, 30]])


def test_noise_is_near_the_truth_and_its_cost_in_the_ledger():
    found = noisy_totals(TABLE, epsilon="1/2", year=2026, ledger=PrivacyLedger())
    assert found.columns == ("career", "pay", "schedule")
    assert found.ledger.spendings == (Spending(2026, Fraction(1, 2), "open data"),)
    assert (found.epsilon, found.within) == (0.5, 6)
    assert found.explained().startswith("Each count is off by chance, by 6 or less in 95% of cases")
    assert not {"table", "exact", "totals"} & set(vars(found))


def test_noise_has_the_spread_that_epsilon_asks_for():
    drawn = np.array(
        [noisy_totals(TABLE, epsilon="1", year=2026, ledger=PrivacyLedger()).counts for _ in range(400)]
    )
    errors = (drawn - [120, 90, 60]).ravel()
    ratio = np.exp(-1.0)
    assert abs(errors.mean()) < 0.25
    # Of the discrete Laplace distribution: 0 with probability (1 - p) / (1 + p).
    assert abs((errors == 0).mean() - (1 - ratio) / (1 + ratio)) < 0.08
    assert (np.abs(errors) <= 3).mean() >= 0.95 - 0.02


def test_noise_never_stands_beside_the_exact_value():
    marks = np.zeros((4, 4), dtype=bool)
    marks[:, 1:] = True
    with pytest.raises(DisclosureError, match=r"^The exact total of 'career' is out already"):
        noisy_totals(TABLE, epsilon="1", year=2026, ledger=PrivacyLedger(), releases=[Release(TABLE, marks)])
    marks[3, 0] = True  # its cells are shown, and add up
    with pytest.raises(DisclosureError, match=r"^The exact total of 'career' is out already"):
        noisy_totals(TABLE, epsilon="1", year=2026, ledger=PrivacyLedger(), releases=[Release(TABLE, marks)])
    marks[0, 0] = True
    noisy_totals(TABLE, epsilon="1", year=2026, ledger=PrivacyLedger(), releases=[Release(TABLE, marks)])


def test_noise_needs_its_extra(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "opendp"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "opendp", None)
    with pytest.raises(ImportError, match=r"^Noise needs OpenDP: pip install 'interlocal\[noise\]'\.$"):
        noisy_totals(TABLE, epsilon="1", year=2026, ledger=PrivacyLedger())


def test_a_pool_has_three_cities():
    with pytest.raises(DisclosureError, match=r"^2 cities have responses; a pooled figure needs 3\.$"):
        noisy_totals(named([[5], [6], [0]]), epsilon="1", year=2026, ledger=PrivacyLedger())


def test_a_year_cannot_spend_more_than_its_budget():
    ledger = PrivacyLedger().spend(2026, "0.7", "yearly report")
    with pytest.raises(DisclosureError) as refused:
        noisy_totals(TABLE, epsilon="0.5", year=2026, ledger=ledger)
    assert str(refused.value) == "open data: 0.5 of epsilon is asked for, but 2026 has 0.3 left of 1."
    assert noisy_totals(TABLE, epsilon="0.5", year=2027, ledger=ledger).ledger.left(2027) == Fraction(1, 2)


def test_ten_tenths_are_one():
    ledger = PrivacyLedger()
    for _ in range(10):
        ledger = ledger.spend(2026, "0.1", "monthly")
    assert (ledger.spent(2026), ledger.left(2026)) == (1, 0)


@given(st.lists(st.tuples(st.integers(2025, 2027), st.fractions(Fraction(1, 100), 1)), max_size=8))
def test_a_ledger_adds_up_and_comes_back_from_json(spendings):
    ledger = PrivacyLedger(Fraction(2))
    for year, epsilon in spendings:
        before = ledger.left(year)
        if epsilon <= before:
            ledger = ledger.spend(year, epsilon, "figures")
            assert ledger.left(year) == before - epsilon
        else:
            with pytest.raises(DisclosureError, match="of epsilon is asked for"):
                ledger.spend(year, epsilon, "figures")
    assert PrivacyLedger.from_json(ledger.as_json()) == ledger


@pytest.mark.parametrize("epsilon", [0.5, True, "half", "1/0", None])
def test_epsilon_is_a_fraction(epsilon):
    with pytest.raises(DisclosureError, match=r'^Epsilon is a fraction or text such as "0\.5", not '):
        PrivacyLedger().spend(2026, epsilon, "figures")


def test_epsilon_is_above_nothing():
    with pytest.raises(DisclosureError, match=r"^Epsilon must be above 0, not '-1'\.$"):
        PrivacyLedger().spend(2026, "-1", "figures")


@pytest.mark.parametrize(
    "content", [{}, {"budget": "1", "spendings": [{"year": 2026}]}, {"budget": "1", "spendings": 5}]
)
def test_what_is_no_ledger_is_refused(content):
    with pytest.raises(DisclosureError, match="This is no ledger"):
        PrivacyLedger.from_json(content)


def test_a_ledger_that_is_overdrawn_is_refused():
    content = {"budget": "1", "spendings": [{"year": 2026, "epsilon": "3/2", "purpose": "figures"}]}
    with pytest.raises(DisclosureError, match=r"^2026: 1\.5 is spent of 1\.$"):
        PrivacyLedger.from_json(content)
