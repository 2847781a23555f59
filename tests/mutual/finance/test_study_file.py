"""Study files: what they may say, and what is said when they cannot be used."""

import tomllib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.architecture.house import ROOT
from tests.mutual.finance.made import plans, written

from mutual.finance import (
    Correlation,
    FinanceError,
    StudyError,
    central,
    drawn,
    evidence,
    read_study,
    run_study,
    simulate,
    study_result,
)
from mutual.finance.study_file.lines import line_of, lines_of_keys
from mutual.formulas import example_named

EXAMPLES = sorted((ROOT / "src" / "mutual" / "finance" / "examples").glob("*.toml"))
STUDY = """\
title = "Two cities"
cities = ["Grandview", "Raytown"]
[years]
base = 2026
count = 3
discount = 0.03
[drivers.calls]
amounts = { Grandview = 24_000, Raytown = 27_000 }
[baseline.staff]
growth = "wages"
amounts = { Grandview = 905_000, Raytown = 930_000 }
[hidden.lobby]
amounts = { Grandview = 0, Raytown = 90_000 }
[doubt.wages]
triangular = [0.02, 0.03, 0.05]
[shares.calls]
drivers = { calls = 1 }
[options.joint]
kind = "joint agency"
shares = ["calls"]
[[options.joint.cost]]
kind = "rate"
driver = "calls"
amount = 30
[[options.joint.transition]]
name = "moving"
amount = 150_000
"""
FORMULA = '''[shares.formula]
formula = """
Formula "Dispatch".
Each member has calls in calls.
The group has budget in dollars.
Pool dispatch costs budget.
Share dispatch by calls.
"""
pays = "budget"
'''


