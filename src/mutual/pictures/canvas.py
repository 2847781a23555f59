"""The sheet that a picture is drawn on: rectangles, lines and words, in pixels from the upper left."""

from collections.abc import Iterable
from html import escape

INK, QUIET, RULE, PAPER = "#171716", "#5d5d52", "#d9d8d1", "#ffffff"
# Told apart by lightness as well as hue; each has at least 3:1 against the paper and its neighbour.
COLORS = ("#0e4f5c", "#d98324", "#7d9db5", "#7a4069", "#5d7a2a", "#a08f6b")
FONT = "Public Sans, system-ui, sans-serif"
LETTER = 7.0  # a mean letter of 12 pixels


class Canvas:
    """Collects the parts of one picture. ``description`` says in words what the picture shows."""

    def __init__(self, title: str, description: str, *, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.parts = [
            '<svg xmlns="http://www.w3.org/2000/svg" role="img"',
            f' viewBox="0 0 {_number(width)} {_number(height)}" font-family="{FONT}" font-size="12">',
            f"<title>{escape(title)}</title><desc>{escape(description)}</desc>",
        ]
        self.box(0, 0, width, height, fill=PAPER)
        self.words(16, 24, title, size=15, weight=600)

    def box(self, left: float, top: float, width: float, height: float, *, fill: str, said: str = "") -> None:
        """Put a rectangle; ``said`` is read at the pointer."""
        inner = f"><title>{escape(said)}</title></rect>" if said else "/>"
        place = " ".join(
            f'{name}="{_number(value)}"'
            for name, value in (("x", left), ("y", top), ("width", width), ("height", height))
        )
        self.parts.append(f'<rect {place} fill="{fill}"{inner}')

    def line(self, points: Iterable[tuple[float, float]], *, color: str = RULE, wide: float = 1) -> None:
        """Put a line through points."""
        path = "M" + "L".join(f"{_number(left)},{_number(top)}" for left, top in points)
        self.parts.append(
            f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{_number(wide)}" '
            'stroke-linejoin="round"/>'
        )

    def words(
        self,
        left: float,
        base: float,
        text: str,
        *,
        anchor: str = "start",
        fill: str = INK,
        size: int = 12,
        weight: int = 400,
    ) -> None:
        """Put words with their base line at ``base``, cut with an ellipsis where the sheet ends."""
        room = {"start": self.width - left, "end": left, "middle": 2 * min(left, self.width - left)}[anchor]
        fits = max(1, int(room / (LETTER * size / 12)))
        shown = text if len(text) <= fits else text[: fits - 1].rstrip() + "…"
        self.parts.append(
            f'<text x="{_number(left)}" y="{_number(base)}" text-anchor="{anchor}" fill="{fill}" '
            f'font-size="{size}" font-weight="{weight}">{escape(shown, quote=False)}</text>'
        )

    def svg(self) -> str:
        """Return the picture."""
        return "\n".join([*self.parts, "</svg>", ""])


def width_of(words: Iterable[str], *, most: float) -> float:
    """Return how wide the widest of some words is, up to ``most``, in pixels."""
    return min(most, max((len(word) * LETTER for word in words), default=0))


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
