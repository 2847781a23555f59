"""The guard of a closed session, by the law of Missouri (RSMo 610.022)."""

import pytest

from interlocal.partnerships.law.book import Law
from interlocal.partnerships.law.pack import pack_named
from interlocal.partnerships.meetings import floor
from interlocal.partnerships.meetings.floor import ClosedFloor, Kind, Objection, Why
from interlocal.partnerships.meetings.queries.law import meeting_law

LAW = meeting_law(Law(pack_named("missouri")))
CLOSED = ClosedFloor(item="sale", grounds=("610.021(2)",))
KNOWN = {"610.021(1)", "610.021(2)"}


def objection(act, *arguments, **values):
    try:
        act(*arguments, **values)
    except Objection as refused:
        return refused.why, refused.section
    return None


@pytest.mark.parametrize(
    ("grounds", "noticed", "closed", "expected"),
    [
        (["610.021(2)"], ["610.021(2)"], None, None),
        ([], ["610.021(2)"], None, (Why.NO_GROUNDS, "RSMo 610.022")),
        (["610.021(99)"], ["610.021(99)"], None, (Why.UNKNOWN_GROUNDS, "RSMo 610.022")),
        (["610.021(1)", "610.021(2)"], ["610.021(2)"], None, (Why.NOT_IN_NOTICE, "RSMo 610.022")),
        (["610.021(2)"], ["610.021(2)"], CLOSED, (Why.CLOSED_ALREADY, "RSMo 610.022")),
    ],
)
def test_closing_cites_a_section_that_the_notice_cites(grounds, noticed, closed, expected):
    found = objection(floor.check_closing, LAW, grounds=grounds, known=KNOWN, noticed=noticed, closed=closed)
    assert found == expected


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("item", ["sale", "other", None])
def test_only_that_business_inside(kind, item):
    within = {Kind.MAIN, Kind.AMEND, Kind.POSTPONE, Kind.CLOSE_DEBATE, Kind.TABLE}
    allowed = item == "sale" and kind in within
    expected = None if allowed else (Why.OTHER_BUSINESS, "RSMo 610.022")
    assert objection(floor.check_business, LAW, CLOSED, item=item, kind=kind) == expected
    assert objection(floor.check_business, LAW, None, item=item, kind=kind) is None


@pytest.mark.parametrize(
    ("kind", "closed", "section"),
    [
        (Kind.CLOSE_SESSION, None, "RSMo 610.022"),
        (Kind.MAIN, CLOSED, "RSMo 610.022"),
        (Kind.MAIN, None, None),
    ],
)
def test_names_are_called_to_close_and_inside(kind, closed, section):
    expected = None if section is None else (Why.NEEDS_ROLL_CALL, section)
    assert objection(floor.check_roll_call, LAW, closed, kind=kind, is_roll_call=False) == expected
    assert objection(floor.check_roll_call, LAW, closed, kind=kind, is_roll_call=True) is None


def test_what_counsel_has_not_confirmed_is_marked():
    assert LAW.quorum.is_unconfirmed
    assert not LAW.recused_count
    assert not LAW.closing.is_unconfirmed