def refused(text):
    with pytest.raises(StudyError) as found:
        read_study(text, name="study.toml")
    return found.value


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "Two cities"\n', "", "'title' is missing."),
        ("title =", "titel =", "'title' is missing. Is 'titel' meant for it?"),
        ("cities = [", "cities = 5 # [", "line 2, cities: a list with something in it is needed, not 5."),
        ('"Raytown"]', '"Grandview"]', "line 2, cities: 'Grandview' stands there twice."),
        ("base = 2026", "base = 26", "line 4, years.base: 26 does not lie between 1900 and 2200."),
        ("count = 3", "count = 3.5", "line 5, years.count: a whole number is needed, not 3.5."),
        (
            "discount = 0.03",
            "discount = 3",
            "line 6, years.discount: a rate a year lies between -1 and 1, such as 0.03 for 3 %; 3 does not.",
        ),
        (
            "Raytown = 27_000",
            "Raytwon = 27_000",
            (
                "line 8, drivers.calls.amounts.Raytwon: "
                "there is no city called 'Raytwon'; did you mean 'Raytown'?"
            ),
        ),
        (
            ", Raytown = 27_000",
            "",
            "line 8, drivers.calls.amounts: 'Raytown' is missing; write 0 if it has none.",
        ),
        (
            "Raytown = 27_000",
            "Raytown = -1",
            "line 8, drivers.calls.amounts.Raytown: -1 is negative; an amount of 0 or more is needed.",
        ),
        (
            "Raytown = 27_000",
            "Raytown = nan",
            "line 8, drivers.calls.amounts.Raytown: a number or the name of a doubt is needed, not nan.",
        ),
        (
            'growth = "wages"',
            'growth = "wage"',
            "line 10, baseline.staff.growth: there is no doubt called 'wage'; did you mean 'wages'?",
        ),
        ('growth = "wages"', "growth = 0.03", "line 14, doubt.wages: no figure uses this doubt."),
        (
            "triangular = [0.02, 0.03, 0.05]",
            "triangular = [0.02, 0.01, 0.05]",
            (
                "line 15, doubt.wages.triangular: low (0.02), mode (0.01) and high (0.05) must stand in "
                "order, and low below high."
            ),
        ),
        (
            "triangular = [0.02, 0.03, 0.05]",
            "triangular = [0.02, 0.05]",
            "line 15, doubt.wages.triangular: numbers are needed for low, mode, high, not [0.02, 0.05].",
        ),
        (
            "drivers = { calls = 1 }",
            "drivers = { cals = 1 }",
            "line 17, shares.calls.drivers.cals: there is no driver called 'cals'; did you mean 'calls'?",
        ),
        (
            "drivers = { calls = 1 }",
            "percent = { Grandview = 40, Raytown = 50 }",
            "line 17, shares.calls.percent: the percentages add up to 90, not to 100.",
        ),
        (
            "drivers = { calls = 1 }",
            'solution = "nucleoulus"',
            (
                "line 17, shares.calls.solution: "
                "there is no solution called 'nucleoulus'; did you mean 'nucleolus'?"
            ),
        ),
        (
            'shares = ["calls"]',
            'shares = ["call"]',
            (
                "line 20, options.joint.shares: "
                "there is no way of sharing called 'call'; did you mean 'calls'?"
            ),
        ),
        (
            'kind = "joint agency"',
            'kind = "lead city"',
            "line 18, options.joint: 'lead' is missing.",
        ),
        (
            'kind = "rate"',
            'kind = "rat"',
            (
                "line 22, options.joint.cost[1].kind: "
                "there is no kind of cost called 'rat'; did you mean 'rate'?"
            ),
        ),
        (
            "amount = 30\n",
            "amount = 30\namout = 5\n",
            "line 25, options.joint.cost[1].amout: 'amout' is not known here; did you mean 'amount'?",
        ),
        (
            '[[options.joint.transition]]\nname = "moving"\namount = 150_000\n',
            "",
            (
                "line 18, options.joint: say what moving costs ([[transition]]), or write transition = "
                "false if it costs nothing."
            ),
        ),
        (
            "amount = 150_000",
            "amount = 150_000\nyears = [2030]",
            "line 28, options.joint.transition[1].years: 2030 is none of the years 2027 to 2029.",
        ),
        (
            'name = "moving"',
            'name = "lobby"',
            "line 18, options.joint: two lines are called 'lobby'.",
        ),
        (
            "Grandview = 24_000, Raytown = 27_000",
            "Grandview = 0, Raytown = 0",
            "'calls' divides by 'calls', which is 0 in 2027 for all who take part in 'joint'.",
        ),
    ],
)
def test_a_mistake_is_said_with_its_line_its_key_and_what_was_meant(old, new, message):
    assert STUDY.count(old) >= 1
    where = "study.toml, " if message.startswith("line ") else "study.toml: "
    assert str(refused(STUDY.replace(old, new, 1))) == where + message


def test_the_place_of_a_mistake_can_be_read_by_a_page():
    found = refused(STUDY.replace("Raytown = 27_000", "Raytown = true"))
    assert (found.path, found.line) == (("drivers", "calls", "amounts", "Raytown"), 8)


def test_what_is_not_toml_is_said_with_its_line():
    assert str(refused("title = \n")).startswith(
        "study.toml is not TOML: Invalid value (at line 1, column 9)"
    )


def test_a_number_of_thousands_of_digits_is_refused():
    assert str(refused(f"year = {'9' * 5000}\n")) == (
        "study.toml holds a whole number of thousands of digits."
    )


@pytest.mark.parametrize(
    ("old", "new", "more", "message"),
    [
        ("Share dispatch", "Shrae dispatch", 0, "shares.formula.formula: line 5, column 1: "),
        (
            'pays = "budget"',
            'pays = "bugdet"',
            7,
            "shares.formula.pays: there is no figure of the group in ",
        ),
        ("has calls in calls", "has people in people", 0, "shares.formula.formula: "),
        (
            'pays = "budget"',
            'pays = "budget"\ngroup = { cap = 4 }',
            8,
            "shares.formula.group.cap: there is no ",
        ),
    ],
)
def test_a_mistake_in_a_formula_is_said_in_its_place(old, new, more, message):
    text = STUDY.replace("[options.joint]", FORMULA + "[options.joint]")
    first = text.split("\n").index('formula = """') + 1
    found = str(refused(text.replace(old, new)))
    assert found.startswith(f"study.toml, line {first + more}, {message}")


