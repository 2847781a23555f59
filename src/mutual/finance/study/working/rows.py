"""Rows of a working: each says its figures, the rule by which they come about, and the rows that it reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mutual.finance.distributions import Amounts, FinanceError
from mutual.finance.present_value import discount_factors, escalation
from mutual.finance.study.amounts import cents
from mutual.finance.study.figures import Figure, Growth, Years
from mutual.games import Allocation

Unit = Literal["money", "cents", "number", "part"]
Kind = Literal[
    "given",  # stands in the study file
    "growth",  # (1 + rate) for each year since the base year; the rows are the rates, the last one goes on
    "discount",  # (1 + rate) to the power -(years since the base year)
    "sum",
    "difference",  # the first row less all others
    "rest",  # 1 less the row
    "less one",  # the row less 1
    "product",
    "ratio",  # the first row over the second
    "power",  # the first row to the power of the second
    "root",
    "begun",  # begun steps: the first row over the second, rounded up
    "least",
    "worth",  # the first row's years times the second row, added up
    "cents",  # rounded to the cent, a half away from nothing
    "split",  # rounded so that all rows but the first add up: the first is one of them
    "level",  # worth as much every year as the first row is over the years, by the factors of the second
    "method",  # as the note says, from these rows
]
_SLACK = 1e-9  # of the largest figure that goes into a row
_HALF, _WHOLE = 0.501, 1.001  # cents that rounding may move


@dataclass(frozen=True)
class Row:
    """A figure for each year, or one in all.

    ``of`` are the keys of the rows that it is made of, in the order in which ``kind`` reads them. ``money``
    is in dollars before rounding, ``cents`` in whole cents. ``city`` is empty for what concerns several.
    """

    key: str
    name: str
    kind: Kind
    of: tuple[str, ...]
    values: tuple[float, ...]
    unit: Unit
    city: str = ""
    note: str = ""


class Rows:
    """Rows as they are written down. A row that the engine gives too is checked against it."""

    def __init__(self, years: Years, draw: Mapping[str, Amounts], sources: Mapping[str, str]) -> None:
        self.years, self.draw, self.sources = years, draw, sources
        self.found: dict[str, Row] = {}
        self._growths: dict[Growth, str] = {}

    def values(self, key: str) -> Amounts:
        """Return the figures of a row, in dollars where it is in cents."""
        row = self.found[key]
        found = np.array(row.values)
        return found / 100 if row.unit == "cents" else found

    def given(
        self, key: str, name: str, values: Sequence[float], unit: Unit, city: str = "", note: str = ""
    ) -> str:
        """Put down what the file gives."""
        if key not in self.found:
            self.found[key] = Row(key, name, "given", (), tuple(map(float, values)), unit, city, note)
        return key

    def method(self, key: str, name: str, of: Sequence[str], values: Amounts, city: str, note: str) -> str:
        """Put down dollars that the engine finds by a method that is not written out."""
        amounts = tuple(float(value) for value in np.atleast_1d(values))
        self.found[key] = Row(key, name, "method", tuple(of), amounts, "money", city, note)
        return key

    def put(
        self,
        key: str,
        name: str,
        kind: Kind,
        of: Sequence[str],
        unit: Unit = "money",
        *,
        city: str = "",
        engine: Amounts | Sequence[int] | None = None,
        by_year: bool = False,
    ) -> str:
        """Work a row out of others. ``engine`` is what the engine has for it, which is kept.

        ``by_year`` asks for a figure for each year, also where all are alike.

        Raises ``FinanceError`` where the two differ by more than rounding.
        """
        if key in self.found:
            return key
        operands = [self.values(one) for one in of]
        own = _split(of, operands) if kind == "split" else _RULES[kind](self.years, operands)
        if by_year:
            own = np.broadcast_to(own, (self.years.count,))
        if unit == "cents":
            values = self._whole(key, kind, own, engine)
        else:
            kept = own if engine is None else np.asarray(engine, dtype=np.float64)
            scale = max([1.0, *(float(np.abs(one).max(initial=0.0)) for one in (*operands, own))])
            if np.abs(own - kept).max(initial=0.0) > _SLACK * scale * self.years.count:
                raise FinanceError(f"The working of {name!r} does not come to what the engine has for it.")
            values = tuple(float(value) for value in np.broadcast_to(kept, own.shape))
        self.found[key] = Row(key, name, kind, tuple(of), values, unit, city)
        return key

    def check(self, key: str, engine: Amounts) -> None:
        """Compare a row with what the engine has for it; raises ``FinanceError`` where they differ."""
        own = self.values(key)
        scale = max(1.0, float(np.abs(own).max(initial=0.0)), float(np.abs(engine).max(initial=0.0)))
        if np.abs(own - engine).max(initial=0.0) > _SLACK * scale * 100:
            raise FinanceError(f"The working of {key!r} does not come to what the engine has for it.")

    def figure(self, key: str, name: str, figure: Figure, unit: Unit, city: str = "") -> str:
        """Put down a figure of the file, times the median of what is in doubt about it."""
        if not figure.doubt:
            return self.given(key, name, (figure.amount,), unit, city)
        doubt = self.given(
            f"doubt/{figure.doubt}",
            figure.doubt,
            tuple(self.draw[figure.doubt]),
            "part",
            note=self.sources.get(figure.doubt, ""),
        )
        if figure.amount == 1 and unit == "part":
            return doubt
        amount = self.given(f"{key}/amount", name, (figure.amount,), unit, city)
        return self.put(key, name, "product", (amount, doubt), unit, city=city)

    def growth(self, growth: Growth) -> str:
        """Put down an index of prices; empty where nothing grows."""
        if not any(rate.amount for rate in growth):
            return ""
        if growth not in self._growths:
            place = len(self._growths) + 1
            rates = [
                self.figure(f"growth/{place}/{turn}", "growth a year", rate, "part")
                for turn, rate in enumerate(growth)
            ]
            self._growths[growth] = self.put(
                f"growth/{place}", "growth since the base year", "growth", rates, "part"
            )
        return self._growths[growth]

    def _whole(
        self, key: str, kind: Kind, own: Amounts, engine: Amounts | Sequence[int] | None
    ) -> tuple[float, ...]:
        found = [cents(float(value)) for value in np.atleast_1d(own)]
        if engine is None:
            return tuple(map(float, found))
        kept = [int(value) for value in engine]
        allowed = _WHOLE if kind == "split" else _HALF
        slack = _SLACK * max(1.0, float(np.abs(own).max(initial=0.0))) * 100 * self.years.count
        if len(kept) != len(found) or any(
            abs(float(value) * 100 - whole) > allowed + slack
            for value, whole in zip(np.atleast_1d(own), kept, strict=True)
        ):
            raise FinanceError(f"The working of {key!r} does not come to what the engine has for it.")
        return tuple(map(float, kept))


def _split(of: Sequence[str], rows: list[Amounts]) -> Amounts:
    own, names = of[0], tuple(of[1:])
    return np.array([Allocation(names, year).in_cents()[own] / 100 for year in np.stack(rows[1:], axis=1)])


def _added(rows: list[Amounts]) -> Amounts:
    found: Amounts = np.zeros(1)
    for row in rows:
        found = found + row
    return found


def _product(rows: list[Amounts]) -> Amounts:
    found: Amounts = np.ones(1)
    for row in rows:
        found = found * row
    return found


_RULES: Mapping[Kind, Callable[[Years, list[Amounts]], Amounts]] = {
    "growth": lambda years, rows: escalation(rows, years.all, years.base)[:, 0],
    "discount": lambda years, rows: discount_factors(rows[0][0], years.all, years.base),
    "sum": lambda _years, rows: _added(rows),
    "difference": lambda _years, rows: rows[0] - _added(rows[1:]),
    "rest": lambda _years, rows: 1 - rows[0],
    "less one": lambda _years, rows: rows[0] - 1,
    "product": lambda _years, rows: _product(rows),
    "ratio": lambda _years, rows: rows[0] / rows[1],
    "power": lambda _years, rows: rows[0] ** rows[1],
    "root": lambda _years, rows: np.sqrt(rows[0]),
    "begun": lambda _years, rows: np.ceil(rows[0] / rows[1] - 1e-9),
    "least": lambda _years, rows: np.minimum(rows[0], rows[1]),
    "worth": lambda _years, rows: np.atleast_1d((rows[0] * rows[1]).sum()),
    "cents": lambda _years, rows: rows[0],
    "level": lambda _years, rows: np.atleast_1d((rows[0] * rows[1]).sum() / rows[1].sum()),
}
