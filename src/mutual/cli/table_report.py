"""What `mutual table` prints."""

from collections.abc import Sequence
from typing import Any

from mutual.cli.table_file import HIDDEN, shown
from mutual.disclosure import Audit, Interval, Release, SafeTable, attack_report, in_words

KEEP_SEALED = "Not to be given out: what follows tells about the hidden counts."


def as_text(found: SafeTable, *, with_sealed: bool) -> str:
    """Return the table and what may be said beside it; ``with_sealed`` adds what may not."""
    report = attack_report(found)
    lines = [_grid(found.release), "", *report.public]
    if with_sealed:
        lines += ["", KEEP_SEALED, *report.sealed]
    return "\n".join(lines)


def as_json(found: SafeTable, *, with_sealed: bool) -> dict[str, Any]:
    """Return the release as plain values, ``null`` for what is hidden, the totals last."""
    report = attack_report(found)
    content: dict[str, Any] = {
        "rows": [*found.release.table.rows, "total"],
        "columns": [*found.release.table.columns, "total"],
        "figures": [list(row) for row in found.shown],
        "rules": {
            "threshold": found.rules.threshold,
            "width": found.rules.width,
            "cities": found.rules.cities,
            "new_responses": found.rules.new_responses,
            "growth": found.rules.least_growth,
        },
        "outsider": [_interval(one) for one in found.audits[0].intervals],
        "partners": [one.attacker for one in found.audits[1:]],
        "safe": found.is_safe,
        "report": list(report.public),
    }
    if with_sealed:
        content["sealed"] = {
            "reasons": [
                {
                    **dict(zip(("row", "column"), found.release.table.name(*place), strict=True)),
                    "reason": str(reason),
                }
                for place, reason in sorted(found.reasons.items())
            ],
            "partners": {
                str(one.attacker): [_interval(interval) for interval in one.intervals]
                for one in found.audits[1:]
            },
            "report": list(report.sealed),
        }
    return content


def audits_as_text(audits: Sequence[Audit]) -> str:
    """Return for each attacker what it can narrow too far, and the narrowest that it can work out."""
    lines = []
    for one in audits:
        who = one.attacker or "An outsider"
        narrow = sorted((i for i in one.intervals if not i.is_wide), key=lambda i: i.width)
        if narrow:
            lines.append(f"{who} works out too much:")
            lines += [f"  {in_words(interval)}" for interval in narrow]
        elif one.narrowest is None:
            lines.append(f"{who}: nothing is hidden that it does not know.")
        else:
            lines.append(f"{who}: nothing. The narrowest is {in_words(one.narrowest)}.")
    return "\n".join(lines)


def audits_as_json(audits: Sequence[Audit]) -> dict[str, Any]:
    """Return all that each attacker can work out."""
    return {
        "safe": all(one.is_safe for one in audits),
        "audits": [
            {
                "attacker": one.attacker,
                "safe": one.is_safe,
                "intervals": [_interval(interval) for interval in one.intervals],
            }
            for one in audits
        ],
    }


def _interval(one: Interval) -> dict[str, Any]:
    return {
        "row": one.row,
        "column": one.column,
        "low": one.low,
        "high": one.high,
        "enough": one.enough,
        "release": one.release,
        "since": one.since,
    }


def _grid(release: Release) -> str:
    rows = shown(release)
    rows[0][0] = ""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "  ".join(
            [
                f"{row[0]:<{widths[0]}}",
                *(f"{word:>{width}}" for word, width in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in rows
    ]
    hides = any(HIDDEN in row[1:] for row in rows[1:])
    return "\n".join([*lines, *([f"{HIDDEN} hidden"] if hides else [])])
