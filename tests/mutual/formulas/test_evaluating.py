"""What a formula makes each city pay, against sums written out by hand and a separately written oracle."""

from fractions import Fraction
from functools import cache
from itertools import combinations
from math import floor

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.mutual.formulas.drawn import IS_FULL

from mutual.formulas import Drivers, EvaluationError, evaluate, evaluate_every_coalition, parse

CASES = 10_000 if IS_FULL else 400
MANY = 500 if IS_FULL else 60
HEAD = """\
Each member has calls in calls.
Each member has population in people.
The group has budget in dollars.
Pool dispatch costs budget.
"""
THREE = Drivers.from_table(
    {"calls": {"A": 10, "B": 20, "C": 70}, "population": {"A": 500, "B": 250, "C": 250}}, {"budget": 1000}
)


def paid(text, drivers=THREE, **asked):
    return dict(evaluate(parse(text), drivers, **asked).cents)


def in_cents(amounts):
    """Hamilton's rule, written apart from the engine."""
    total = floor(sum(amounts.values()) * 100 + Fraction(1, 2))
    cents = {name: floor(amount * 100) for name, amount in amounts.items()}
    for name in sorted(amounts, key=lambda one: cents[one] - amounts[one] * 100):
        if sum(cents.values()) == total:
            break
        cents[name] += 1
    return cents


@cache
def by_weights(percent):
    return parse(f"{HEAD}Share dispatch by {percent}% calls and {100 - percent}% population.")


numbers = st.integers(0, 10**7)


@settings(max_examples=CASES, deadline=None)
@given(
    st.lists(st.tuples(numbers, numbers), min_size=1, max_size=6),
    st.integers(0, 10**11),
    st.integers(0, 100),
)
def test_shares_add_up_to_the_cent_and_are_what_the_words_say(figures, cents, percent):
    names = [f"city {position}" for position in range(len(figures))]
    calls = dict(zip(names, (one for one, _ in figures), strict=True))
    people = dict(zip(names, (other for _, other in figures), strict=True))
    assume(sum(calls.values()) and sum(people.values()))
    drivers = Drivers.from_table({"calls": calls, "population": people}, {"budget": Fraction(cents, 100)})
    found = dict(evaluate(by_weights(percent), drivers).cents)
    owed = {
        name: Fraction(cents, 100)
        * (Fraction(percent, 100) * Fraction(calls[name], sum(calls.values()))
           + Fraction(100 - percent, 100) * Fraction(people[name], sum(people.values())))
        for name in names
    }  # fmt: skip
    assert sum(found.values()) == cents
    assert found == in_cents(owed)


WRITTEN = """\
Share dispatch by 80% calls and 20% population.
--
Share dispatch equally.
--
Charge $1.005 per call times calls to each member.
Share dispatch equally.
--
Share dispatch by calls / 3 calls rounded to 1.
--
Let load be total of calls.
Charge tiers of load (under 60 calls: $10; up to 90 calls: $20.50; otherwise: $3) to each member.
Share dispatch by calls as points + population as points rounded up to 7.
--
Share dispatch by calls.
Limit each member to at most 70% of budget; the difference falls on the others equally.
--
Share dispatch by calls.
Limit members with population over 400 people to between $1 and 95% of budget; the difference falls on nobody.
--
Share dispatch by calls.
Limit each member to at least 2% of budget; the difference falls on the others.
--
Share dispatch by calls.
Round shares to $5; the difference falls on the largest remainders.
--
Share dispatch by the greater of (share of calls, share of population).
--
Charge 1% of budget divided by the number of members to each member toward dispatch.
Share the rest of dispatch by brackets of calls (up to 10 calls: 1; up to 50 calls: 0.5; otherwise: 0.1).
--
Share dispatch by population.
Round shares down to the cent; the difference falls on nobody.
--
The lead agency is A or else B or else C or else D or else E.
Share dispatch by population.
Round shares up to the dollar; the difference falls on the lead agency.
"""
RULES = WRITTEN.split("--\n")
positive = st.one_of(st.integers(1, 50), st.integers(1, 10**8))


