"""How an instrument stands, concluded from what was done with it. Plain Python, without Django.

from interlocal.partnerships.instruments.lifecycle import Fact, Outcome, StepKind, standing_after

standing_after([Fact(StepKind.VOTE, Outcome.PASSED)], remaining=[StepKind.SIGNATURE])   # "passed"
"""

from .standing import Fact, standing_after
from .steps import OUTCOMES, Outcome, StepKind, closes_step, ends_adoption, skips_override

__all__ = [
    "OUTCOMES",
    "Fact",
    "Outcome",
    "StepKind",
    "closes_step",
    "ends_adoption",
    "skips_override",
    "standing_after",
]
