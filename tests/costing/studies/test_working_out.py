"""Pages, jobs and the command line work out one file: the same cents everywhere."""

import json
import string
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import IS_FULL
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.studies import NOW, LineFactory, RunFactory, city_of, fill, planned_study, signed

from interlocal.config.sample.data import read
from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.models import CityStand, LineKind, Run, StudyCity
from interlocal.costing.studies.queries.working_out import looked_at
from interlocal.costing.studies.tasks import forget_draws
from interlocal.foundation.jobs.models import Job
from interlocal.foundation.jobs.public import run_due
from interlocal.kernel.exceptions import Refusal
from mutual.cli import main
from mutual.finance import read_study

CENTS = st.integers(1, 10**9)
PERCENT = st.decimals(0, 200, places=2)
WORD = st.text(string.ascii_letters + ' "\\#éñ', min_size=1, max_size=12).map(lambda word: f"x{word.strip()}")


@st.composite
def amounts(draw, name):
    kind = draw(st.sampled_from(["fixed", "rate", "step", "today", "moving", "grant"]))
    low, high = sorted([draw(PERCENT), draw(PERCENT)])
    has_range = draw(st.booleans())
    return rules.PartFacts(
        kind=kind,
        name=name,
        cents=draw(CENTS),
        driver="trucks" if kind in {"rate", "step"} else "",
        size=draw(st.decimals(1, 50, places=1)) if kind == "step" else None,
        saving=draw(st.decimals(0, 40, places=2)) if kind == "today" else None,
        low=low if has_range else None,
        high=high if has_range else None,
        last_year=draw(st.sampled_from([None, 2028, 2031])) if kind == "grant" else None,
        source=draw(st.sampled_from(["", "judgment"])),
    )


@st.composite
def studies(draw):
    cities = tuple(draw(st.lists(WORD, min_size=2, max_size=4, unique_by=str.casefold)))
    members = cities[: draw(st.integers(2, len(cities)))]

    def row(name, unit=""):
        return rules.SeriesFacts(name, tuple(draw(CENTS) for _city in cities), unit)

    options = []
    for place in range(draw(st.integers(1, 2))):
        kind = draw(st.sampled_from(["joint agency", "lead city", "vendor"]))
        parts = [rules.PartFacts(kind="fixed", name=f"base {place}", cents=draw(CENTS))]
        parts += [draw(amounts(f"part {place} {number}")) for number in range(draw(st.integers(0, 3)))]
        phases = draw(st.lists(st.decimals(0, 100, places=1), max_size=3))
        lead = members[0] if kind == "lead city" else ""
        options.append(rules.OptionFacts(f"Option {place}", kind, tuple(parts), lead, tuple(phases)))
    low, likely, high = sorted(draw(st.decimals(0, 9, places=2)) for _turn in range(3))
    return rules.StudyFacts(
        title=draw(WORD),
        cities=cities,
        members=members,
        base_year=2026,
        years=draw(st.integers(1, 8)),
        discount=draw(st.decimals(0, 9, places=2)),
        growth=(low, likely, high),
        seed=draw(st.integers(0, 2**31)),
        draws=draw(st.integers(1, 60)),
        drivers=(row("trucks", "trucks"), row("orders")),
        costs=(row("pay"),),
        hidden=(row("small jobs"),),
        options=tuple(options),
        shares=(
            rules.ShareFacts("by use", "drivers", {"trucks": Decimal(30), "orders": Decimal("70.5")}),
            rules.ShareFacts("alike", "equal"),
            rules.ShareFacts("game", "solution", solution="shapley"),
        ),
    )


def from_the_command_line(path, capsys):
    capsys.readouterr()
    assert main(["study", str(path), "--format", "json", "--processes", "1"]) == 0
    return json.loads(capsys.readouterr().out)


