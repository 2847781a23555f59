"""What is done to studies and baselines, and what is refused."""

from datetime import date

import pytest
from django.http import Http404
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.studies import (
    NOW,
    YEAR,
    LineFactory,
    StudyFactory,
    city_of,
    fill,
    signed,
    signed_city,
)

from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.actions import Typed
from interlocal.costing.studies.models import Baseline, Cell, DraftRule, LineKind, StudyCity
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.models import Commitment

pytestmark = pytest.mark.django_db
FACTS = {"title": "Trucks", "service": "Repair", "base_year": YEAR}


def typed(line, hundredths, seen="", label="", note=""):
    return Typed(line.public_id, line, label, seen, hundredths, None, note)


def save(city, *cells, by=None, year=YEAR):
    return actions.save_cells(by=by, city=city, year=year, typed=cells, now=NOW)


def standing(city):
    return list(queries.standing_cells(city.baselines.get(frozen_at=None)))


def deeds(record):
    ref = ref_to(record)
    return [entry.detail.action for entry in entries_about(ref.kind, ref.public_id)]


def test_study_is_begun_by_those_who_keep_studies_only():
    manager = person_with("city-manager", JurisdictionFactory.create().public_id)
    officer = person_with("finance-officer", JurisdictionFactory.create().public_id)

    study = actions.begin_study(by=manager, facts=FACTS, now=NOW)
    assert deeds(study) == ["studies.begin"]
    with pytest.raises(Refusal, match="Only those who keep studies"):
        actions.begin_study(by=officer, facts=FACTS, now=NOW)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"title": " "}, "title"),
        ({"service": ""}, "service"),
        ({"base_year": 26}, "base_year"),
        ({"goals_agreed_on": date(2026, 1, 1)}, "goals"),
        ({"goals_agreed_on": date(2026, 1, 1), "goals": "Fair"}, "goals_agreed_by"),
    ],
)
def test_study_without_what_it_needs_is_refused_at_its_field(facts, field):
    with pytest.raises(Refusal) as refused:
        actions.begin_study(by=None, facts={**FACTS, **facts}, now=NOW)
    assert refused.value.field == field


def test_change_keeps_which_facts_were_changed():
    study = StudyFactory.create()
    actions.change_study(
        by=None, study=study, facts={**FACTS, "title": "Plows", "service": study.service}, now=NOW
    )

    ref = ref_to(study)
    assert [entry.detail.values for entry in entries_about(ref.kind, ref.public_id)] == [{"facts": ["title"]}]


def test_city_that_is_asked_owes_its_signature_and_its_only_finance_officer_is_told():
    city = JurisdictionFactory.create()
    officer = person_with("finance-officer", city.public_id)
    study = StudyFactory.create(baselines_due_on=date(2026, 4, 1))
    asked = actions.ask_city(by=None, study=study, jurisdiction=city, stand="part", now=NOW)

    owed = Commitment.objects.get()
    assert (owed.owed_by, owed.owner, owed.due_on, owed.source_id) == (
        city,
        officer,
        date(2026, 4, 1),
        asked.public_id,
    )
    with pytest.raises(Refusal, match="in the study already"):
        actions.ask_city(by=None, study=study, jurisdiction=city, stand="might", now=NOW)


def test_city_that_is_taken_out_owes_nothing_more_and_may_come_back():
    study, city = StudyFactory.create(), JurisdictionFactory.create()
    asked = actions.ask_city(by=None, study=study, jurisdiction=city, stand="part", now=NOW)
    actions.take_out_city(by=None, city=asked, reason="Has no trucks", now=NOW)

    assert Commitment.objects.get().outcome == "withdrawn"
    assert list(queries.cities_of(study)) == []
    again = actions.ask_city(by=None, study=study, jurisdiction=city, stand="might", now=NOW)
    assert [one.pk for one in queries.cities_of(study)] == [again.pk]


def test_more_cities_than_can_be_computed_are_refused():
    study = StudyFactory.create()
    for _turn in range(20):
        city_of(study=study)
    with pytest.raises(Refusal, match="20 cities are the most"):
        actions.ask_city(
            by=None, study=study, jurisdiction=JurisdictionFactory.create(), stand="part", now=NOW
        )


def test_line_keeps_its_kind_once_filled_and_leaves_only_unsigned():
    city = city_of()
    line = LineFactory.create(study=city.study, name="Parts")
    facts = {"kind": "volume", "name": "Parts", "unit": "", "meaning": "", "is_required": True}
    with pytest.raises(Refusal, match="is called so"):
        actions.add_line(by=None, study=city.study, facts={**facts, "name": "PARTS"}, now=NOW)
    fill(city, line, 100)
    with pytest.raises(Refusal, match="what it holds stays"):
        actions.change_line(by=None, line=line, facts=facts, now=NOW)
    signed(city)
    with pytest.raises(Refusal, match="has signed a figure"):
        actions.withdraw_line(by=None, line=line, now=NOW)


