"""What is read from a cell, and what about a figure asks for an explanation."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.costing.studies.forms.sheet import written
from interlocal.costing.studies.models import LineKind
from interlocal.costing.studies.rules import cautions_of, read_figure
from interlocal.web.tables import ValueFault


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("", None),
        ("  ", None),
        ("0", 0),
        ("41,200", 4_120_000),
        ("$41,200.50", 4_120_050),
        ("2.5", 250),
        (".25", 25),
        ("41 200", 4_120_000),
        ("92%", 9_200),
    ],
)
def test_figure_is_read_as_people_write_it(text, hundredths):
    assert read_figure(text, LineKind.COST) == hundredths


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("-5", "is negative"),
        ("(1,200)", "is negative"),
        ("\u22125", "is negative"),
        ("=SUM(B2:B9)", "is a formula"),
        ("about 40", "is no number"),
        ("41k", "is shortened"),
        ("1.2 million", "is shortened"),
        ("4,12", "is no number"),
        ("1.234", "more than two decimals"),
        ("9" * 20, "larger than any"),
        ("\u0661", "is no number"),
    ],
)
def test_what_cannot_be_read_is_said_with_how_to_mend_it(text, why):
    with pytest.raises(ValueFault, match=why):
        read_figure(text, LineKind.VOLUME)


@given(st.integers(min_value=0, max_value=10**13))
def test_figure_that_is_written_is_read_as_the_same(hundredths):
    assert read_figure(written(hundredths), LineKind.COST) == hundredths
    assert Decimal(written(hundredths).replace(",", "")) * 100 == hundredths


def said(**facts):
    given = {"kind": LineKind.COST, "hundredths": 1000, "last_year": None, "per_unit": None, "peers": ()}
    return [caution.words for caution in cautions_of(**{**given, **facts})]


def test_change_of_more_than_a_quarter_asks_why():
    assert said(last_year=800) == []
    assert said(last_year=790) == ["27 % more than a year before."]
    assert said(last_year=2000) == ["50 % less than a year before."]
    assert said(last_year=0) == []
    assert said(hundredths=None, last_year=790) == []


def test_cost_far_from_that_of_two_other_cities_asks_why():
    assert said(per_unit=10.0, peers=(4.0,)) == []
    assert said(per_unit=10.0, peers=(4.0, 4.5)) == [
        "More than twice what the other cities pay for each unit of the volume."
    ]
    assert said(per_unit=10.0, peers=(5.0, 6.0)) == []
    assert said(per_unit=1.0, peers=(5.0, 6.0)) == [
        "Less than half of what the other cities pay for each unit of the volume."
    ]
    assert said(kind=LineKind.VOLUME, per_unit=10.0, peers=(4.0, 4.5)) == []
