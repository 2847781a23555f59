import pytest

from interlocal.partnerships.instruments.lifecycle import OUTCOMES, Fact, Outcome, StepKind, standing_after

K, Out = StepKind, Outcome
FILED = [Fact(K.BILL, Out.DONE), Fact(K.AGENDA, Out.DONE)]
VETOED = [Fact(K.VOTE, Out.PASSED), Fact(K.MAYOR, Out.VETOED)]


@pytest.mark.parametrize(
    ("facts", "remaining", "standing"),
    [
        ([], [K.VOTE], "draft"),
        (FILED, [K.VOTE], "filed"),
        ([*FILED, Fact(K.VOTE, Out.TABLED)], [K.VOTE], "filed"),
        ([*FILED, Fact(K.VOTE, Out.PASSED)], [K.SIGNATURE], "passed"),
        ([*FILED, Fact(K.VOTE, Out.AMENDED)], [], "adopted"),
        ([*FILED, Fact(K.VOTE, Out.FAILED)], [K.SIGNATURE], "failed"),
        ([*FILED, Fact(K.VOTE, Out.PASSED), Fact(K.MAYOR, Out.VETOED)], [K.OVERRIDE], "passed"),
        (
            [Fact(K.VOTE, Out.PASSED), Fact(K.MAYOR, Out.VETOED), Fact(K.OVERRIDE, Out.SUSTAINED)],
            [],
            "failed",
        ),
        (
            [Fact(K.VOTE, Out.PASSED), Fact(K.MAYOR, Out.VETOED), Fact(K.OVERRIDE, Out.OVERRIDDEN)],
            [],
            "adopted",
        ),
        ([Fact(K.VOTE, Out.FAILED), Fact(K.VOTE, Out.PASSED)], [], "adopted"),
    ],
)
def test_standing_follows_from_what_was_done(facts, remaining, standing):
    assert standing_after(facts, remaining=remaining) == standing


def test_veto_without_a_vote_after_it_ends_the_adoption():
    facts = [Fact(K.VOTE, Out.PASSED), Fact(K.MAYOR, Out.VETOED)]
    assert standing_after(facts, remaining=[], may_override=False) == "failed"


def test_every_kind_of_step_has_an_outcome():
    assert set(OUTCOMES) == set(StepKind)