def test_cell_that_is_changed_stays_on_record_and_the_audit_names_its_line():
    city = city_of()
    line = LineFactory.create(study=city.study, name="Parts")
    officer = person_with("finance-officer", city.jurisdiction.public_id)
    save(city, typed(line, 100), by=officer)
    first = standing(city)[0]
    assert save(city, typed(line, 250, seen=first.public_id), by=officer).changed == 1

    assert [(cell.hundredths, cell.changed_by) for cell in standing(city)] == [(250, officer)]
    assert Cell.objects.count() == 2
    ref = ref_to(city)
    changes = [
        (entry.detail.values["line"], entry.detail.actor_label)
        for entry in entries_about(ref.kind, ref.public_id)
        if entry.detail.action == "studies.change_cell"
    ]
    assert changes == [("Parts", officer.name)] * 2


def test_what_equals_the_cell_that_was_seen_changes_nothing():
    city = city_of()
    line = LineFactory.create(study=city.study)
    assert save(city, typed(line, None)).changed == 0
    save(city, typed(line, 100))
    seen = standing(city)[0].public_id
    assert save(city, typed(line, 100, seen=seen)).changed == 0


def test_two_who_type_at_the_same_time_lose_nothing():
    city = city_of()
    one, other = LineFactory.create(study=city.study), LineFactory.create(study=city.study)
    save(city, typed(one, 100))
    seen = standing(city)[0].public_id
    save(city, typed(one, 200, seen=seen))
    late = save(city, typed(one, 300, seen=seen), typed(other, 50))

    assert (late.changed, {key: cell.hundredths for key, cell in late.taken.items()}) == (
        1,
        {one.public_id: 200},
    )
    now_seen = late.taken[one.public_id].public_id
    assert save(city, typed(one, 300, seen=now_seen)).taken == {}
    assert sorted(cell.hundredths for cell in standing(city)) == [50, 300]
    # Whoever changed nothing there is not asked about what the other did.
    assert save(city, typed(one, 200, seen=Cell.objects.get(hundredths=200).public_id)).taken == {}


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 1), st.booleans(), st.integers(0, 9)), max_size=12))
def test_whatever_the_order_every_figure_typed_is_standing_on_record_or_shown(turns):
    """Two people with their own view of one cell: what is typed is saved, or handed back with what stands."""
    city = city_of()
    line = LineFactory.create(study=city.study)
    views = ["", ""]
    for who, looks_first, figure in turns:
        there = standing(city)
        current = there[0] if there else None
        if looks_first:
            views[who] = current.public_id if current else ""
        seen = Cell.objects.filter(public_id=views[who]).first()
        saved = save(city, typed(line, figure, seen=views[who]))
        is_unchanged = (seen is not None and seen.hundredths == figure) or (
            current is not None and current.hundredths == figure
        )
        is_stale = views[who] != (current.public_id if current else "")
        expected = "same" if is_unchanged else "taken" if is_stale else "changed"
        found = "taken" if saved.taken else "changed" if saved.changed else "same"
        assert found == expected
        if found == "changed":
            assert [cell.hundredths for cell in standing(city)] == [figure]


def test_nobody_fills_for_another_city():
    city = city_of()
    stranger = person_with("finance-officer", JurisdictionFactory.create().public_id)
    line = LineFactory.create(study=city.study)
    with pytest.raises(Refusal, match="your own city"):
        save(city, typed(line, 100), by=stranger)
    with pytest.raises(Http404):
        queries.city_to_fill(stranger, city.public_id)


def test_figure_with_a_name_takes_the_place_of_the_one_without_and_of_its_like():
    city = city_of()
    line = LineFactory.create(study=city.study)
    fill(city, line, 900)
    fill(city, line, 400, label="5100 Salaries")
    fill(city, line, 300, label="5200 Overtime")
    fill(city, line, 350, label="5200 overtime")

    assert [(cell.label, cell.hundredths) for cell in standing(city)] == [
        ("5100 Salaries", 400),
        ("5200 overtime", 350),
    ]
    assert queries.figures_of([city.baselines.get()]) == {city.baselines.get().pk: {line.pk: 750}}


def test_signing_asks_for_every_line_the_year_and_a_note_for_what_stands_out():
    city = city_of()
    cost = LineFactory.create(study=city.study, name="Parts")
    LineFactory.create(study=city.study, name="Lifts", kind=LineKind.ASSET, is_required=False)
    with pytest.raises(Refusal, match="1 line is empty: Parts"):
        signed(city)
    save(city, Typed(cost.public_id, cost, "", "", 1000, 500, ""), year=None)
    with pytest.raises(Refusal, match="of which year"):
        signed(city)
    seen = standing(city)[0].public_id
    save(city, typed(cost, 1000, seen=seen), year=2025)
    with pytest.raises(Refusal, match="the study compares 2026"):
        signed(city)
    save(city, year=YEAR)
    stands = standing(city)[0].public_id
    save(city, Typed(cost.public_id, cost, "", stands, 1000, 500, ""))
    with pytest.raises(Refusal, match="no note says why: Parts"):
        signed(city)
    stands = standing(city)[0].public_id
    save(city, Typed(cost.public_id, cost, "", stands, 1000, 500, "Two engines were rebuilt"))
    assert signed(city).frozen_at == NOW


