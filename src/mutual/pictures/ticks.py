"""Round figures along an axis, and how a figure is said."""

from math import floor, isfinite, log10

from mutual.pictures.refusal import PictureError


def ticks(low: float, high: float, *, about: int = 5) -> list[float]:
    """Return round figures from at most ``low`` to at least ``high``, some ``about`` of them."""
    if high <= low:
        high = low + (abs(low) or 1.0)
    rough = (high - low) / about
    size = 10.0 ** floor(log10(rough))
    step = next(size * by for by in (1, 2, 2.5, 5, 10) if size * by >= rough * 0.999)
    first, last = floor(low / step + 1e-9), -floor(-high / step + 1e-9)
    return [round(step * place, 12) for place in range(first, last + 1)]


def said(value: float) -> str:
    """Return a figure as a person writes it: thousands grouped, three digits that matter."""
    if value == 0:
        return "0"
    places = max(0, 2 - floor(log10(abs(value))))
    words = f"{value:,.{places}f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def checked(values: object, what: str) -> list[float]:
    """Return ``values`` as finite numbers. Raises ``PictureError`` that names ``what`` otherwise."""
    found = [float(value) for value in values]  # type: ignore[attr-defined]
    if not found:
        raise PictureError(f"{what} has no figure to draw.")
    if not all(map(isfinite, found)):
        raise PictureError(f"{what} holds a figure that is not finite, which cannot be drawn.")
    return found
