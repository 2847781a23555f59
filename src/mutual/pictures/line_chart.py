"""Lines over an axis: waiting times, requirement beside roster."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from mutual.pictures.canvas import COLORS, QUIET, Canvas, width_of
from mutual.pictures.refusal import PictureError
from mutual.pictures.ticks import checked, said, ticks

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WIDE, HIGH, TOP, BOTTOM = 720.0, 380.0, 76.0, 52.0


def line_chart(
    title: str,
    *,
    across: Sequence[float],
    series: Mapping[str, Sequence[float]],
    x: str,
    y: str,
    steps: bool = False,
) -> str:
    """Return a line a series, from nothing (or what is below it) upwards, named above.

    ``across`` are the places of the figures; with ``steps`` each figure holds until the next place, and
    ``across`` has one place more, where the last ends. From 0 to 168 it is a week of hours, marked by day.
    ``x`` and ``y`` name the axes with their units.
    Raises ``PictureError`` for lengths that do not fit, more series than colours, or a figure not finite.
    """
    places = checked(across, title)
    lines = {name: checked(values, f"{title}, {name}") for name, values in series.items()}
    _check(title, places, lines, steps=steps)
    every = [value for values in lines.values() for value in values]
    up = ticks(min(0.0, *every), max(0.0, *every))
    along = [mark for mark in _along(places) if places[0] <= mark <= places[-1]]
    days = list(zip(range(12, 168, 24), DAYS, strict=True)) if _is_week(places) else ()
    left = 16 + width_of(map(said, up), most=90) + 8
    right, bottom = WIDE - 24, HIGH - BOTTOM
    canvas = Canvas(title, _description(lines, x, y), width=WIDE, height=HIGH)
    canvas.words(16, TOP - 10, y, fill=QUIET)

    def at(place: float, value: float) -> tuple[float, float]:
        wide = (place - places[0]) / ((places[-1] - places[0]) or 1.0)
        high = (value - up[0]) / (up[-1] - up[0])
        return left + wide * (right - left), bottom - high * (bottom - TOP)

    for mark in up:
        canvas.line([at(places[0], mark), at(places[-1], mark)])
        canvas.words(left - 8, at(places[0], mark)[1] + 4, said(mark), anchor="end", fill=QUIET)
    for mark in along:
        canvas.line([at(mark, up[0]), (at(mark, up[0])[0], bottom + 4)], color=QUIET)
        if not days:
            canvas.words(at(mark, up[0])[0], bottom + 18, said(mark), anchor="middle", fill=QUIET)
    for hour, day in days:
        canvas.words(at(hour, up[0])[0], bottom + 18, day, anchor="middle", fill=QUIET)
    canvas.words((left + right) / 2, bottom + 38, x, anchor="middle", fill=QUIET)
    legend = 16.0
    for color, (name, values) in zip(COLORS, lines.items(), strict=False):
        points = _steps(places, values) if steps else list(zip(places, values, strict=True))
        canvas.line([at(*point) for point in points], color=color, wide=2.2)
        canvas.box(legend, 38, 14, 4, fill=color)
        canvas.words(legend + 20, 45, name)
        legend += 40 + width_of([name], most=300)
    return canvas.svg()


def _check(title: str, places: Sequence[float], lines: Mapping[str, Sequence[float]], *, steps: bool) -> None:
    if not lines or len(lines) > len(COLORS):
        raise PictureError(f"{title} can be drawn with 1 to {len(COLORS)} lines, not {len(lines)}.")
    wanted = len(places) - steps
    for name, values in lines.items():
        if len(values) != wanted:
            raise PictureError(f"{title}, {name}: {wanted} figures belong here, not {len(values)}.")
    if any(after <= before for before, after in pairwise(places)):
        raise PictureError(f"{title}: the places along the axis must rise.")


def _along(places: Sequence[float]) -> list[float]:
    """Return marks along the axis: whole days or hours where it is the hours of a day or of weeks."""
    if _is_week(places):
        return [float(mark) for mark in range(0, 169, 24)]
    if places[0] == 0 and places[-1] in {24.0, 336.0, 672.0}:
        step = {24.0: 3, 336.0: 48, 672.0: 96}[places[-1]]
        return [float(mark) for mark in range(0, int(places[-1]) + 1, step)]
    return ticks(places[0], places[-1], about=8)


def _is_week(places: Sequence[float]) -> bool:
    return (places[0], places[-1]) == (0, 168)


def _steps(places: Sequence[float], values: Sequence[float]) -> list[tuple[float, float]]:
    return [
        point
        for (start, end), value in zip(pairwise(places), values, strict=True)
        for point in ((start, value), (end, value))
    ]


def _description(lines: Mapping[str, Sequence[float]], x: str, y: str) -> str:
    told = "; ".join(
        f"{name} from {said(min(values))} to {said(max(values))}" for name, values in lines.items()
    )
    return f"{y} by {x}. {told}."
