"""What is in doubt: growth of volumes, take-up, what moves together; the same on pages and in the file."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.costing.studies.test_results import words
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import NOW, RangeFactory, TieFactory, planned_study

from interlocal.config.sample.data import read
from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.models import Assumptions, Line, Range, Tie
from interlocal.costing.studies.views.charts import spread_of
from interlocal.foundation.jobs.public import run_due
from interlocal.kernel.exceptions import Refusal
from mutual.cli import main
from mutual.finance import read_study

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"studies:{name}", args=args)


@pytest.fixture
def manager(client):
    PartnershipFactory.create()
    person = person_with("city-manager", JurisdictionFactory.create(name="Own").public_id)
    client.force_login(person)
    return person


@pytest.fixture
def study():
    return planned_study(read("studies")["studies"][0], draws=60)


def range_typed(what, low, likely, high, **more):
    return {"what": what, "low": low, "likely": likely, "high": high, "follows": "0", **more}


def test_ranges_and_ties_are_put_on_the_page_and_stand_in_the_file(client, manager, study):
    trucks = study.lines.get(name="Heavy trucks")
    raytown = study.cities.get(jurisdiction__name="Grandview")
    add = url("add-range", study.public_id)
    refused = client.post(add, range_typed(f"line:{trucks.public_id}", "3", "2", "4"))
    assert refused.context["form"].errors["likely"] == [
        "The most likely lies between the least and the most."
    ]
    assert refused.context["form"]["low"].value() == "3"
    client.post(add, range_typed(f"line:{trucks.public_id}", "-1", "2", "4", follows="60", source="counts"))
    client.post(add, range_typed(f"city:{raytown.public_id}", "50", "80", "100"))
    twice = client.post(add, range_typed(f"city:{raytown.public_id}", "50", "80", "100"))
    assert twice.context["form"].errors["what"] == ["It has a range already. Change that one."]
    one, other = "Heavy trucks, growth a year", "take-up of Grandview"
    client.post(url("add-tie", study.public_id), {"one": one, "other": other, "rank": "0.5"})
    text = client.get(url("file", study.public_id)).content.decode()
    found = read_study(text)
    assert [doubt.name for doubt in found.doubts][1:3] == [one, other]
    assert (found.correlations[0].rank, found.sobol) == (0.5, 512)
    assert {line.follows for line in found.baseline} == {(("Heavy trucks", 0.6),)}
    assert [figure.doubt for figure in found.take_up if figure.doubt] == [other]
    said = words(client.get(url("options", study.public_id)))
    assert "60 % of what cities pay today moves with it" in said
    assert f"{one} · {other}" in said


def test_range_is_changed_and_taken_out_and_its_tie_then_ties_nothing(client, manager, study):
    city = study.cities.get(jurisdiction__name="Grandview")
    spread = RangeFactory.create(study=study, line=None, city=city, low=50, likely=80, high=100)
    tie = TieFactory.create(study=study, one=rules.GROWTH, other="take-up of Grandview")
    here = url("change-range", study.public_id, spread.public_id)
    assert client.get(here).context["form"]["what"].value() == f"city:{city.public_id}"
    client.post(here, range_typed(f"city:{city.public_id}", "60", "80", "100"))
    newest = study.ranges.get(withdrawn_at=None)
    assert (newest.low, study.ranges.count()) == (60, 2)
    assert "[[correlations]]" in queries.study_file(study)
    client.post(url("withdraw-range", study.public_id, newest.public_id))
    assert "[[correlations]]" not in queries.study_file(study)
    assert "this ties nothing" in words(client.get(url("options", study.public_id)))
    client.post(url("withdraw-tie", study.public_id, tie.public_id))
    assert list(queries.ties_of(study)) == []


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"low": -1, "likely": 50, "high": 90}, "low"),
        ({"low": 10, "likely": 50, "high": 101}, "high"),
        ({"low": 10, "likely": 50, "high": 90, "follows": 5}, "follows"),
    ],
)
def test_take_up_lies_between_none_and_all(study, facts, field):
    with pytest.raises(Refusal) as refused:
        actions.put_range(by=None, study=study, facts={"city": study.cities.first(), **facts}, now=NOW)
    assert refused.value.field == field


def test_ties_that_cannot_hold_together_are_refused_with_the_bounds_between_which_they_would(study):
    for place, line in enumerate(Line.objects.filter(study=study, kind="volume")):
        RangeFactory.create(study=study, line=line, low=0, likely=1, high=2 + place)
    names = [name for name in queries.doubt_names(study) if name.endswith("growth a year")]
    first, second = names[:2]

    def tie(one, other, rank):
        facts = {"one": one, "other": other, "rank": Decimal(rank), "source": ""}
        return actions.put_tie(by=None, study=study, facts=facts, now=NOW)

    tie(rules.GROWTH, first, "0.6")
    tie(rules.GROWTH, second, "0.6")
    with pytest.raises(Refusal, match=r"it must lie between -0") as refused:
        tie(first, second, "-0.9")
    assert (refused.value.field, Tie.objects.count()) == ("rank", 2)
    with pytest.raises(Refusal, match="These two are tied already"):
        tie(first, rules.GROWTH, "0.1")
    with pytest.raises(Refusal, match="Choose two figures"):
        tie(first, first, "0.1")
    with pytest.raises(Refusal, match="that is in doubt"):
        tie(first, "the weather", "0.1")


def test_page_and_command_line_agree_on_ranges_ties_and_sobol_indices(
    client, manager, study, tmp_path, capsys
):
    for line in Line.objects.filter(study=study, kind="volume"):
        RangeFactory.create(study=study, line=line, low=0, likely=1, high=3, follows=50)
    city = study.cities.get(jurisdiction__name="Grandview")
    RangeFactory.create(study=study, line=None, city=city, low=50, likely=80, high=100)
    TieFactory.create(study=study, one=rules.GROWTH, other="take-up of Grandview")
    Assumptions.objects.update(sobol=64)
    text = queries.study_file(study)
    run = actions.begin_run(by=None, study=study, text=text, now=NOW)
    run_due(now=NOW)
    run.refresh_from_db()
    path = tmp_path / "study.toml"
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["study", str(path), "--format", "json", "--processes", "1"]) == 0
    assert (run.fault, run.result) == ("", json.loads(capsys.readouterr().out))
    assert "growth of costs and take-up of Grandview" in [one["doubt"] for one in run.result["sobol"]]
    page = client.get(url("result", study.public_id))
    said = words(page)
    assert "Which part of the doubt each figure explains" in said
    assert "When it has paid for itself, city by city" in said
    reached = page.context["payback"].series[0].values[-1]
    assert reached == pytest.approx(
        sum(one["chance"] for one in run.result["options"][0]["break_even_chances"] if one["year"])
    )


def test_first_look_leaves_the_sobol_indices_to_the_job(client, manager, study):
    page = client.get(url("result", study.public_id))
    assert page.context["found"]["sobol"] is None
    assert "comes with all draws" in words(page)


@pytest.mark.parametrize(
    ("samples", "fits"), [(0, True), (64, True), (100, False), (32, False), (16384, False)]
)
def test_samples_for_sobol_indices_are_a_power_of_two(client, manager, study, samples, fits):
    typed = {"years": 5, "discount": 4, "growth_low": 2, "growth_likely": 3, "growth_high": 5, "seed": 7}
    page = client.post(url("assumptions", study.public_id), {**typed, "draws": 50, "sobol": samples})
    assert (page.status_code == 302) == fits


def test_spread_of_the_year_in_which_something_pays_leaves_one_in_twenty_out_at_each_end():
    chances = [(2027, 0.02), (2028, 0.3), (2029, 0.46), (2030, 0.02), (None, 0.2)]
    found = spread_of([{"year": year, "chance": chance} for year, chance in chances])
    assert (found.first, found.last, round(found.within, 6)) == (2028, 2029, 0.8)
    assert spread_of([{"year": None, "chance": 1.0}]).first is None


def test_range_is_of_a_volume_or_a_city(study):
    with pytest.raises(Refusal, match="of which volume or which city"):
        actions.put_range(by=None, study=study, facts={"low": 0, "likely": 1, "high": 2}, now=NOW)
    assert Range.objects.count() == 0
