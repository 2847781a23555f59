"""Ways of sharing and kinds of options, worked out by hand."""

import pytest

from mutual.finance import FinanceError, Leaver, read_study, run_study
from mutual.finance.study.sentences import between, pays_back

BASE = """
title = "Three cities"
cities = ["Grandview", "Independence", "Raytown"]
draws = 10
[years]
base = 2026
count = 2
[drivers.calls]
amounts = { Grandview = 1_000, Independence = 6_000, Raytown = 3_000 }
[drivers.alarms]
amounts = { Grandview = 0, Independence = 0, Raytown = 9 }
[baseline.staff]
amounts = { Grandview = 80_000, Independence = 300_000, Raytown = 150_000 }
[hidden.lobby]
amounts = { Grandview = 10_000, Independence = 0, Raytown = 20_000 }
"""
LEAD = """
[shares.contract]
contract = [
    { kind = "rate", driver = "calls", amount = 40 },
    { kind = "fixed", driver = "calls", amount = 5_000 },
]
[options.lead]
kind = "lead city"
lead = "Independence"
shares = ["contract"]
[[options.lead.cost]]
kind = "rate"
driver = "calls"
amount = 45
[[options.lead.transition]]
name = "links"
amount = 12_000
"""


def only(text):
    return run_study(read_study(BASE + text)).options[0]


def by_city(option, what, year):
    return {city.city: getattr(city, what)[year] / 100 for city in option.shares[0].cities}


def test_a_lead_city_pays_what_contract_prices_leave():
    option = only(LEAD)
    # Calls at 40 and 5,000 a city, and what each goes on paying for its lobby; links are the lead's in 2027.
    assert by_city(option, "pays", 0) == {
        "Grandview": 45_000 + 10_000,
        "Independence": 450_000 + 12_000 - 45_000 - 125_000,
        "Raytown": 125_000 + 20_000,
    }
    assert sum(by_city(option, "pays", 1).values()) == 450_000 + 30_000
    city = option.shares[0].city("Raytown")
    assert {name: line[0] for name, line in city.lines.items()} == {
        "lobby": 2_000_000,
        "part of what is shared": 12_500_000,
    }
    assert city.saves_if_leaves["Independence"] is None  # nobody else dispatches
    assert city.saves_if_leaves["Grandview"] == 500_000


def test_groups_without_the_lead_city_go_on_alone():
    share = only(LEAD).shares[0]
    # Grandview 80,000 - 55,000; Independence 300,000 - 292,000 and then 280,000; Raytown 150,000 - 145,000.
    assert [city.saves_a_year for city in share.cities] == [2_500_000, 1_400_000, 500_000]
    # Raytown's price is 10,000 a year below what it adds, which the others would keep without it.
    assert (share.stable, share.chance_stable) == (False, 0.0)
    assert share.leavers == (Leaver(("Grandview", "Independence"), 1.0, 1_000_000),)
    # No group without Independence has anybody to dispatch for it.
    assert share.city("Raytown").chance_stays == 1


def test_hours_are_paid_as_they_are_charged():
    option = only(
        """
[shares.charged]
charged = true
[options.swap]
kind = "staff exchange"
shares = ["charged"]
[[options.swap.exchanges]]
giver = "Independence"
receiver = "Raytown"
hours = 100
cost = 40
saves = 70
price = 50
"""
    )
    assert by_city(option, "pays", 0) == {
        "Grandview": 80_000,
        "Independence": 300_000 - 1_000,
        "Raytown": 150_000 - 2_000,
    }
    assert (option.saves_a_year, option.break_even) == (300_000, 2027)
    assert option.shares[0].city("Grandview").saves_if_leaves == {"Independence": 0, "Raytown": 0}


def test_percentages_are_taken_in_proportion_of_those_who_take_part():
    option = only(
        """
[shares.agreed]
percent = { Grandview = 10, Independence = 60, Raytown = 30 }
[options.joint]
kind = "joint agency"
members = ["Grandview", "Raytown"]
transition = false
shares = ["agreed"]
takes_over = ["lobby"]
[[options.joint.cost]]
kind = "fixed"
driver = "calls"
amount = 200_000
"""
    )
    assert by_city(option, "pays", 1) == {"Grandview": 50_000, "Independence": 300_000, "Raytown": 150_000}
    bystander = option.shares[0].city("Independence")
    assert (bystander.takes_part, bystander.saves_a_year, bystander.pays) == (False, 0, bystander.alone)
    assert option.members == ("Grandview", "Raytown")