def test_a_formula_shares_as_the_rule_that_says_the_same():
    text = STUDY.replace("[options.joint]", FORMULA + "[options.joint]")
    study = read_study(text.replace('shares = ["calls"]', 'shares = ["calls", "formula"]'))
    by_driver, by_formula = run_study(study, draws=50).options[0].shares
    assert by_formula.words == "by the formula “Dispatch”"
    assert [city.pays for city in by_formula.cities] == [city.pays for city in by_driver.cities]


CORRELATED = """[drivers.people]
amounts = { Grandview = "growth", Raytown = 5 }
[doubt.growth]
uniform = [1, 2]
[[correlations]]
between = ["wages", "growth"]
rank = 0.6
source = "a survey"
"""


def test_correlated_doubts_are_read_with_their_source():
    study = read_study(STUDY + CORRELATED)
    assert study.correlations == (Correlation("wages", "growth", 0.6, "a survey"),)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            '["wages", "growth"]',
            '["wages", "grwth"]',
            5,
            "between: there is no figure in doubt called 'grwth'; ",
        ),
        ('["wages", "growth"]', '["wages"]', 5, "between: two figures in doubt are needed."),
        ('["wages", "growth"]', '["wages", "wages"]', 5, "between: 'wages' stands there twice."),
        ("rank = 0.6", "rank = 1", 6, "rank: 1 does not lie between -1 and 1; "),
        ("rank = 0.6", "rank = nan", 6, "rank: a number is needed, not nan."),
        ("rank = 0.6\n", "", 4, " 'rank' is missing."),
        ("rank = 0.6", "rank = 0.6\nrnk = 1", 7, "rnk: 'rnk' is not known here; did you mean 'rank'?"),
    ],
)
def test_a_mistake_in_a_correlation_is_said_in_its_place(old, new, line, message):
    place = len(STUDY.splitlines()) + 1 + line
    found = str(refused(STUDY + CORRELATED.replace(old, new)))
    assert found.startswith(f"study.toml, line {place}, correlations[1]")
    assert message in found


def test_correlations_that_no_figures_can_have_name_the_pair():
    text = (
        STUDY
        + CORRELATED
        + """[drivers.size]
amounts = { Grandview = "size", Raytown = 5 }
[doubt.size]
uniform = [1, 2]
[[correlations]]
between = ["growth", "size"]
rank = 0.9
[[correlations]]
between = ["size", "wages"]
rank = -0.9
"""
    )
    found = refused(text)
    assert found.path == ("correlations", 2, "rank")
    assert "'size' and 'wages' cannot have rank correlation -0.9 beside the others" in str(found)


def test_figures_that_move_together_have_one_sobol_index():
    found = study_result(simulate(read_study(STUDY + CORRELATED), draws=10), sobol=64).influences
    assert [one.doubt for one in found] == ["wages and growth"]
    assert (found[0].first, found[0].total) == (pytest.approx(1, abs=0.15), pytest.approx(1, abs=0.15))


def test_the_study_itself_may_ask_for_sobol_indices():
    study = read_study("sobol = 64\n" + STUDY)
    drawn_so = simulate(study, draws=10)
    assert study_result(drawn_so).influences == study_result(drawn_so, sobol=64).influences != ()
    assert study_result(drawn_so, sobol=0).influences is None
    assert "line 1, sobol: samples for Sobol indices are 64, 128, 256, ..., not 65." in str(
        refused("sobol = 65\n" + STUDY)
    )


def test_a_pair_is_correlated_once():
    again = '[[correlations]]\nbetween = ["growth", "wages"]\nrank = 0.1\n'
    found = str(refused(STUDY + CORRELATED + again))
    assert "correlations[2].between: 'growth' and 'wages' are correlated twice." in found


