"""A table with totals as a network, in which what an attacker can work out is a largest flow.

A row is a node, a column is a node, and so are the two ends of the whole. Each figure is the flow along one
arc: a cell from its row to its column, a row total from the source to its row, a column total from its
column to the sink, the grand total from the sink back to the source. What enters a node leaves it: that is
all that the totals say. An attacker knows the flow of some arcs. Every other table that agrees with what is
known differs from the true one by flows along cycles of unknown arcs, so the most by which a figure can be
larger is the largest flow from the head of its arc back to its tail, and whole numbers stay whole (L. Ford
and D. Fulkerson 1956; for tables L. Cox, "Suppression methodology and statistical disclosure control", JASA
75, 1980).
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

FREE = 1 << 40  # room of a figure without an upper limit
Whole = NDArray[np.int64]
Marks = NDArray[np.bool_]


class Network(NamedTuple):
    """The arcs of a table's figures, row by row; ``most`` is what everybody knows each cannot pass."""

    tails: Whole
    heads: Whole
    nodes: int
    values: Whole
    most: Whole


def network_of(figures: Whole, most: Whole) -> Network:
    """Return the network of a table with totals, shape ``(rows + 1, columns + 1)``, and of limits alike."""
    rows, columns = figures.shape[0] - 1, figures.shape[1] - 1
    source, sink = rows + columns, rows + columns + 1
    tails = np.empty(figures.shape, dtype=np.int64)
    heads = np.empty(figures.shape, dtype=np.int64)
    tails[:rows] = np.arange(rows)[:, None]
    tails[:rows, columns] = source
    tails[rows, :columns] = rows + np.arange(columns)
    tails[rows, columns] = sink
    heads[:, :columns] = rows + np.arange(columns)
    heads[:rows, columns] = np.arange(rows)
    heads[rows, :columns] = sink
    heads[rows, columns] = source
    values = np.ascontiguousarray(figures, dtype=np.int64).ravel()
    return Network(tails.ravel(), heads.ravel(), rows + columns + 2, values, most.ravel())


@njit(cache=True)
def room_of(network: Network, free: Marks) -> Whole:
    """Return by how much flow can grow from node to node where only ``free`` figures may change."""
    room = np.zeros((network.nodes, network.nodes), dtype=np.int64)
    for figure in range(len(free)):
        if free[figure]:
            tail, head = network.tails[figure], network.heads[figure]
            room[tail, head] = network.most[figure] - network.values[figure]
            room[head, tail] = network.values[figure]
    return room


@njit(cache=True)
def _push(room: Whole, start: int, end: int, most: int) -> int:
    """Send flow along shortest paths until there is none or ``most`` has gone; ``room`` is what is left.

    Source: J. Edmonds and R. Karp, Journal of the ACM 19 (1972).
    """
    nodes = room.shape[0]
    before = np.empty(nodes, dtype=np.int64)
    queue = np.empty(nodes, dtype=np.int64)
    sent = 0
    while sent < most:
        before[:] = -1
        before[start] = start
        queue[0] = start
        first, last = 0, 1
        while first < last and before[end] < 0:
            node = queue[first]
            first += 1
            for other in range(nodes):
                if before[other] < 0 and room[node, other] > 0:
                    before[other] = node
                    queue[last] = other
                    last += 1
        if before[end] < 0:
            break
        step = most - sent
        node = end
        while node != start:
            step = min(step, room[before[node], node])
            node = before[node]
        node = end
        while node != start:
            room[before[node], node] -= step
            room[node, before[node]] += step
            node = before[node]
        sent += step
    return sent


@njit(cache=True)
def _without(network: Network, room: Whole, figure: int) -> Whole:
    left = room.copy()
    tail, head = network.tails[figure], network.heads[figure]
    left[tail, head] = 0
    left[head, tail] = 0
    return left


@njit(cache=True)
def moves(network: Network, room: Whole, figure: int, enough: int) -> tuple[int, int]:
    """Return by how much a figure can be larger and smaller; the search ends where that is ``enough``."""
    tail, head = network.tails[figure], network.heads[figure]
    most = min(enough, network.most[figure] - network.values[figure])
    up = _push(_without(network, room, figure), head, tail, most)
    if up >= enough:
        return up, 0
    down = _push(_without(network, room, figure), tail, head, min(enough - up, network.values[figure]))
    return up, down


@njit(cache=True)
def _unknown(hidden: Marks, own: Marks) -> Marks:
    free = hidden.copy()
    for figure in range(len(free)):
        if own[figure]:
            free[figure] = False
    return free


