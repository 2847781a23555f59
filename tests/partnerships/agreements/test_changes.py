"""Joining and withdrawing: from the first word, through the steps, to the day on which it takes effect."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.factories.accounts import person_with
from tests.factories.agreements import NOW, TODAY, AgreementFactory, NoticeRuleFactory, agreement_of
from tests.factories.commitments import CommitmentFactory
from tests.factories.jurisdictions import JurisdictionFactory, MembershipFactory

from interlocal.foundation.jobs.public import run_due
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements import actions, queries
from interlocal.partnerships.agreements.models import ChangeState, PartyChange
from interlocal.partnerships.commitments.models import Commitment, Procedure
from interlocal.partnerships.commitments.public import (
    change_draft,
    close_commitment,
    draft_version,
    publish_version,
    resume_step,
)
from interlocal.partnerships.jurisdictions.public import Source, begin_membership, end_membership, members

pytestmark = pytest.mark.django_db(transaction=True)
FIRST_DAY = date(2026, 9, 1)


def begin(direction="join", jurisdiction=None, agreement=None, **more):
    values = {"by": None, "begun_on": TODAY, "effective_on": FIRST_DAY, "now": NOW} | more
    return actions.begin_change(
        direction=direction,
        jurisdiction=jurisdiction or JurisdictionFactory.create(),
        agreement=agreement,
        **values,
    )


def settle(change, *, but=()):
    """Close every step as it opens, apart from those left out."""
    while steps := list(
        Commitment.objects.filter(run=queries.run_of(change), outcome="").exclude(step_key__in=but)
    ):
        for step in steps:
            close_commitment(
                by=None,
                commitment=step,
                now=NOW,
                done_on=TODAY,
                evidence_note="Seen",
            )


def hear():
    """Let the listeners hear what was announced."""
    run_due(now=timezone.now() + timedelta(seconds=1))


def reread(change):
    return PartyChange.objects.select_related("jurisdiction", "agreement").get(pk=change.pk)


def test_city_joins_the_partnership_through_its_steps():
    city = JurisdictionFactory.create()
    change = begin(jurisdiction=city)
    assert queries.unsettled_steps(queries.run_of(change)) == [
        *("interest", "staff", "data", "fee"),
        *("instrument", "countersign", "shares", "effective"),
    ]

    settle(change, but=["effective"])
    hear()
    assert reread(change).is_open
    settle(change)
    hear()

    entered = reread(change)
    assert entered.entered_at is not None
    assert entered.state_on(TODAY) == ChangeState.ENTERED
    assert entered.state_on(FIRST_DAY) == ChangeState.IN_EFFECT
    assert [city in members(day) for day in (FIRST_DAY - timedelta(days=1), FIRST_DAY)] == [False, True]


def test_city_withdraws_and_its_history_stays():
    membership = MembershipFactory.create()
    city = membership.jurisdiction
    change = begin("withdraw", city)
    settle(change)
    hear()

    membership.refresh_from_db()
    assert (membership.ends_on, membership.end_note) == (FIRST_DAY, "Withdrew by notice of Mar 10, 2026.")
    assert [city in members(day) for day in (FIRST_DAY, FIRST_DAY + timedelta(days=1))] == [True, False]
    assert reread(change).state_on(FIRST_DAY) == ChangeState.ENTERED
    assert reread(change).state_on(FIRST_DAY + timedelta(days=1)) == ChangeState.IN_EFFECT


def test_party_joins_and_withdraws_from_an_agreement():
    city, other = JurisdictionFactory.create(), JurisdictionFactory.create()
    agreement = agreement_of(other)
    joining = begin("join", city, agreement)
    settle(joining)
    hear()
    assert agreement.parties.get(jurisdiction=city).joined_on == FIRST_DAY

    leaving = begin("withdraw", city, agreement, effective_on=agreement.ends_on)
    settle(leaving)
    hear()
    assert agreement.parties.get(jurisdiction=city).left_on == agreement.ends_on
    assert agreement.parties.get(jurisdiction=other).left_on is None


def test_heard_twice_it_is_entered_once():
    change = begin()
    settle(change)
    hear()
    actions.finish_change(change=reread(change), now=NOW)

    assert change.jurisdiction.memberships.count() == 1


def test_change_without_its_day_waits_and_is_entered_when_the_day_is_set():
    change = begin(effective_on=None)
    settle(change)
    hear()
    assert reread(change).blocked_because == "Set the day on which it takes effect."

    actions.set_effective_day(
        by=None, change=reread(change), effective_on=FIRST_DAY, reason="Agreed", now=NOW
    )
    assert reread(change).entered_at is not None
    assert reread(change).blocked_because == ""
    assert change.jurisdiction.memberships.get().starts_on == FIRST_DAY


def test_membership_that_began_meanwhile_is_said_on_the_change():
    change = begin()
    source = Source(source_title="Minutes")
    membership = begin_membership(
        by=None, jurisdiction=change.jurisdiction, role="observer", starts_on=TODAY, source=source, now=NOW
    )
    settle(change)
    hear()
    assert "already belongs" in reread(change).blocked_because

    end_membership(by=None, membership=membership, ends_on=TODAY, now=NOW)
    actions.enter_change(by=None, change=reread(change), now=NOW)
    assert change.jurisdiction.memberships.count() == 2


def test_what_cannot_begin_is_refused():
    member = MembershipFactory.create().jurisdiction
    with pytest.raises(Refusal, match="belongs already"):
        begin("join", member)
    with pytest.raises(Refusal, match="does not belong"):
        begin("withdraw", JurisdictionFactory.create())
    with pytest.raises(Refusal, match="before that"):
        begin("withdraw", member, effective_on=TODAY - timedelta(days=1))
    begin("withdraw", member)
    with pytest.raises(Refusal, match="joining or withdrawing already"):
        begin("withdraw", member)
    with pytest.raises(Refusal, match="own jurisdiction"):
        begin(by=person_with("clerk", member.public_id))


@pytest.fixture
def bound():
    """A city that is a party until the end of June 2027, with notice to end ninety days before."""
    city = JurisdictionFactory.create()
    agreement = agreement_of(city)
    NoticeRuleFactory.create(agreement=agreement, section="Section 9.2")
    return city, agreement


def test_late_notice_is_refused_with_the_clause_and_flagged_when_accepted(bound):
    city, agreement = bound
    late = date(2027, 4, 2)
    values = {"begun_on": late, "effective_on": agreement.ends_on, "now": NOW.replace(year=2027, month=4)}

    with pytest.raises(Refusal, match=r"due by Apr 1, 2027 \(Section 9.2\)") as refused:
        begin("withdraw", city, agreement, **values)
    assert refused.value.field == "late_reason"
    change = begin("withdraw", city, agreement, **values, late_reason="All parties waived it on April 5.")
    assert change.late_reason == "All parties waived it on April 5."


def test_notice_in_time_keeps_no_reason_and_reaches_the_end_of_the_term(bound):
    city, agreement = bound
    with pytest.raises(Refusal, match=r"leave on Jun 30, 2027 at the earliest \(Section 9.2\)"):
        begin("withdraw", city, agreement, effective_on=date(2026, 12, 31))

    change = begin("withdraw", city, agreement, effective_on=date(2027, 6, 30), late_reason="To be sure")
    assert change.late_reason == ""
    with pytest.raises(Refusal, match="at the earliest"):
        actions.set_effective_day(
            by=None, change=change, effective_on=date(2027, 6, 29), reason="Sooner", now=NOW
        )


@pytest.mark.parametrize(
    ("agreement", "window", "expected"),
    [
        ({}, {}, "In time: Section 9 asks for it by Apr 1, 2027."),
        ({}, {"anchor": "any-time", "count": 30}, "Section 9 allows notice at any time."),
        ({"undated": True}, {}, "Nobody knows when the term ends, so Section 9 could not be checked."),
        ({}, None, "No notice window is on record, so nothing was checked."),
    ],
)
def test_page_says_how_the_notice_stands_to_the_window(agreement, window, expected):
    city = JurisdictionFactory.create()
    made = agreement_of(city, **agreement)
    if window is not None:
        NoticeRuleFactory.create(agreement=made, **window)

    assert queries.notice_words(begin("withdraw", city, made, effective_on=None)) == expected


def test_notice_is_given_on_a_day_that_has_come():
    with pytest.raises(Refusal, match="not come") as refused:
        begin(begun_on=TODAY + timedelta(days=1))
    assert refused.value.field == "begun_on"


def test_notice_at_any_time_counts_from_the_notice():
    city = JurisdictionFactory.create()
    agreement = agreement_of(city, ends_on=None, is_open_ended=True)
    NoticeRuleFactory.create(agreement=agreement, anchor="any-time", count=6, unit="months")

    with pytest.raises(Refusal, match="leave on Sep 10, 2026"):
        begin("withdraw", city, agreement, effective_on=date(2026, 9, 9))
    assert begin("withdraw", city, agreement, effective_on=date(2026, 9, 10)).is_open


def test_called_off_leaves_no_step_open_and_changes_nothing():
    change = begin()
    close_commitment(
        by=None,
        commitment=Commitment.objects.get(step_key="interest"),
        now=NOW,
        done_on=TODAY,
        evidence_note="Letter",
    )
    with pytest.raises(Refusal, match="Say why"):
        actions.call_off_change(by=None, change=change, reason="", now=NOW)
    actions.call_off_change(by=None, change=change, reason="The council voted no.", now=NOW)
    hear()

    assert not Commitment.objects.filter(outcome="").exists()
    assert Commitment.objects.get(step_key="interest").outcome == "done"
    assert reread(change).state_on(FIRST_DAY) == ChangeState.CALLED_OFF
    assert not change.jurisdiction.memberships.exists()
    with pytest.raises(Refusal, match="called off"):
        actions.enter_change(by=None, change=change, now=NOW)
    assert begin(jurisdiction=change.jurisdiction).is_open


def test_entered_change_is_final():
    change = begin()
    settle(change)
    hear()
    for act in (
        lambda: actions.call_off_change(by=None, change=change, reason="No", now=NOW),
        lambda: actions.set_effective_day(
            by=None, change=change, effective_on=FIRST_DAY, reason="Later", now=NOW
        ),
    ):
        with pytest.raises(Refusal, match="entered already"):
            act()


def test_open_steps_keep_it_from_being_entered():
    with pytest.raises(Refusal, match="still open"):
        actions.enter_change(by=None, change=begin(), now=NOW)


def test_moved_day_moves_the_steps_that_count_back_from_it():
    member = MembershipFactory.create().jurisdiction
    change = begin("withdraw", member)
    settle(change, but=["obligations", "property", "data", "shares", "effective"])
    actions.set_effective_day(
        by=None, change=change, effective_on=date(2026, 12, 31), reason="Agreed", now=NOW
    )

    due = Commitment.objects.filter(run=queries.run_of(change), outcome="").values_list("due_on", flat=True)
    assert set(due) == {date(2026, 12, 1)}


def test_steps_that_somebody_edited_are_those_that_are_followed():
    actions.load_procedures(by=None, now=NOW)
    draft = draft_version(by=None, procedure=Procedure.objects.get(slug="joining"), now=NOW)
    change_draft(by=None, version=draft, steps=draft.steps[:1], now=NOW)
    publish_version(by=None, version=draft, now=NOW)
    actions.load_procedures(by=None, now=NOW)

    assert queries.unsettled_steps(queries.run_of(begin())) == ["interest"]


def test_obligations_are_what_it_owes_apart_from_the_steps():
    member = MembershipFactory.create().jurisdiction
    owed = CommitmentFactory.create(owed_by=member)
    CommitmentFactory.create(owed_by=member, done=True)
    CommitmentFactory.create()
    change = begin("withdraw", member)

    assert list(queries.obligations_of(change, person_with("coordinator"), TODAY)) == [owed]


def test_step_taken_up_again_after_the_end_changes_nothing_that_was_entered():
    change = begin()
    settle(change)
    hear()
    step = Commitment.objects.get(step_key="shares")
    assert step.run is not None
    with pytest.raises(Refusal, match="not skipped"):
        resume_step(by=None, run=step.run, step_key="shares", now=NOW)
    assert reread(change).entered_at is not None


def test_agreement_without_end_in_sight_has_no_late_notice():
    city = JurisdictionFactory.create()
    agreement = agreement_of(city, undated=True)
    NoticeRuleFactory.create(agreement=agreement)

    assert begin("withdraw", city, agreement).late_reason == ""
    assert AgreementFactory.create(undated=True).state_on(TODAY) == "undated"
