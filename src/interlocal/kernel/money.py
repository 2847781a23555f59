"""Money is integer cents. What is divided is divided exactly: no cent is lost or made."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from django.db import models

Weight = int | Decimal | Fraction


def split(total_cents: int, weights: Sequence[Weight]) -> tuple[int, ...]:
    """Split ``total_cents`` in proportion to ``weights``, to the cent.

    Largest remainder (Hamilton's method): each part is its exact share rounded down, and the cents left over
    go one each to the largest remainders, ties to the earlier part. A negative total splits as the mirror
    image of its positive. The parts always add up to the total.

    Raises ``ValueError`` when there are no weights, one is negative, or all are zero.
    """
    exact = [Fraction(weight) for weight in weights]
    if not exact:
        raise ValueError("There is nobody to split the amount among.")
    if min(exact) < 0:
        raise ValueError("A weight is negative.")
    whole = sum(exact)
    if whole == 0:
        raise ValueError("All weights are zero.")
    if total_cents < 0:
        return tuple(-part for part in split(-total_cents, weights))
    shares = [total_cents * weight / whole for weight in exact]
    parts = [share.numerator // share.denominator for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i], i))
    for index in by_remainder[: total_cents - sum(parts)]:
        parts[index] += 1
    return tuple(parts)


def dollars(cents: int) -> str:
    """Return ``cents`` as whole dollars for a page, rounded half up: ``$41,200``."""
    sign = "-" if cents < 0 else ""
    return f"{sign}${(abs(cents) + 50) // 100:,}"


def dollars_and_cents(cents: int) -> str:
    """Return ``cents`` to the cent, for ledgers and exports: ``$41,200.00``."""
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


class CentsField(models.BigIntegerField):  # type: ignore[type-arg]
    """An amount of money in integer cents."""
