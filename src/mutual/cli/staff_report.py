"""What ``mutual staff`` prints and draws."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from mutual.cli.game_file import GivenGame
from mutual.cli.game_report import as_json as game_as_json
from mutual.cli.game_report import as_text as game_as_text
from mutual.games import Report
from mutual.games.wording import amount_said, group_said
from mutual.pictures import bar_chart
from mutual.queues import PooledStaffing
from mutual.queues.targets import targets_said

FORMAT = 1  # of the JSON; raised when a key changes its meaning or goes
_MOST_GROUPS = 12
_MOST_BARS = 15
_WIDEST = 36
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def as_json(found: PooledStaffing, unit: str, report: Report | None) -> dict[str, Any]:
    """Return every group as plain values, and the solutions of the game as ``mutual solve`` has them."""
    savings = found.savings
    return {
        "format": FORMAT,
        "unit": unit,
        "cities": list(found.cities),
        "targets": [{"share": one.share, "within": one.within} for one in found.terms.wanted],
        "groups": [
            {
                "cities": list(found.group(mask)),
                "requirement": found.requirement[mask].tolist(),
                "positions": int(found.positions[mask]),
                "hours_a_week": float(found.hours[mask]),
                "calls_hours_a_week": float(found.load[mask].sum()),
                "hidden_hours_a_week": float(found.hidden_hours[mask]),
                "fte": float(found.fte[mask]),
                "cost": float(found.cost[mask]),
                "lines": {name: float(line[mask]) for name, line in found.lines.items()},
                "saves": float(savings[mask]),
            }
            for mask in range(1, len(found.cost))
        ],
        "solutions": (None if report is None else game_as_json(GivenGame(found.game(), unit, 1), report)),
    }


def game_of(found: PooledStaffing, unit: str) -> dict[str, Any]:
    """Return the game as ``mutual solve`` reads it."""
    return {
        "players": list(found.cities),
        "unit": unit,
        "costs": [{"group": list(group), "cost": cost} for group, cost in found.costs().items()],
    }


def as_svg(found: PooledStaffing, unit: str) -> str:
    """Draw what each group saves over its cities alone: all together, then those that save most."""
    savings = found.savings
    several = [mask for mask in range(1, len(savings)) if mask.bit_count() > 1]
    every = len(savings) - 1
    order = sorted(several, key=lambda mask: (mask != every, -savings[mask]))[:_MOST_BARS]
    bars = {_named(found, mask): float(savings[mask]) for mask in order}
    title = "What answering calls together saves a year, by group"
    return bar_chart(title, bars=bars or {_named(found, every): 0.0}, unit=unit)


def _named(found: PooledStaffing, mask: int) -> str:
    if mask == len(found.cost) - 1 and mask.bit_count() > 2:
        return "all together"
    return " + ".join(found.group(mask))


def as_text(found: PooledStaffing, unit: str, report: Report | None) -> str:
    """Return what a city manager reads: who is needed when, what it costs, and who should stay."""
    every = len(found.cost) - 1
    patience = f", callers who bear {found.terms.patience:g} s" if found.terms.patience else ""
    lines = [f"{targets_said(found.terms.wanted)}{patience}; costs a year in {unit}", ""]
    lines += [*_groups(found), ""]
    if every.bit_count() > 1:
        lines += [*_together(found, unit), ""]
    lines += [*_week(found, every)]
    if report is not None:
        lines += ["", "Who should pay what:", game_as_text(GivenGame(found.game(), unit, 1), report)]
    return "\n".join(lines)


def _groups(found: PooledStaffing) -> list[str]:
    """Return the cities alone, all of them, and the groups that save most."""
    every, savings = len(found.cost) - 1, found.savings
    alone = [1 << place for place in range(len(found.cities))]
    rest = [mask for mask in range(1, every) if mask.bit_count() > 1]
    shown = sorted(rest, key=lambda mask: -savings[mask])[:_MOST_GROUPS]
    rows = [*alone, *shown, *([every] if len(alone) > 1 else [])]
    names = [_named(found, mask) for mask in rows]
    width = min(_WIDEST, max(map(len, names)))
    head = f"{'':{width}}  {'positions':>9}  {'hours a week':>12}  {'FTE':>7}  {'cost':>12}  {'saves':>12}"
    lines = [head]
    for mask, name in zip(rows, names, strict=True):
        short = name if len(name) <= width else f"{name[: width - 3]}..."
        lines.append(
            f"{short:{width}}  {found.positions[mask]:9,}  {found.hours[mask]:12,.0f}  "
            f"{found.fte[mask]:7,.1f}  {found.cost[mask]:12,.0f}  {savings[mask]:12,.0f}"
        )
    if len(shown) < len(rest):
        lines.append(
            f"and {len(rest) - len(shown):,} groups more that save less (--format json has them all)"
        )
    return lines


def _together(found: PooledStaffing, unit: str) -> list[str]:
    """Return what changes line by line from everybody alone to all together, and who saves or loses."""
    every = len(found.cost) - 1
    alone = 1 << np.arange(len(found.cities))
    width = max(map(len, found.lines))
    lines = [f"{'':{width}}  {'apart':>12}  {'together':>12}  {'saved':>12}"]
    for name, line in found.lines.items():
        apart, joint = float(line[alone].sum()), float(line[every])
        if apart or joint:
            lines.append(f"{name:{width}}  {apart:12,.0f}  {joint:12,.0f}  {apart - joint:12,.0f}")
    saved, apart = float(found.savings[every]), float(found.cost[alone].sum())
    share = f" ({100 * abs(saved) / apart:.1f} %)" if apart else ""
    if saved >= 0:
        lines += ["", f"All together save {amount_said(round(saved), unit)} a year{share}."]
    else:
        best = _best(found)
        lines += [
            "",
            f"All together cost {amount_said(round(-saved), unit)} a year more than apart{share}.{best}",
        ]
    return lines


def _best(found: PooledStaffing) -> str:
    """Say which group should rather stay among itself."""
    mask = int(np.argmax(found.savings))
    if found.savings[mask] <= 0:
        return " No group saves anything: each city is better off alone."
    return f" {group_said(found.group(mask))} are better off among themselves."


def _week(found: PooledStaffing, mask: int) -> list[str]:
    """Return who must be on duty, a row a day."""
    rows: Sequence[Sequence[int]] = found.requirement[mask].reshape(7, 24).tolist()
    width = max(2, len(str(int(found.positions[mask]))))
    head = " ".join(f"{hour:{width}}" for hour in range(24))
    return [
        f"On duty by hour, {'all together' if mask.bit_count() > 1 else found.cities[0]}:",
        f"     {head}",
        *(
            f"{day}  {' '.join(f'{count:{width}}' for count in row)}"
            for day, row in zip(_DAYS, rows, strict=True)
        ),
    ]