def test_what_moves_together_widens_what_is_added_up():
    apart = STUDY.replace("amount = 30", 'amount = { amount = 30, times = "price" }') + (
        "[doubt.price]\nuniform = [0.8, 1.2]\n"
    )
    apart = apart.replace("triangular = [0.02, 0.03, 0.05]", "uniform = [-0.2, 0.2]")
    tied = '[[correlations]]\nbetween = ["wages", "price"]\nrank = {}\n'
    widths = [
        run_study(read_study(apart + more), draws=4_000).options[0].saving
        for more in (tied.format(-0.9), "", tied.format(0.9))
    ]
    against, free, along = (width.p95 - width.p5 for width in widths)
    # A saving is what is paid alone less what is paid together: the two cancel where they move as one.
    assert along < free < against


LIBRARY = """[shares.formula]
formula = "library:narcotics-task-force"
driver_names = { population = "calls", "assessed value" = "calls" }
"""


def test_a_formula_can_come_from_the_library_by_name():
    example = example_named("09")
    text = STUDY.replace("[options.joint]", LIBRARY + "[options.joint]")
    study = read_study(text.replace('shares = ["calls"]', 'shares = ["calls", "formula"]'))
    assert study.rule("formula").text == example.text
    by_driver, by_formula = run_study(study, draws=20).options[0].shares
    assert [city.pays for city in by_formula.cities] == [city.pays for city in by_driver.cities]


def test_an_unknown_formula_of_the_library_is_said_with_the_name_meant():
    text = STUDY.replace("[options.joint]", LIBRARY.replace("narcotics", "narcotic") + "[options.joint]")
    assert str(refused(text)).endswith(
        "shares.formula.formula: no example is called 'narcotic-task-force'; did you mean "
        "'narcotics-task-force'?"
    )


def test_a_formula_follows_the_drivers_of_each_draw():
    doubtful = 'amounts = { Grandview = { amount = 24_000, times = "size" }, Raytown = 27_000 }'
    text = STUDY.replace("amounts = { Grandview = 24_000, Raytown = 27_000 }", doubtful)
    text = text.replace("[shares.calls]", "[doubt.size]\nuniform = [0.2, 3]\n[shares.calls]")
    floor = FORMULA.replace(
        "Share dispatch by calls.",
        "Share dispatch by calls.\nLimit each member to at least $300,000; "
        "the difference falls on the others.",
    ).replace("[shares.formula]", "[shares.floor]")
    text = text.replace("[options.joint]", FORMULA + floor + "[options.joint]")
    study = read_study(text.replace('shares = ["calls"]', 'shares = ["calls", "formula", "floor"]'))
    found = simulate(study, draws=500)
    by_driver = found.outcome("joint", "calls").pays
    assert np.allclose(found.outcome("joint", "formula").pays, by_driver, rtol=1e-12)
    # Each draw by hand: the floor binds in some draws and not in others, and the other city pays the rest.
    size = drawn(study.distributions(), seed=study.seed, first=0, count=500)["size"]
    kept = [0, 90_000]
    once = np.array([150_000, 0, 0])
    together = 30 * (24_000 * size[:, None] + 27_000) + once
    own = np.maximum(together * (24_000 * size / (24_000 * size + 27_000))[:, None], 300_000)
    own = np.minimum(own, together - 300_000)
    assert 0 < (own[:, 1] == 300_000).mean() < 1
    expected = np.stack([own + kept[0], together - own + kept[1]], axis=2)
    assert np.allclose(found.outcome("joint", "floor").pays, expected, rtol=1e-12)


def test_a_formula_without_answer_in_some_draw_is_refused_by_city_and_word():
    text = STUDY.replace("Grandview = 24_000,", 'Grandview = { amount = 24_000, times = "size" },')
    text = text.replace("[shares.calls]", "[doubt.size]\nuniform = [-0.2, 3]\n[shares.calls]")
    text = text.replace("[options.joint]", FORMULA + "[options.joint]").replace('["calls"]', '["formula"]')
    study = read_study(text)
    with pytest.raises(
        FinanceError, match=r"'formula' in 2027, for 'joint': line 5: “calls” of Grandview is "
    ):
        run_study(study, draws=400)


