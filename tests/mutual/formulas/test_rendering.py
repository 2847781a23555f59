"""Formulas in words: for a reader, for a council, and what changed between two versions."""

from mutual.formulas import compare, explained, legal_text, parse
from mutual.formulas.rendering.plain import plain

TEXT = """\
Formula "Dispatch". Version "1".
The members are Raytown, Grandview and Lee's Summit.
The lead agency is Raytown or else Grandview.
Each member has calls in calls by quarter.
Each member has population in people.
Each member has billed in dollars.
Each member may join medics.
Pool dispatch costs $100,000.
Pool night crew costs $9,000 for members that join medics.
Charge 10% of dispatch to Raytown toward dispatch, if joined.
Credit $500 to the lead agency from dispatch.
Share the rest of dispatch by 60% calls and 40% population.
Share night crew equally.
Limit members with population under 5,000 people to between $100 and $900;
    the difference falls on the others equally.
Phase in from population over 3 years starting 2024.
True up against billed over 2 years.
Round shares up to the dollar; the difference falls on the lead agency.
Bill monthly.
"""
LIMIT = (
    "None of the members with population below 5,000 people pays less than $100 or more than $900; "
    "the others bear the difference equally."
)
PHASE = (
    "At first all is shared in proportion to population; the rules above take over by 1/3 a year, "
    "the first time in 2024."
)
TRUE_UP = (
    "What each of the last 2 years would have cost is compared with billed; 1/2 of each difference is added."
)
WEIGHTS = (
    "In the share of dispatch, calls counted for 60% and now counts for 70%. "
    "In the share of dispatch, population counted for 40% and now counts for 20%. "
    "In the share of dispatch, the equal part now counts for 10%."
)
BOUNDS = (
    "The least that may be paid was $100 and is now without limit. "
    "The most that may be paid was $900 and is now $950."
)
LETTERED = (
    "shall be apportioned among the Members that bear it as follows:\n"
    "    (a) 60% in the proportion that its figure bears to the sum over all of them, "
    "the figure being calls; and\n"
    "    (b) 40% in the proportion that its figure bears to the sum over all of them, "
    "the figure being population.\n"
)


def test_plain_words_tell_each_rule():
    assert [told for clause in parse(TEXT).clauses if (told := plain(clause))] == [
        "The members are Raytown, Grandview and Lee's Summit.",
        "Raytown is the lead agency; where Raytown has not joined, Grandview.",
        "A member may join medics or leave it.",
        "Dispatch costs $100,000.",
        "Night crew costs $9,000, for the members that have joined medics only.",
        "Raytown pays 10% of dispatch toward dispatch, where it has joined.",
        "The lead agency receives $500, which dispatch bears.",
        "What is left of dispatch is shared 60% in proportion to calls and 40% in proportion to population.",
        "Night crew is shared equally.",
        LIMIT,
        PHASE,
        TRUE_UP,
        "Shares are rounded up to multiples of $1, and the lead agency bears the difference.",
        "Bills are sent every month; together they are the share to the cent.",
    ]
    assert explained(parse(TEXT)).splitlines()[:2] == ["Dispatch", "Version 1"]


def test_legal_text_letters_the_parts_of_an_apportionment():
    text = legal_text(parse(TEXT))
    assert text.splitlines()[0] == "DISPATCH"
    assert LETTERED in text


def words(before, after):
    return [change.words for change in compare(parse(before), parse(after))]


def test_nothing_changed_between_a_formula_and_its_one_form():
    assert words(TEXT, parse(TEXT).formatted()) == []


def test_changes_are_told_in_words():
    after = (
        TEXT.replace("60% calls and 40% population", "70% calls, 20% population and 10% equally")
        .replace('Version "1"', 'Version "2"')
        .replace("Raytown, Grandview and", "Grandview, Belton and")
        .replace("The lead agency is Raytown or else Grandview", "The lead agency is Grandview")
        .replace("Charge 10% of dispatch to Raytown toward dispatch, if joined.\n", "")
        .replace("between $100 and $900", "at most $950")
        .replace("$100,000", "$120,000")
        .replace("Bill monthly", "Charge $5 to each member")
    )
    assert words(TEXT, after) == [
        "The version was “1” and is now “2”.",
        "Belton is now among the members. Raytown is no longer among the members.",
        "“The lead agency is Raytown or else Grandview” now reads “The lead agency is Grandview”.",
        "“dispatch” cost $100,000 and now costs $120,000.",
        WEIGHTS,
        BOUNDS,
        "Added: Charge $5 to each member.",
        "Removed: Charge 10% of dispatch to Raytown toward dispatch, if joined.",
        "Removed: Bill monthly.",
    ]


def test_an_order_that_matters_is_told():
    before = "Pool a costs $9.\nShare a equally.\n"
    before += "Limit each member to at most $5; the difference falls on nobody.\nCharge $1 to each member.\n"
    lines = before.splitlines(keepends=True)
    after = "".join([lines[0], lines[1], lines[3], lines[2]])
    assert words(before, after) == [
        "The order of the clauses changed; “Charge $1 to each member.” now comes earlier."
    ]
