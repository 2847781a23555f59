"""Complementary suppression where earlier releases of the table are out already."""

import numpy as np
from numpy.typing import NDArray

from mutual.disclosure.attackers import Setting
from mutual.disclosure.audit import asked, needed
from mutual.disclosure.network import Marks, is_wide
from mutual.disclosure.programs import Attack, Target
from mutual.disclosure.suppression import Task

_VARIED = 0.4


class _Guard:
    """Every attacker's view of the releases, kept while figures of the last are hidden and shown again."""

    def __init__(self, given: Setting) -> None:
        everything = np.ones_like(given.cells)
        self._given = given
        self._views = [given.attack(attacker, everything) for attacker in range(len(given.attackers))]
        self._needs: dict[tuple[int, Target], int] = {}

    def narrow(self, hidden: Marks) -> tuple[int, Target, frozenset[int]] | None:
        """Return an attacker, what it narrows too far, and what lets it; ``None`` where all is wide."""
        for attacker, view in enumerate(self._views):
            view.know(~hidden | self._given.own[attacker])
            for target in asked(self._given, hidden, attacker):
                reach = view.reach(target, self._given.rules.width)
                width = reach.high - reach.low
                if width < self._given.rules.width and width < self._need(attacker, view, target, hidden):
                    return attacker, target, reach.binding
        return None

    def _need(self, attacker: int, view: Attack, target: Target, hidden: Marks) -> int:
        if (attacker, target) not in self._needs:
            view.know(self._given.own[attacker])
            self._needs[attacker, target] = needed(self._given, view, target)
            view.know(~hidden | self._given.own[attacker])
        return self._needs[attacker, target]


def complemented_after(
    given: Setting, task: Task, primary: Marks, start: Marks, generator: np.random.Generator
) -> Marks:
    """Return what to hide, ``start`` extended where earlier releases ask for it, then thinned.

    For a figure that is too narrow one of the shown figures is hidden that hold its bound, which are those
    with a price in the linear program; the cheapest, chance varying what each costs. Then what turns out not
    to be needed is shown again, the dearest first. ``primary`` stays hidden.
    """
    guard = _Guard(given)
    varied = task.losses * (1 + _VARIED * generator.random(len(task.losses)))
    hidden = start.copy()
    while (found := guard.narrow(hidden)) is not None:
        attacker, _, binding = found
        hidden[_cheapest(binding, ~hidden & ~given.own[attacker], varied)] = True
    extra = np.flatnonzero(hidden & ~primary)
    for figure in extra[np.argsort(-varied[extra])]:
        hidden[figure] = False
        if not is_wide(task.network, hidden, task.own, task.enough) or guard.narrow(hidden) is not None:
            hidden[figure] = True
    return hidden


def _cheapest(binding: frozenset[int], shown: Marks, prices: NDArray[np.float64]) -> int:
    """Return the cheapest binding figure that can be hidden; where none is named, the cheapest of all."""
    named = np.zeros_like(shown)
    named[list(binding)] = True
    choice = shown & named if (shown & named).any() else shown
    return int(np.argmin(np.where(choice, prices, np.inf)))
