"""A formula over many draws of its figures at once."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from mutual.formulas.drivers import Drivers, When
from mutual.formulas.evaluation.evaluating import chosen, month_of
from mutual.formulas.evaluation.frame import Frame
from mutual.formulas.evaluation.running import Run
from mutual.formulas.formula import Formula
from mutual.formulas.language.names import key

Amounts = NDArray[np.float64]


def evaluate_every_draw(
    formula: Formula,
    drivers: Drivers,
    drawn: Mapping[tuple[str, When], Amounts],
    *,
    draws: int,
    year: int | None = None,
    coalition: Iterable[str],
) -> Amounts:
    """Return what each of ``coalition`` owes in every draw, in dollars before rounding.

    ``drawn`` has figures by driver and period, of shape ``(members, draws)`` in the order of ``coalition``
    or ``(1, draws)`` for the group; one column stands for all draws. They go before those of ``drivers``. The
    answer has shape ``(members, draws)`` and is computed in doubles.
    Raises ``EvaluationError`` naming the member and word where the formula has no answer in some draw.
    """
    given = tuple(coalition)
    names = chosen(formula, drivers, given)
    place = {key(name): row for row, name in enumerate(given)}
    order = [place[key(name)] for name in names]
    ordered = {
        (key(driver), when): figures if len(figures) < len(order) else figures[order]
        for (driver, when), figures in drawn.items()
    }
    frame = Frame(
        formula,
        drivers,
        names,
        np.ones((len(names), draws), dtype=np.bool_),
        month_of(drivers, year, 4),
        is_one=False,
        drawn=ordered,
    )
    run = Run(frame, frame.month)
    run.run()
    owed = np.empty((len(names), draws))
    owed[order] = run.owed().astype(np.float64)
    return owed
