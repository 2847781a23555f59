"""The terms on which a center is staffed and paid for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mutual.queues.figures import Figures, QueueError, number, whole
from mutual.queues.staffing import check_cap, check_patience
from mutual.queues.targets import NENA_STA_020, Target, targets_of

YEAR = 365 / 7  # weeks
ByCity = float | Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class StaffingTerms:
    """Targets, working time and prices. What is given by city may be one figure for all.

    **Service.** ``targets`` are shares of calls and the seconds within which they are answered; ``patience``
    is the mean seconds that callers bear (``None``: they wait); ``most_occupied`` caps the share of time on
    calls; ``least`` are on duty at any hour, ``most`` at most (``None``: as many as it takes).

    **Working time.** ``paid_hours`` a year of one full-time equivalent, of which the share ``shrinkage`` is
    not spent on duty: leave, training, breaks.

    **Prices a year.** ``cost_per_fte`` by city. In a center of several cities it is ``joint_cost_per_fte``:
    the ``"highest"`` of its members' (the default: wages level up), their ``"mean"`` weighted by their staff
    alone, or a figure. ``cost_per_position`` for each position of the busiest hour; ``fixed`` for a center
    that a city has alone, ``joint_fixed`` for one of several (``None``: the highest of its members');
    ``connection`` for each city that is connected to a joint center.

    **Hidden duties** are ``hidden`` hours a week by city: what dispatchers do between calls (the front
    window, warrants, the jail) and somebody must still do. A city alone has them done in idle time, of which
    the share ``idle_usable`` serves. In a center of several cities the dispatchers sit elsewhere, and every
    member but the ``host`` pays for all its hours, at ``hidden_pay`` an hour by city (``None``: what an hour
    on duty costs it).

    Raises ``QueueError`` for figures that make no sense.
    """

    targets: Sequence[tuple[float, float]] = NENA_STA_020
    patience: float | None = None
    most_occupied: float | None = None
    least: int = 1
    most: int | None = None
    shrinkage: float = 0.0
    paid_hours: float = 2_080.0
    cost_per_fte: ByCity = 0.0
    joint_cost_per_fte: float | Literal["highest", "mean"] = "highest"
    cost_per_position: float = 0.0
    fixed: ByCity = 0.0
    joint_fixed: float | None = None
    connection: float = 0.0
    hidden: ByCity = 0.0
    hidden_pay: ByCity | None = None
    idle_usable: float = 1.0
    host: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "targets", targets_of(self.targets))
        check_patience(self.patience)
        check_cap(self.most_occupied)
        whole("The least positions", self.least)
        if self.most is not None:
            whole("The most positions", self.most, least=max(1, self.least))
        if number("The shrinkage", self.shrinkage, most=1.0) >= 1.0:
            raise QueueError("The shrinkage is the share of paid time not on duty; it must be below 1.")
        number("The paid hours a year", self.paid_hours, above=True, most=8_784.0)
        number("The share of idle time that serves hidden duties", self.idle_usable, most=1.0)
        for what, given in (
            ("The cost per position", self.cost_per_position),
            ("The cost of a connection", self.connection),
        ):
            number(what, given)
        if self.joint_fixed is not None:
            number("The fixed cost of a joint center", self.joint_fixed)
        if isinstance(self.joint_cost_per_fte, str):
            if self.joint_cost_per_fte not in {"highest", "mean"}:
                raise QueueError(
                    'The joint cost per FTE is "highest", "mean" or a figure, not '
                    f"{self.joint_cost_per_fte!r}."
                )
        else:
            number("The joint cost per FTE", self.joint_cost_per_fte)

    @property
    def wanted(self) -> tuple[Target, ...]:
        """The targets, as targets."""
        return targets_of(self.targets)

    @property
    def duty_hours(self) -> float:
        """Hours a year that one full-time equivalent is on duty."""
        return self.paid_hours * (1.0 - self.shrinkage)


def by_city(what: str, given: ByCity, cities: Sequence[str]) -> Figures:
    """Return one figure a city, shape ``(n,)``. Raises ``QueueError`` naming the city that lacks one."""
    if not isinstance(given, Mapping):
        return np.full(len(cities), number(what, given))
    odd = [name for name in given if name not in cities]
    if odd:
        raise QueueError(f"{what} names {odd[0]!r}, which is none of the cities ({', '.join(cities)}).")
    missing = [name for name in cities if name not in given]
    if missing:
        raise QueueError(f"{what} lacks {missing[0]!r}: give one figure for all, or one for each city.")
    return np.array([number(f"{what} of {name!r}", given[name]) for name in cities], dtype=np.float64)