def test_history_may_not_say_what_the_study_works_out():
    history = 'history = """\ncity,year,calls\nGrandview,2027,5\nRaytown,2027,6\n"""\n'
    text = STUDY.replace("[options.joint]", FORMULA + history + "[options.joint]")
    text = text.replace('shares = ["calls"]', 'shares = ["formula"]')
    assert "the history gives 'calls' for 2027, which the study works out." in str(refused(text))


def test_a_formula_that_collects_another_sum_is_refused():
    text = STUDY.replace("[options.joint]", FORMULA + "[options.joint]").replace(
        "Pool dispatch costs budget.", "Pool dispatch costs 90% of budget."
    )
    text = text.replace('shares = ["calls"]', 'shares = ["formula"]')
    assert "the formula collects" in str(refused(text))
    assert "is to be shared." in str(refused(text))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_read(path):
    study = read_study(path.read_text(encoding="utf-8"), name=path.name)
    assert study.note.startswith("Synthetic")


def test_without_ranges_those_that_research_supports_are_taken_with_their_source():
    study = read_study(next(path for path in EXAMPLES if path.stem == "evidence").read_text(encoding="utf-8"))
    assert [doubt.name for doubt in study.doubts] == [evidence.ELASTICITY.name, evidence.SAVING.name]
    prior = evidence.ELASTICITY.distribution
    assert (prior.low, prior.mode, prior.high) == (0.90, 0.97, 1.03)
    part = study.options[0].costs[0]
    assert part.elastic == (False, True, True, False)  # over 50,000 people
    assert study.findings == evidence.FINDINGS
    assert all(finding.source for finding in study.findings)


def test_a_table_of_costs_needs_every_group_once():
    cost = '[[options.joint.cost]]\nkind = "rate"\ndriver = "calls"\namount = 30\n'
    table = '[[options.joint.cost]]\nkind = "table"\n'
    table += 'costs = { Grandview = 9, Raytown = 8, "Raytown, Grandview" = 12 }\n'
    study = read_study(STUDY.replace(cost, table))
    assert [figure.amount for figure in study.options[0].costs[0].costs] == [0, 9, 8, 12]
    together = table.replace("Grandview = 9, Raytown = 8, ", "")
    assert [one.amount for one in read_study(STUDY.replace(cost, together)).options[0].costs[0].costs] == [
        0,
        0,
        0,
        12,
    ]
    vendor = STUDY.replace('"joint agency"', '"vendor"').replace(cost, together)
    assert "the group 'Grandview' is missing." in str(refused(vendor))
    short = table.replace(', "Raytown, Grandview" = 12', "")
    assert "the group 'Grandview, Raytown' is missing." in str(refused(STUDY.replace(cost, short)))
    twice = table.replace(" = 12", ' = 12, "Grandview,Raytown" = 3')
    assert "this group is named twice." in str(refused(STUDY.replace(cost, twice)))


def test_a_table_asks_only_for_groups_that_can_do_it_together():
    cost = '[[options.joint.cost]]\nkind = "rate"\ndriver = "calls"\namount = 30\n'
    table = '[[options.joint.cost]]\nkind = "table"\ncosts = { "Grandview,Raytown" = 12, "A,Raytown" = 9 }\n'
    more = (
        STUDY.replace(cost, table)
        .replace('"Grandview", "Raytown"]', '"Grandview", "Raytown", "A"]')
        .replace("Raytown = 27_000", "Raytown = 27_000, A = 1_000")
        .replace("Raytown = 930_000", "Raytown = 930_000, A = 1_000")
        .replace("Raytown = 90_000", "Raytown = 90_000, A = 0")
    )
    assert "the group 'Grandview, A' is missing." in str(refused(more))
    lead = more.replace('"joint agency"', '"lead city"\nlead = "Raytown"')
    assert "the group 'Grandview, Raytown, A' is missing." in str(refused(lead))
    two = more.replace('kind = "joint agency"', 'kind = "joint agency"\nmembers = ["Grandview", "Raytown"]')
    assert read_study(two).options[0].members == (0, 1)


