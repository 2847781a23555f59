"""Figures in doubt as a study file writes them."""

from collections.abc import Callable

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
    table.done()
    return Doubt(name, found, source)


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
