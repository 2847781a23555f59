"""The kinds of step that take something down, and what each outcome does to the steps after it."""

from enum import StrEnum


class StepKind(StrEnum):
    """What a step takes down."""

    BILL = "bill"
    AGENDA = "agenda"
    READING = "reading"
    VOTE = "vote"
    NUMBER = "number"
    SIGNATURE = "signature"
    MAYOR = "mayor"
    OVERRIDE = "override"
    EFFECTIVE = "effective"


class Outcome(StrEnum):
    """How it came out."""

    DONE = "done"
    IN_FULL = "in-full"
    BY_TITLE = "by-title"
    PASSED = "passed"
    AMENDED = "amended"
    FAILED = "failed"
    TABLED = "tabled"
    SIGNED = "signed"
    UNSIGNED = "unsigned"
    VETOED = "vetoed"
    OVERRIDDEN = "overridden"
    SUSTAINED = "sustained"


OUTCOMES: dict[StepKind, tuple[Outcome, ...]] = {
    StepKind.BILL: (Outcome.DONE,),
    StepKind.AGENDA: (Outcome.DONE,),
    StepKind.READING: (Outcome.IN_FULL, Outcome.BY_TITLE, Outcome.TABLED),
    StepKind.VOTE: (Outcome.PASSED, Outcome.AMENDED, Outcome.FAILED, Outcome.TABLED),
    StepKind.NUMBER: (Outcome.DONE,),
    StepKind.SIGNATURE: (Outcome.SIGNED,),
    StepKind.MAYOR: (Outcome.SIGNED, Outcome.UNSIGNED, Outcome.VETOED),
    StepKind.OVERRIDE: (Outcome.OVERRIDDEN, Outcome.SUSTAINED, Outcome.TABLED),
    StepKind.EFFECTIVE: (Outcome.DONE,),
}


def closes_step(outcome: Outcome) -> bool:
    """Is the step done? What was tabled comes up again on its new day."""
    return outcome != Outcome.TABLED


def ends_adoption(outcome: Outcome, *, may_override: bool) -> bool:
    """Does nothing after it begin any more? A veto ends it where the procedure knows no vote after a veto."""
    if outcome == Outcome.VETOED:
        return not may_override
    return outcome in {Outcome.FAILED, Outcome.SUSTAINED}


def skips_override(outcome: Outcome) -> bool:
    """Is there nothing to override? So it is when the mayor did not veto."""
    return outcome in {Outcome.SIGNED, Outcome.UNSIGNED}
