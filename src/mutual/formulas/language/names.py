"""The words that a formula knows: drivers, options, definitions and pools."""

from dataclasses import dataclass
from typing import Literal

from mutual.formulas.language.expressions import Period
from mutual.formulas.language.units import Dimension
from mutual.formulas.problems import Place


@dataclass(frozen=True)
class Meaning:
    """What a word stands for, whether each member has one, its dimension, and how often it is counted."""

    kind: Literal["driver", "option", "definition", "pool"]
    of: Literal["member", "group"]
    unit: Dimension
    by: Period | None
    place: Place


def key(name: str) -> str:
    """Return a name as words are compared: capitals and blanks do not count."""
    return " ".join(name.casefold().replace("’", "'").split())