@pytest.mark.parametrize("part", ["1.5", "-0.1", '"wages"', '{ amount = 0.9, times = "wide" }'])
def test_take_up_is_a_part_between_0_and_1_in_every_draw(part):
    text = STUDY.replace("[shares.calls]", f"[take_up]\nRaytown = {part}\n[shares.calls]")
    text += "[doubt.wide]\nuniform = [0.5, 1.2]\n"
    if part == '"wages"':
        assert (
            read_study(text.replace("[doubt.wide]\nuniform = [0.5, 1.2]\n", "")).take_up[1].doubt == "wages"
        )
    else:
        assert "between 0 and 1 is needed, in every draw." in str(refused(text)).replace("no figure", "")


def test_a_city_that_brings_half_counts_half_where_use_counts_and_in_full_where_size_does():
    text = STUDY.replace("[shares.calls]", "[take_up]\nRaytown = 0.5\n[shares.calls]")
    by_use, by_size = (
        run_study(read_study(one), draws=1).options[0].shares[0]
        for one in (text, text.replace("[drivers.calls]\n", "[drivers.calls]\nsize = true\n"))
    )
    parts = [one.city("Raytown").lines["part of what is shared"][1] for one in (by_use, by_size)]
    # 30 a call: Grandview 24,000 calls, Raytown 13,500 or all of its 27,000.
    assert parts == [30 * 13_500 * 100, 30 * 27_000 * 100]
    rest = by_use.city("Raytown").lines
    assert rest["today's service, not moved"] == tuple(round(one / 2) for one in by_use.city("Raytown").alone)
    assert set(rest["lobby"]) == {45_000 * 100}


def test_part_of_todays_cost_grows_with_the_volume():
    text = STUDY.replace("[baseline.staff]", "[baseline.staff]\nfollows = { calls = 0.5 }").replace(
        "[drivers.calls]", "[drivers.calls]\ngrowth = 0.1"
    )
    flat = run_study(read_study(STUDY), draws=1).options[0].alone
    grown = run_study(read_study(text), draws=1).options[0].alone
    assert [round(after / before, 6) for before, after in zip(flat, grown, strict=True)] == [
        1.05,
        1.105,
        1.1655,
    ]
    assert "a part between 0 and 1 is needed, such as 0.6; 2 is none." in str(
        refused(text.replace("calls = 0.5", "calls = 2"))
    )


def test_every_study_of_one_fingerprint_is_the_same_study():
    one, same, other = (
        read_study(STUDY),
        read_study("# a note\n" + STUDY),
        read_study(STUDY.replace("30\n", "31\n")),
    )
    assert one.fingerprint() == same.fingerprint() != other.fingerprint()
    assert central(one.distributions())["wages"][0] == pytest.approx(0.0327, abs=1e-4)


@given(plans())
def test_every_key_at_the_beginning_of_a_line_is_found(plan):
    text = written(plan)
    lines = lines_of_keys(text)
    rows = text.split("\n")
    for path, line in lines.items():
        assert str(path[-1]) in rows[line - 1] or isinstance(path[-1], int)
    assert line_of(lines, ("years", "count")) == rows.index(f"count = {plan['years']['count']}") + 1


@given(st.lists(st.text("ab\"'#[]{}.= \\", max_size=6), min_size=1, max_size=4, unique=True))
def test_keys_of_any_letters_are_found_on_their_lines(names):
    def quoted(name):
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'

    text = "".join(
        f"[{quoted(name)}]\nlist = [ # [\n  \"]\", '[',\n]\ntext = '''\n[x]\n'''\n{quoted(name)}.z = 1\n"
        for name in names
    )
    assert list(tomllib.loads(text)) == names
    lines = lines_of_keys(text)
    for place, name in enumerate(names):
        assert lines[name,] == 1 + 8 * place
        assert (lines[name, "list"], lines[name, "text"]) == (2 + 8 * place, 5 + 8 * place)
        assert lines[name, name, "z"] == 8 + 8 * place
