"""The pages of options and results: what they show, what they cost, and that what was typed is kept."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import (
    NOW,
    ExchangeFactory,
    OptionFactory,
    OptionPartFactory,
    RangeFactory,
    ShareRuleFactory,
    StudyFactory,
    TieFactory,
    planned_study,
)

from interlocal.config.sample.data import read
from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.catalog import services
from interlocal.costing.studies.models import Assumptions, LineKind, Run
from interlocal.foundation.jobs.public import run_due

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"studies:{name}", args=args)


def words(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


@pytest.fixture
def manager(client):
    PartnershipFactory.create()
    person = person_with("city-manager", JurisdictionFactory.create(name="Own").public_id)
    client.force_login(person)
    return person


@pytest.fixture
def study():
    return planned_study(read("studies")["studies"][0])


def test_options_cost_the_same_with_one_three_and_many(client, manager):
    study = StudyFactory.create(goals_agreed_on=NOW.date())
    costs = {}
    for rows in (1, 3, 20):
        while study.options.count() < 2 * rows:
            OptionPartFactory.create(option=OptionFactory.create(study=study))
            ShareRuleFactory.create(study=study)
            RangeFactory.create(study=study)
            lending = OptionFactory.create(study=study, kind="staff exchange")
            ExchangeFactory.create(option=lending)
            TieFactory.create(study=study)
        client.get(url("options", study.public_id))
        with CaptureQueriesContext(connection) as made:
            client.get(url("options", study.public_id))
        costs[rows] = len(made)
    assert len(set(costs.values())) == 1, costs


def test_option_and_its_amounts_are_put_and_taken_out(client, manager, study):
    lead = study.cities.get(jurisdiction__name="Raytown")
    typed = {"title": "Raytown for all", "kind": "lead city", "phase_in": "0, half"}
    refused = client.post(url("add-option", study.public_id), typed)
    assert refused.context["form"].errors["lead"] == [
        "Name the lead city where one city runs it, and only there."
    ]
    assert refused.context["form"]["phase_in"].value() == "0, half"
    client.post(url("add-option", study.public_id), {**typed, "lead": lead.public_id, "phase_in": "0, 50"})
    option = study.options.get(title="Raytown for all")
    changed = {**typed, "lead": lead.public_id, "phase_in": "50"}
    client.post(url("change-option", study.public_id, option.public_id), changed)
    option.refresh_from_db()
    assert (option.lead, option.phase_in) == (lead, "50")

    amount = {"kind": "rate", "name": "Work", "amount": "12.50"}
    refused = client.post(url("add-part", study.public_id, option.public_id), amount)
    assert refused.context["form"].errors["driver"] == ["Say which volume it follows."]
    trucks = study.lines.get(name="Heavy trucks")
    client.post(url("add-part", study.public_id, option.public_id), {**amount, "driver": trucks.public_id})
    part = option.parts.get()
    here = url("change-part", study.public_id, option.public_id, part.public_id)
    assert client.get(here).context["form"]["amount"].value() == "12.50"
    client.post(here, {**amount, "driver": trucks.public_id, "amount": "13"})
    newest = option.parts.get(withdrawn_at=None)
    assert (newest.amount_cents, option.parts.count()) == (1300, 2)
    client.post(url("withdraw-part", study.public_id, option.public_id, newest.public_id))
    client.post(url("withdraw-option", study.public_id, option.public_id))
    assert (option.parts.filter(withdrawn_at=None).count(), queries.options_of(study).count()) == (0, 3)


def test_share_keeps_what_its_kind_needs_and_says_what_is_wrong_with_a_formula(client, manager, study):
    orders = study.lines.get(name="Repair orders")
    typed = {"name": "Mixed", "kind": "drivers", f"weight-{orders.public_id}": "70", "solution": "tau"}
    client.post(url("add-share", study.public_id), typed)
    share = study.shares.get(name="Mixed")
    assert (share.weights, share.solution) == ({orders.public_id: "70"}, "")
    wrong = {"name": "Mixed", "kind": "formula", "formula": "Share nothing by magic."}
    refused = client.post(url("change-share", study.public_id, share.public_id), wrong)
    assert refused.context["form"].errors["formula"][0].startswith("Line 1")
    assert refused.context["form"]["formula"].value() == "Share nothing by magic."
    client.post(url("withdraw-share", study.public_id, share.public_id))
    assert "Mixed" not in [one.name for one in queries.shares_of(study)]


def test_formula_shares_the_cost_by_the_lines_it_names(client, manager, study):
    formula = (
        "The group has budget in dollars.\nEach member has heavy_trucks in trucks.\n"
        "Pool repair costs budget.\nShare repair by 100% heavy_trucks."
    )
    typed = {"name": "As adopted", "kind": "formula", "formula": formula}
    client.post(url("add-share", study.public_id), typed)
    found = client.get(url("result", study.public_id)).context["option"]["shares"]
    by_name = {one["rule"]: [city["pays_a_year"] for city in one["cities"]] for one in found}
    assert all(
        abs(one - other) <= 1
        for one, other in zip(by_name["As adopted"], by_name["Heavy trucks"], strict=True)
    )


FORMULA = (
    "The group has budget in dollars.\nEach member has trucks in trucks.\n"
    "Pool repair costs budget.\nShare repair by 100% trucks."
)


def test_formula_is_checked_while_it_is_typed_and_nothing_is_saved(client, manager, study):
    check = url("check-share", study.public_id)
    typed = {"name": "", "kind": "formula", "formula": FORMULA.replace("Share", "Shrae"), "library": ""}
    said = words(client.post(check, typed))
    assert "Line 4, column 1: No sentence begins with “Shrae”. Did you mean “Share”?" in said
    said = words(client.post(check, {**typed, "formula": FORMULA}))
    assert "Choose the line that is “trucks”, or add it to what every city fills." in said
    trucks = study.lines.get(name="Heavy trucks")
    page = client.post(check, {**typed, "formula": FORMULA, "driver-trucks": trucks.public_id})
    whole = client.get(url("result", study.public_id)).context["option"]
    known = {one["city"]: one["pays_a_year"] for one in whole["shares"][0]["cities"] if one["takes_part"]}
    assert {row.city: row.pays for row in page.context["preview"].rows} == pytest.approx(known, abs=1)
    assert "apportioned among the Members" in words(page)
    assert (study.shares.count(), client.get(check).status_code) == (4, 405)


def test_check_button_shows_the_preview_without_script_and_keeps_what_is_typed(client, manager, study):
    trucks = study.lines.get(name="Heavy trucks")
    typed = {"name": "Mine", "kind": "formula", "formula": FORMULA, "driver-trucks": trucks.public_id}
    page = client.post(url("add-share", study.public_id), {**typed, "check": "yes"})
    assert (study.shares.count(), page.context["form"]["name"].value()) == (4, "Mine")
    assert "What each city would pay a year under" in words(page)
    assert "Nothing was saved yet" not in words(page)
    client.post(url("add-share", study.public_id), typed)
    share = study.shares.get(name="Mine")
    assert (share.names, share.pays) == ({"trucks": trucks.public_id}, "budget")
    again = client.get(url("change-share", study.public_id, share.public_id))
    assert again.context["form"]["driver-trucks"].value() == trucks.public_id
    assert again.context["preview"].rows != ()


def test_formula_of_the_library_is_chosen_by_name_with_its_source(client, manager, study):
    lines = {one.name: one.public_id for one in study.lines.all()}
    typed = {"name": "As there", "kind": "formula", "library": "library:09-narcotics-task-force"}
    here = url("add-share", study.public_id)
    said = words(client.post(here, {**typed, "check": "yes"}))
    assert "Redwood City 20078" in said
    assert "Choose the line that is “population”" in said
    mapped = {"driver-population": lines["Heavy trucks"], "driver-assessed_value": lines["Repair orders"]}
    client.post(here, {**typed, **mapped})
    share = study.shares.get(name="As there")
    assert (share.library, share.formula, share.pays) == ("09-narcotics-task-force", "", "operating budget")
    text = client.get(url("file", study.public_id)).content.decode()
    assert 'formula = "library:09-narcotics-task-force"' in text
    assert 'driver_names = { "population" = "Heavy trucks", "assessed value" = "Repair orders" }' in text
    assert "50% in proportion to assessed value" in words(client.get(url("options", study.public_id)))


@pytest.mark.parametrize(
    ("library", "said"),
    [
        ("10-swrcc-equal-thirds", "It shares an amount of its own and not what this study costs."),
        ("05-washington-county-911", "Choose the line that is “population”"),
        ("04-co-responders-in-halves", "Say which of its figures is what the cities share."),
    ],
)
def test_what_a_formula_of_the_library_is_missing_is_said_in_words(client, manager, study, library, said):
    typed = {"name": "x", "kind": "formula", "library": f"library:{library}"}
    assert said in words(client.post(url("check-share", study.public_id), typed))
    client.post(url("add-share", study.public_id), typed)
    assert study.shares.count() == 4


def test_formula_of_the_catalog_is_offered_as_the_text_that_it_is(client, manager, study):
    lines = {one.name: one.public_id for one in study.lines.all()}
    typed = {"name": "Fleet", "kind": "formula", "library": "service:fleet"}
    typed |= {"driver-repair_hours": lines["Repair orders"], "driver-heavy_vehicles": lines["Heavy trucks"]}
    page = client.post(url("add-share", study.public_id), typed)
    share = study.shares.filter(name="Fleet").first()
    assert share is not None, words(page)
    assert (share.library, share.formula) == ("", services()["fleet"].formula)


def test_assumptions_are_kept_and_checked(client, manager, study):
    typed = {
        "years": 5,
        "discount": "4",
        "growth_low": "3",
        "growth_likely": "2",
        "growth_high": "5",
        "seed": 7,
        "draws": 50,
        "sobol": 0,
    }
    refused = client.post(url("assumptions", study.public_id), typed)
    assert "growth_likely" in refused.context["form"].errors
    client.post(url("assumptions", study.public_id), {**typed, "growth_likely": "4"})
    assert (Assumptions.objects.get().years, Assumptions.objects.get().seed) == (5, 7)
    assert client.get(url("result", study.public_id)).context["found"]["seed"] == 7


def test_result_says_one_sentence_a_city_and_lays_the_shares_side_by_side(client, manager, study):
    page = client.get(url("result", study.public_id))
    said = words(page)
    cities = [one["city"] for one in page.context["share"]["cities"]]
    assert cities == [
        "Blue Springs",
        "Grandview",
        "Independence",
        "Lee's Summit",
        "Raytown",
    ]
    for city in page.context["share"]["cities"]:
        assert city["sentence"] in said
    assert "Blue Springs does not take part" in said
    assert [one["rule"] for one in page.context["option"]["shares"]] == [
        "Heavy trucks",
        "Orders and trucks",
        "Equal parts",
        "Nucleolus",
    ]
    assert page.context["fan"].series[0].values == tuple(
        one["p5"] for one in page.context["option"]["saving_by_year"]
    )
    other = client.get(url("result", study.public_id), {"option": "option-2", "share": "Equal parts"})
    assert (other.context["option"]["name"], other.context["share"]["rule"]) == ("option-2", "Equal parts")


def test_nearest_weights_are_said_and_taken_over_by_the_form(client, manager, study):
    page = client.get(url("result", study.public_id), {"share": "Orders and trucks"})
    nearest = page.context["nearest"]
    assert (page.context["share"]["stable"], nearest.reason in words(page)) == (False, True)
    orders = study.lines.get(name="Repair orders")
    given = {"name": "Stable", "kind": "drivers", f"weight-{orders.public_id}": "74.5", "solution": "tau"}
    form = client.get(url("add-share", study.public_id), given).context["form"]
    values = [form[name].value() for name in ("name", "kind", f"weight-{orders.public_id}", "solution")]
    assert values == ["Stable", "drivers", "74.5", None]


def test_way_of_sharing_without_weights_has_no_nearest(client, manager, study):
    page = client.get(url("result", study.public_id), {"share": "Equal parts"})
    assert (page.context["share"]["stable"], page.context["nearest"]) == (False, None)


def test_what_if_takes_a_city_in_and_another_out_and_changes_nothing(client, manager, study):
    cities = {one.jurisdiction.name: one.public_id for one in study.cities.select_related("jurisdiction")}
    asked = [cities["Blue Springs"], cities["Grandview"]]
    page = client.get(url("result", study.public_id), {"city": asked})
    assert list(page.context["option"]["members"]) == ["Blue Springs", "Grandview"]
    assert "This is a what-if" in words(page)
    held = client.get(url("file", study.public_id), {"city": asked}).content.decode()
    assert 'members = ["Blue Springs", "Grandview"]' in held
    refused = client.get(url("result", study.public_id), {"city": asked[:1]})
    assert "Choose two cities or more" in words(refused)
    assert f'value="{asked[0]}" checked' in refused.content.decode()
    assert "See what changes" in words(refused)


def test_option_without_a_running_cost_is_named_where_the_others_are_compared(client, manager, study):
    here = url("result", study.public_id)
    assert "Not compared" not in words(client.get(here))
    facts = {"title": "By a dealer", "kind": "vendor", "phase_in": "", "lead": None}
    actions.put_option(by=None, study=study, facts=facts, now=NOW)
    assert "for a group of cities: “By a dealer”." in words(client.get(here))


def test_draws_are_asked_for_shown_and_stopped(client, manager, study):
    here = url("result", study.public_id)
    assert "A first look from 500 draws" in words(client.get(here))
    client.post(url("begin-run", study.public_id))
    run = Run.objects.get()
    assert "Being drawn" in words(client.get(here))
    run_due(now=run.created_at)
    assert client.get(here).context["found"]["draws"] == 300
    assert "300 draws from seed 1" in words(client.get(here))
    study.lines.filter(kind=LineKind.LEVEL).update(name="Days")
    assert client.get(here).context["run"] == run
    study.options.filter(kind="lead city").update(title="Another")
    assert client.get(here).context["run"] is None
    client.post(url("begin-run", study.public_id))
    second = Run.objects.latest("pk")
    client.post(url("stop-run", study.public_id, second.public_id))
    assert "The draws were stopped" in words(client.get(here))


def test_study_that_is_not_ready_says_what_is_missing(client, manager):
    study = StudyFactory.create()
    assert "Two cities must have signed" in words(client.get(url("result", study.public_id)))
    assert client.get(url("file", study.public_id)).url == url("result", study.public_id)
    client.post(url("begin-run", study.public_id))
    assert Run.objects.count() == 0
    assert "The goals come first" in words(client.get(url("options", study.public_id)))


def test_weights_and_solutions_are_tried_while_they_are_typed(client, manager, study):
    check = url("check-share", study.public_id)
    trucks = study.lines.get(name="Heavy trucks")
    typed = {"name": "", "kind": "drivers"}
    assert "Would pay" not in words(client.post(check, typed))
    page = client.post(check, {**typed, f"weight-{trucks.public_id}": "3"})
    whole = client.get(url("result", study.public_id)).context["option"]
    by_name = {share["rule"]: share for share in whole["shares"]}
    known = {
        one["city"]: one["pays_a_year"] for one in by_name["Heavy trucks"]["cities"] if one["takes_part"]
    }
    assert {row.city: row.pays for row in page.context["preview"].rows} == pytest.approx(known, abs=1)
    assert "Would pay" not in words(client.post(check, {"kind": "solution", "solution": ""}))
    assert client.post(check, {"kind": "solution", "solution": "shapley"}).context["preview"].rows
    assert client.post(check, {"kind": "equal"}).context["preview"].rows
    assert client.post(check, {"kind": "no such"}).status_code == 200
    assert client.post(check, {**typed, f"weight-{trucks.public_id}": "-3"}).status_code == 200


def test_answers_to_what_is_typed_leave_its_fields_alone_until_another_formula_asks_for_others(
    client, manager, study
):
    check = url("check-share", study.public_id)
    trucks = study.lines.get(name="Heavy trucks")
    typed = {"kind": "formula", "formula": FORMULA, "driver-trucks": trucks.public_id}
    assert 'hx-swap-oob="outerHTML"' in client.post(check, typed).content.decode()
    asked = words(client.post(check, {**typed, "driver-trucks": ""}))
    assert asked.count("Choose the line that is “trucks”") == 1
    known = {**typed, "asked": "driver-trucks"}
    assert 'name="' not in client.post(check, known).content.decode()
    broken = {**known, "formula": FORMULA.replace("Share", "Shrae")}
    assert 'name="' not in client.post(check, broken).content.decode()
    orders = client.post(check, {**known, "formula": FORMULA.replace("trucks", "orders")}).content.decode()
    assert 'name="driver-orders"' in orders
    assert f'<input type="hidden" name="driver-trucks" value="{trucks.public_id}">' in orders


def test_button_keeps_the_lines_of_a_formula_that_cannot_be_read(client, manager, study):
    trucks = study.lines.get(name="Heavy trucks")
    typed = {
        "kind": "formula",
        "formula": FORMULA.replace("Share", "Shrae"),
        "driver-trucks": trucks.public_id,
    }
    page = client.post(url("add-share", study.public_id), {**typed, "check": "yes"}).content.decode()
    assert f'<input type="hidden" name="driver-trucks" value="{trucks.public_id}">' in page


def test_weight_that_cannot_be_read_is_named_while_it_is_typed(client, manager, study):
    trucks = study.lines.get(name="Heavy trucks")
    page = words(
        client.post(
            url("check-share", study.public_id), {"kind": "drivers", f"weight-{trucks.public_id}": "half"}
        )
    )
    assert "Weight of “Heavy trucks”: Enter a number." in page
    assert "Would pay" not in page
    zero = client.post(
        url("check-share", study.public_id), {"kind": "drivers", f"weight-{trucks.public_id}": "0"}
    )
    assert "Give at least one volume a weight above 0." in words(zero)
    kept = client.post(
        url("add-share", study.public_id),
        {"name": "Half", "kind": "drivers", f"weight-{trucks.public_id}": "half"},
    )
    assert 'type="number"' not in kept.content.decode()
    assert f'name="weight-{trucks.public_id}" value="half"' in kept.content.decode()
    here = url("add-share", study.public_id)
    page = client.get(here, {"kind": "drivers", f"weight-{trucks.public_id}": "half"})
    assert (page.status_code, "Would pay" in words(page)) == (200, False)
