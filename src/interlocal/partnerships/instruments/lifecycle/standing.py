"""The standing of an instrument, concluded from the facts on record and the steps that remain."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .steps import Outcome, StepKind

_PASSED = {Outcome.PASSED, Outcome.AMENDED}
# The steps without which an instrument that passed is not adopted, where its procedure has them.
_BINDING = {
    StepKind.NUMBER,
    StepKind.SIGNATURE,
    StepKind.MAYOR,
    StepKind.OVERRIDE,
    StepKind.EFFECTIVE,
}


@dataclass(frozen=True)
class Fact:
    """One thing that was done, and how it came out."""

    kind: StepKind
    outcome: Outcome


def standing_after(
    facts: Sequence[Fact], *, remaining: Collection[StepKind], may_override: bool = True
) -> str:
    """Return the standing: draft, filed, passed, adopted or failed.

    ``facts`` stand in the order in which they happened, without those that were taken back. ``remaining``
    are the kinds of the steps not yet settled: what passed is adopted when none of them is binding.
    """
    standing = "draft"
    for fact in facts:
        if fact.outcome in _PASSED:
            standing = "passed"
        elif fact.outcome in {Outcome.FAILED, Outcome.SUSTAINED}:
            standing = "failed"
        elif fact.outcome == Outcome.VETOED:
            standing = "passed" if may_override else "failed"
        elif fact.outcome == Outcome.OVERRIDDEN:
            standing = "passed"
        elif standing == "draft" and fact.kind in {StepKind.BILL, StepKind.AGENDA, StepKind.READING}:
            standing = "filed"
    if standing == "passed" and not _BINDING & set(remaining):
        return "adopted"
    return standing