@settings(max_examples=MANY, deadline=None)
@given(
    st.sampled_from(RULES),
    st.lists(st.tuples(positive, positive), min_size=2, max_size=5),
    st.integers(1, 10**9),
)
def test_every_coalition_at_once_is_each_coalition_alone(rule, figures, cents):
    names = "ABCDE"[: len(figures)]
    drivers = Drivers.from_table(
        {
            "calls": dict(zip(names, (one for one, _ in figures), strict=True)),
            "population": dict(zip(names, (other for _, other in figures), strict=True)),
        },
        {"budget": Fraction(cents, 100)},
    )
    for absent in "CDE"[max(0, len(names) - 2) :]:
        rule = rule.replace(f" or else {absent}", "")
    formula = parse(HEAD + rule)
    try:
        together = evaluate_every_coalition(formula, drivers)
    except EvaluationError as error:
        with pytest.raises(EvaluationError):
            evaluate(formula, drivers, coalition=error.coalition)
        return
    for size in range(1, len(names) + 1):
        for group in combinations(names, size):
            assert together.of(group) == evaluate(formula, drivers, coalition=group).cents


def clamped(shares, least, most, direction, total):
    """The one t for which shares + t * direction, held between bounds, add up: found by halving."""

    def at(t):
        return [
            min(max(share + t * way, low), high)
            for share, way, low, high in zip(shares, direction, least, most, strict=True)
        ]

    low, high = -1.0, 1.0
    while sum(at(low)) > total and low > -1e12:
        low *= 2
    while sum(at(high)) < total and high < 1e12:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(at(middle)) < total else (low, middle)
    return at(high)


@settings(max_examples=MANY * 5, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 500), st.integers(0, 500), st.integers(0, 700)), min_size=2, max_size=6
    ),
    st.booleans(),
    st.sampled_from(["between lowest and highest", "at least lowest", "at most highest"]),
)
def test_caps_and_floors_move_the_difference_to_the_others(figures, equally, bounds):
    names = [f"city {position}" for position in range(len(figures))]
    weights = [one for one, _, _ in figures]
    lowest = [min(one, other) for _, one, other in figures]
    highest = [max(one, other) for _, one, other in figures]
    least = [-(10**9)] * len(names) if bounds == "at most highest" else lowest
    most = [10**9] * len(names) if bounds == "at least lowest" else highest
    total = 1000
    drivers = Drivers.from_table(
        {
            "calls": dict(zip(names, weights, strict=True)),
            "lowest": dict(zip(names, lowest, strict=True)),
            "highest": dict(zip(names, highest, strict=True)),
        },
        {"budget": total},
    )
    text = (
        "Each member has calls in calls.\n"
        "Each member has lowest in dollars.\nEach member has highest in dollars.\n"
        "The group has budget in dollars.\nPool dispatch costs budget.\nShare dispatch by calls.\n"
        f"Limit each member to {bounds}; the difference falls on the others"
        f"{' equally' if equally else ''}."
    )
    if not sum(least) <= total <= sum(most):
        with pytest.raises(EvaluationError, match="nobody is left to bear"):
            paid(text, drivers)
        return
    shares = [total * weight / sum(weights) for weight in weights]
    expected = clamped(shares, least, most, [1.0] * len(names) if equally else shares, total)
    found = evaluate(parse(text), drivers)
    assert found.total == total * 100
    assert [float(amount) for amount in found.unrounded.values()] == pytest.approx(expected, abs=1e-6)


def test_only_those_who_joined_count():
    text = f"{HEAD}Share dispatch by 80% calls and 20% population."
    # A and B: calls 1 : 2, people 2 : 1.
    assert paid(text, coalition=["B", "A"]) == {"A": 40000, "B": 60000}


def test_an_opted_pool_is_shared_by_who_joins_it_and_costs_nothing_without_them():
    text = (
        "Each member may join night crew.\nPool medics costs $90 for members that join night crew.\n"
        "Share medics equally.\n"
        "Charge $1 to each member."
    )
    drivers = Drivers.from_table({"night crew": {"A": "yes", "B": "no", "C": "yes"}})
    assert paid(text, drivers) == {"A": 4600, "B": 100, "C": 4600}
    assert paid(text, drivers, coalition=["B"]) == {"B": 100}
    assert evaluate_every_coalition(parse(text), drivers).of(["A", "B"]) == {"A": 9100, "B": 100}


