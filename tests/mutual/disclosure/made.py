"""Tables to try things on, and two slow ways to find out what an attacker can say of a hidden figure."""

import os

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from mutual.disclosure import CountTable, Release, Rules

IS_FULL = os.environ.get("FULL", "") not in {"", "0"}
CITIES = ("Blue Springs", "Grandview", "Independence", "Lee's Summit", "Raytown", "Belton", "Liberty")
GROUPS = ("career", "pay", "schedule", "manager", "health", "place", "other")
TINY = Rules(threshold=2, width=2, cities=1, new_responses=0)


def named(counts):
    counts = np.array(counts)
    return CountTable(CITIES[: counts.shape[0]], GROUPS[: counts.shape[1]], counts)


def realistic(generator, rows=5, columns=5, responses=60):
    """A table of cities of uneven size whose reasons differ a little from city to city."""
    sizes = np.maximum(6, np.round(responses * np.exp(0.6 * generator.normal(size=rows)))).astype(int)
    shares = np.array([0.32, 0.24, 0.19, 0.15, 0.10, 0.06, 0.04][:columns])
    return named(
        [generator.multinomial(size, generator.dirichlet(30 * shares / shares.sum())) for size in sizes]
    )


def grown(generator, table, responses=25):
    """The table a year later."""
    more = [
        generator.multinomial(
            generator.poisson(responses), generator.dirichlet(np.full(table.counts.shape[1], 6))
        )
        for _ in table.rows
    ]
    return CountTable(table.rows, table.columns, table.counts + np.array(more))


@st.composite
def tiny_tables(draw, most=6):
    """A few responses in two or three rows and columns."""
    rows, columns = draw(st.sampled_from([(2, 2), (2, 3), (3, 2), (3, 3)]))
    cells = draw(st.lists(st.integers(0, rows * columns - 1), max_size=most))
    return named(np.bincount(cells, minlength=rows * columns).reshape(rows, columns))


@st.composite
def tiny_releases(draw, table):
    """A table of which any figures are hidden, well or badly."""
    size = table.figures.size
    marks = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    return Release(table, np.array(marks).reshape(table.figures.shape))


def totalled(tables):
    """Tables of shape (many, rows, columns) with their totals."""
    across = np.concatenate([tables, tables.sum(axis=2, keepdims=True)], axis=2)
    return np.concatenate([across, across.sum(axis=1, keepdims=True)], axis=1)


def possible_tables(release, own, cap, limits=None, most=400_000):
    """Every table with cells up to ``cap`` that agrees with what is shown; ``None`` for too many."""
    counts, hidden = release.table.counts, release.hidden.copy()
    if own is not None:
        hidden[release.table.rows.index(own)] = False
    unknown = np.argwhere(hidden[:-1, :-1])
    if (cap + 1) ** len(unknown) > most:
        return None
    many = (cap + 1) ** len(unknown)
    choices = np.indices((cap + 1,) * len(unknown)).reshape(len(unknown), many)
    tables = np.repeat(counts[None], many, axis=0)
    for place, (row, column) in enumerate(unknown):
        tables[:, row, column] = choices[place]
    figures = totalled(tables)
    fits = (figures[:, ~hidden] == release.table.figures[~hidden]).all(axis=1)
    for row, limit in (limits or {}).items():
        fits &= figures[:, release.table.rows.index(row), -1] <= limit
    return figures[fits]


def bounds_by_programs(releases, own, target, since=None):
    """The least and largest value of a figure ``(release, row, column)``, by integer programs over the cells.

    ``None`` where nothing limits it. ``since`` takes the figure of an earlier release away.
    """
    rows, columns = releases[0].table.counts.shape
    size = rows * columns

    def sums(release, row, column):
        picked = np.zeros((len(releases), rows, columns))
        picked[release, slice(None) if row == rows else row, slice(None) if column == columns else column] = 1
        return picked.ravel()

    equal, values = [], []
    for number, release in enumerate(releases):
        hidden = release.hidden.copy()
        for name in (own,) if isinstance(own, str) else own or ():
            hidden[release.table.rows.index(name)] = False
        for row, column in np.argwhere(~hidden):
            equal.append(sums(number, row, column))
            values.append(release.table.figures[row, column])
    constraints = [LinearConstraint(np.array(equal), values, values)] if equal else []
    for number in range(len(releases) - 1):
        later = np.zeros((size, len(releases) * size))
        later[:, (number + 1) * size : (number + 2) * size] = np.eye(size)
        later[:, number * size : (number + 1) * size] -= np.eye(size)
        constraints.append(LinearConstraint(later, 0, np.inf))
    weights = sums(*target)
    if since is not None:
        weights = weights - sums(since, *target[1:])
    found = []
    for sign in (1, -1):
        answer = milp(sign * weights, constraints=constraints, integrality=1, bounds=Bounds(0, 10_000))
        assert answer.success, answer.message
        found.append(round(sign * answer.fun))
    return found[0], found[1] if found[1] < 5_000 else None
