"""Two versions of a baseline, and two results of a study, side by side."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import (
    NOW,
    YEAR,
    LineFactory,
    StudyFactory,
    city_of,
    drawn_run,
    fill,
    opened_poll,
    planned_study,
    signed,
)

from interlocal.config.sample.data import read
from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.models import LineKind
from interlocal.costing.studies.queries import Became, WantedCell
from interlocal.costing.studies.rules import changed_inputs, inputs_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)


def url(name, *args):
    return reverse(f"studies:{name}", args=args)


def words(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


@pytest.fixture
def city():
    PartnershipFactory.create()
    return city_of(JurisdictionFactory.create(name="Raytown"))


@pytest.fixture
def officer(city):
    return person_with("finance-officer", city.jurisdiction.public_id)


@pytest.fixture
def lines(city):
    kinds = {"Pay": LineKind.COST, "Small jobs": LineKind.HIDDEN, "Trucks": LineKind.VOLUME}
    return {
        name: LineFactory.create(study=city.study, name=name, kind=kind, is_required=False)
        for name, kind in kinds.items()
    }


@pytest.fixture
def revised(city, lines, officer):
    """Two signed versions: a figure changed, one added, one taken out, a note, and one as it was."""
    fill(city, lines["Pay"], 100_000, label="5100 Salaries")
    gone = fill(city, lines["Pay"], 20_000, label="5200 Benefits")
    fill(city, lines["Small jobs"], 5_000)
    fill(city, lines["Trucks"], 2_400)
    signed(city)
    actions.begin_version(by=officer, city=city, reason="A new contract", now=LATER)
    moments = [LATER + timedelta(minutes=minute) for minute in range(1, 5)]
    changed = [
        ("Pay", "5100 Salaries", 125_000, ""),
        ("Pay", "5300 Overtime", 7_500, ""),
        ("Small jobs", "", 5_000, "Counted again"),
    ]
    for (name, label, figure, note), now in zip(changed, moments, strict=False):
        wanted = WantedCell(lines[name], label, figure, None, note)
        actions.add_cell(by=officer, city=city, wanted=wanted, now=now)
    copied = city.baselines.get(number=2).cells.get(label=gone.label)
    actions.strike_cell(by=officer, cell=copied, now=moments[3])
    actions.freeze_baseline(
        by=officer, city=city, name="Dana Reyes", office="Finance director", now=LATER + timedelta(hours=1)
    )
    return list(city.baselines.order_by("number"))


def test_versions_say_what_each_figure_became_by_whom_and_when(revised, officer):
    found = queries.compared_versions(*revised)
    rows = {row.label or row.line.name: row for row in found.changes}
    minute = timedelta(minutes=1)
    assert {
        name: (row.became, row.difference, row.percent, row.by, row.at) for name, row in rows.items()
    } == {
        "5100 Salaries": (Became.CHANGED, 25_000, Decimal(25), officer.name, LATER + minute),
        "5300 Overtime": (Became.ADDED, None, None, officer.name, LATER + 2 * minute),
        "Small jobs": (Became.NOTED, 0, Decimal(0), officer.name, LATER + 3 * minute),
        "5200 Benefits": (Became.GONE, None, None, officer.name, LATER + 4 * minute),
    }
    assert (found.same, found.before, found.after, found.difference) == (1, 120_000, 132_500, 12_500)


def test_figure_that_was_carried_over_keeps_the_moment_of_its_change(city, revised, lines, officer):
    """The third version copies the second: who changed it there has still changed it."""
    actions.begin_version(by=None, city=city, reason="Once more", now=LATER + timedelta(days=9))
    wanted = WantedCell(lines["Trucks"], "", 2_500, None, "")
    actions.add_cell(by=None, city=city, wanted=wanted, now=LATER + timedelta(days=10))
    newest = city.baselines.get(number=3)
    rows = {row.label or row.line.name: row for row in queries.compared_versions(revised[0], newest).changes}
    minute = timedelta(minutes=1)
    assert {name: (row.by, row.at) for name, row in rows.items()} == {
        "5100 Salaries": (officer.name, LATER + minute),
        "5300 Overtime": (officer.name, LATER + 2 * minute),
        "Small jobs": (officer.name, LATER + 3 * minute),
        "5200 Benefits": (officer.name, LATER + 4 * minute),
        "Trucks": ("", LATER + timedelta(days=10)),
    }


def test_versions_page_shows_the_newest_two_and_those_that_are_chosen(client, city, revised, officer):
    client.force_login(person_with("auditor"))
    here = url("versions", city.public_id)
    page = client.get(here)
    said = words(page)
    assert "+$250 +25.0 %" in said
    assert f"{officer.name}," in said
    assert "1 figure is the same in both." in said
    assert page.context["form"]["one"].value() == "1"
    assert "Choose an earlier version" in words(client.get(here, {"one": "2", "other": "1"}))
    for wrong in ({"one": "9"}, {"other": "x"}, {"one": "-1"}):
        assert client.get(here, wrong).status_code == 404
    assert url("versions", city.public_id) in client.get(url("baseline", city.public_id)).content.decode()


def test_draft_is_compared_by_those_who_see_it_only(client, city, revised, officer):
    actions.begin_version(by=officer, city=city, reason="Again", now=LATER + timedelta(days=2))
    here = url("versions", city.public_id)
    client.force_login(person_with("auditor"))
    assert client.get(here, {"other": "3"}).status_code == 404
    client.force_login(officer)
    assert "Every figure is the same." in words(client.get(here, {"one": "2", "other": "3"}))


def test_single_version_says_that_there_is_nothing_beside_it(client, city, lines):
    fill(city, lines["Pay"], 100)
    signed(city)
    client.force_login(person_with("auditor"))
    assert "Only one version" in words(client.get(url("versions", city.public_id)))


def test_versions_page_costs_the_same_with_two_three_and_many_figures(client, city, lines):
    client.force_login(person_with("coordinator"))
    fill(city, lines["Pay"], 1, label="first")
    signed(city)
    actions.begin_version(by=None, city=city, reason="More", now=LATER)
    costs = {}
    for rows in (2, 3, 12):
        while queries.standing_cells(city.baselines.get(number=2)).count() <= rows:
            fill(city, lines["Pay"], 1, label=f"{city.baselines.get(number=2).cells.count()}")
        client.get(url("versions", city.public_id))
        with CaptureQueriesContext(connection) as made:
            client.get(url("versions", city.public_id))
        costs[rows] = len(made)
    assert len(set(costs.values())) == 1, costs


@pytest.fixture
def study():
    PartnershipFactory.create()
    return planned_study(read("studies")["studies"][0])


def test_inputs_say_what_is_different_and_nothing_else(study):
    before = queries.study_file(study)
    assert changed_inputs(before, before) == ()
    part = study.options.get(title="A workshop of our own").parts.get(name="Shop manager and schedule")
    facts = {"kind": part.kind, "name": part.name, "amount_cents": 12_000_000}
    actions.put_part(by=None, option=part.option, replaces=part, facts=facts, now=NOW)
    study.shares.filter(name="Equal parts").update(name="Alike")
    study.assumptions.seed = 7
    study.assumptions.save()
    city = study.cities.get(jurisdiction__name="Raytown")
    actions.begin_version(by=None, city=city, reason="New", now=LATER)
    mechanics = study.lines.get(name="Mechanics")
    fill(city, mechanics, 13_365_000, note="checked")
    signed(city)
    found = [
        (
            one.group,
            one.what,
            one.before.words if one.before else None,
            one.after.words if one.after else None,
            one.percent,
        )
        for one in changed_inputs(before, queries.study_file(study))
    ]
    assert found == [
        ("study", "seed", "1", "7", Decimal(600)),
        ("baseline", "Mechanics: Raytown", "$121,500", "$133,650", Decimal(10)),
        (
            "options",
            "A workshop of our own: Shop manager and schedule: amount",
            "$96,000",
            "$120,000",
            Decimal(25),
        ),
        ("shares", "Alike: in equal parts", None, "yes", None),
        ("shares", "Equal parts: in equal parts", "yes", None, None),
    ]


def test_inputs_are_written_in_their_units():
    text = """
