"""What an evaluation did, clause by clause."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from mutual.formulas.evaluation.arrays import Array
from mutual.formulas.evaluation.frame import Reading


@dataclass(frozen=True)
class Working:
    """Figures met on the way: a label, and one for each member, or one of the group under the name ``""``."""

    label: str
    figures: Mapping[str, Fraction]
    unit: str = ""


@dataclass(frozen=True)
class Step:
    """One clause at work.

    ``clause`` is its number in the legal text (0: rounding that no clause orders), ``line`` its line,
    ``text`` the clause in its one form. ``changes`` are dollars added to what each member pays, unrounded;
    ``workings`` how they came about; ``readings`` the given figures that were looked at.
    """

    clause: int
    line: int
    text: str
    changes: Mapping[str, Fraction]
    workings: tuple[Working, ...]
    readings: tuple[Reading, ...]


@dataclass(eq=False)
class Part:
    """What one clause makes each member pay, and toward which pool."""

    clause: int
    pool: str
    amounts: Array
