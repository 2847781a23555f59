"""The yearly figures: what is counted of a closed report, and what of it can be shown to everybody.

One table, city by outcome, made safe by ``mutual.disclosure``: against an outsider, and against each city
that knows its own reports. Beside it stand counts by category over all cities, where they tell nothing more.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from interlocal.programs.hotline.rules.outcomes import NO_CITY, Outcome
from mutual.disclosure import CountTable, Release, Rules, SecretSeed, audit, safe_table

RULES = Rules()
OTHER = "other"


@dataclass(frozen=True)
class Closed:
    """What is counted of one closed report."""

    city: str
    category: str
    outcome: str
    recovered_cents: int = 0


def closed_from(facts: Mapping[str, Any], categories: Sequence[str]) -> Closed:
    """Return what a count says: a category that is not on the list is ``"other"``, no city ``"none"``.

    What stands in a count came from a browser: none of its words are published.
    """
    category, outcome = facts.get("category"), facts.get("outcome")
    return Closed(
        city=str(facts.get("city") or NO_CITY),
        category=str(category) if category in categories else OTHER,
        outcome=str(outcome) if outcome in Outcome.values else Outcome.NO_BASIS.value,
        recovered_cents=max(int(facts.get("recovered_cents", 0)), 0),
    )


def yearly_tables(
    closed: Sequence[Closed],
    *,
    cities: Sequence[str],
    categories: Sequence[str],
    seed: SecretSeed | None = None,
) -> dict[str, Any]:
    """Return what is published of a year's ``closed`` reports: figures, and ``None`` for each hidden one.

    ``cities`` are the rows (public ids, and ``"none"`` for reports that named no city), ``categories`` those
    on the list; a city or category that only a report names is added.
    """
    secret = seed or SecretSeed()
    rows = _with(cities, {one.city for one in closed})
    outcomes = [outcome.value for outcome in Outcome]
    table = _counted(rows, outcomes, Counter((one.city, one.outcome) for one in closed))
    shown = safe_table(table, rules=RULES, seed=secret)
    kinds = _with(categories, {one.category for one in closed})
    return {
        "cities": list(rows),
        "outcomes": outcomes,
        "figures": [list(row) for row in shown.shown],
        "categories": _categories(closed, rows, kinds, shown.release, secret),
        "recovered_cents": _recovered(closed),
        "threshold": RULES.threshold,
    }


def _with(names: Sequence[str], more: set[str]) -> tuple[str, ...]:
    return (*names, *sorted(more - set(names)))


def _counted(
    rows: Sequence[str], columns: Sequence[str], counted: Mapping[tuple[str, str], int]
) -> CountTable:
    return CountTable(rows, columns, [[counted.get((row, column), 0) for column in columns] for row in rows])


def _categories(
    closed: Sequence[Closed], rows: Sequence[str], kinds: Sequence[str], outcomes: Release, secret: SecretSeed
) -> dict[str, int | None] | None:
    """Return counts by category over all cities, or ``None`` where they would tell of a city's reports.

    Everybody who reads them knows the cities' totals from the first table too. So the audit is of the table
    city by category with these two margins shown together, and all its cells hidden.
    """
    if not kinds:
        return None
    table = _counted(rows, kinds, Counter((one.city, one.category) for one in closed))
    own = safe_table(table, rules=RULES, seed=secret).release.hidden
    hidden = np.ones_like(own)
    hidden[:, -1] = outcomes.hidden[:, -1]
    hidden[-1, :-1] = own[-1, :-1]
    release = Release(table, hidden)
    if hidden[-1, -1] or not all(one.is_safe for one in audit(release, rules=RULES)):
        return None
    return dict(zip(kinds, release.shown[-1][:-1], strict=True))


def _recovered(closed: Sequence[Closed]) -> int | None:
    """Return all that was recovered, to the thousand dollars, where no report and no city stands out."""
    with_money = [one for one in closed if one.recovered_cents]
    by_city: Counter[str] = Counter()
    for one in with_money:
        by_city[one.city] += one.recovered_cents
    total = sum(by_city.values())
    if len(with_money) < RULES.threshold or len(by_city) < RULES.cities:
        return None
    if max(by_city.values()) * 2 > total or max(one.recovered_cents for one in with_money) * 2 > total:
        return None
    return round(total / 100_000) * 100_000
