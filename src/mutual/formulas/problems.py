"""What is wrong with a formula, and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True)
class Place:
    """Where words stand in a text: ``line`` and ``column`` count from 1, ``length`` in characters."""

    line: int
    column: int
    length: int


@dataclass(frozen=True)
class Problem:
    """One thing to mend. ``suggestion`` is the word that was probably meant, or empty.

    ``may_follow`` tells a problem that may come from a sentence which could not be read.
    """

    message: str
    place: Place
    suggestion: str = ""
    may_follow: bool = field(default=False, compare=False, repr=False)

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self.place.line

    @property
    def column(self) -> int:
        """The column, from 1."""
        return self.place.column

    def __str__(self) -> str:
        meant = f" Did you mean “{self.suggestion}”?" if self.suggestion else ""
        return f"line {self.line}, column {self.column}: {self.message}{meant}"


class FormulaError(ValueError):
    """The formula cannot be used; ``problems`` says why and where, the first of them in the message."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        more = len(self.problems) - 1
        rest = f" (and {more} more)" if more else ""
        super().__init__(f"{self.problems[0]}{rest}")


class EvaluationError(ValueError):
    """The formula is sound, but has no answer for these figures.

    The message names the city, the group of cities, the word and the clause. ``coalition`` is the group for
    which there is no answer, ``line`` the line of the clause (0 where no clause is at fault).
    """

    def __init__(self, message: str, *, coalition: Iterable[str] = (), line: int = 0) -> None:
        self.coalition = tuple(coalition)
        self.line = line
        where = f"line {line}: " if line else ""
        super().__init__(f"{where}{message}")


class DriverError(ValueError):
    """The table of drivers cannot be used; the message names the row, or the city, driver and period."""


def meant(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to ``word``, or nothing where none is near."""
    lowered = {one.casefold(): one for one in known}
    near = get_close_matches(word.casefold(), lowered, n=1, cutoff=0.66)
    return lowered[near[0]] if near else ""
