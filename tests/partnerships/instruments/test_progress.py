"""What Home and the register count is what the matrix shows, and its cells say it in words."""

from datetime import timedelta

import pytest
from tests.factories.accounts import person_with
from tests.factories.instruments import NOW, TODAY, InstrumentFactory, StatementFactory, take_steps
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.partnerships.commitments.public import State, StepState
from interlocal.partnerships.instruments import actions, queries
from interlocal.partnerships.instruments.actions.packs import load_pack
from interlocal.partnerships.instruments.queries import Cell, Column
from interlocal.partnerships.instruments.templatetags.adoption import step_cell

COLUMN = Column("vote", "The <vote>")


@pytest.mark.django_db
def test_counts_are_those_of_the_matrix():
    (version, *_others) = load_pack(by=None, name="missouri", now=NOW)
    statement, adopted_everywhere, not_begun = StatementFactory.create_batch(3)
    names = ["Ashby", "Bolton", "Corley", "Dunmore"]
    councils = [JurisdictionFactory.create(name=name) for name in names]
    InstrumentFactory.create(statement=statement, adopted=True)
    InstrumentFactory.create(statement=not_begun)
    for adopted in (statement, adopted_everywhere):
        actions.start_adoption(
            by=None,
            statement=adopted,
            jurisdictions=councils if adopted == statement else councils[:1],
            version=version,
            starts_on=TODAY,
            now=NOW,
        )
        if adopted == adopted_everywhere:
            take_steps(adopted, councils[0])
    take_steps(statement, councils[0])
    take_steps(statement, councils[1], until="filed")
    coordinator = person_with("coordinator")
    for days in (0, 13, 20, 100):
        today = TODAY + timedelta(days=days)
        matrix = queries.adoption_matrix(coordinator, statement, today=today)
        (counted,) = queries.open_adoptions(coordinator, today=today)
        assert counted.statement == statement
        assert (counted.councils, counted.adopted, counted.late) == (
            len(matrix.rows),
            matrix.adopted,
            len(matrix.overdue_rows),
        )
    assert (counted.councils, counted.adopted, counted.late) == (5, 2, 3)


@pytest.mark.parametrize(
    ("step", "look", "words"),
    [
        (None, "ahead", "–"),
        (StepState("vote", "Vote", State.WAITING), "ahead", "later"),
        (StepState("vote", "Vote", State.SKIPPED), "ahead", "skipped"),
        (StepState("vote", "Vote", State.WITHDRAWN), "differs", "withdrawn"),
        (StepState("vote", "Vote", State.OPEN), "due", "no date"),
        (StepState("vote", "Vote", State.OPEN, due_on=TODAY), "due", ">Mar 10, 2026</time>"),
        (StepState("vote", "Vote", State.OVERDUE, due_on=TODAY, overdue_days=1), "late", "1 day late"),
        (StepState("vote", "Vote", State.OVERDUE, due_on=TODAY, overdue_days=4), "late", "4 days late"),
        (StepState("vote", "Vote", State.DONE, closed_on=TODAY), "done", ">Mar 10, 2026</time>"),
    ],
)
def test_a_cell_says_how_far_its_step_has_come(step, look, words):
    cell = step_cell(Cell(COLUMN, step))
    assert cell.startswith(f'<td data-label="The &lt;vote&gt;"><span class="il-cell il-cell--{look}">')
    assert f"{words}</span>" in cell


def test_a_cell_opens_the_commitment_and_shows_its_evidence():
    step = StepState("vote", "Vote", State.DONE, closed_on=TODAY, evidence="5 to 0 <b>", commitment="c" * 16)
    cell = step_cell(Cell(COLUMN, step))
    assert f'<a class="il-cell il-cell--done" href="/commitments/{"c" * 16}/">' in cell
    assert '<span class="il-cell__note">5 to 0 &lt;b&gt;</span>' in cell