@settings(max_examples=25 if IS_FULL else 8)
@given(facts=studies())
def test_generated_study_is_read_as_it_was_meant(facts):
    study = read_study(rules.written_study(facts))

    assert (study.title, study.cities, study.seed, study.draws) == (
        facts.title,
        facts.cities,
        facts.seed,
        facts.draws,
    )
    for written, meant in ((study.drivers, facts.drivers), (study.baseline, facts.costs)):
        assert [(one.name, [round(value.amount * 100) for value in one.amounts]) for one in written] == [
            (one.name, list(one.hundredths)) for one in meant
        ]
    assert [(one.title, one.kind, one.lead) for one in study.options] == [
        (one.title, one.kind, facts.cities.index(one.lead) if one.lead else None) for one in facts.options
    ]
    assert all(one.members == tuple(range(len(facts.members))) for one in study.options)


@settings(max_examples=12 if IS_FULL else 4)
@given(facts=studies())
def test_page_and_command_line_give_the_same_cents_for_generated_studies(facts, tmp_path_factory):
    path = tmp_path_factory.mktemp("study") / "study.toml"
    path.write_text(rules.written_study(facts), encoding="utf-8")
    found = json.loads(json.dumps(looked_at(path.read_text(encoding="utf-8"), facts.draws)))
    with pytest.MonkeyPatch.context() as patch:
        said = []
        patch.setattr("builtins.print", lambda text="", **_options: said.append(text))
        assert main(["study", str(path), "--format", "json", "--processes", "1"]) == 0
    assert json.loads(said[0]) == found


@pytest.mark.django_db
def test_sample_gives_the_same_cents_by_job_and_command_line(capsys, tmp_path):
    given = read("studies")["studies"][0]
    study = planned_study(given)
    text = queries.study_file(study)
    run = actions.begin_run(by=None, study=study, text=text, now=NOW)
    run_due(now=NOW)
    run.refresh_from_db()
    path = tmp_path / "study.toml"
    path.write_text(text, encoding="utf-8")

    assert run.fault == ""
    assert run.result == from_the_command_line(path, capsys)
    assert (run.result["draws"], run.engine, run.is_open) == (300, run.result["engine"], False)


@pytest.mark.django_db
def test_run_of_the_same_file_is_asked_for_once_and_stopped_before_it_is_drawn():
    study = planned_study(read("studies")["studies"][0])
    text = queries.study_file(study)
    run = actions.begin_run(by=None, study=study, text=text, now=NOW)
    assert actions.begin_run(by=None, study=study, text=text, now=NOW) == run
    actions.stop_run(by=None, run=run, now=NOW)
    run_due(now=NOW)
    run.refresh_from_db()
    assert (run.result, run.stopped_at, Job.objects.get(key=run.job_key).state) == (None, NOW, "done")
    again = actions.begin_run(by=None, study=study, text=text, now=NOW)
    assert (again == run, Run.objects.count(), queries.run_of(study, text)) == (False, 2, again)


@pytest.mark.django_db
def test_draws_of_stopped_runs_are_kept_for_a_week_and_of_open_ones_as_long_as_it_takes(settings, tmp_path):
    settings.INTERLOCAL_DATA = tmp_path
    names = {"open": {}, "fresh": {"stopped_at": NOW - timedelta(days=6)}, "old": {}, "done": {}}
    names["old"] = {"stopped_at": NOW - timedelta(days=8)}
    names["done"] = {"finished_at": NOW}
    for digest, fields in names.items():
        RunFactory.create(digest=digest, **fields)
    for digest in (*names, "of nobody"):
        (tmp_path / "draws" / digest).mkdir(parents=True)
        (tmp_path / "draws" / digest / "0.npz").touch()
    with time_machine.travel(NOW, tick=False):
        forget_draws(None)
    assert {one.name for one in (tmp_path / "draws").iterdir()} == {"open", "fresh"}


