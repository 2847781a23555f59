"""What else must be hidden so that the hidden figures cannot be worked out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutual.disclosure.network import Marks, Network, Whole, is_wide, widening, widths

STARTS = 12
_VARIED = 0.4  # by how much chance may change what hiding a figure costs


@dataclass(frozen=True, eq=False)
class Task:
    """What is to be protected, figures as in ``Network``.

    ``own`` marks what each attacker knows and ``enough`` the width that each figure needs against it, both of
    shape ``(attackers, figures)``; ``losses`` is what hiding a figure costs.
    """

    network: Network
    own: Marks
    enough: Whole
    losses: NDArray[np.float64]


def complemented(task: Task, primary: Marks, generator: np.random.Generator) -> Marks:
    """Return what to hide, ``primary`` included, so that every hidden figure is wide for every attacker.

    Greedy from several starts: for one figure after the other that is too narrow the cheapest path of
    figures that widens it is hidden too (J. Kelly, B. Golden and A. Assad, "Cell suppression: disclosure
    protection for sensitive tabular data", Networks 22, 1992), then what turns out not to be needed is shown
    again, the dearest first. Chance varies the costs and the order. Of the answers that lose least, chance
    takes one.
    """
    found = [_from_one_start(task, primary, generator) for _ in range(STARTS)]
    losses = np.array([task.losses[hidden].sum() for hidden in found])
    best = np.flatnonzero(losses <= losses.min() + 1e-9)
    return found[int(generator.choice(best))]


def _from_one_start(task: Task, primary: Marks, generator: np.random.Generator) -> Marks:
    varied = task.losses * (1 + _VARIED * generator.random(len(task.losses)))
    hidden = primary.copy()
    while True:
        width = widths(task.network, hidden, task.own, task.enough)
        narrow = np.argwhere((width >= 0) & (width < task.enough))
        if not len(narrow):
            break
        attacker, figure = narrow[int(generator.integers(len(narrow)))]
        shut = hidden | task.own[attacker]
        prices = np.where(shut, np.inf, varied)
        more = widening(
            task.network,
            hidden & ~task.own[attacker],
            prices,
            int(figure),
            int(task.enough[attacker, figure]),
        )
        assert len(more), "everything hidden is wide enough by the definition of enough"
        hidden[more] = True
    return _thinned(task, primary, hidden, varied)


def _thinned(task: Task, primary: Marks, hidden: Marks, varied: NDArray[np.float64]) -> Marks:
    """Show again whatever is not needed."""
    extra = np.flatnonzero(hidden & ~primary)
    for figure in extra[np.argsort(-varied[extra])]:
        hidden[figure] = False
        if not is_wide(task.network, hidden, task.own, task.enough):
            hidden[figure] = True
    return hidden
