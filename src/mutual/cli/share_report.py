"""What `mutual share` prints."""

import csv
import io
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from mutual.formulas import Formula, Nearest, Result, Shares, Step
from mutual.formulas.evaluation.results import money


def as_text(result: Result, *, with_reasons: bool) -> str:
    """Return a table of shares, with the bills where there are several and the reasons where asked for."""
    width = max(len("together"), *map(len, result.members))
    billed = any(len(parts) > 1 for parts in result.installments.values())
    lines = []
    for member, cents in result.cents.items():
        bills = f"   {_bills(result.installments[member])}" if billed else ""
        lines.append(f"{member:{width}}  {money(cents):>18}  {_part(cents, result.total):>8}{bills}")
    lines.append(f"{'together':{width}}  {money(result.total):>18}")
    if with_reasons:
        for member in result.members:
            lines += ["", f"{member} pays {result.dollars(member)}:"]
            lines += [f"  {reason}" for reason in result.why(member)]
    return "\n".join(lines)


def _part(cents: int, total: int) -> str:
    return f"{100 * cents / total:.2f} %" if total else ""


def _bills(parts: tuple[int, ...]) -> str:
    runs: list[tuple[int, int]] = []
    for part in parts:
        if runs and runs[-1][1] == part:
            runs[-1] = (runs[-1][0] + 1, part)
        else:
            runs.append((1, part))
    return ", ".join(f"{count} x {money(part)}" for count, part in runs)


def as_json(formula: Formula, result: Result) -> dict[str, Any]:
    """Return the shares and every step as plain values; exact figures are fractions in text."""
    return {
        "title": formula.title,
        "version": formula.version,
        "year": result.year,
        "members": list(result.members),
        "cents": dict(result.cents),
        "total": result.total,
        "unrounded": _exact(result.unrounded),
        "installments": {name: list(parts) for name, parts in result.installments.items()},
        "steps": [_step(step) for step in result.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "clause": step.clause,
        "line": step.line,
        "text": step.text,
        "changes": _exact(step.changes),
        "workings": [
            {"label": one.label, "unit": one.unit, "figures": _exact(one.figures)} for one in step.workings
        ],
        "drivers": [
            {"driver": one.driver, "member": one.member, "period": one.period, "value": str(one.value)}
            for one in step.readings
        ],
    }


def _exact(figures: Mapping[str, Fraction]) -> dict[str, str]:
    return {name: str(value) for name, value in figures.items()}


def as_csv(result: Result) -> str:
    """Return a row a member: its share in dollars, then its bills."""
    parts = max(len(bills) for bills in result.installments.values())
    header = ["member", "share", *(f"bill {position + 1}" for position in range(parts if parts > 1 else 0))]
    rows = [
        [name, _plain(cents), *(map(_plain, result.installments[name]) if parts > 1 else ())]
        for name, cents in result.cents.items()
    ]
    return _table([header, *rows])


def every_as_csv(shares: Shares) -> str:
    """Return a row a coalition: its total in dollars, then what each member pays (empty: not joined)."""
    rows: list[list[str]] = [["coalition", "total", *shares.members]]
    for index in range(1, len(shares.cents)):
        joined = [index >> row & 1 for row in range(len(shares.members))]
        names = [name for name, one in zip(shares.members, joined, strict=True) if one]
        cents = [int(one) for one in shares.cents[index]]
        cells = [_plain(one) if present else "" for one, present in zip(cents, joined, strict=True)]
        rows.append([" + ".join(names), _plain(sum(cents)), *cells])
    return _table(rows)


def every_as_json(shares: Shares) -> dict[str, Any]:
    """Return the shares in cents by coalition, and the game that ``mutual solve`` reads."""
    found = {}
    for index in range(1, len(shares.cents)):
        names = [name for row, name in enumerate(shares.members) if index >> row & 1]
        found[index] = shares.of(names)
    return {
        "players": list(shares.members),
        "unit": "USD",
        "costs": [{"group": list(one), "cost": sum(one.values()) / 100} for one in found.values()],
        "cents": [dict(one) for one in found.values()],
    }


def nearest_as_text(found: Nearest) -> str:
    """Return what was found, the new weights and the formula."""
    lines = [found.reason]
    if found.change:
        lines.append(f"The weights move by {100 * float(found.change):g} points in all.")
    if found.weights:
        lines.append("")
    for (pool, basis), weight in found.weights.items():
        lines.append(f"{pool}, {basis}: {100 * float(weight):.10g}%")
    if found.formula is not None and found.change:
        lines += ["", found.formula.text.rstrip("\n")]
    return "\n".join(lines)


def nearest_as_json(found: Nearest) -> dict[str, Any]:
    """Return what was found with its proof; exact figures are fractions in text."""
    weights = found.weights.items()
    proof = None
    if found.proof is not None:
        times = found.proof.multipliers.items()
        proof = {
            "kind": found.proof.kind,
            "bound": str(found.proof.bound),
            "multipliers": [{"coalition": list(group), "multiplier": str(one)} for group, one in times],
        }
    return {
        "formula": None if found.formula is None else found.formula.text,
        "weights": [{"pool": pool, "basis": basis, "weight": str(one)} for (pool, basis), one in weights],
        "change": None if found.change is None else str(found.change),
        "least_change": None if found.least_change is None else str(found.least_change),
        "searched": found.searched,
        "reason": found.reason,
        "proof": proof,
    }


def _plain(cents: int) -> str:
    return money(cents).replace("$", "").replace(",", "")


def _table(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().rstrip("\n")