@pytest.mark.django_db
def test_study_says_what_is_missing_before_it_can_be_worked_out():
    own = city_of()
    study = own.study
    line = LineFactory.create(study=study, name="Pay")

    def missing():
        with pytest.raises(Refusal) as refused:
            queries.study_file(study)
        return str(refused.value)

    assert missing().startswith("Two cities must have signed")
    other = city_of(study=study)
    volume = LineFactory.create(study=study, name="Trucks", kind=LineKind.VOLUME, is_required=False)
    for city in (own, other):
        fill(city, line, 100)
        signed(city)
    StudyCity.objects.filter(pk=other.pk).update(stand=CityStand.MIGHT)
    assert missing().startswith("Choose two cities")
    StudyCity.objects.filter(pk=other.pk).update(stand=CityStand.PART)
    actions.withdraw_line(by=None, line=volume, now=NOW)
    assert missing().startswith("The study has no volume")
    LineFactory.create(study=study, name="Plows", kind=LineKind.VOLUME)
    assert missing().startswith("No option can be compared")


@pytest.mark.django_db
def test_options_and_shares_wait_for_the_goals():
    study = city_of().study
    with pytest.raises(Refusal, match="Agree first on the goals"):
        actions.put_option(by=None, study=study, facts={"title": "x", "kind": "vendor"}, now=NOW)
    with pytest.raises(Refusal, match="Agree first on the goals"):
        actions.put_share(by=None, study=study, facts={"name": "x", "kind": "equal"}, now=NOW)
    officer = person_with("finance-officer", JurisdictionFactory.create().public_id)
    with pytest.raises(Refusal, match="Only those who keep studies"):
        actions.put_option(by=officer, study=study, facts={}, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "fixed"}, "amount"),
        ({"kind": "fixed", "amount_cents": -1}, "amount"),
        ({"kind": "rate", "amount_cents": 1}, "driver"),
        ({"kind": "today"}, "saving"),
        ({"kind": "today", "saving": Decimal(101)}, "saving"),
        ({"kind": "fixed", "amount_cents": 1, "low": Decimal(90)}, "high"),
        ({"kind": "fixed", "amount_cents": 1, "low": Decimal(90), "high": Decimal(80)}, "low"),
        ({"kind": "grant", "amount_cents": 1, "last_year": 2026}, "last_year"),
    ],
)
def test_amount_without_what_its_kind_needs_is_refused_at_its_field(facts, field):
    study = planned_study(read("studies")["studies"][0])
    option = queries.options_of(study)[0]
    with pytest.raises(Refusal) as refused:
        actions.put_part(by=None, option=option, facts={"name": "More", **facts}, now=NOW)
    assert refused.value.field == field


def three_cities(**weights):
    """Three cities that pay 100, 50 and 30 alone and 150 together, by calls and people."""
    dollars = [10_000, 5_000, 3_000]
    part = rules.PartFacts(kind="fixed", name="center", cents=15_000)
    flat = (Decimal(0),) * 3
    return rules.written_study(
        rules.StudyFacts(
            title="Dispatch",
            cities=("A", "B", "C"),
            members=("A", "B", "C"),
            base_year=2026,
            years=3,
            discount=Decimal(0),
            growth=flat,
            seed=1,
            draws=10,
            drivers=(
                rules.SeriesFacts("calls", (10_000, 10_000, 1_000)),
                rules.SeriesFacts("people", (10_000, 2_000, 2_000)),
            ),
            costs=(rules.SeriesFacts("today", tuple(dollars)),),
            hidden=(rules.SeriesFacts("lobby", (500, 0, 0)),),
            options=(rules.OptionFacts("Center", "joint agency", (part,)),),
            shares=(
                rules.ShareFacts(
                    "mixed", "drivers", {name: Decimal(str(one)) for name, one in weights.items()}
                ),
            ),
        )
    )


def is_stable(text):
    return looked_at(text, 10)["options"][0]["shares"][0]["stable"]


def test_nearest_weights_are_the_least_change_after_which_nobody_leaves():
    text = three_cities(calls=90, people=10)
    nearest = queries.nearest_weights(text, "option-1", "mixed")

    # B pays 50 of 150 at most: calls weigh (1/3 - 1/7) / (10/21 - 1/7) = 4/7 at most.
    assert Decimal("57.14") <= nearest.weights["calls"] <= Decimal("57.15")
    assert sum(nearest.weights.values()) == 100
    assert (is_stable(text), is_stable(three_cities(**nearest.weights))) == (False, True)
    assert nearest.words.endswith("% people")