DATED = Drivers.from_csv(
    "member,year,quarter,calls,billed,cost\n"
    + "".join(f"A,{2018 + q // 4},{q % 4 + 1},{10 + q},,\n" for q in range(8))
    + "".join(f"B,{2018 + q // 4},{q % 4 + 1},{40 - q},,\n" for q in range(8))
    + "A,2018,,,20,\nB,2018,,,80,\n,2018,,,,110\n,2019,,,,300\n"
)
BY_QUARTER = (
    "Each member has calls in calls by quarter.\nThe group has cost in dollars.\nPool d costs cost.\n"
)


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("the mean of calls over 4 quarters", {"A": 15.5, "B": 34.5}),
        ("the mean of calls over 2 quarters ending 3 quarters ago", {"A": 13.5, "B": 36.5}),
        ("the sum of calls over 8 quarters", {"A": 108, "B": 292}),
        ("calls", {"A": 17, "B": 33}),
        ("calls 1 year ago", {"A": 13, "B": 37}),
        ("calls 1 quarter ago", {"A": 16, "B": 34}),
        # (10 to 17) / 50, each quarter's share for itself
        ("the mean share of calls over 8 quarters", {"A": 13.5, "B": 36.5}),
    ],
)
def test_lags_and_rolling_means_look_back_by_the_period_asked_for(basis, expected):
    total = sum(expected.values())
    share = {name: round(30000 * amount / total) for name, amount in expected.items()}
    assert paid(f"{BY_QUARTER}Share d by {basis}.", DATED, year=2019) == share


def test_a_true_up_adds_what_last_year_would_have_cost_over_what_was_billed():
    text = f"{BY_QUARTER}Each member has billed in dollars.\nShare d equally.\nTrue up against billed."
    # 2018 would have been 55 each; A paid 20, B paid 80.
    assert paid(text, DATED, year=2019) == {"A": 15000 + 3500, "B": 15000 - 2500}


def test_a_phase_in_goes_a_part_of_the_way_each_year():
    text = f"{HEAD}Share dispatch by calls.\nPhase in from population over 4 years starting 2020."
    drivers = Drivers.from_table(
        {"calls": {"A": 1, "B": 3}, "population": {"A": 3, "B": 1}}, {"budget": 1000}, year=2021
    )
    assert paid(text, drivers) == {"A": 50000, "B": 50000}
    by_table = text.replace("over 4 years starting 2020", ": 10% in 2019, 20% in 2021 and 100% in 2022")
    assert paid(by_table, drivers) == {"A": 65000, "B": 35000}


def test_charges_toward_a_pool_leave_the_rest_to_be_shared_and_credits_add_to_it():
    text = f"{HEAD}Charge 60% of budget to C toward dispatch.\nCredit $100 to A from dispatch.\n"
    assert paid(f"{text}Share the rest of dispatch equally.") == {
        "A": 16667 - 10000,
        "B": 16667,
        "C": 60000 + 16666,
    }


def test_bills_add_up_to_the_share():
    found = evaluate(parse(f"{HEAD}Share dispatch by calls.\nBill in 7 parts."), THREE)
    assert found.installments["A"] == (1429, 1429, 1429, 1429, 1428, 1428, 1428)


def test_a_limit_can_fall_on_one_member_and_on_nobody():
    text = f"{HEAD}Share dispatch by calls.\nLimit each member to at most $500; the difference falls on "
    assert paid(f"{text}A.") == {"A": 30000, "B": 20000, "C": 50000}
    assert paid(f"{text}nobody.") == {"A": 10000, "B": 20000, "C": 50000}


