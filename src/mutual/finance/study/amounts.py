"""Amounts of draws as cents, ranges and years."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from mutual.finance.distributions import Amounts
from mutual.finance.present_value import NEVER
from mutual.finance.study.model import Study
from mutual.finance.study.result import Cents, Chances, Range

_PERCENT = (5, 25, 50, 75, 95)


def single_draw(amounts: Amounts) -> Amounts:
    """Return the amounts of the one draw there is."""
    return amounts[:, :, 0]


def added(rows: Iterable[tuple[Cents, ...]]) -> tuple[Cents, ...]:
    """Return the sum of rows, year by year."""
    return tuple(sum(year) for year in zip(*rows, strict=True))


def cents(amount: float) -> Cents:
    """Return whole cents for dollars, a half away from nothing."""
    whole = int(np.floor(abs(amount) * 100 + 0.5 + 1e-6))
    return whole if amount >= 0 else -whole


def cents_by_year(amounts: Amounts) -> tuple[Cents, ...]:
    """Return whole cents for each year."""
    return tuple(cents(float(amount)) for amount in amounts)


def worth_today(by_year: Amounts, factors: Amounts) -> Amounts:
    """Return what amounts by year are worth today."""
    found: Amounts = (by_year * factors).sum(axis=1)
    return found


def level_amount(by_year: Amounts, factors: Amounts) -> Amounts:
    """Return the level amount a year that is worth the same."""
    found: Amounts = worth_today(by_year, factors) / factors.sum(axis=1)
    return found


def range_of(amounts: Amounts) -> Range:
    """Return percentiles and mean in cents."""
    return ranges_of(amounts[:, np.newaxis])[0]


def ranges_of(amounts: Amounts) -> tuple[Range, ...]:
    """Return percentiles and mean in cents of every column of ``amounts``, shape ``(draws, columns)``."""
    columns = np.ascontiguousarray(amounts.T)
    rows = np.vstack([np.percentile(columns, _PERCENT, axis=1), columns.mean(axis=1)])
    return tuple(Range(*(cents(float(value)) for value in column)) for column in rows.T)


def year_at(study: Study, place: int) -> int | None:
    """Return the year at a place, or None for never."""
    return None if place == NEVER else study.years.first + place


def chances_of(study: Study, places: NDArray[np.int64]) -> Chances:
    """Return each first year of saving with its chance; never comes last."""
    found, counts = np.unique(places, return_counts=True)
    by_place = dict(zip(found.tolist(), counts.tolist(), strict=True))
    ordered = [place for place in sorted(by_place) if place != NEVER]
    ordered += [NEVER] if NEVER in by_place else []
    return tuple((year_at(study, place), by_place[place] / len(places)) for place in ordered)
