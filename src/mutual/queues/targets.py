"""What callers are promised: a share of calls answered within a time, often two of them."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from mutual.queues.figures import Figures, QueueError, number


class Target(NamedTuple):
    """``share`` of all calls answered within ``within`` seconds."""

    share: float
    within: float

    def __str__(self) -> str:
        return f"{100 * self.share:g} % within {self.within:g} s"


# NENA-STA-020, the standard for answering 9-1-1 calls: 90 % within 15 seconds and 95 % within 20.
NENA_STA_020 = (Target(0.90, 15.0), Target(0.95, 20.0))


def targets_of(given: Iterable[tuple[float, float]]) -> tuple[Target, ...]:
    """Return targets checked. Raises ``QueueError`` for none, and for a share that no staff can guarantee."""
    found = []
    pairs: Iterable[object] = given  # whatever a caller without types hands over
    for one in pairs:
        if not isinstance(one, tuple | list) or len(one) != 2:
            raise QueueError(f"A target is a share and seconds, such as (0.9, 15), not {one!r}.")
        share = number("The share of a target", one[0], above=True)
        within = number("The time of a target", one[1])
        if share >= 1.0:
            raise QueueError(
                f"A target of {100 * share:g} % within {within:g} s cannot be met: calls come at random, "
                "and no number of positions answers every one in time. Give a share below 1, such as 0.999."
            )
        found.append(Target(share, within))
    if not found:
        raise QueueError("Staffing needs a target, such as 90 % within 15 s: (0.9, 15).")
    return tuple(found)


def targets_said(targets: Iterable[Target]) -> str:
    """Return targets as a sentence has them."""
    return " and ".join(map(str, targets))


def as_rows(targets: tuple[Target, ...]) -> Figures:
    """Return the targets as rows of the share that may be missed and the seconds."""
    return np.array([(1.0 - one.share, one.within) for one in targets], dtype=np.float64)
