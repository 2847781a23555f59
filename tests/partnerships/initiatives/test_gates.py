"""Gates: what a need is checked against, who decides, and what a decision keeps."""

from datetime import date

import pytest
from tests.factories import initiatives as made
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import NOW, JurisdictionFactory

from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives import actions, queries, rules
from interlocal.partnerships.initiatives.actions.gates import Ruling
from interlocal.partnerships.initiatives.models import (
    Decider,
    Need,
    Stage,
    StagesInvalid,
    read_stages,
    write_stages,
)

pytestmark = pytest.mark.django_db
RULING = Ruling(
    decided_by="Steering group", decided_on=date(2026, 3, 9), reason="It hurts three cities.", meeting="March"
)


def an_idea(cities=2):
    group = made.PainGroupFactory.create()
    made.PainPointFactory.create_batch(cities, group=group)
    return made.InitiativeFactory.create(group=group)


def passed(initiative, **more):
    given = {"by": None, "initiative": initiative, "from_stage": initiative.stage_key, "ruling": RULING}
    return actions.pass_gate(**given | {"now": NOW} | more)


def test_gate_is_passed_with_a_record_of_who_when_where_and_why():
    initiative = an_idea()

    decision = passed(initiative)

    initiative.refresh_from_db()
    assert (initiative.stage_key, initiative.stage_since) == ("explore", date(2026, 3, 9))
    assert (decision.from_stage, decision.to_stage, decision.title) == (
        "idea",
        "explore",
        "From Idea to Explore",
    )
    assert (decision.decided_by, decision.meeting, decision.reason) == (
        "Steering group",
        "March",
        "It hurts three cities.",
    )
    assert [(need["key"], need["met"], need["waived"]) for need in decision.needs] == [("pain", True, "")]
    assert entries_about(ref_to(initiative).kind, initiative.public_id)[0].detail.action == (
        "initiatives.pass_gate"
    )


def test_gate_is_refused_while_a_need_is_missing():
    initiative = an_idea(cities=1)

    with pytest.raises(Refusal) as refusal:
        passed(initiative)

    assert refusal.value.field == "waive-pain"
    initiative.refresh_from_db()
    assert initiative.stage_key == "idea"


def test_missing_need_is_waived_with_a_reason_that_stays():
    decision = passed(an_idea(cities=1), waivers={"pain": "The county asked."})

    assert [(need["key"], need["waived"]) for need in decision.waived] == [("pain", "The county asked.")]


@pytest.mark.parametrize("reason", ["", "   "])
def test_waiver_without_a_reason_waives_nothing(reason):
    with pytest.raises(Refusal):
        passed(an_idea(cities=1), waivers={"pain": reason})


def test_two_who_pass_one_gate_pass_it_once():
    initiative = an_idea()
    passed(initiative)

    with pytest.raises(Refusal) as refusal:
        passed(initiative, from_stage="idea")
    assert "meanwhile" in str(refusal.value)


def test_what_was_said_by_hand_counts_until_it_is_taken_back():
    initiative = made.InitiativeFactory.create(stage_key="review")
    stage = rules.stage_called(rules.DEFAULT_STAGES, "review")

    actions.say_met(by=None, initiative=initiative, need_key="review", note="Sent in May", now=NOW)
    assert [one.is_met for one in queries.needs_of(initiative, stage)] == [True]
    actions.take_back_met(by=None, initiative=initiative, need_key="review", now=NOW)
    assert [one.is_met for one in queries.needs_of(initiative, stage)] == [False]


def test_what_the_records_show_nobody_says_by_hand():
    with pytest.raises(Refusal):
        actions.say_met(by=None, initiative=an_idea(cities=1), need_key="pain", now=NOW)


