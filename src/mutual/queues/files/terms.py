"""Terms of staffing in TOML."""

from dataclasses import dataclass
from typing import Any

from mutual.finance.study_file.reader import File, StudyError, Table, is_number, shown
from mutual.queues.figures import QueueError
from mutual.queues.pooled.terms import ByCity, StaffingTerms

_NUMBERS = (
    *("patience", "most_occupied", "shrinkage", "paid_hours", "cost_per_position", "joint_fixed"),
    *("connection", "idle_usable"),
)
_BY_CITY = ("cost_per_fte", "fixed", "hidden", "hidden_pay")
_MOST_PEOPLE = 1_000_000


@dataclass(frozen=True)
class GivenTerms:
    """Terms as a file gives them, with the unit of its money and seconds a call where calls do not say."""

    terms: StaffingTerms
    unit: str
    handling: ByCity | None


def read_terms(text: str, *, name: str = "the terms") -> GivenTerms:
    """Read ``StaffingTerms`` from TOML: each field by its name, ``targets`` as tables, the rest as it stands.

    ::

        targets = [{ share = 0.90, within = 15 }, { share = 0.95, within = 20 }]
        shrinkage = 0.18
        cost_per_fte = { Grandview = 91000, Raytown = 88000 }
        hidden = 12          # hours a week, each city
        unit = "USD"
        handling = 130       # seconds a call, where the calls do not say

    Raises ``QueueError`` with the line.
    """
    try:
        return _terms(File(text, name).top(), name)
    except StudyError as error:
        raise QueueError(str(error)) from None


def _terms(top: Table, name: str) -> GivenTerms:
    words: dict[str, Any] = {key: top.number(key) for key in _NUMBERS if top.has(key)}
    words |= {key: figures_by_city(top, key) for key in _BY_CITY if top.has(key)}
    words |= {key: top.whole(key, least=0, most=_MOST_PEOPLE) for key in ("least", "most") if top.has(key)}
    if top.has("targets"):
        words["targets"] = [_target(one) for one in top.tables("targets")]
    if top.has("joint_cost_per_fte"):
        pay = top.get("joint_cost_per_fte")
        is_word = isinstance(pay, str)
        words["joint_cost_per_fte"] = (
            top.choice("joint_cost_per_fte", ("highest", "mean"), "joint pay")
            if is_word
            else top.number("joint_cost_per_fte")
        )
    if top.has("host"):
        words["host"] = top.text("host")
    handling = figures_by_city(top, "handling") if top.has("handling") else None
    unit = top.text("unit", "USD")
    top.done()
    try:
        return GivenTerms(StaffingTerms(**words), unit, handling)
    except QueueError as error:
        raise QueueError(f"{name}: {error}") from None


def _target(table: Table) -> tuple[float, float]:
    found = table.number("share"), table.number("within")
    table.done()
    return found


def figures_by_city(table: Table, key: str) -> ByCity:
    """Return one figure for all, or one by city. Raises ``StudyError`` with the line."""
    value = table.get(key)
    if isinstance(value, dict):
        cities = table.table(key)
        return {city: cities.number(city) for city in value}
    if not is_number(value):
        table.refuse(f"a number is needed, or a table of one for each city, not {shown(value)}.", key)
    return float(value)