title = "Trucks"
seed = 1
[years]
discount = 0.035
[drivers."Orders"]
amounts = { "Raytown" = 12.5 }
follows = { "Pay" = 0.4 }
growth = 0.02
[baseline."Pay"]
amounts = { "Raytown" = 1200.5 }
growth = "growth of costs"
[doubt."growth of costs"]
triangular = [0.02, 0.03, 0.05]
[[correlations]]
between = ["growth of costs", "take-up of Raytown"]
rank = 0.6
[options.option-1]
title = "Shop"
members = ["Raytown"]
shares = ["Even"]
[options.option-1.take_up]
"Raytown" = 0.9
[[options.option-1.cost]]
name = "Today"
kind = "today"
saving = { amount = 0.03, times = "Today (Shop)" }
[[options.option-1.transition]]
name = "Moving"
amount = 500
"""
    assert {what: entry.words for (_group, what), entry in inputs_of(text).items()} == {
        "name": "Trucks",
        "seed": "1",
        "discount rate a year": "3.5 %",
        "Orders: Raytown": "12.5",
        "Orders: part of today's cost that moves with it: Pay": "40 %",
        "Orders: growth a year": "2 %",
        "Pay: Raytown": "$1,200.50",
        "Pay: growth a year": "growth of costs",
        "growth of costs: least, likely and most": "2 % – 3 % – 5 %",
        "growth of costs, take-up of Raytown": "0.6",
        "Shop: part of its service that it brings: Raytown": "90 %",
        "Shop: Today: kind": "today",
        "Shop: Today: saving": "3 %",
        "Shop: Today: saving: range": "Today (Shop)",
        "Shop: moving: Moving: amount": "$500",
        "cities that take part": "Raytown",
    }


def test_options_are_known_by_their_titles_and_not_by_their_places(study):
    before = queries.study_file(study)
    first = study.options.order_by("pk").first()
    actions.withdraw(by=None, thing=first, now=NOW)
    changes = changed_inputs(before, queries.study_file(study))
    assert {one.group for one in changes} == {"options", "doubt"}
    assert all(first.title in one.what and one.after is None for one in changes)


@given(
    name=st.text(alphabet="abc:.é ", min_size=1, max_size=8),
    amounts=st.lists(st.integers(0, 10**9), min_size=1, max_size=4),
    other=st.integers(0, 10**9),
)
def test_one_changed_amount_is_the_one_change(name, amounts, other):
    """A file with one line of costs: changing one city's amount is seen at that city alone."""

    def file(values):
        pairs = ", ".join(f'"City {place}" = {value}' for place, value in enumerate(values))
        return f'[baseline."{name}"]\namounts = {{ {pairs} }}\n'

    changed = [*amounts[:-1], other]
    found = changed_inputs(file(amounts), file(changed))
    assert [(one.before.number, one.after.number) for one in found] == (
        [] if amounts == changed else [(amounts[-1], other)]
    )
    assert len(inputs_of(file(amounts))) == len(amounts)


