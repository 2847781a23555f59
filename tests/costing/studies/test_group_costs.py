"""A cost for each group of cities: typed, pasted or uploaded, complete before it is compared."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.costing.studies.test_results import words
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import (
    NOW,
    LineFactory,
    OptionFactory,
    OptionPartFactory,
    ShareRuleFactory,
    StudyFactory,
    city_of,
    fill,
    signed,
)

from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.models import CityStand, LineKind, OptionPart
from interlocal.costing.studies.queries.working_out import looked_at
from interlocal.kernel.exceptions import Refusal

COSTS = {
    "Alder, Birch": "1,200",
    "Alder, Cedar": "1,300",
    "Birch, Cedar": "1,100",
    "Alder, Birch, Cedar": "1,800",
}


def url(name, *args):
    return reverse(f"studies:{name}", args=args)


@pytest.fixture
def part(client, db):
    """Three cities that pay $1,000 each; a joint agency whose cost is a table; a fourth city might join."""
    PartnershipFactory.create()
    client.force_login(person_with("city-manager", JurisdictionFactory.create(name="Own").public_id))
    study = StudyFactory.create(goals_agreed_on=NOW.date())
    pay = LineFactory.create(study=study, name="Pay")
    calls = LineFactory.create(study=study, name="Calls", kind=LineKind.VOLUME)
    for name in ("Alder", "Birch", "Cedar", "Dale"):
        stand = CityStand.MIGHT if name == "Dale" else CityStand.PART
        city = city_of(JurisdictionFactory.create(name=name), study=study, stand=stand)
        fill(city, pay, 1_000_00)
        fill(city, calls, 100_00)
        signed(city)
    ShareRuleFactory.create(study=study, name="Alike")
    flat = {f"growth_{name}": 0 for name in ("low", "likely", "high")}
    actions.set_assumptions(
        by=None, study=study, facts={**flat, "years": 1, "discount": 0, "draws": 10, "seed": 1}, now=NOW
    )
    option = OptionFactory.create(study=study, title="Center")
    return OptionPartFactory.create(option=option, kind="table", name="From the calls", amount_cents=None)


def here(part):
    return url("group-costs", part.option.study.public_id, part.option.public_id, part.public_id)


def typed(client, part, costs):
    entries = client.get(here(part)).context["form"].entries
    return {entry.name: costs.get(", ".join(entry.group.cities), "") for entry in entries}


def test_table_is_compared_once_every_group_of_those_that_take_part_is_given(client, part):
    study = part.option.study
    page = client.get(here(part))
    assert "4 groups of cities that take part are not saved yet, the first of them Alder, Birch." in words(
        page
    )
    with pytest.raises(Refusal, match="one for every group where it is a table"):
        queries.study_file(study)
    answer = client.post(here(part), typed(client, part, COSTS))
    assert answer.url == url("options", study.public_id)
    assert '"Alder,Birch,Cedar" = 1800' in queries.study_file(study)
    found = looked_at(queries.study_file(study), 1)["options"][0]
    assert (found["pays_a_year"], found["saves_a_year"]) == (1_800_00, 1_200_00)
    assert "4 groups" in words(client.get(url("options", study.public_id)))


def test_what_cannot_be_read_stays_at_its_group_and_nothing_is_saved(client, part):
    wrong = {**COSTS, "Alder, Birch": "-5", "Birch, Cedar": "about 1000"}
    page = client.post(here(part), typed(client, part, wrong))
    faults = {", ".join(one.group.cities): one.text for one in page.context["form"].entries if one.fault}
    assert faults == {"Alder, Birch": "-5", "Birch, Cedar": "about 1000"}
    assert OptionPart.objects.get().groups == {}


def test_rows_are_pasted_read_into_the_table_and_saved_after_a_look(client, part):
    rows = "Cities\tCost\nAlder, Birch\t$1,200\nCedar and Alder\t1300\nBirch + Cedar\t1100\n"
    page = client.post(here(part), {"pasted": rows, "read": "yes"})
    texts = {", ".join(one.group.cities): one.text for one in page.context["form"].entries if one.text}
    assert texts == {"Alder, Birch": "$1,200", "Alder, Cedar": "1300", "Birch, Cedar": "1100"}
    assert OptionPart.objects.get().groups == {}
    client.post(here(part), {"pasted": rows})
    assert sorted(OptionPart.objects.get(withdrawn_at=None).groups.values()) == [1100_00, 1200_00, 1300_00]


def test_workbook_is_read_and_its_faults_are_said_by_row(client, part):
    book = Workbook()
    for row in (
        ["A", "B", "Cost"],
        ["Alder", "Birch", 1200],
        ["Alder", "Elm", 5],
        ["Birch", "Alder", 7],
        ["Cedar", "", 9],
    ):
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    page = client.post(here(part), {"file": SimpleUploadedFile("t.xlsx", held.getvalue()), "read": "yes"})
    assert page.context["form"].faults == [
        "Row 3: “Elm” is no city of this study.",
        "Row 4: Row 2 has this group already.",
        "Row 5: These cities are no group of this option: a group has two cities or more, and its lead city.",
    ]
    broken = client.post(here(part), {"file": SimpleUploadedFile("t.pdf", b"%PDF")})
    assert "A PDF holds no cells." in words(broken)


def test_odd_costs_are_hinted_at(client, part):
    odd = {**COSTS, "Alder, Birch, Cedar": "1,000"}
    client.post(here(part), typed(client, part, odd))
    newest = OptionPart.objects.get(withdrawn_at=None)
    assert "Alder, Birch, Cedar cost less than without Alder. Check both." in words(client.get(here(newest)))


def test_two_who_fill_a_table_lose_nothing(client, part):
    values = typed(client, part, COSTS)
    client.post(here(part), values)
    assert client.post(here(part), values).status_code == 404
    newest = OptionPart.objects.get(withdrawn_at=None)
    with pytest.raises(Refusal, match="Somebody has changed it since"):
        actions.put_group_costs(by=None, part=part, groups={}, now=NOW)
    assert len(newest.groups) == 4


def test_name_of_a_table_changes_and_its_costs_stay(client, part):
    client.post(here(part), typed(client, part, COSTS))
    newest = OptionPart.objects.get(withdrawn_at=None)
    facts = {"kind": "table", "name": "Center", "amount_cents": None}
    actions.put_part(by=None, option=newest.option, replaces=newest, facts=facts, now=NOW)
    assert len(OptionPart.objects.get(withdrawn_at=None).groups) == 4


def test_amount_that_is_no_table_has_none(client, part):
    other = OptionPartFactory.create(option=part.option)
    assert client.get(here(other)).status_code == 404


@given(st.integers(1, 6), st.booleans(), st.booleans())
def test_groups_are_all_that_can_do_it_together(count, has_lead, alone):
    cities = [str(place) for place in range(count)]
    lead = cities[0] if has_lead else ""
    found = rules.groups_of(cities, lead=lead, alone=alone)
    wanted = {
        frozenset(city for place, city in enumerate(cities) if number >> place & 1)
        for number in range(1 << count)
    }
    wanted = {group for group in wanted if len(group) >= (1 if alone else 2) and (not lead or lead in group)}
    assert (len(found), {frozenset(group) for group in found}) == (len(wanted), wanted)


def test_hints_name_what_costs_more_together_than_apart():
    names = {"a": "A", "b": "B", "c": "C", "d": "D"}
    costs = {frozenset("ab"): 10, frozenset("cd"): 10, frozenset("abcd"): 25}
    assert rules.group_hints(costs, names) == [
        "A, B and C, D cost more together than apart. Check all three."
    ]
    assert rules.group_hints({**costs, frozenset("abcd"): 20}, names) == []
