"""A way of sharing as an agreement writes it: in the formula language, in legal words, and plainly."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

PLACES = Decimal("0.0001")  # of a percent


@dataclass(frozen=True)
class Shared:
    """A formula in the formula language with its legal words; no formula where it cannot be one."""

    formula: str
    legal: tuple[str, ...]


def by_weights(weights: Mapping[str, Decimal], units: Mapping[str, str]) -> Shared:
    """Return sharing in proportion to volumes. ``weights`` are above 0 in any scale, by the volume's name."""
    inputs = [f"Each member has {_quoted(name)} in {units.get(name) or 'units'}." for name in weights]
    parts = percentages({name: Fraction(weight) for name, weight in weights.items()})
    if len(parts) == 1:
        return _written([*inputs, *_POOL, f"Share service by {_quoted(next(iter(parts)))}."])
    named = [f"{part.normalize():f}% {_quoted(name)}" for name, part in parts.items()]
    return _written([*inputs, *_POOL, f"Share service by {', '.join(named[:-1])} and {named[-1]}."])


def in_equal_parts() -> Shared:
    """Return sharing in equal parts among those who take part."""
    return _written([*_POOL, "Share service equally."])


def in_fixed_parts(parts: Mapping[str, Fraction], source: str) -> Shared:
    """Return fixed percentages of each city, with what they come from.

    One who would be paid has a part below 0, which no formula can say: it is written in words alone.
    """
    percent = percentages(parts)
    told = [
        f"{city} pays {part.normalize():f} percent of the cost that is shared."
        for city, part in percent.items()
    ]
    note = f"The percentages are fixed. They come from {source}."
    if any(part < 0 for part in percent.values()):
        return Shared("", (*told, note))
    members = [_quoted(city) for city in percent]
    charges = [
        f"Charge {part.normalize():f}% of service to {_quoted(city)} toward service."
        for city, part in percent.items()
        if part
    ]
    text = [f"The members are {', '.join(members[:-1])} and {members[-1]}.", *_POOL, *charges]
    found = _written([*text, "Share the rest of service equally."])
    return Shared(found.formula, (*found.legal, note))


def as_written(text: str) -> Shared:
    """Return a formula that is one already."""
    return _written(text.splitlines())


def percentages(parts: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """Return parts in percent with four decimals that add up to 100: the largest one takes the rest."""
    whole = sum(parts.values())
    found = {
        name: (
            Decimal(part.numerator) * 100 * whole.denominator / (part.denominator * whole.numerator)
        ).quantize(PLACES)
        for name, part in parts.items()
    }
    largest = max(found, key=lambda name: (found[name], name))
    found[largest] += 100 - sum(found.values())
    return found


_POOL = ("The group has budget in dollars.", "Pool service costs budget.")


def _quoted(name: str) -> str:
    plain = name.replace('"', "'")
    return f'"{plain}"'


def _written(lines: list[str]) -> Shared:
    # The language brings the engine along: it is read when a formula is.
    from mutual.formulas import FormulaError, legal_text, parse

    text = "\n".join(lines)
    try:
        legal = legal_text(parse(text))
    except FormulaError:
        return Shared("", tuple(line for line in lines if line.strip()))
    return Shared(text, tuple(line for line in legal.splitlines() if line.strip()))
