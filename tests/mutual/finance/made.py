"""Studies drawn at random, as they stand in a file, and what they come to by plain loops."""

import json
from itertools import combinations
from math import ceil, sqrt

from hypothesis import strategies as st

NAMES = ("Blue Springs", "Grandview", "Lee's Summit", "Raytown")
RATES = st.sampled_from([-0.02, 0.0, 0.01, 0.035, 0.1])
MONEY = st.integers(0, 2_000_000)


@st.composite
def plans(draw):
    """Everything that a study file can say of one option, as plain values."""
    cities = list(NAMES[: draw(st.integers(2, 4))])
    count = draw(st.integers(1, 4))
    first = draw(st.integers(2026, 2028))

    def amounts(least=0, most=2_000_000):
        return {city: draw(st.integers(least, most)) for city in cities}

    part = {
        "fixed": lambda: {"amount": draw(MONEY)},
        "rate": lambda: {"amount": draw(st.integers(0, 90))},
        "step": lambda: {"amount": draw(st.integers(0, 90_000)), "size": draw(st.integers(1_000, 9_000))},
        "elastic": lambda: {
            "amount": draw(MONEY),
            "reference": draw(st.integers(1_000, 90_000)),
            "elasticity": draw(st.sampled_from([0.8, 0.97, 1.1])),
        },
        "pooled": lambda: {"amount": draw(st.integers(0, 90)), "reserve": draw(st.sampled_from([0.0, 1.5]))},
        "today": lambda: {"elasticity": draw(st.sampled_from([0.9, 1.0, 1.05]))},
    }
    kinds = draw(st.lists(st.sampled_from(sorted(part)), min_size=1, max_size=3))
    costs = [
        {"kind": kind, "driver": "calls", **part[kind]()}
        | ({"growth": draw(RATES)} if kind != "today" else {})
        for kind in kinds
    ]
    span = list(range(first, first + count))
    return {
        "cities": cities,
        "years": {"base": 2026, "first": first, "count": count, "discount": draw(RATES)},
        "drivers": {"calls": {"growth": draw(RATES), "amounts": amounts(1, 90_000)}},
        "baseline": {"staff": {"growth": draw(RATES), "amounts": amounts()}, "cars": {"amounts": amounts()}},
        "hidden": {"lobby": {"growth": draw(RATES), "amounts": amounts(0, 90_000)}},
        "lead": draw(st.sampled_from([None, cities[0], cities[-1]])),
        "take_up": draw(
            st.sampled_from([None, {city: draw(st.sampled_from([0.25, 0.5, 1.0])) for city in cities}])
        ),
        "follows": draw(st.sampled_from([None, {"calls": 0.6}])),
        "takes_over": draw(st.sampled_from([[], ["lobby"]])),
        "phase_in": draw(st.sampled_from([[1.0], [0.0, 0.5, 1.0], [0.25, 1.0]])),
        "cost": costs,
        "transition": [
            {"name": "moving", "years": [span[0], span[-1]], "amount": draw(MONEY)},
            {"name": "severance", "years": [span[-1]], "amounts": amounts(0, 90_000)},
        ],
        "grants": [
            {
                "name": "grant",
                "amount": draw(MONEY),
                "first": span[0],
                "last": draw(st.sampled_from(span)),
                "needs": draw(st.integers(2, len(cities))),
            }
        ],
    }


def written(plan, **more):
    """The plan as a study file."""
    kind = "lead city" if plan["lead"] else "joint agency"
    lines = ['title = "Drawn"', f"cities = {json.dumps(plan['cities'])}"]
    lines += [f"{name} = {json.dumps(value)}" for name, value in more.items()]
    lines += ["[years]", *_rows(plan["years"])]
    for section in ("drivers", "baseline", "hidden"):
        for name, series in plan[section].items():
            lines += [f"[{section}.{name}]", *_rows(series)]
            if name == "staff" and plan["follows"]:
                lines += [f"follows = {_value(plan['follows'])}"]
    lines += ["[take_up]", *_rows(plan["take_up"])] if plan["take_up"] else []
    lines += ["[shares.equal]", "equal = true", "[shares.calls]", "drivers = { calls = 2 }"]
    lines += ["[shares.shapley]", 'solution = "shapley"', "[shares.held]", "equal = true", "held = true"]
    lines += ["[options.joint]", f'kind = "{kind}"', 'shares = ["equal", "calls", "shapley"]']
    lines += [f"phase_in = {plan['phase_in']}"]
    lines += [f"lead = {json.dumps(plan['lead'])}"] if plan["lead"] else []
    lines += [f"takes_over = {json.dumps(plan['takes_over'])}"] if plan["takes_over"] else []
    for section in ("cost", "transition", "grants"):
        for one in plan[section]:
            lines += [f"[[options.joint.{section}]]", *_rows(one)]
    return "\n".join(lines)