def test_signed_baseline_does_not_change_and_its_commitment_is_done():
    study = StudyFactory.create()
    city = actions.ask_city(
        by=None, study=study, jurisdiction=JurisdictionFactory.create(), stand="part", now=NOW
    )
    line = LineFactory.create(study=study)
    save(city, typed(line, 100))
    version = signed(city)

    assert version.digest == actions.digest_of(version)
    assert Commitment.objects.get().outcome == "done"
    with pytest.raises(Refusal, match="Begin a new version"):
        save(city, typed(line, 200))
    with pytest.raises(Refusal, match="signed"):
        actions.strike_cell(by=None, cell=version.cells.get(), now=NOW)
    with pytest.raises(Refusal, match="signed already"):
        signed(city)


def test_new_version_begins_with_what_is_signed_which_stays():
    city = signed_city()
    first = city.baselines.get()
    with pytest.raises(Refusal, match="what has changed"):
        actions.begin_version(by=None, city=city, reason=" ", now=NOW)
    second = actions.begin_version(by=None, city=city, reason="A truck was sold", now=NOW)
    cell = second.cells.get()
    save(city, typed(cell.line, 100, seen=cell.public_id))

    assert (second.number, first.cells.get().hundredths) == (2, 4_120_000)
    assert actions.digest_of(first) == first.digest
    assert [one.number for one in queries.signed_baselines(city.study)] == [1]
    assert Commitment.objects.filter(outcome="").count() == 1
    with pytest.raises(Refusal, match="open already"):
        actions.begin_version(by=None, city=city, reason="Again", now=NOW)
    signed(city)
    assert [one.number for one in queries.signed_baselines(city.study)] == [2]


@pytest.mark.parametrize(
    ("rule", "own_is_signed", "is_seen"),
    [
        (DraftRule.OWN, True, False),
        (DraftRule.EXCHANGE, False, False),
        (DraftRule.EXCHANGE, True, True),
        (DraftRule.MEMBERS, False, True),
    ],
)
def test_draft_of_another_city_is_there_only_as_the_study_says(rule, own_is_signed, is_seen):
    study = StudyFactory.create(drafts=rule)
    own, other = city_of(study=study), city_of(study=study)
    line = LineFactory.create(study=study)
    officer = person_with("finance-officer", own.jurisdiction.public_id)
    outsider = person_with("finance-officer", JurisdictionFactory.create().public_id)
    clerk = person_with("clerk", other.jurisdiction.public_id)
    if own_is_signed:
        fill(own, line, 100)
        signed(own)

    assert _sees(officer, other) is is_seen
    assert [_sees(person, other) for person in (outsider, clerk)] == [False, False]
    assert _sees(person_with("coordinator"), other)
    fill(other, line, 100)
    signed(other)
    assert [_sees(person, other) for person in (officer, outsider, clerk)] == [True, True, True]


def test_draft_of_a_new_version_is_hidden_while_the_signed_one_stays_there():
    city = signed_city()
    actions.begin_version(by=None, city=city, reason="A truck was sold", now=NOW)
    outsider = person_with("finance-officer", JurisdictionFactory.create().public_id)
    assert [one.number for one in queries.baselines_for(outsider, city)] == [1]


def test_question_is_asked_by_those_who_see_the_figure_and_answered_by_its_city():
    city = city_of()
    line = LineFactory.create(study=city.study)
    officer = person_with("finance-officer", city.jurisdiction.public_id)
    outsider = person_with("finance-officer", JurisdictionFactory.create().public_id)
    with pytest.raises(Http404):
        actions.ask_about_cell(by=outsider, city=city, line=line, text="Overtime?", now=NOW)
    asked = actions.ask_about_cell(by=officer, city=city, line=line, text="Overtime?", now=NOW)
    with pytest.raises(Refusal, match="your own city"):
        actions.answer_question(by=outsider, question=asked, answer="No", now=NOW)
    answered = actions.answer_question(by=officer, question=asked, answer="No", now=NOW)
    assert (answered.answer, answered.answered_by) == ("No", officer)


def test_every_city_has_one_draft_at_most():
    city = city_of()
    assert Baseline.objects.filter(city=city, frozen_at=None).count() == 1
    assert StudyCity.objects.count() == 1


def _sees(person, city):
    try:
        return bool(queries.baselines_for(person, city))
    except Http404:
        return False