def test_nearest_weights_of_a_stable_way_are_its_own_and_of_one_volume_there_are_none():
    stable = queries.nearest_weights(three_cities(calls=40, people=60), "option-1", "mixed")
    assert dict(stable.weights) == {"calls": 40, "people": 60}
    assert queries.nearest_weights(three_cities(calls=1), "option-1", "mixed") is None


def test_formula_is_checked_with_line_and_column():
    assert [str(one) for one in rules.read_formula("").faults] == ["Line 1, column 1: Write the formula."]
    assert str(rules.read_formula("Shrae nothing by magic.").faults[0]) == (
        "Line 1, column 1: No sentence begins with “Shrae”. Did you mean “Share”?"
    )
    sound = (
        "The group has budget in dollars.\nEach member has trucks in trucks.\n"
        "Pool repair costs budget.\nShare repair by 100% trucks."
    )
    read = rules.read_formula(sound)
    assert (read.faults, [one.name for one in read.drivers], read.usual_pays) == ((), ["trucks"], "budget")
    assert "Repair is shared in proportion to trucks." in read.words
    assert any("apportioned among the Members" in line for line in read.legal)
    without = sound.replace("The group has budget in dollars.\n", "").replace("costs budget", "costs $900")
    with pytest.raises(Refusal, match="It shares an amount of its own"):
        rules.check_formula({"formula": without})


def library_study(**share):
    """A file of two cities whose only way of sharing is a formula of the library."""
    facts = rules.ShareFacts("real", "formula", **share)
    return rules.written_study(replace(FACTS, shares=(facts,)))


FACTS = rules.StudyFacts(
    title="Task force",
    cities=("A", "B"),
    members=("A", "B"),
    base_year=2026,
    years=2,
    discount=Decimal(0),
    growth=(Decimal(0),) * 3,
    seed=1,
    draws=10,
    drivers=(rules.SeriesFacts("People", (30_000_00, 10_000_00)), rules.SeriesFacts("Value", (100, 100))),
    costs=(rules.SeriesFacts("today", (900_00, 900_00)),),
    hidden=(),
    options=(
        rules.OptionFacts("Together", "joint agency", (rules.PartFacts("fixed", "center", cents=1_000_00),)),
    ),
    shares=(),
)


def test_formula_of_the_library_pays_by_the_lines_that_are_named_for_it():
    text = library_study(
        library="09-narcotics-task-force",
        pays="operating budget",
        names={"population": "People", "assessed value": "Value"},
    )
    assert 'formula = "library:09-narcotics-task-force"' in text
    cities = looked_at(text, 1)["options"][0]["shares"][0]["cities"]
    # Half of 1,000 by 3 : 1, half in equal parts.
    assert [one["pays_a_year"] for one in cities] == [625_00, 375_00]


def test_formula_that_looks_back_takes_earlier_figures():
    history = "city,year,fire calls\n" + "".join(
        f"{city},{year},{calls}\n" for year in range(2022, 2027) for city, calls in (("A", 100), ("B", 300))
    )
    text = library_study(
        library="06-centennial-fire-district",
        pays="budget",
        names={"population": "People", "market value": "Value", "fire calls": "Value"},
        history=history,
    )
    cities = looked_at(text, 1)["options"][0]["shares"][0]["cities"]
    assert sum(one["pays_a_year"] for one in cities) == 1_000_00
    # 2027: 100 + 300 points against 300 + 100 for people; no point for a value of one dollar.
    assert [one["pays"][0] for one in cities] == [500_00, 500_00]


@pytest.mark.parametrize(
    ("text", "parts"), [("", ()), ("0, 50 100%", (0, 50, 100)), ("12.5", (Decimal("12.5"),))]
)
def test_phase_in_is_read(text, parts):
    assert rules.read_phase_in(text) == tuple(map(Decimal, parts))


@pytest.mark.parametrize("text", ["120", "half", "-5", "nan"])
def test_phase_in_that_cannot_be_is_refused(text):
    with pytest.raises(Refusal, match="is no percentage"):
        rules.read_phase_in(text)
