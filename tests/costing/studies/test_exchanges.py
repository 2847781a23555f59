"""Hours of staff that cities lend each other: costed from what is signed, settled by difference."""

from decimal import Decimal

import pytest
from django.urls import reverse
from tests.costing.studies.test_results import words
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import (
    NOW,
    LineFactory,
    OptionFactory,
    ShareRuleFactory,
    StudyFactory,
    city_of,
    fill,
    signed,
)

from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.models import Exchange, LineKind, OptionKind
from interlocal.costing.studies.queries.working_out import looked_at
from interlocal.kernel.exceptions import Refusal
from mutual.finance import read_study

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"studies:{name}", args=args)


@pytest.fixture
def lending():
    """Two cities: an hour of the first costs $40 (two positions for $166,400), of the second $60."""
    study = StudyFactory.create(goals_agreed_on=NOW.date())
    pay = LineFactory.create(study=study, name="Pay")
    staff = LineFactory.create(study=study, name="Mechanics", kind=LineKind.STAFF)
    cities = {}
    for name, dollars, positions in (("Alder", 166_400, 2), ("Birch", 62_400, "0.5")):
        cities[name] = city_of(JurisdictionFactory.create(name=name), study=study)
        fill(cities[name], pay, dollars * 100)
        fill(cities[name], staff, int(Decimal(positions) * 100))
        signed(cities[name])
    option = OptionFactory.create(study=study, kind=OptionKind.EXCHANGE, title="Lending mechanics")
    ShareRuleFactory.create(study=study, name="Alike")
    flat = {f"growth_{name}": 0 for name in ("low", "likely", "high")}
    ahead = {**flat, "years": 2, "discount": 0, "draws": 10, "seed": 1}
    actions.set_assumptions(by=None, study=study, facts=ahead, now=NOW)
    facts = {"giver": cities["Alder"], "receiver": cities["Birch"], "staff": staff, "pay": pay}
    return option, {**facts, "hours": Decimal(1000), "full_time": 2080, "source": ""}


def lend(lending, **more):
    option, facts = lending
    return actions.put_exchange(by=None, option=option, facts={**facts, **more}, now=NOW)


def pays(study):
    share = looked_at(queries.study_file(study), 1)["options"][0]["shares"][0]
    return share["rule"], {one["city"]: (one["pays_a_year"], one["saves_a_year"]) for one in share["cities"]}


def test_hours_are_costed_from_the_signed_baselines_and_settled_as_charged(lending):
    lend(lending)
    lent = queries.lent_by_option(lending[0].study)[lending[0].pk][0]
    assert (lent.cost, lent.saves, lent.price, lent.settled_cents) == (40, 60, 40, 40_000_00)
    # Birch pays 1,000 hours at $40 instead of its own at $60; Alder gets back what they cost it.
    assert pays(lending[0].study) == (
        "As hours are charged",
        {"Alder": (166_400_00, 0), "Birch": (62_400_00 - 20_000_00, 20_000_00)},
    )


def test_another_price_divides_what_is_saved(lending):
    lend(lending, price_cents=55_00)
    _rule, by_city = pays(lending[0].study)
    assert {city: saves for city, (_pays, saves) in by_city.items()} == {
        "Alder": 15_000_00,
        "Birch": 5_000_00,
    }


def test_file_says_where_an_hour_comes_from_and_how_sure_the_hours_are(lending):
    lend(lending, low=Decimal(80), high=Decimal(110))
    text = queries.study_file(lending[0].study)
    assert "# an hour: Pay over Mechanics of 2080 hours" in text
    study = read_study(text)
    doubt = rules.hours_doubt("Alder", "Birch", "Lending mechanics")
    assert [one.name for one in study.doubts] == [doubt]
    assert queries.doubt_names(lending[0].study) == [doubt]
    assert study.options[0].rules == ("As hours are charged", "Alike")


def test_a_formula_is_not_asked_where_hours_are_lent(lending):
    text = "The group has budget in dollars.\nPool lending costs budget.\nShare lending equally."
    ShareRuleFactory.create(study=lending[0].study, name="Formula", kind="formula", formula=text)
    lend(lending)
    found = looked_at(queries.study_file(lending[0].study), 1)["options"][0]["shares"]
    assert [one["rule"] for one in found] == ["As hours are charged", "Alike"]


def test_more_hours_than_the_positions_hold_are_refused(lending):
    lend(lending)
    third = city_of(JurisdictionFactory.create(name="Cedar"), study=lending[0].study)
    with pytest.raises(Refusal) as refused:
        lend(lending, receiver=third, hours=Decimal(3500))
    assert (refused.value.field, str(refused.value)) == (
        "hours",
        "Alder has 4,160 hours of “Mechanics” a year and lends 1,000 of them already.",
    )
    assert Exchange.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"hours": Decimal(0)}, "hours"), ({"low": Decimal(90)}, "high"), ({"price_cents": -1}, "price")],
)
def test_hours_that_cannot_be_are_refused_at_their_field(lending, facts, field):
    with pytest.raises(Refusal) as refused:
        lend(lending, **facts)
    assert refused.value.field == field


def test_a_city_that_gives_no_positions_is_named_until_the_hour_is_typed(lending):
    third = city_of(JurisdictionFactory.create(name="Cedar"), study=lending[0].study)
    exchange = lend(lending, receiver=third)
    lent = queries.lent_by_option(lending[0].study)[lending[0].pk][0]
    assert lent.missing.startswith("Cedar has not signed")
    with pytest.raises(Refusal, match="No option can be compared yet"):
        queries.study_file(lending[0].study)
    option, facts = lending
    facts = {**facts, "receiver": third, "saves_cents": 50_00}
    actions.put_exchange(by=None, option=option, facts=facts, replaces=exchange, now=NOW)
    assert queries.lent_by_option(option.study)[option.pk][0].missing == ""


def test_running_costs_are_refused_where_each_city_keeps_its_service(lending):
    option = lending[0]
    with pytest.raises(Refusal, match="each city keeps its service"):
        actions.put_part(
            by=None, option=option, facts={"kind": "fixed", "name": "Center", "amount_cents": 1}, now=NOW
        )
    actions.put_part(
        by=None, option=option, facts={"kind": "moving", "name": "Badges", "amount_cents": 1}, now=NOW
    )


def test_hours_are_put_changed_and_taken_out_on_the_page(client, lending):
    PartnershipFactory.create()
    client.force_login(person_with("city-manager", JurisdictionFactory.create(name="Own").public_id))
    option, facts = lending
    study = option.study
    typed = {name: facts[name].public_id for name in ("giver", "receiver", "staff", "pay")}
    typed |= {"hours": "1000", "full_time": "2080", "cost": "", "saves": "", "price": "45.5"}
    add = url("add-exchange", study.public_id, option.public_id)
    refused = client.post(add, {**typed, "receiver": typed["giver"]})
    assert refused.context["form"].errors["receiver"] == ["A city cannot lend hours to itself."]
    assert refused.context["form"]["price"].value() == "45.5"
    client.post(add, typed)
    exchange = Exchange.objects.get()
    said = words(client.get(url("options", study.public_id)))
    assert "Alder to Birch" in said
    assert "$45.5" in said
    here = url("change-exchange", study.public_id, exchange.public_id)
    assert client.get(here).context["form"]["price"].value() == "45.50"
    client.post(here, {**typed, "hours": "900"})
    newest = Exchange.objects.get(withdrawn_at=None)
    assert (newest.hours, Exchange.objects.count()) == (900, 2)
    client.post(url("withdraw-exchange", study.public_id, newest.public_id))
    assert queries.lent_by_option(study) == {}