def _rows(table):
    return [
        f"{name if name.isidentifier() else json.dumps(name)} = {_value(value)}"
        for name, value in table.items()
    ]


def _value(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {amount}" for key, amount in value.items()) + " }"
    return json.dumps(value)


class Loops:
    """The same study by loops over years, groups and cities, without arrays."""

    def __init__(self, plan):
        self.plan, self.cities = plan, plan["cities"]
        years = plan["years"]
        self.years = [years["first"] + k for k in range(years["count"])]
        self.factor = {year: (1 + years["discount"]) ** -(year - 2026) for year in self.years}

    def groups(self):
        return [
            set(some) for size in range(1, len(self.cities) + 1) for some in combinations(self.cities, size)
        ]

    def grown(self, series, city, year):
        return series["amounts"][city] * (1 + series.get("growth", 0)) ** (year - 2026)

    def alone(self, city, year):
        lines = {name: self.grown(line, city, year) for name, line in self.plan["baseline"].items()}
        if self.plan["follows"]:
            grown = (1 + self.plan["drivers"]["calls"].get("growth", 0)) ** (year - 2026)
            lines["staff"] *= 1 + self.plan["follows"]["calls"] * (grown - 1)
        return sum(lines.values())

    def brought(self, city):
        return self.plan["take_up"][city] if self.plan["take_up"] else 1.0

    def calls(self, city, year):
        return self.brought(city) * self.grown(self.plan["drivers"]["calls"], city, year)

    def moved(self, year):
        phases = self.plan["phase_in"]
        return phases[min(year - self.years[0], len(phases) - 1)]

    def running(self, group, year):
        calls = sum(self.calls(city, year) for city in group)
        total = 0.0
        for part in self.plan["cost"]:
            growth = (1 + part.get("growth", 0)) ** (year - 2026)
            if part["kind"] == "today":
                for city in group:
                    ratio = calls / self.calls(city, year)
                    total += self.brought(city) * self.alone(city, year) * ratio ** (part["elasticity"] - 1)
            else:
                total += growth * self.part(part, calls)
        return total

    def part(self, part, calls):
        if part["kind"] == "fixed":
            return part["amount"]
        if part["kind"] == "rate":
            return part["amount"] * calls
        if part["kind"] == "step":
            return part["amount"] * ceil(calls / part["size"] - 1e-9)
        if part["kind"] == "pooled":
            return part["amount"] * (calls + part["reserve"] * sqrt(calls))
        return part["amount"] * (calls / part["reference"]) ** part["elasticity"]

    def shared(self, group, year):
        moving, grant = self.plan["transition"][0], self.plan["grants"][0]
        total = self.moved(year) * self.running(group, year)
        total += moving["amount"] * moving["years"].count(year) / len(moving["years"])
        if grant["first"] <= year <= grant["last"] and len(group) >= grant["needs"]:
            total -= grant["amount"]
        return total

    def kept(self, city, year):
        severance, moved = self.plan["transition"][1], self.moved(year) * self.brought(city)
        total = (1 - moved) * self.alone(city, year)
        if not self.plan["takes_over"]:
            total += moved * self.grown(self.plan["hidden"]["lobby"], city, year)
        return total + severance["amounts"][city] * severance["years"].count(year) / len(severance["years"])

    def worth(self, group):
        """What a group pays over all years, in present value."""
        if len(group) < 2 or (self.plan["lead"] and self.plan["lead"] not in group):
            return sum(self.factor[year] * self.alone(city, year) for city in group for year in self.years)
        return sum(
            self.factor[year] * (self.shared(group, year) + sum(self.kept(city, year) for city in group))
            for year in self.years
        )
