"""What ``mutual simulate`` prints and draws."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from mutual.pictures import line_chart
from mutual.queues import Estimate, Found, Simulated

FORMAT = 1  # of the JSON; raised when a key changes its meaning or goes


def as_json(found: Simulated) -> dict[str, Any]:
    """Return everything as plain values; what is not known or without bound is ``null``."""
    return {
        "format": FORMAT,
        "calls": found.calls,
        "method": found.method,
        "overall": _found_json(found.overall),
        "cities": {name: _found_json(one) for name, one in found.cities.items()},
        "ranks": {name: _found_json(one) for name, one in found.ranks.items()},
        "occupancy": {name: _estimate_json(one) for name, one in found.occupancy.items()},
        "answered_by": {name: dict(row) for name, row in found.answered_by.items()},
        "wait_by_hour": [_finite(value) for value in found.wait_by_hour.tolist()],
        "service_by_hour": [_finite(value) for value in found.service_by_hour.tolist()],
        "stranded": found.stranded,
        "cut_off_a_week": found.cut_off,
    }


def _found_json(found: Found) -> dict[str, Any]:
    return {
        "calls_a_week": _estimate_json(found.calls_a_week),
        "wait_probability": _estimate_json(found.wait_probability),
        "mean_wait": _estimate_json(found.mean_wait),
        "abandonment": _estimate_json(found.abandonment),
        "service": [{"within": within, **_estimate_json(one)} for within, one in found.service.items()],
    }


def _estimate_json(one: Estimate) -> dict[str, float | None]:
    return {"value": _finite(one.value), "low": _finite(one.low), "high": _finite(one.high)}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def as_svg(found: Simulated) -> str:
    """Draw the mean wait by hour of the week; an hour without a call has the wait of those around it."""
    waits = found.wait_by_hour
    known = np.flatnonzero(np.isfinite(waits))
    hours = np.arange(168)
    values = np.interp(hours, known, waits[known]) if known.size else np.zeros(168)
    return line_chart(
        "How long callers wait, by hour of the week",
        across=list(range(169)),
        series={"mean wait": values.tolist()},
        x="hour of the week",
        y="seconds",
        steps=True,
    )


def as_text(found: Simulated) -> str:
    """Return what a city manager reads."""
    rows = {"all calls": found.overall}
    if len(found.cities) > 1:
        rows |= {f"of {name}": one for name, one in found.cities.items()}
    if len(found.ranks) > 1:
        rows |= {f"priority {name}": one for name, one in found.ranks.items()}
    lines = [*_table(rows), ""]
    lines += [
        f"{name} is on calls {_share(one)} of its time on duty." for name, one in found.occupancy.items()
    ]
    if len(found.occupancy) > 1:
        lines += _answered(found)
    if found.cut_off:
        lines.append(f"{found.cut_off:,.1f} calls a week are cut off by a center that fails, and call again.")
    if found.stranded:
        lines.append(f"{found.stranded:,} calls are never answered: nobody comes on duty who could.")
    lines += ["", f"{found.calls:,} calls followed; intervals from {found.method}."]
    return "\n".join(lines)


def _table(rows: Mapping[str, Found]) -> list[str]:
    width = max(map(len, rows))
    within = list(next(iter(rows.values())).service)
    heads = [f"within {bound:g} s" for bound in within]
    lines = [
        f"{'':{width}}  {'calls a week':>12}  {'wait at all':>15}  {'mean wait, s':>15}"
        + "".join(f"  {head:>15}" for head in heads)
        + f"  {'hang up':>15}"
    ]
    for name, one in rows.items():
        cells = [
            _share(one.wait_probability),
            _seconds(one.mean_wait),
            *(_share(one.service[bound]) for bound in within),
            _share(one.abandonment),
        ]
        lines.append(
            f"{name:{width}}  {one.calls_a_week.value:12,.0f}" + "".join(f"  {cell:>15}" for cell in cells)
        )
    return lines


def _share(one: Estimate) -> str:
    if math.isnan(one.value):
        return "none"
    around = f" ± {100 * one.half_width:.1f}" if math.isfinite(one.half_width) else ""
    return f"{100 * one.value:.1f}{around} %"


def _seconds(one: Estimate) -> str:
    if not math.isfinite(one.value):
        return "none" if math.isnan(one.value) else "without end"
    around = f" ± {one.half_width:,.1f}" if math.isfinite(one.half_width) else ""
    return f"{one.value:,.1f}{around}"


def _answered(found: Simulated) -> list[str]:
    """Say who answers whose calls, where a city's calls are not all answered in one place."""
    lines = []
    for city, row in found.answered_by.items():
        total = sum(row.values())
        places = [(name, count) for name, count in row.items() if count > 0]
        if len(places) > 1:
            places.sort(key=lambda one: -one[1])
            shares = ", ".join(f"{name} {100 * count / total:.1f} %" for name, count in places)
            lines.append(f"Calls of {city} are answered by {shares}.")
    return lines
