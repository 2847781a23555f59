"""The real formulas: each gives, to the cent, the answer that was worked out by hand."""

import pytest
from tests.architecture.house import ROOT

from mutual.formulas import evaluate, evaluate_every_coalition, examples, explained, legal_text, parse

CASES = [
    pytest.param(example, case, id=f"{example.name}-{position}")
    for example in examples()
    for position, case in enumerate(example.cases)
]
EACH = [pytest.param(example, id=example.name) for example in examples()]
PAGE = ROOT / "docs/explanation/real-formulas.md"


def test_every_real_formula_is_there():
    assert sorted({example.number for example in examples()}) == list(range(1, 15))


@pytest.mark.parametrize(("example", "case"), CASES)
def test_the_answer_is_the_one_worked_out_by_hand(example, case):
    found = evaluate(example.formula(), example.drivers(), year=case.year, coalition=case.coalition or None)
    assert found.cents == case.answer
    assert {name: found.installments[name] for name in case.bills} == case.bills


@pytest.mark.parametrize("example", EACH)
def test_it_says_where_it_comes_from_and_what_is_synthetic(example):
    formula = example.formula()
    assert all([example.source, example.rule, example.synthetic, formula.title, formula.source])


@pytest.mark.parametrize("example", EACH)
def test_its_one_form_reads_the_same(example):
    assert parse(example.formula().formatted()) == example.formula()


@pytest.mark.parametrize("example", EACH)
def test_its_plain_words_stand_in_the_documentation(example):
    assert explained(example.formula()) in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("example", EACH)
def test_its_legal_text_numbers_every_clause(example):
    formula = example.formula()
    lines = legal_text(formula).splitlines()
    sections = [line for line in lines if line.startswith("Section ")]
    count = len(list(formula.numbered()))
    assert [line.split(".")[0] for line in sections[:count]] == [f"Section {n}" for n in range(1, count + 1)]
    assert sections[-1].split(". ")[1] == "Construction"


def test_every_coalition_of_an_example_is_each_alone():
    for example in examples():
        formula, drivers, year = example.formula(), example.drivers(), example.cases[0].year
        if example.number in {4, 5, 7} and example.name != "04-co-responders-by-population":
            continue  # without the county, or a larger agency, some have no answer
        together = evaluate_every_coalition(formula, drivers, year=year)
        for member in drivers.members:
            others = [name for name in drivers.members if name != member]
            alone = evaluate(formula, drivers, year=year, coalition=others)
            assert together.of(others) == alone.cents
