"""What a study comes to, beside plain loops."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from tests.mutual.finance.made import Loops, plans, written

from mutual.finance import central, read_study, run_study
from mutual.finance.study.evaluation import basis, evaluate
from mutual.finance.study.rules import HeldRule, rule_of


def evaluated(text):
    study = read_study(text)
    return study, evaluate(basis(study, central(study.distributions()), 1), study.options[0])


@given(plans())
def test_every_group_pays_what_plain_loops_say(plan):
    study, case = evaluated(written(plan))
    loops = Loops(plan)
    scale = max(abs(loops.worth(group)) for group in loops.groups())
    for group in loops.groups():
        index = sum(1 << study.cities.index(city) for city in group)
        assert case.table[0, index] == pytest.approx(loops.worth(group), rel=1e-9, abs=1e-9 * scale)


@given(plans())
def test_rules_divide_each_year_as_plain_loops_do(plan):
    study, case = evaluated(written(plan))
    loops, everybody = Loops(plan), set(plan["cities"])
    parts = {
        name: rule_of(study, name).divide(case).amounts[:, :, 0] for name in ("equal", "calls", "shapley")
    }
    for place, year in enumerate(loops.years):
        shared = loops.shared(everybody, year)
        calls = sum(loops.calls(city, year) for city in everybody)
        for i, city in enumerate(plan["cities"]):
            assert case.kept_in_all[i, place, 0] == pytest.approx(loops.kept(city, year), abs=1e-5)
            assert parts["equal"][i, place] == pytest.approx(shared / len(everybody), abs=1e-5)
            by_calls = shared * loops.calls(city, year) / calls
            assert parts["calls"][i, place] == pytest.approx(by_calls, abs=1e-5)
        assert parts["shapley"][:, place].sum() == pytest.approx(shared, abs=1e-5)


@given(plans())
def test_a_solution_is_worth_what_it_says_over_the_years(plan):
    study, case = evaluated(written(plan))
    loops, cities = Loops(plan), plan["cities"]
    amounts = rule_of(study, "shapley").divide(case).amounts[:, :, 0]
    expected = dict.fromkeys(cities, 0.0)
    orders = list(permutations(cities))
    for order in orders:
        for k, city in enumerate(order):
            before = loops.worth(set(order[:k])) if k else 0.0
            expected[city] += (loops.worth(set(order[: k + 1])) - before) / len(orders)
    scale = max(abs(loops.worth(group)) for group in loops.groups()) + 1
    for i, city in enumerate(cities):
        paid = sum(
            loops.factor[year] * (amounts[i, place] + loops.kept(city, year))
            for place, year in enumerate(loops.years)
        )
        assert paid == pytest.approx(expected[city], rel=1e-7, abs=1e-7 * scale)


@given(plans())
def test_cents_add_up_line_by_line_and_city_by_city(plan):
    result = run_study(read_study(written(plan, draws=1)))
    option = result.options[0]
    loops, everybody = Loops(plan), set(plan["cities"])
    for place, year in enumerate(loops.years):
        assert abs(option.shared[place] - 100 * loops.shared(everybody, year)) <= 0.51
        assert sum(line[place] for line in option.lines.values()) == option.shared[place]
        for share in option.shares:
            parts = [city.lines["part of what is shared"][place] for city in share.cities]
            assert sum(parts) == option.shared[place]
            for city in share.cities:
                assert sum(line[place] for line in city.lines.values()) == city.pays[place]
                assert abs(city.alone[place] - 100 * loops.alone(city.city, year)) <= 0.51
        assert sum(city.pays[place] for city in option.shares[1].cities) == option.pays[place]


@given(plans())
def test_what_a_city_loses_when_another_leaves_is_a_study_without_it(plan):
    result = run_study(read_study(written(plan, draws=1)))
    cities = plan["cities"]
    for leaver in cities:
        left = [city for city in cities if city != leaver]
        ends = len(left) < 2 or plan["lead"] == leaver
        smaller = None if ends else _without(plan, leaver)
        for share in result.options[0].shares:
            for city in left:
                found = share.city(city).saves_if_leaves[leaver]
                if smaller is None:
                    assert found is None
                else:
                    other = smaller.options[0].share(share.rule).city(city).saves_a_year
                    assert found == pytest.approx(other, abs=2)


def _without(plan, leaver):
    def less(series):
        amounts = {city: amount for city, amount in series["amounts"].items() if city != leaver}
        return {**series, "amounts": amounts}

    smaller = {
        **plan,
        "cities": [city for city in plan["cities"] if city != leaver],
        **{part: {k: less(v) for k, v in plan[part].items()} for part in ("drivers", "baseline", "hidden")},
        "transition": [plan["transition"][0], less(plan["transition"][1])],
        "grants": [dict(plan["grants"][0])],
        "take_up": plan["take_up"] and less({"amounts": plan["take_up"]})["amounts"],
    }
    grant = smaller["grants"][0]
    if grant["needs"] > len(smaller["cities"]):
        grant["amount"], grant["needs"] = 0, 2
    return run_study(read_study(written(smaller, draws=1)))


@given(plans())
def test_held_parts_are_those_of_the_central_figures(plan):
    study, case = evaluated(written(plan))
    rule = rule_of(study, "held")
    assert isinstance(rule, HeldRule)
    worth = float((case.shared[:, 0] * case.basis.factors[:, 0]).sum())
    if abs(worth) > 1:
        assert np.allclose(rule.divide(case).amounts[:, :, 0], case.shared[:, 0] / len(plan["cities"]))
