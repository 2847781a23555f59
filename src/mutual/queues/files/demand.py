"""Calls by city and hour of week, in JSON: what ``mutual calls read`` writes as demand.json."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mutual.queues.figures import Figures, QueueError
from mutual.queues.pooled.groups import HOURS, cities_of, rates_of
from mutual.queues.pooled.terms import ByCity, by_city

_LONGEST = 1e9  # seconds: a call of thirty years is a slip


@dataclass(frozen=True, eq=False)
class GivenDemand:
    """Calls an hour, shape ``(n, 168)``, and mean seconds a call by city, NaN where nothing says it."""

    cities: tuple[str, ...]
    rates: Figures
    handling: Figures

    def handling_or(self, otherwise: ByCity | None) -> Figures:
        """Return seconds a call by city, with what the terms say where the calls do not.

        Raises ``QueueError`` naming the city for which neither says it.
        """
        unknown = np.isnan(self.handling)
        if not unknown.any():
            return self.handling
        if otherwise is None:
            name = self.cities[int(np.flatnonzero(unknown)[0])]
            raise QueueError(
                f"Nothing says how long a call of {name} keeps somebody busy: the calls have no such column. "
                "Add handling to the terms, in seconds: handling = 150."
            )
        given = otherwise
        if isinstance(otherwise, Mapping):
            known = zip(self.cities, self.handling.tolist(), strict=True)
            given = {name: value for name, value in known if not math.isnan(value)} | dict(otherwise)
        return np.where(unknown, by_city("The handling", given, self.cities), self.handling)

    def chosen(self, cities: tuple[str, ...]) -> "GivenDemand":
        """Return the demand of some cities. Raises ``QueueError`` for one that is not there."""
        for name in cities:
            if name not in self.cities:
                raise QueueError(f"{name!r} is not in the demand; there is {', '.join(self.cities)}.")
        places = [self.cities.index(name) for name in cities]
        return GivenDemand(cities, self.rates[places], self.handling[places])


def read_demand(text: str, *, name: str = "the demand") -> GivenDemand:
    """Read demand from JSON.

    Either as ``mutual calls read`` writes it, ``{"cities": {"Raytown": {"rates": [168 figures],
    "handling_seconds": 120}, ...}}``, or as ``{"cities": [names], "rates": [[168], ...], "handling": [120,
    ...]}``. Raises ``QueueError`` naming the file and the city.
    """
    content = _parsed(text, name)
    cities = content.get("cities") if isinstance(content, dict) else None
    if isinstance(cities, dict):
        rows = [_city(name, city, row) for city, row in cities.items()]
        names, rates, handling = list(cities), [row[0] for row in rows], [row[1] for row in rows]
    elif isinstance(cities, list) and all(isinstance(city, str) for city in cities):
        names, rates = cities, content.get("rates")
        handling = content.get("handling", [None] * len(cities))
    else:
        raise QueueError(
            f'{name} needs "cities" with their rates; mutual calls read FILE --out DIR writes it.'
        )
    try:
        checked = cities_of(names)
        return GivenDemand(checked, rates_of(checked, rates), _handling(checked, handling))
    except QueueError as error:
        raise QueueError(f"{name}: {error}") from None


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise QueueError(
            f"{name} is not JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        ) from None
    except RecursionError:
        raise QueueError(f"{name} is nested too deeply.") from None
    except ValueError:
        raise QueueError(f"{name} holds a whole number of thousands of digits.") from None


def _city(name: str, city: str, row: Any) -> tuple[Any, Any]:
    rates = row.get("rates") if isinstance(row, dict) else None
    if not isinstance(rates, list) or len(rates) != HOURS:
        raise QueueError(
            f'{name}: {city} needs "rates", calls an hour for each of the {HOURS} hours of the week.'
        )
    return rates, row.get("handling_seconds")


def _handling(cities: tuple[str, ...], given: Any) -> Figures:
    if isinstance(given, int | float) and not isinstance(given, bool):
        given = [given] * len(cities)
    if not isinstance(given, list) or len(given) != len(cities):
        raise QueueError("Handling times are seconds a call, one for each city (null where not known).")
    found = []
    for city, value in zip(cities, given, strict=True):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is not None and not (is_number and 0 < value <= _LONGEST):
            raise QueueError(
                f"The handling time of {city} must lie between 0 and {_LONGEST:g} seconds, not {value!r}."
            )
        found.append(float("nan") if value is None else float(value))
    return np.array(found, dtype=np.float64)
