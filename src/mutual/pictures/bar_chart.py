"""A bar for each name, the figure at its end."""

from collections.abc import Mapping

from mutual.pictures.canvas import COLORS, QUIET, RULE, Canvas, width_of
from mutual.pictures.ticks import checked, said, ticks

WIDE, ROW, TOP, BAR = 720.0, 22.0, 44.0, 14.0


def bar_chart(title: str, *, bars: Mapping[str, float], unit: str) -> str:
    """Return bars from top to bottom in the order given; what is below nothing goes to the left.

    ``unit`` stands under the bars. Raises ``PictureError`` without a bar or for a figure that is not finite.
    """
    values = checked(bars.values(), title)
    marks = ticks(min(0.0, *values), max(0.0, *values))
    left = 16 + width_of(bars, most=320) + 10
    room = WIDE - left - 16 - width_of(map(said, values), most=120)
    height = TOP + ROW * len(values) + 40
    description = ", ".join(f"{name} {said(value)}" for name, value in bars.items())
    canvas = Canvas(title, f"{unit}: {description}.", width=WIDE, height=height)

    def across(value: float) -> float:
        return left + (value - marks[0]) / (marks[-1] - marks[0]) * room

    bottom = TOP + ROW * len(values)
    for mark in marks:
        canvas.line([(across(mark), TOP - 4), (across(mark), bottom)])
        canvas.words(across(mark), bottom + 16, said(mark), anchor="middle", fill=QUIET)
    for place, (name, value) in enumerate(zip(bars, values, strict=True)):
        base = TOP + ROW * place
        canvas.words(left - 8, base + 12, name, anchor="end")
        start, end = sorted((across(0), across(value)))
        fill = COLORS[0] if value >= 0 else COLORS[1]
        canvas.box(start, base, end - start, BAR, fill=fill, said=f"{name}: {said(value)} {unit}")
        canvas.words(end + 4, base + 12, said(value))
    canvas.line([(across(0), TOP - 4), (across(0), bottom)], color=RULE if marks[0] == 0 else QUIET)
    canvas.words(left, bottom + 33, unit, fill=QUIET)
    return canvas.svg()
