"""Rosters of four weeks beside the same rules as one writes them down at once, given to scipy's milp."""

import time
from collections import defaultdict
from importlib import resources

import numpy as np
from bench import Bench
from figures import Figure
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from mutual.rosters import (
    Duty,
    Requirement,
    RosterFile,
    Rules,
    Search,
    Travel,
    check_roster,
    make_roster,
    mexclp,
    read_rules,
)
from mutual.rosters.coverage import covered_slots

PEER = "scipy's milp, a variable for each person, day, shift, city and break"
PEER_SECONDS = 120.0
SECONDS = 60.0


class Naive:
    """A choice for each person, day, shift, post and break; a row for each pair that clashes and each slot.

    What the examples use of the rules is written: hours and overtime, rest, days and nights in a row, days
    off, weekends off, fairness of weekends and nights, hours short at a price, a period that goes round.
    """

    def __init__(self, rules: Rules, requirement: Requirement) -> None:
        self.costs, self.upper, self.whole = [], [], []
        self.rows, self.low, self.high = [], [], []
        self.by_day = defaultdict(list)
        self.there = defaultdict(list)
        self.rules = rules
        for person in rules.people:
            self.choices(person)
            self.hours(person)
            self.days(person)
            self.rest(person)
        self.fair_weekends()
        self.fair_nights()
        for place, need in np.ndenumerate(requirement.need):
            if need:
                least = int(requirement.least[place])
                short = self.column(rules.pay.short * rules.period.slot / 60, upper=need - least)
                self.row([(one, 1) for one in self.there[place]] + [(short, 1)], low=need)

    def column(self, cost=0.0, upper=1.0, *, whole=True):
        self.costs.append(cost)
        self.upper.append(upper)
        self.whole.append(int(whole))
        return len(self.costs) - 1

    def row(self, parts, low=-np.inf, high=np.inf):
        self.rows.append(parts)
        self.low.append(low)
        self.high.append(high)

    def choices(self, person):
        for day in range(self.rules.period.days):
            for shift in self.rules.shifts:
                if self.rules.may_work(person, day, shift):
                    for post in person.posts:
                        for pause in shift.pauses(self.rules.period.slot):
                            self.choice(person, Duty(person.name, day, shift, post, pause))
            self.row([(column, 1) for column, _ in self.by_day[person.name, day]], high=1)

    def choice(self, person, duty):
        rules, shift = self.rules, duty.shift
        hours = shift.paid / 60
        weekend = rules.pay.weekend * hours if duty.day % 7 > 4 else 0.0
        night = rules.pay.night * rules.paid_night(shift)
        column = self.column(person.wage * hours + weekend + night + person.wishes.get(duty.day, 0.0))
        self.by_day[duty.person, duty.day].append((column, shift))
        for slot in covered_slots(rules, duty):
            day, within = divmod(slot, rules.period.slots)
            self.there[rules.posts.index(duty.post), day, within].append(column)

    def hours(self, person):
        rules = self.rules
        for week in range(rules.period.weeks):
            turns = [turn for day in range(7 * week, 7 * week + 7) for turn in self.by_day[person.name, day]]
            hours = [(column, shift.paid / 60) for column, shift in turns]
            self.row(hours, low=person.least_in(week), high=person.most)
            over = self.column(
                (rules.pay.overtime - 1) * person.wage, person.most - person.contract, whole=False
            )
            self.row([*hours, (over, -1)], high=person.contract)
            self.row([(column, 1) for column, _ in turns], high=7 - rules.limits.days_off_a_week)

    def runs(self, length):
        days = self.rules.period.days
        for first in range(days if self.rules.period.repeats else days - length + 1):
            yield [day % days for day in range(first, first + length)]

    def days(self, person):
        most, nights = self.rules.limits.days_in_a_row, self.rules.limits.nights_in_a_row
        for run in self.runs(most + 1):
            self.row([(column, 1) for day in run for column, _ in self.by_day[person.name, day]], high=most)
        for run in self.runs(nights + 1) if nights else ():
            self.row([(column, 1) for day in run for column in self.nights(person, day)], high=nights)

    def nights(self, person, day):
        return [column for column, shift in self.by_day[person.name, day] if self.rules.is_night(shift)]

    def rest(self, person):
        for day, after in self.runs(2):
            for column, shift in self.by_day[person.name, day]:
                for other, then in self.by_day[person.name, after]:
                    if 1440 + then.start - shift.end < 60 * self.rules.limits.rest:
                        self.row([(column, 1), (other, 1)], high=1)

    def fair_weekends(self):
        period, limits = self.rules.period, self.rules.limits
        fewest = self.column(upper=period.weeks, whole=False)
        for person in self.rules.people:
            worked = []
            for week in range(period.weeks):
                worked.append(self.column())
                turns = [turn for day in (5, 6) for turn in self.by_day[person.name, 7 * week + day]]
                for column, _ in turns:
                    self.row([(worked[-1], 1), (column, -1)], low=0)
                self.row([(worked[-1], 1), *((column, -1) for column, _ in turns)], high=0)
            total = [(column, 1) for column in worked]
            self.row(total, high=period.weeks - limits.weekends_off)
            if person.in_turn:
                self.row([*total, (fewest, -1)], low=0, high=limits.fair_weekends)

    def fair_nights(self):
        if self.rules.limits.fair_nights is None:
            return
        fewest = self.column(upper=self.rules.period.days, whole=False)
        for person in (one for one in self.rules.people if one.in_turn):
            nights = [one for day in range(self.rules.period.days) for one in self.nights(person, day)]
            total = [(column, 1) for column in nights]
            self.row([*total, (fewest, -1)], low=0, high=self.rules.limits.fair_nights)

    def solved(self, seconds):
        """Seconds taken, the cost found (None: none) and the gap."""
        entries = [(number, column, value) for number, row in enumerate(self.rows) for column, value in row]
        numbers, columns, values = zip(*entries, strict=True)
        matrix = csr_array((values, (numbers, columns)), shape=(len(self.rows), len(self.costs)))
        began = time.perf_counter()
        found = milp(
            self.costs,
            integrality=self.whole,
            bounds=Bounds(0, np.array(self.upper, dtype=float)),
            constraints=LinearConstraint(matrix, self.low, self.high),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        return time.perf_counter() - began, found.fun, found.mip_gap if found.fun is not None else 1.0


def example(name: str) -> RosterFile:
    text = (resources.files("mutual.rosters") / "examples" / f"{name}.toml").read_text(encoding="utf-8")
    return read_rules(text, name=name)


def beside_peer(name: str, what: str, rounds: int) -> list[Figure]:
    given = example(name)
    taken, roster = [], None
    for seed in range(rounds):
        began = time.perf_counter()
        roster = make_roster(given.rules, given.requirement, search=Search(seconds=SECONDS, seed=seed))
        taken.append(time.perf_counter() - began)
    assert check_roster(roster, given.rules, given.requirement) == ()
    theirs, cost, gap = Naive(given.rules, given.requirement).solved(PEER_SECONDS)
    has_ended = gap < 1e-6
    if has_ended and roster.is_proven:
        assert abs(cost - roster.cost.total) < 0.01, (cost, roster.cost.total)
    middle = float(np.median(taken))
    beside = f"quicker than {PEER}"
    if not has_ended:
        beside = f"at least, quicker than {PEER}, {100 * gap:.1f} % apart after {PEER_SECONDS:.0f} s"
    proven = "to the proved least cost" if roster.is_proven else "until time was over"
    return [
        Figure("rosters", f"{what}, {proven}", middle, "s", theirs / middle, beside),
        Figure("rosters", "the same: gap when it ended", 100 * roster.gap, "%"),
    ]


def teams(rounds: int) -> list[Figure]:
    """1,000 demand points and 60 posts on a square of 40 km, drawn at random."""
    generator = np.random.default_rng(1)
    points, posts = generator.uniform(0, 40, (1_000, 2)), generator.uniform(0, 40, (60, 2))
    travel = Travel(
        tuple(f"point {number}" for number in range(len(points))),
        tuple(f"city {number % 5}" for number in range(len(points))),
        generator.integers(1, 50, len(points)).astype(float),
        tuple(f"post {number}" for number in range(len(posts))),
        1.2 * np.hypot(*(points[:, None] - posts[None]).transpose(2, 0, 1)),
    )
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        found = mexclp(travel, teams=8, within=10, busy=0.35)
        taken.append(time.perf_counter() - began)
    assert found.is_proven
    what = "8 teams at 60 posts for 1,000 points, expected coverage, proved"
    return [Figure("rosters", what, float(np.median(taken)), "s")]


def measure(bench: Bench) -> list[Figure]:
    bench.say("making rosters beside scipy's milp")
    rounds = max(3, bench.rounds)
    return [
        *beside_peer("co-responders", "roster of 4 weeks, 9 people, 5 cities", rounds),
        *beside_peer("dispatch-room", "roster around the clock with breaks, 4 weeks, 9 people", rounds),
        *teams(rounds),
    ]
