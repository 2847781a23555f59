"""Agendas: order, kinds, proposals, and until when they can be changed."""

from datetime import time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.files import stored_file
from tests.factories.meetings import (
    AgendaItemFactory,
    AgendaProposalFactory,
    BodyFactory,
    ItemDocumentFactory,
    MeetingFactory,
)

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import actions
from interlocal.partnerships.meetings.models import AgendaItem, ItemKind, ItemState, ProposalState
from interlocal.partnerships.meetings.queries import left_over

pytestmark = pytest.mark.django_db


def add(meeting, now, title="Fleet repair", **facts):
    return actions.add_item(by=None, meeting=meeting, facts={"title": title, **facts}, now=now)


def order(meeting):
    items = AgendaItem.objects.filter(meeting=meeting).exclude(state=ItemState.REMOVED)
    return [(item.position, item.title) for item in items.order_by("position")]


def test_items_are_added_at_the_end(meeting, now):
    for title in "abc":
        add(meeting, now, title)
    assert order(meeting) == [(1, "a"), (2, "b"), (3, "c")]


# Each step: move the item now at one place to another, or take it off.
STEPS = st.lists(
    st.tuples(st.sampled_from(["move", "remove", "add"]), st.integers(0, 7), st.integers(1, 9)), max_size=12
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_order_is_that_of_a_list(now, steps):
    """The slow oracle is a Python list: what is moved is taken out and put in again."""
    meeting, oracle = MeetingFactory.create(), []
    for number, (step, place, to) in enumerate(steps):
        if step == "add" or not oracle:
            oracle.append(add(meeting, now, f"item {number}"))
            continue
        item = oracle.pop(place % len(oracle))
        if step == "move":
            actions.move_item(by=None, item=item, to_position=to, now=now)
            oracle.insert(min(to, len(oracle) + 1) - 1, item)
        else:
            actions.remove_item(by=None, item=item, now=now)
    assert order(meeting) == [(place, item.title) for place, item in enumerate(oracle, 1)]


def test_closed_session_of_a_public_body_needs_its_ground(meeting, now):
    with pytest.raises(Refusal, match=r"610\.022") as refused:
        add(meeting, now, kind=ItemKind.CLOSED)
    assert refused.value.field == "grounds"
    item = add(meeting, now, kind=ItemKind.CLOSED, grounds=["610.021(12)"])
    assert item.grounds == ["610.021(12)"]


@pytest.mark.parametrize(
    "facts", [{"kind": "closed", "grounds": ["610.021(99)"]}, {"grounds": ["610.021(1)"]}]
)
def test_grounds_are_those_of_the_law_and_of_closed_sessions(meeting, now, facts):
    with pytest.raises(Refusal) as refused:
        add(meeting, now, **facts)
    assert refused.value.field == "grounds"


def test_closed_session_of_a_body_that_is_not_public_needs_no_ground(now):
    meeting = MeetingFactory.create(body=BodyFactory.create(closed=True))
    assert add(meeting, now, kind=ItemKind.CLOSED).grounds == []


def test_timed_item_needs_its_time(meeting, now):
    with pytest.raises(Refusal) as refused:
        add(meeting, now, kind=ItemKind.TIMED)
    assert refused.value.field == "planned_at"
    assert add(meeting, now, kind=ItemKind.TIMED, planned_at=time(9, 40)).planned_at == time(9, 40)


def test_agenda_of_an_adjourned_meeting_stays_as_it_is(now):
    item = AgendaItemFactory.create(meeting=MeetingFactory.create(adjourned=True))
    for act in (
        lambda: add(item.meeting, now),
        lambda: actions.change_item(by=None, item=item, facts={"title": "Other"}, now=now),
        lambda: actions.move_item(by=None, item=item, to_position=1, now=now),
        lambda: actions.remove_item(by=None, item=item, now=now),
    ):
        with pytest.raises(Refusal, match="on record"):
            act()


def test_item_that_was_dealt_with_is_not_changed(meeting, now):
    item = AgendaItemFactory.create(meeting=meeting, state=ItemState.DONE)
    with pytest.raises(Refusal, match="dealt with"):
        actions.change_item(by=None, item=item, facts={"title": "Other"}, now=now)


def test_proposal_goes_on_an_agenda_and_waits_again_when_taken_off(meeting, now):
    proposal = AgendaProposalFactory.create(body=meeting.body, minutes_wanted=15)
    item = actions.take_proposal(by=None, proposal=proposal, meeting=meeting, kind="business", now=now)
    proposal.refresh_from_db()
    assert (item.title, item.minutes_planned, item.proposer) == (proposal.title, 15, proposal.jurisdiction)
    assert proposal.state == ProposalState.TAKEN
    with pytest.raises(Refusal, match="answered"):
        actions.decline_proposal(by=None, proposal=proposal, answer="No", now=now)
    actions.remove_item(by=None, item=item, now=now)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answered_at) == (ProposalState.WAITING, None)


def ended(meeting, *, days, **facts):
    """An item of a meeting of the same body that ended ``days`` before ``meeting``."""
    before = timedelta(days=days)
    earlier = MeetingFactory.create(
        body=meeting.body,
        adjourned=True,
        starts_at=meeting.starts_at - before,
        ends_at=meeting.ends_at - before,
    )
    return AgendaItemFactory.create(meeting=earlier, **facts)


def test_what_the_last_two_meetings_left_over_is_offered_and_goes_on_once(meeting, now):
    ended(meeting, days=90, title="Fallen", state=ItemState.POSTPONED)
    before = ended(meeting, days=60, title="Before", state=ItemState.POSTPONED)
    last = ended(meeting, days=30, title="Last")
    for facts in (
        {"state": ItemState.DONE},
        {"kind": ItemKind.MINUTES},
        {"state": ItemState.REMOVED, "position": 0},
    ):
        AgendaItemFactory.create(meeting=last.meeting, **facts)
    ItemDocumentFactory.create(item=last, file=stored_file(), title="Study")
    ItemDocumentFactory.create(item=last, file=stored_file(), title="Taken off", removed_at=now)
    assert left_over(meeting) == [last, before]

    goes_on, _other = actions.carry_over(by=None, meeting=meeting, items=[last, before], now=now)

    assert order(meeting) == [(1, "Last"), (2, "Before")]
    assert goes_on.carried_from == last
    assert [paper.title for paper in goes_on.documents.all()] == ["Study"]
    assert left_over(meeting) == []
    with pytest.raises(Refusal, match="later agenda already"):
        actions.carry_over(by=None, meeting=meeting, items=[last], now=now)
    actions.remove_item(by=None, item=goes_on, now=now)
    assert left_over(meeting) == [last]


def test_only_what_an_earlier_meeting_of_the_body_left_over_goes_on(meeting, now):
    dealt_with = ended(meeting, days=30, state=ItemState.DONE)
    elsewhere = AgendaItemFactory.create(meeting=MeetingFactory.create(adjourned=True))
    ahead = AgendaItemFactory.create(meeting=MeetingFactory.create(body=meeting.body))
    for item in (dealt_with, elsewhere, ahead):
        with pytest.raises(Refusal, match="earlier meeting of the body"):
            actions.carry_over(by=None, meeting=meeting, items=[item], now=now)
    assert order(meeting) == []


def test_proposal_is_taken_up_by_its_own_body_only(meeting, now):
    proposal = AgendaProposalFactory.create()
    with pytest.raises(Refusal) as refused:
        actions.take_proposal(by=None, proposal=proposal, meeting=meeting, kind="business", now=now)
    assert refused.value.field == "meeting"
