"""Who a clause is about, for every coalition."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mutual.formulas.evaluation.arrays import Mask, anybody
from mutual.formulas.evaluation.figures import Calculator
from mutual.formulas.language import clauses as c
from mutual.formulas.language.names import key
from mutual.formulas.problems import EvaluationError, Place


@dataclass(frozen=True, eq=False)
class Selecting:
    """Finds members; ``month`` is the period in which conditions are looked at."""

    calculator: Calculator
    month: int | None

    def mask(self, who: c.Selector) -> Mask:
        """Return who is meant and joined: a row a member, a column a coalition."""
        frame = self.calculator.frame
        match who:
            case c.Everybody():
                return frame.joined
            case c.Joiners(option=option, joins=joins, place=place):
                chosen = np.asarray(
                    self.calculator.named(option, self.month, place) == int(joins), dtype=np.bool_
                )
                return frame.joined & chosen
            case c.Those(left=left, comparison=comparison, right=right):
                found = self.calculator.value(left, self.month)
                return frame.joined & self.calculator.holds(
                    found, comparison, self.calculator.value(right, self.month)
                )
            case c.Named(names=names, place=place):
                return frame.joined & self._rows(names, place)
            case c.TheLead():
                return self.lead()

    def present(self, who: c.Selector) -> None:
        """Raise where a named member, or every candidate for lead agency, has not joined."""
        frame = self.calculator.frame
        if isinstance(who, c.TheLead):
            frame.refuse("No lead agency has joined", ~anybody(self.lead()), who.place)
        if isinstance(who, c.Named):
            for name in who.names:
                absent = ~anybody(frame.joined & self._rows([name], who.place))
                frame.refuse(
                    f"{name} has not joined (write “, if joined” where it need not)", absent, who.place
                )

    def lead(self) -> Mask:
        """Return the lead agency of each coalition: the first of those named who joined."""
        frame = self.calculator.frame
        clause = next(one for one in frame.formula.clauses if isinstance(one, c.LeadAgency))
        found = np.zeros_like(frame.joined)
        for name in clause.names:
            row = frame.joined & self._rows([name], clause.place)
            found |= row & ~anybody(found)
        return found

    def _rows(self, names: Sequence[str], place: Place) -> Mask:
        frame = self.calculator.frame
        wanted = {key(name) for name in names}
        known = {key(name) for name in (*frame.drivers.members, *frame.formula.members)}
        for name in names:
            if key(name) not in known:
                raise EvaluationError(f"“{name}” is no member and has no drivers.", line=place.line)
        return np.array([[key(member) in wanted] for member in frame.members], dtype=np.bool_)
