"""Figures in doubt as a study file writes them."""

from collections.abc import Callable, Mapping

import numpy as np

from mutual.finance.correlation import Correlation, NotTogether, check_together
from mutual.finance.distributions import (
    Discrete,
    Distribution,
    FinanceError,
    LogNormal,
    Normal,
    Triangular,
    Uniform,
)
from mutual.finance.study.figures import Doubt
from mutual.finance.study_file.reader import Table, is_number, shown

_A_PAIR = 2


# The least and the greatest level of a draw, and the middle.
_EXTREMES = np.array([2.0**-54, 0.5, 1 - 2.0**-53])


def doubt(table: Table, name: str) -> Doubt:
    """Return a figure in doubt."""
    kinds = [kind for kind in _DISTRIBUTIONS if table.has(kind)]
    if len(kinds) != 1:
        table.refuse(f"give one of {', '.join(_DISTRIBUTIONS)}.")
    source = table.text("source", "")
    try:
        found = _DISTRIBUTIONS[kinds[0]](table, kinds[0])
    except FinanceError as error:
        if hasattr(error, "path"):
            raise
        table.refuse(str(error), kinds[0])
    with np.errstate(over="ignore", invalid="ignore"):
        if not np.isfinite(found.at(_EXTREMES)).all():
            table.refuse("its figures are too large to draw.", kinds[0])
    table.done()
    return Doubt(name, found, source)


def correlations(top: Table, doubts: Mapping[str, Doubt]) -> tuple[Correlation, ...]:
    """Return which figures in doubt move together."""
    found: list[Correlation] = []
    for inner in top.tables("correlations"):
        between = inner.texts("between")
        if len(between) != _A_PAIR:
            inner.refuse("two figures in doubt are needed.", "between")
        for name in between:
            inner.one_of(name, doubts, "figure in doubt", "between")
        rank = inner.number("rank")
        if not -1 < rank < 1:
            inner.refuse(
                f"{rank:g} does not lie between -1 and 1; what moves as one is one figure used twice.",
                "rank",
            )
        if any({one.one, one.other} == set(between) for one in found):
            inner.refuse(f"{between[0]!r} and {between[1]!r} are correlated twice.", "between")
        found.append(Correlation(between[0], between[1], rank, inner.text("source", "")))
        inner.done()
    try:
        check_together(found)
    except NotTogether as error:
        top.refuse(str(error), "correlations", error.pair, "rank")
    except FinanceError as error:
        top.refuse(str(error), "correlations")
    return tuple(found)


def _numbers(table: Table, key: str, names: tuple[str, ...]) -> dict[str, float]:
    """Return named numbers of a distribution, given as a list in order or as a table."""
    value = table.get(key)
    if isinstance(value, list):
        if len(value) != len(names) or not all(is_number(number) for number in value):
            table.refuse(f"numbers are needed for {', '.join(names)}, not {shown(value)}.", key)
        return dict(zip(names, map(float, value), strict=True))
    inner = table.table(key)
    found = {name: inner.number(name) for name in names}
    for bound in ("low", "high"):
        if key == "normal" and inner.has(bound):
            found[bound] = inner.number(bound)
    inner.done()
    return found


def _discrete(table: Table, key: str) -> Distribution:
    inner = table.table(key)
    values = inner.items("values")
    weights = inner.items("weights") if inner.has("weights") else None
    for name, given in (("values", values), ("weights", weights or [])):
        for number in given:
            if not is_number(number):
                inner.refuse(f"numbers are needed; {shown(number)} is none.", name)
    inner.done()
    return Discrete(values, weights)


_DISTRIBUTIONS: dict[str, Callable[[Table, str], Distribution]] = {
    "triangular": lambda table, key: Triangular(**_numbers(table, key, ("low", "mode", "high"))),
    "uniform": lambda table, key: Uniform(**_numbers(table, key, ("low", "high"))),
    "normal": lambda table, key: Normal(**_numbers(table, key, ("mean", "spread"))),
    "lognormal": lambda table, key: LogNormal(**_numbers(table, key, ("median", "spread"))),
    "discrete": _discrete,
}