@njit(cache=True)
def widths(network: Network, hidden: Marks, own: Marks, enough: Whole) -> Whole:
    """Return the width of every hidden figure's interval, up to ``enough``; -1 where nothing is asked.

    ``own`` marks what each attacker knows, ``enough`` what width each figure needs against it: both have
    shape ``(attackers, figures)``. A figure is looked at where it is hidden, not known and its ``enough`` is
    above 0.
    """
    found = np.full(own.shape, -1, dtype=np.int64)
    for attacker in range(own.shape[0]):
        free = _unknown(hidden, own[attacker])
        room = room_of(network, free)
        for figure in range(len(free)):
            if free[figure] and enough[attacker, figure] > 0:
                up, down = moves(network, room, figure, enough[attacker, figure])
                found[attacker, figure] = up + down
    return found


@njit(cache=True)
def is_wide(network: Network, hidden: Marks, own: Marks, enough: Whole) -> bool:
    """Is every interval that ``widths`` would measure as wide as it must be?"""
    for attacker in range(own.shape[0]):
        free = _unknown(hidden, own[attacker])
        room = room_of(network, free)
        for figure in range(len(free)):
            if free[figure] and enough[attacker, figure] > 0:
                up, down = moves(network, room, figure, enough[attacker, figure])
                if up + down < enough[attacker, figure]:
                    return False
    return True


@njit(cache=True)
def _steps(
    room: Whole, network: Network, prices: NDArray[np.float64], need: int
) -> tuple[NDArray[np.float64], Whole]:
    """Return the price of each step with room for ``need``, and the figure to hide for it or -1."""
    nodes = room.shape[0]
    price = np.full((nodes, nodes), np.inf)
    opened = np.full((nodes, nodes), -1, dtype=np.int64)
    for node in range(nodes):
        for other in range(nodes):
            if room[node, other] >= need:
                price[node, other] = 0.0
    for figure in range(len(prices)):
        if np.isfinite(prices[figure]):
            tail, head = network.tails[figure], network.heads[figure]
            if network.most[figure] - network.values[figure] >= need:
                price[tail, head] = prices[figure]
                opened[tail, head] = figure
            if network.values[figure] >= need:
                price[head, tail] = prices[figure]
                opened[head, tail] = figure
    return price, opened


@njit(cache=True)
def _path(price: NDArray[np.float64], start: int, end: int) -> Whole:
    """Return which node comes before each on the cheapest path, -1 where none does (E. Dijkstra 1959)."""
    nodes = price.shape[0]
    cost = np.full(nodes, np.inf)
    before = np.full(nodes, -1, dtype=np.int64)
    done = np.zeros(nodes, dtype=np.bool_)
    cost[start] = 0.0
    for _ in range(nodes):
        node = -1
        for other in range(nodes):
            if not done[other] and cost[other] < np.inf and (node < 0 or cost[other] < cost[node]):
                node = other
        if node < 0 or node == end:
            break
        done[node] = True
        for other in range(nodes):
            if cost[node] + price[node, other] < cost[other]:
                cost[other] = cost[node] + price[node, other]
                before[other] = node
    return before


@njit(cache=True)
def _cheapest(
    room: Whole, network: Network, prices: NDArray[np.float64], path: tuple[int, int, int]
) -> Whole:
    """Return what to hide for the cheapest path from ``path[0]`` to ``path[1]`` with room for ``path[2]``.

    ``prices`` is infinite for what cannot be hidden any more. Empty where no path is.
    """
    start, end, need = path
    price, opened = _steps(room, network, prices, need)
    before = _path(price, start, end)
    found = np.empty(room.shape[0], dtype=np.int64)
    count = 0
    node = end
    while before[node] >= 0:
        if opened[before[node], node] >= 0:
            found[count] = opened[before[node], node]
            count += 1
        node = before[node]
    return found[:count]


@njit(cache=True)
def _sum(prices: NDArray[np.float64], figures: Whole) -> float:
    total = 0.0
    for figure in figures:
        total += prices[figure]
    return total


@njit(cache=True)
def widening(network: Network, free: Marks, prices: NDArray[np.float64], figure: int, enough: int) -> Whole:
    """Return what to hide beside ``free``, at the least price, so that an interval grows to ``enough``.

    One path is added to the largest flow, upwards or downwards, whichever costs less; where none has room for
    all that is missing, one that has room for a part. Empty where hiding helps no more.
    """
    tail, head = network.tails[figure], network.heads[figure]
    larger = _without(network, room_of(network, free), figure)
    smaller = larger.copy()
    up = _push(larger, head, tail, min(FREE, network.most[figure] - network.values[figure]))
    down = _push(smaller, tail, head, network.values[figure])
    best = np.empty(0, dtype=np.int64)
    for need in (max(1, enough - up - down), 1):
        least = np.inf
        if network.most[figure] - network.values[figure] - up >= need:
            found = _cheapest(larger, network, prices, (head, tail, need))
            if len(found):
                best, least = found, _sum(prices, found)
        if network.values[figure] - down >= need:
            found = _cheapest(smaller, network, prices, (tail, head, need))
            if len(found) and _sum(prices, found) < least:
                best = found
        if len(best):
            break
    return best