def test_results_say_per_option_way_and_city_what_is_paid_and_saved(client, study):
    run = drawn_run(study)
    part = study.options.get(title="A workshop of our own").parts.get(name="Shop manager and schedule")
    facts = {"kind": part.kind, "name": part.name, "amount_cents": 12_000_000}
    actions.put_part(by=None, option=part.option, replaces=part, facts=facts, now=NOW)
    client.force_login(person_with("auditor"))
    page = client.get(url("compare", study.public_id))
    found = page.context["found"]
    assert (found.one.key, found.other.key) == (f"run-{run.public_id}", "now")
    after = queries.looked_at(queries.study_file(study))
    for option, one, other in zip(found.options, run.result["options"], after["options"], strict=True):
        for way, share, later in zip(option.ways, one["shares"], other["shares"], strict=True):
            rows = zip(way.cities, share["cities"], later["cities"], strict=True)
            assert [
                (row.city, row.pays_before, row.pays_after, row.saves_before, row.saves_after, row.difference)
                for row, _b, _a in rows
            ] == [
                (
                    b["city"],
                    b["pays_a_year"],
                    a["pays_a_year"],
                    b["saves_a_year"],
                    a["saves_a_year"],
                    a["pays_a_year"] - b["pays_a_year"],
                )
                for b, a in zip(share["cities"], later["cities"], strict=True)
            ]
    total = sum(row.difference for row in found.options[0].ways[0].cities)
    assert total > 0
    said = words(page)
    assert "Shop manager and schedule: amount $96,000 $120,000 +25.0 %" in said


def test_option_and_way_in_one_result_only_are_shown_as_such(client, study):
    run = drawn_run(study)
    actions.withdraw(by=None, thing=study.options.get(title="Independence repairs for all"), now=NOW)
    study.shares.filter(name="Equal parts").update(name="Alike")
    found = queries.compared_results(
        queries.kept_result(study, f"run-{run.public_id}"), queries.kept_result(study, "now")
    )
    by_title = {one.title: (one.before, one.after) for one in found.options}
    assert by_title["Independence repairs for all"] == (True, False)
    ways = {way.share: (way.before, way.after) for way in found.options[0].ways}
    assert (ways["Alike"], ways["Equal parts"]) == ((False, True), (True, False))
    client.force_login(person_with("auditor"))
    assert "Only in the first" in words(client.get(url("compare", study.public_id)))


def test_poll_is_compared_with_the_study_of_its_own_cities(client, study):
    poll = opened_poll(study)
    study.options.filter(title="A workshop of our own").update(title="Our workshop")
    client.force_login(person_with("auditor"))
    poll_page = client.get(url("poll", study.public_id, poll.public_id)).content.decode()
    link = re.search(r'href="([^"]*compare/\?[^"]*)"', poll_page).group(1)
    found = client.get(unescape(link)).context["found"]
    assert (found.one.key, found.other.key) == (f"poll-{poll.public_id}", f"poll-now-{poll.public_id}")
    assert {one.group for one in found.inputs} == {"options", "doubt"}


def test_what_is_not_kept_is_not_there_and_nothing_kept_says_so(client, study):
    client.force_login(person_with("auditor"))
    here = url("compare", study.public_id)
    assert "No result is kept yet" in words(client.get(here))
    for wrong in ("run-0000", "poll-0000", "poll-now-0000", "x", "run-"):
        assert client.get(here, {"one": wrong, "other": "now"}).status_code == 404
    empty = StudyFactory.create(base_year=YEAR)
    assert "Two cities must have signed" in words(
        client.get(url("compare", empty.public_id), {"one": "now", "other": "now"})
    )