def test_one_city_may_take_a_vendor_by_itself():
    option = only(
        """
[shares.calls]
drivers = { calls = 1 }
[options.vendor]
kind = "vendor"
transition = false
shares = ["calls"]
takes_over = ["lobby"]
[[options.vendor.cost]]
kind = "step"
driver = "calls"
size = 1_000
amount = 40_000
"""
    )
    # Alone Grandview would take the vendor at 40,000; by calls it pays the same, and nobody else would leave.
    share = option.shares[0]
    assert by_city(option, "pays", 0) == {"Grandview": 40_000, "Independence": 240_000, "Raytown": 120_000}
    assert share.stable
    assert share.city("Grandview").chance_better_alone == 0


def test_a_group_that_is_too_small_gets_no_grant():
    option = only(
        """
[shares.equal]
equal = true
[options.joint]
kind = "joint agency"
transition = false
shares = ["equal"]
takes_over = ["lobby"]
[[options.joint.cost]]
kind = "rate"
driver = "calls"
amount = 50
[[options.joint.grants]]
name = "state grant"
amount = 90_000
last = 2027
needs = 3
"""
    )
    assert (option.pays[0], option.pays[1]) == (41_000_000, 50_000_000)
    assert [(end.name, end.year, end.amount) for end in option.grants_end] == [
        ("state grant", 2028, 9_000_000)
    ]
    share = option.shares[0]
    # Of two years they pay two thirds of 910,000 together, and would pay 400,000 without Independence.
    assert not share.stable
    assert share.leavers[0].group == ("Grandview", "Raytown")
    assert share.leavers[0].saves_a_year == round(100 * (910_000 * 2 / 3 - 400_000) / 2)


def test_a_rule_that_cannot_divide_without_a_city_says_nothing_of_its_leaving():
    option = only(
        """
[shares.alarms]
drivers = { alarms = 1 }
[options.joint]
kind = "joint agency"
transition = false
shares = ["alarms"]
[[options.joint.cost]]
kind = "fixed"
driver = "calls"
amount = 10_000
"""
    )
    assert option.shares[0].city("Grandview").saves_if_leaves["Raytown"] is None
    assert option.shares[0].city("Grandview").saves_if_leaves["Independence"] is not None


def test_size_cannot_be_told_by_a_driver_that_a_city_has_none_of():
    with pytest.raises(
        FinanceError, match=r"'alarms' is 0 for 'Grandview': its size cannot be told by it\.$"
    ):
        only(
            """
[shares.equal]
equal = true
[options.joint]
kind = "joint agency"
transition = false
shares = ["equal"]
[[options.joint.cost]]
kind = "today"
driver = "alarms"
elasticity = 0.9
"""
        )


def test_capitals_in_the_names_of_a_formula_do_not_count():
    formula = """
[shares.text]
formula = '''
Each member has Calls in calls. The group has budget in dollars.
Pool a costs budget. Share a by Calls.
'''
[options.joint]
kind = "joint agency"
shares = ["text"]
transition = false
[[options.joint.cost]]
kind = "fixed"
driver = "calls"
amount = 100_000
"""
    (shares,) = run_study(read_study(BASE + formula)).options[0].shares
    assert [city.lines["part of what is shared"][0] for city in shares.cities] == [
        1_000_000,
        6_000_000,
        3_000_000,
    ]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (100, 400, "9 times in 10 it saves between $1 and $4"),
        (-100, 400, "9 times in 10 it saves between -$1 and $4"),
        (-400, -100, "9 times in 10 it loses between $1 and $4"),
    ],
)
def test_what_is_lost_reads_as_a_loss(low, high, said):
    assert between(low, high, "USD") == said


def test_what_never_pays_back_says_so():
    assert pays_back(None) == "does not break even within these years"
    assert pays_back(2031) == "breaks even in 2031"
