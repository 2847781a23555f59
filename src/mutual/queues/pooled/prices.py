"""What the staff of every group costs a year, line by line."""

import numpy as np

from mutual.queues.figures import Figures, QueueError
from mutual.queues.pooled.groups import heads, highest, sums
from mutual.queues.pooled.terms import YEAR, StaffingTerms, by_city

LINES = ("staff", "positions", "centers", "connections", "hidden duties")


def priced(
    cities: tuple[str, ...], terms: StaffingTerms, hours: Figures, busy: Figures, positions: Figures
) -> tuple[dict[str, Figures], Figures]:
    """Return the lines of cost a year, and the hidden hours a week that are paid for.

    ``hours`` on duty and ``busy`` hours on calls are a week; both and ``positions`` have the groups in their
    last axis, of size ``2**n``, and what is returned their shape.
    """
    members = heads(len(cities))
    joint = members > 1
    fte = hours * YEAR / terms.duty_hours
    fixed = highest(by_city("The fixed cost of a center", terms.fixed, cities))
    if terms.joint_fixed is not None:
        fixed = np.where(joint, terms.joint_fixed, fixed)
    duties, price = _hidden(cities, terms, hours - busy)
    lines = {
        "staff": fte * _pay(cities, terms, fte),
        "positions": positions * terms.cost_per_position,
        "centers": np.broadcast_to(fixed, hours.shape).copy(),
        "connections": np.broadcast_to(np.where(joint, members * terms.connection, 0.0), hours.shape).copy(),
        "hidden duties": price,
    }
    return lines, duties


def _pay(cities: tuple[str, ...], terms: StaffingTerms, fte: Figures) -> Figures:
    """Return what a full-time equivalent of each group costs a year."""
    own = by_city("The cost per FTE", terms.cost_per_fte, cities)
    joint = heads(len(cities)) > 1
    top = highest(own)
    if terms.joint_cost_per_fte == "highest":
        return top
    if terms.joint_cost_per_fte != "mean":
        return np.where(joint, float(terms.joint_cost_per_fte), top)
    alone = fte[..., 1 << np.arange(len(cities))]
    weights = np.moveaxis(sums(np.moveaxis(alone, -1, 0)), 0, -1)
    weighted = np.moveaxis(sums(np.moveaxis(alone * own, -1, 0)), 0, -1)
    return np.divide(weighted, weights, out=np.zeros_like(weights), where=weights > 0)


def _hidden(cities: tuple[str, ...], terms: StaffingTerms, idle: Figures) -> tuple[Figures, Figures]:
    """Return hidden hours a week that are paid for, and what they cost a year."""
    hours = by_city("The hidden hours a week", terms.hidden, cities)
    if terms.hidden_pay is None:
        pay = by_city("The cost per FTE", terms.cost_per_fte, cities) / terms.duty_hours
    else:
        pay = by_city("The pay of hidden duties", terms.hidden_pay, cities)
    if terms.host is not None and terms.host not in cities:
        raise QueueError(f"The host {terms.host!r} is none of the cities ({', '.join(cities)}).")
    duties = np.broadcast_to(sums(hours), idle.shape).copy()
    price = np.broadcast_to(sums(hours * pay), idle.shape).copy()
    masks = np.arange(1 << len(cities))
    for place, name in enumerate(cities):
        # Whose dispatchers still sit at home does them in idle time, as far as that goes.
        home = (masks == 1 << place) | ((masks >> place & 1 == 1) & (name == terms.host))
        spared = np.minimum(hours[place], idle[..., home] * terms.idle_usable)
        duties[..., home] -= spared
        price[..., home] -= spared * pay[place]
    return duties, price * YEAR
