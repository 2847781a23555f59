"""``mutual staff``, as a shell sees it."""

import json
from pathlib import Path

import pytest
from tests.mutual.cli.broken import seen

from mutual.queues import pooled_staffing
from mutual.queues.files import read_demand, read_terms

EXAMPLES = Path(__file__).parents[3] / "src" / "mutual" / "queues" / "examples"
DEMAND, TERMS = EXAMPLES / "demand.json", EXAMPLES / "terms.toml"


@pytest.fixture
def staffed():
    demand = read_demand(DEMAND.read_text(encoding="utf-8"))
    terms = read_terms(TERMS.read_text(encoding="utf-8")).terms
    return pooled_staffing(demand.cities, demand.rates, demand.handling, terms)


def told(*words):
    code, out, err = seen(["staff", *words])
    assert (code, err) == (0, "")
    return out


def refused(*words):
    code, out, err = seen(["staff", *words])
    assert (code, out, err.count("\n")) == (2, "", 1)
    return err.removeprefix("mutual: ").rstrip("\n")


def test_staff_prints_every_group_and_what_pooling_saves(staffed):
    out = told(DEMAND, "--terms", TERMS)
    lines = out.splitlines()
    assert lines[0] == "90 % within 15 s and 95 % within 20 s; costs a year in USD"
    together = next(line for line in lines if line.startswith("all together"))
    assert together.split()[2:] == [
        f"{staffed.positions[-1]}",
        f"{staffed.hours[-1]:,.0f}",
        f"{staffed.fte[-1]:,.1f}",
        f"{staffed.cost[-1]:,.0f}",
        f"{staffed.savings[-1]:,.0f}",
    ]
    assert f"All together save ${staffed.savings[-1]:,.0f} a year" in out
    monday = next(line for line in lines if line.startswith("Mon "))
    assert list(map(int, monday.split()[1:])) == staffed.requirement[-1, :24].tolist()
    assert "nucleolus: Stable: no group would do better alone." in out


def test_staff_writes_json_that_adds_up(staffed):
    found = json.loads(told(DEMAND, "--terms", TERMS, "--format", "json"))
    assert [group["cost"] for group in found["groups"]] == staffed.cost[1:].tolist()
    assert found["groups"][-1]["requirement"] == staffed.requirement[-1].tolist()
    for group in found["groups"]:
        assert sum(group["lines"].values()) == pytest.approx(group["cost"])
    shares = found["solutions"]["solutions"]["nucleolus"]
    assert sum(shares.values()) == pytest.approx(staffed.cost[-1])


def test_staff_draws_the_savings_and_hands_the_game_to_solve(tmp_path, staffed):
    picture, game = tmp_path / "saved.svg", tmp_path / "game.json"
    told(DEMAND, "--terms", TERMS, "--svg", picture, "--game", game)
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    assert "all together" in picture.read_text(encoding="utf-8")
    code, out, _ = seen(["solve", game, "--format", "json"])
    assert (code, json.loads(out)["total"]) == (0, pytest.approx(staffed.cost[-1]))


def test_staff_of_some_cities_or_of_one(tmp_path):
    pair = json.loads(
        told(DEMAND, "--terms", terms(tmp_path), "--cities", "Belton,Raytown", "--format", "json")
    )
    assert pair["cities"] == ["Belton", "Raytown"]
    one = told(DEMAND, "--terms", terms(tmp_path), "--cities", "Belton", "--svg", tmp_path / "one.svg")
    assert "On duty by hour, Belton:" in one


def test_staff_says_who_is_better_off_apart(tmp_path):
    apart = told(DEMAND, "--terms", terms(tmp_path, "joint_fixed = 90000000"))
    assert "a year more than apart" in apart
    assert "No group saves anything: each city is better off alone." in apart


def terms(tmp_path, *lines):
    file = tmp_path / "terms.toml"
    file.write_text("\n".join(["cost_per_fte = 90000", *lines]), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "most = 2",
            "Grandview, Monday 08:00: 11.0 calls an hour of 130 s ask for more than the 2 positions",
        ),
        ("targets = [{ share = 1, within = 15 }]", "A target of 100 % within 15 s cannot be met"),
        ("shrinkage = 2", "The shrinkage must be 0 or more and at most 1, not 2."),
        ("leest = 2", "line 2, leest: 'leest' is not known here; did you mean 'least'?"),
        ("hidden = { Lenexa = 4 }", "The hidden hours a week names 'Lenexa', which is none of the cities"),
        ('fixed = "much"', "a number is needed, or a table of one for each city, not 'much'."),
    ],
)
def test_terms_that_cannot_be_used_are_refused_by_name(tmp_path, line, message):
    file = terms(tmp_path, line)
    said = refused(DEMAND, "--terms", file)
    assert said.startswith(str(file))
    assert message in said


def test_demand_that_cannot_be_used_is_refused_by_name(tmp_path):
    file = tmp_path / "demand.json"
    for content, message in (
        ('{"cities": {"a": {"rates": [1, 2]}}}', 'a needs "rates", calls an hour for each of the 168 hours'),
        ("[]", 'needs "cities" with their rates'),
        ("{", "is not JSON"),
        (json.dumps({"cities": ["a"], "rates": [[-1] * 168]}), "must be finite numbers of 0 or more, not -1"),
        (
            json.dumps({"cities": ["a"], "rates": [[1e9] * 168], "handling": [90]}),
            "The load of all together must be at most 1,000,000 erlangs, not 2",
        ),
    ):
        file.write_text(content, encoding="utf-8")
        said = refused(file, "--terms", TERMS)
        assert said.startswith(str(file))
        assert message in said


def test_handling_that_the_calls_do_not_say_comes_from_the_terms(tmp_path):
    file = tmp_path / "demand.json"
    file.write_text(json.dumps({"cities": ["a", "b"], "rates": [[9] * 168] * 2, "handling": [120, None]}))
    said = refused(file, "--terms", terms(tmp_path))
    assert "Nothing says how long a call of b keeps somebody busy" in said
    by_city = told(file, "--terms", terms(tmp_path, "handling = { b = 300 }"), "--format", "json")
    groups = json.loads(by_city)["groups"]
    assert [group["calls_hours_a_week"] for group in groups[:2]] == pytest.approx([168 * 0.3, 168 * 0.75])
