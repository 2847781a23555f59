"""How results say themselves: names of groups, and amounts in their unit."""

from collections.abc import Sequence


def amount_said(amount: float, unit: str = "") -> str:
    """Return an amount as a sentence has it: ``$12,400`` for USD, ``12,400.50 EUR`` for others."""
    size = f"{abs(amount):,.2f}".removesuffix(".00")
    sign = "-" if amount < 0 and size != "0" else ""
    if unit in {"USD", "$"}:
        return f"{sign}${size}"
    return f"{sign}{size} {unit}" if unit else f"{sign}{size}"


def group_said(group: Sequence[str]) -> str:
    """Return the names of a group as a sentence has them: ``Grandview, Raytown and Independence``."""
    return group[0] if len(group) == 1 else f"{', '.join(group[:-1])} and {group[-1]}"
