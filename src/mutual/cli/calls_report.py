"""What ``mutual calls`` prints."""

from typing import Any

import numpy as np

from mutual.calls import Demand, Proposal, Reading

_MOST_CITIES = 24
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def reading_as_json(found: Reading) -> dict[str, Any]:
    """Return the account of a reading's rows."""
    return {
        "rows": found.rows,
        "taken": found.taken,
        "refused": found.refused,
        "duplicates": found.duplicates,
        "reasons": dict(found.reasons),
    }


def proposal_as_json(found: Proposal) -> dict[str, Any]:
    """Return a proposal with what was chosen and what is to be checked."""
    return {
        "profile": found.text,
        "sure": found.sure,
        "choices": [vars(choice) for choice in found.choices],
        "checks": list(found.checks),
    }


def reading_as_text(found: Reading) -> str:
    """Return what became of the rows, and what a reader of the figures should know."""
    lines = [
        (
            f"{found.rows:,} rows: {found.taken:,} taken, {found.refused:,} refused, "
            f"{found.duplicates:,} duplicates."
        )
    ]
    if found.first is not None:
        lines.append(f"Calls from {found.first} through {found.last}. {found.clock_rule}")
    if found.reasons:
        lines += ["", f"Refused (all of them in {found.refused_file}):"]
        examples = {row.reason: row for row in reversed(found.refused_rows)}
        for reason, count in found.reasons.items():
            row = examples[reason]
            value = f" {row.value!r}" if row.value else ""
            lines.append(f"  {count:>9,}  {reason}; first in row {row.row}{value}. {row.way_forward}")
    if found.notes:
        lines += ["", "To know:", *(f"  {note.text}" for note in found.notes)]
    return "\n".join(lines)


def demand_as_text(demand: Demand) -> str:
    """Return calls and handling times by city, and the busiest hour of the week."""
    level = f"{demand.level:.0%}"
    lines = ["", f"{'':24}{'calls':>12}{'a week':>12}{level + ' from':>12}{'to':>12}{'seconds a call':>16}"]
    order = np.argsort(-demand.calls.sum(axis=1), kind="stable")
    for place in order[:_MOST_CITIES].tolist():
        weekly = (demand.rates[place].sum(), *_weekly_limits(demand, place))
        figures = "".join(f"{figure:>12,.1f}" for figure in weekly)
        handling = f"{demand.handling[place]:,.0f}" if np.isfinite(demand.handling[place]) else "not known"
        assumed = " (assumed)" if demand.is_assumed[place] else ""
        lines.append(
            f"{demand.cities[place][:23]:24}{demand.calls[place].sum():>12,}{figures}{handling:>16}{assumed}"
        )
    if len(order) > _MOST_CITIES:
        lines.append(f"and {len(order) - _MOST_CITIES} more, in demand.json")
    total = demand.rates.sum(axis=0)
    top = int(total.argmax())
    lines += ["", f"Busiest: {_DAYS[top // 24]} from {top % 24:02d}:00, {total[top]:,.1f} calls an hour."]
    return "\n".join(lines)


def _weekly_limits(demand: Demand, place: int) -> tuple[float, float]:
    """Return the limits of a week's calls: hours are taken as independent, so their variances add up."""
    rates = demand.rates[place]
    below = float(np.sqrt(((rates - demand.low[place]) ** 2).sum()))
    above = float(np.sqrt(((demand.high[place] - rates) ** 2).sum()))
    return max(0.0, float(rates.sum()) - below), float(rates.sum()) + above
