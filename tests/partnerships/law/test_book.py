"""Whose law applies where, and own rules in its place."""

import pytest
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.meetings import NOW, BodyFactory, MeetingFactory

from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.law.models import OwnRule
from interlocal.partnerships.law.public import (
    NEUTRAL,
    Key,
    choose_pack,
    end_own_rule,
    law_book,
    law_of,
    set_own_rule,
)
from interlocal.partnerships.meetings.queries import reckoning_for

pytestmark = pytest.mark.django_db


def own(**changes):
    facts = {"key": Key.NOTICE_HOURS, "figure": 48, "words": "Two days", "reason": "The board decided it."}
    return set_own_rule(**{"by": None, "jurisdiction": None, "now": NOW, **facts, **changes})


def test_without_a_choice_the_law_is_that_of_most_members():
    assert law_of().pack.slug == NEUTRAL
    JurisdictionFactory.create(member=True, state="Kansas")
    JurisdictionFactory.create(member=True, state="Missouri")
    JurisdictionFactory.create(member=True, state="Missouri")
    assert law_of().pack.slug == "missouri"


def test_each_jurisdiction_is_under_the_law_of_its_state():
    choose_pack(by=None, jurisdiction=None, pack="missouri", now=NOW)
    places = [JurisdictionFactory.create(state=state) for state in ("Kansas", "Kansas and Missouri", "Ohio")]
    book = law_book()
    assert [book.of(place).pack.slug for place in places] == ["kansas", "missouri", NEUTRAL]


def test_a_chosen_law_goes_before_the_state():
    place = JurisdictionFactory.create(state="Missouri and Kansas")
    choose_pack(by=None, jurisdiction=place, pack="missouri", now=NOW)
    choose_pack(by=None, jurisdiction=place, pack="kansas", now=NOW)
    assert law_of(place).pack.slug == "kansas"


def test_only_what_ships_can_be_chosen():
    with pytest.raises(Refusal, match="no rules of that name"):
        choose_pack(by=None, jurisdiction=None, pack="atlantis", now=NOW)


def test_an_own_rule_holds_under_the_same_law_alone():
    choose_pack(by=None, jurisdiction=None, pack="missouri", now=NOW)
    here = JurisdictionFactory.create(state="Missouri")
    across = JurisdictionFactory.create(state="Kansas")
    own(section="Bylaw 4")
    book = law_book()
    assert [book.of(place).figure(Key.NOTICE_HOURS) for place in (None, here, across)] == [48, 48, 24]
    assert book.of(here).cited(Key.NOTICE_HOURS) == " (Bylaw 4)"


def test_a_rule_of_the_jurisdiction_goes_before_the_partnerships():
    place = JurisdictionFactory.create(state="Missouri")
    own()
    own(jurisdiction=place, figure=72)
    assert law_of(place).figure(Key.NOTICE_HOURS) == 72


def test_a_rule_set_again_ends_the_one_before():
    own()
    second = own(figure=36)
    assert law_of().figure(Key.NOTICE_HOURS) == 36
    end_own_rule(by=None, rule=second, now=NOW)
    assert law_of().figure(Key.NOTICE_HOURS) == 24
    assert OwnRule.objects.exclude(ended_at=None).count() == 2
    with pytest.raises(Refusal, match="ended already"):
        end_own_rule(by=None, rule=second, now=NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": " "}, "words"),
        ({"reason": ""}, "reason"),
        ({"figure": None}, "figure"),
        ({"figure": 9999}, "figure"),
        ({"key": Key.CLOSING}, "figure"),
        ({"key": Key.RECUSED_COUNT, "figure": 2}, "figure"),
    ],
)
def test_an_impossible_own_rule_is_refused(changes, field):
    with pytest.raises(Refusal) as refused:
        own(**changes)
    assert (refused.value.field, OwnRule.objects.count()) == (field, 0)


def test_an_own_rule_is_in_the_audit_with_its_reason():
    person = person_with("coordinator")
    rule = own(by=person)
    ref = ref_to(rule)
    (entry,) = entries_about(ref.kind, ref.public_id)
    assert entry.detail.action == "law.set_own_rule"
    assert "The board decided it." in entry.detail.values_json


def test_the_clock_of_a_meeting_follows_the_law_of_who_keeps_the_body():
    choose_pack(by=None, jurisdiction=None, pack="missouri", now=NOW)
    across = JurisdictionFactory.create(state="Kansas")
    meeting = MeetingFactory.create(body=BodyFactory.create(host=across))
    assert reckoning_for(meeting).rule.section == "K.S.A. 75-4318(b)"
    own(jurisdiction=across, figure=72, section="Code 1-2")
    rule = reckoning_for(meeting).rule
    assert (rule.hours, rule.section, rule.is_unconfirmed) == (72, "Code 1-2", False)


def test_a_body_keeps_hours_of_its_own():
    meeting = MeetingFactory.create(body=BodyFactory.create(notice_hours=96, notice_rule="Bylaw 9"))
    own()
    rule = reckoning_for(meeting).rule
    assert (rule.hours, rule.section) == (96, "Bylaw 9")