@pytest.mark.parametrize(
    ("text", "asked", "message", "coalition"),
    [
        (
            HEAD + "Share dispatch by calls.",
            {"coalition": ["A", "D"]},
            "“D” is not a member.",
            (),
        ),
        (
            HEAD + "Each member has officers in officers.\nShare dispatch by officers.",
            {},
            "line 6: No “officers” of A is given.",
            ("A",),
        ),
        (
            HEAD + "Share dispatch by calls less 10 calls.",
            {"coalition": ["A"]},
            "line 5: “calls less 10 calls” adds up to 0, so nothing can be shared by it (for A)",
            ("A",),
        ),
        (
            HEAD + "Share dispatch by calls less 15 calls.",
            {},
            "line 5: “calls less 15 calls” of A is below 0, and cannot be a basis (for A + B + C)",
            ("A", "B", "C"),
        ),
        (
            HEAD + "Share dispatch by population / (calls less 20 calls).",
            {},
            "line 5: “calls less 20 calls” is 0 for B, and nothing can be divided by 0 (for A + B + C)",
            ("A", "B", "C"),
        ),
        (
            HEAD + "Charge $5 to C toward dispatch.\nShare the rest of dispatch equally.",
            {"coalition": ["A", "B"]},
            "line 5: C has not joined (write “, if joined” where it need not) (for A + B)",
            ("A", "B"),
        ),
        (
            HEAD + "Charge $600 to each member toward dispatch.\nShare the rest of dispatch equally.",
            {},
            "line 5: The charges toward “dispatch” pass what is left of it (for A + B + C)",
            ("A", "B", "C"),
        ),
        (
            HEAD + "Share dispatch by the mean of calls over 3 years.",
            {},
            "line 5: the mean of calls over 3 years needs a year, and none is asked for (A + B + C).",
            (),
        ),
    ],
)
def test_what_has_no_answer_names_city_coalition_word_and_line(text, asked, message, coalition):
    with pytest.raises(EvaluationError) as raised:
        evaluate(parse(text), THREE, **asked)
    assert (str(raised.value), raised.value.coalition) == (message, coalition)


def test_one_coalition_without_answer_is_named_among_all():
    with pytest.raises(EvaluationError) as raised:
        evaluate_every_coalition(parse(HEAD + "Share dispatch by calls less 10 calls."), THREE)
    assert raised.value.coalition == ("A",)


def test_a_missing_period_is_named():
    with pytest.raises(EvaluationError, match="No “calls” of A is given for quarter 1"):
        paid(f"{BY_QUARTER}Share d by the sum of calls over 4 quarters.", DATED.joined_with(
            Drivers.from_table({}, {"cost": 5}, year=2020)), year=2020, quarter=1)  # fmt: skip
    with pytest.raises(EvaluationError, match="The figures are of 2018 to 2019: name the year"):
        paid(f"{BY_QUARTER}Share d equally.", DATED)


def test_every_figure_leads_back_to_its_clause_and_drivers():
    found = evaluate(parse(f"{HEAD}Share dispatch by 80% calls and 20% population."), THREE)
    step = next(one for one in found.steps if one.clause == 5)
    assert (step.line, step.text) == (5, "Share dispatch by 80% calls and 20% population.")
    assert step.changes == {"A": 180, "B": 210, "C": 610}
    assert [(one.driver, one.member, one.value) for one in step.readings][:2] == [
        ("calls", "A", 10),
        ("calls", "B", 20),
    ]
    told = (
        "$180.00 by clause 5 (line 5): Share dispatch by 80% calls and 20% population. (calls 10; "
        "share of calls 0.1; 80% by calls $80.00; population 500; share of population 0.5; "
        "20% by population $100.00)"
    )
    assert found.why("A") == (told,)


@settings(max_examples=MANY, deadline=None)
@given(
    st.sampled_from(RULES[:-1]),
    st.lists(st.tuples(positive, positive), min_size=3, max_size=3),
    positive,
)
def test_what_the_steps_change_adds_up_to_the_share(rule, figures, cents):
    drivers = Drivers.from_table(
        {
            "calls": dict(zip("ABC", (one for one, _ in figures), strict=True)),
            "population": dict(zip("ABC", (other for _, other in figures), strict=True)),
        },
        {"budget": Fraction(cents, 100)},
    )
    try:
        found = evaluate(parse(HEAD + rule), drivers)
    except EvaluationError:
        assume(False)
    for member, share in found.cents.items():
        assert sum(step.changes.get(member, 0) for step in found.steps) == Fraction(share, 100)