def test_initiative_goes_back_or_ends_but_not_ahead():
    initiative = made.InitiativeFactory.create(stage_key="study")
    given = {"by": None, "initiative": initiative, "ruling": RULING, "now": NOW}

    with pytest.raises(Refusal):
        actions.move_initiative(from_stage="study", to_stage="pilot", **given)
    actions.move_initiative(from_stage="study", to_stage="explore", **given)
    actions.move_initiative(from_stage="explore", to_stage="ended", **given)

    initiative.refresh_from_db()
    assert initiative.stage_key == "ended"
    with pytest.raises(Refusal):
        passed(initiative, from_stage="ended")


def test_decision_of_tomorrow_is_refused():
    ruling = Ruling(decided_by="Steering group", decided_on=date(2026, 3, 11), reason="Soon")

    with pytest.raises(Refusal) as refusal:
        passed(an_idea(), ruling=ruling)
    assert refusal.value.field == "decided_on"


@pytest.mark.parametrize(
    ("decides", "takes_part", "leads", "may"),
    [
        (Decider.JOINING, "joins", False, True),
        (Decider.JOINING, "observes", True, False),
        (Decider.LEAD, "", True, True),
        (Decider.LEAD, "joins", False, False),
        (Decider.PARTNERSHIP, "joins", True, False),
    ],
)
def test_who_decides_is_what_the_stage_says(decides, takes_part, leads, may):
    city = JurisdictionFactory.create()
    manager = person_with("city-manager", city.public_id)
    initiative = made.InitiativeFactory.create(lead=city if leads else None)
    if takes_part:
        made.StanceFactory.create(initiative=initiative, jurisdiction=city, stand=takes_part)
    joining = queries.joining_of(initiative)
    stage = Stage("idea", "Idea", (), decides)

    assert rules.may_decide(manager, initiative, stage, joining) is may
    assert rules.may_decide(person_with("coordinator"), initiative, stage, joining)


def test_stages_read_as_they_were_written():
    assert read_stages(write_stages(rules.DEFAULT_STAGES)) == rules.DEFAULT_STAGES


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"key": "a", "title": "A"}],
        [{"key": "a", "title": "A"}, {"key": "a", "title": "B"}],
        [{"key": "a", "title": "A"}, {"key": "b", "title": "A"}],
        [{"key": "a", "title": ""}, {"key": "b", "title": "B"}],
        [{"key": "A!", "title": "A"}, {"key": "b", "title": "B"}],
        [{"key": "a", "title": "A", "needs": [{"key": "x"}]}, {"key": "b", "title": "B"}],
        [{"key": "a", "title": "A", "decides": "nobody"}, {"key": "b", "title": "B"}],
        [{"key": "a", "title": "A"}, {"key": "b", "title": "B", "needs": [{"key": "x", "title": "X"}]}],
    ],
)
def test_stages_that_do_not_fit_are_refused(rows):
    with pytest.raises(StagesInvalid):
        read_stages(rows)


def test_pipeline_is_changed_in_a_draft_and_holds_once_published():
    draft = actions.draft_pipeline(by=None, now=NOW)
    stages = (Stage("idea", "Idea", (Need("ok", "All agree"),)), Stage("ended", "Ended"))
    draft = actions.change_pipeline(
        by=None, draft=draft, rows=write_stages(stages), note="Two stages", now=NOW
    )
    assert queries.current_stages() == rules.DEFAULT_STAGES

    actions.publish_pipeline(by=None, draft=draft, now=NOW)

    assert queries.current_stages() == stages
    with pytest.raises(Refusal):
        actions.change_pipeline(by=None, draft=draft, rows=[], note="", now=NOW)


def test_stage_does_not_vanish_under_an_initiative():
    made.InitiativeFactory.create(stage_key="pilot")
    draft = actions.draft_pipeline(by=None, now=NOW)
    rows = [row for row in draft.stages if row["key"] != "pilot"]
    draft = actions.change_pipeline(by=None, draft=draft, rows=rows, note="", now=NOW)

    with pytest.raises(StagesInvalid):
        actions.publish_pipeline(by=None, draft=draft, now=NOW)
    assert queries.current_stages() == rules.DEFAULT_STAGES
