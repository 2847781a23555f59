"""Numbers of figures: each cell of a baseline, each amount that is taken for granted, each computed row."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interlocal.costing.studies.models import Baseline, Cell, Line
from interlocal.costing.studies.queries import standing_cells_of
from mutual.finance.study.working import Working

_KINDS = {"cost": "baseline", "hidden": "hidden", "volume": "driver", "staff": "driver"}


@dataclass(frozen=True)
class NumberedCell:
    """A cell of a signed baseline with its number, ``B-RAY-12``."""

    number: str
    baseline: Baseline
    line: Line
    cell: Cell | None


@dataclass(frozen=True)
class Numbering:
    """``rows`` has the number of each row of the working, ``cells_of`` the numbers of the cells in a row."""

    cells: tuple[NumberedCell, ...]
    rows: Mapping[str, str]
    cells_of: Mapping[str, tuple[str, ...]]

    def of(self, key: str) -> str:
        """Return the number of a row."""
        return self.rows[key]

    def of_city(self, name: str) -> list[NumberedCell]:
        """Return the cells of a city."""
        return [one for one in self.cells if one.baseline.city.jurisdiction.name == name]


def numbered(study_lines: Sequence[Line], baselines: Sequence[Baseline], working: Working) -> Numbering:
    """Number what a working rests on.

    A line with one cell has the number of its cell. One with several, or with none, is a row of its own,
    which says how its cells make it up.
    """
    codes = codes_of([one.city.jurisdiction.name for one in baselines])
    cells: list[NumberedCell] = []
    by_key: dict[str, list[str]] = defaultdict(list)
    standing = standing_cells_of(baselines)
    for baseline in baselines:
        city = baseline.city.jurisdiction.name
        turn = 0
        for line in study_lines:
            there: Sequence[Cell | None] = standing[baseline.pk].get(line.pk) or (None,)
            for found in there:
                turn += 1
                one = NumberedCell(f"B-{codes[city]}-{turn}", baseline, line, found)
                cells.append(one)
                if line.kind in _KINDS:
                    by_key[f"base/{_KINDS[line.kind]}/{line.name}/{city}"].append(one.number)
    rows: dict[str, str] = {}
    granted = computed = 0
    for key, row in working.rows.items():
        own = by_key.get(key) or by_key.get(key.removesuffix("/amount"), []) if row.kind == "given" else []
        if len(own) == 1:
            rows[key] = own[0]
        elif row.kind == "given" and not own:
            granted += 1
            rows[key] = f"A-{granted}"
        else:
            computed += 1
            rows[key] = f"C-{computed}"
    made_of = {key: tuple(by_key[key]) for key in working.rows if key in by_key}
    return Numbering(tuple(cells), rows, made_of)


def lines_in_order(study_lines: Sequence[Line]) -> list[Line]:
    """Return lines as the sheet shows them: by what they hold, then as they were added."""
    order = ["cost", "hidden", "staff", "volume", "level", "asset"]
    return sorted(study_lines, key=lambda line: (order.index(line.kind), line.pk))


def codes_of(names: Sequence[str]) -> dict[str, str]:
    """Return a short code for each name, of three letters where they tell the names apart: ``RAY``."""
    plain = {name: re.sub(r"[^A-Z0-9]", "", name.upper()) or "CITY" for name in names}
    found: dict[str, str] = {}
    for name in names:
        length = 3
        code = plain[name][:length]
        while code in found.values() and length < len(plain[name]):
            length += 1
            code = plain[name][:length]
        turn = 1
        while code in found.values():
            turn += 1
            code = f"{plain[name][:3]}{turn}"
        found[name] = code
    return found
