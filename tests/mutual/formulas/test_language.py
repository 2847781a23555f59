"""The text of a formula: what is printed reads the same, and mistakes are told by line, column and word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mutual.formulas.drawn import IS_FULL, clauses

from mutual.formulas import FormulaError, check, examples, parse
from mutual.formulas.language.parsing import read
from mutual.formulas.language.printing import printed

CASES = 3_000 if IS_FULL else 300
HEAD = """\
Each member has calls in calls by quarter.
Each member has population in people.
The group has budget in dollars.
Pool dispatch costs budget.
"""

UNLIKE = "calls and people do not go together; write “as ...” behind a figure to take it in another unit."


@settings(max_examples=CASES, deadline=None)
@given(st.lists(clauses, max_size=4), st.lists(st.sampled_from(["end", "x. y"]), max_size=2))
def test_what_is_printed_reads_as_what_it_came_from(drawn, closing):
    text = printed(drawn, closing if drawn else [])
    found = read(text)
    assert found.problems == ()
    assert found.clauses == tuple(drawn)
    assert printed(found.clauses, found.closing_notes) == text


PIECES = [
    ". ",
    "of",
    "(",
    ")",
    '"',
    "$",
    "%",
    ",",
    "by",
    "the",
    "9",
    ";",
    ":",
    "#",
    "\n",
    "Share",
    "é",
    "-",
    "member",
]


@settings(max_examples=CASES // 3, deadline=None)
@given(
    st.sampled_from([one.text for one in examples()]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(["", *PIECES])), max_size=6),
)
def test_no_text_breaks_the_reader_and_every_problem_lies_within_it(text, changes):
    for where, dropped, put in changes:
        start = int(where * len(text))
        text = text[:start] + put + text[start + dropped :]
    lines = text.split("\n")
    for problem in check(text):
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.place.length >= 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"Let a be {'(' * 5000}1{')' * 5000}.", None),
        (
            f"Let a be {' + '.join(['1'] * 5000)}.",
            "The sentence is nested too deeply; name parts of it with “Let”.",
        ),
        (f"Let a be {'9' * 5000}.", "A number has at most 40 characters."),
        ("Phase in from calls: 20% in 2024 and 120% in 2025.", "No more than 100% of the formula can hold."),
    ],
)
def test_what_is_too_much_is_told(text, message):
    messages = [problem.message for problem in check(HEAD + text + " Share dispatch equally.")]
    assert messages == ([] if message is None else [message])


def told(text):
    return [(one.line, one.column, one.message, one.suggestion) for one in check(text)]


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("Shrae dispatch by calls.", (5, 1, "No sentence begins with “Shrae”.", "Share")),
        ("Share dispatch bye calls.", (5, 16, "“bye” is read as part of a name.", "by")),
        ("Share dispatch by cals.", (5, 19, "“cals” is not known here.", "calls")),
        ("Share dispach by calls.", (5, 1, "No pool is called “dispach”.", "dispatch")),
        ("Share dispatch by calls", (5, 24, "The last sentence needs a full stop.", ".")),
        (
            "Share dispatch by 60% calls and 30% population.",
            (5, 19, "The weights add up to 90%, not 100%.", ""),
        ),
        (
            "Share dispatch by calls and population.",
            (5, 19, "Each of several needs its weight, such as 40%.", ""),
        ),
        (
            "Share dispatch by calls + population.",
            (
                5,
                19,
                UNLIKE,
                "",
            ),
        ),
        (
            "Share dispatch by budget.",
            (5, 19, "A share follows a figure that each member has; this is one of the whole group.", ""),
        ),
        (
            "Share dispatch by the mean of population over 8 quarters.",
            (5, 23, "“population” is counted by year, not by quarter.", ""),
        ),
        (
            "Share dispatch by the mean of calls over 8 quartrs.",
            (5, 44, "“quartrs” is not what can stand here: years, quarters or months.", "quarters"),
        ),
        (
            'Share dispatch by "calls.',
            (5, 19, "A quotation mark is missing its partner on this line.", ""),
        ),
        (
            "Share dispatch by tiers of calls (under 50 calls: 1; under 20 calls: 2; otherwise: 3).",
            (5, 60, "The edges must rise from tier to tier.", ""),
        ),
        (
            "Limit each member to at most $5; the difference falls on other.",
            (5, 58, "“other” is read as the name of a member.", "others"),
        ),
        ("Limit each member to at most $5.", (5, 32, "The sentence stops too early: ; should follow.", "")),
        ("Charge 5 calls to each member.", (5, 8, "This must be dollars, but is calls.", "")),
    ],
)
def test_a_mistake_is_told_by_its_place_and_the_word_meant(sentence, problem):
    assert problem in told(HEAD + sentence)


def test_a_sound_formula_has_no_problems():
    assert check(f"{HEAD}Share dispatch by 80% calls and 20% population.") == ()


def test_one_mistake_hides_no_other():
    text = HEAD + "Share dispatch by 60% cals and 30% population.\nCharg $5 to each member.\nBill montly.\n"
    assert [(line, suggestion) for line, _, _, suggestion in told(text)] == [
        (5, ""),
        (6, "Charge"),
        (7, "monthly"),
    ]


def test_what_an_unread_sentence_may_have_said_is_not_missed():
    text = "Each member has calls inn calls.\nPool dispatch costs $5.\nShare dispatch by calls."
    assert told(text) == [(1, 23, "“inn” is read as part of a name.", "in")]


def test_parse_raises_every_problem_with_the_first_in_its_message():
    with pytest.raises(FormulaError) as raised:
        parse(HEAD + "Share dispatch by cals.\nCharge $5 to Raytwon.\nMembers are.")
    assert [one.line for one in raised.value.problems] == [7]
    with pytest.raises(FormulaError) as raised:
        parse(HEAD + "Share dispatch by cals.\nShare dispatch by calls.")
    assert str(raised.value) == (
        "line 5, column 19: “cals” is not known here. Did you mean “calls”? (and 1 more)"
    )


def test_a_formula_knows_its_title_version_source_members_inputs_and_options():
    formula = parse(
        'Formula "Dispatch". Version "2". Source "Minutes of May".\nThe members are Raytown and Grandview.\n'
        "Each member may join paramedics.\n" + HEAD + "Share dispatch equally."
    )
    assert (formula.title, formula.version, formula.source) == ("Dispatch", "2", "Minutes of May")
    assert formula.members == ("Raytown", "Grandview")
    assert [one.name for one in formula.inputs] == ["calls", "population", "budget"]
    assert formula.options == ("paramedics",)


def test_notes_stay_with_their_sentence():
    formula = parse("Pool a costs $5. # as agreed in May\n# half each\nShare a equally.\n# the end\n")
    assert formula.formatted() == (
        "# as agreed in May\nPool a costs $5.\n# half each\nShare a equally.\n# the end\n"
    )
    assert parse(formula.formatted()) == formula


def test_capitals_and_line_breaks_do_not_count():
    one = parse("pool A costs $5.\nSHARE a\n  equally.")
    assert one == parse("Pool A costs $5. Share a equally.")


def test_a_charge_to_named_members_may_be_for_those_that_joined():
    written = "Each member may join radios.\nCharge $5 to Ash, Oak and Elm, if joined.\n"
    charge = read(written).clauses[-1]
    assert (charge.who.names, charge.if_joined) == (("Ash", "Oak", "Elm"), True)


def test_a_long_name_in_a_sentence_that_stops_too_early_is_read_at_once():
    # Ways of cutting a name into words would double with each of its letters.
    (problem,) = check(f"Pool {'dispatch' * 50} costs (calls + 3")
    assert problem.column == len(f"Pool {'dispatch' * 50} costs (calls + 3") + 1


def test_of_a_text_that_is_no_formula_a_hundred_sentences_are_told():
    assert len(check("a. " * 50_000)) == 100
