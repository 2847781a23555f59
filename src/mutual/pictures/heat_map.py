"""A table of shaded cells: calls by weekday and hour."""

from collections.abc import Sequence

from numpy.typing import ArrayLike

from mutual.pictures.canvas import LETTER, PAPER, QUIET, Canvas, width_of
from mutual.pictures.refusal import PictureError
from mutual.pictures.ticks import checked, said

CELL, TOP = 26.0, 62.0
# From paper to ink in one hue, evenly in lightness, so that it is read without colours and in print.
SHADES = ("#f4f3ef", "#d3e0e0", "#a9c4c8", "#7ba5ad", "#4c8290", "#246472", "#0e4452")


def heat_map(title: str, *, rows: Sequence[str], columns: Sequence[str], values: ArrayLike, unit: str) -> str:
    """Return a cell for each of ``rows`` x ``columns``, darker the more, the shades explained in ``unit``.

    ``values`` has that shape. Raises ``PictureError`` for another one or a figure that is not finite.
    """
    table = [
        checked(line, f"{title}, {row}")
        for row, line in zip(rows, values, strict=False)  # type: ignore[arg-type]
    ]
    if len(table) != len(rows) or any(len(line) != len(columns) for line in table):
        raise PictureError(f"{title}: a figure for each of {len(rows)} x {len(columns)} cells belongs here.")
    most = max(max(line) for line in table)
    least = min(0.0, *(min(line) for line in table))
    left = 16 + width_of(rows, most=200) + 8
    width = max(left + CELL * len(columns) + 16, 420.0)
    highest = max(((line, row) for row, line in zip(rows, table, strict=True)), key=lambda one: max(one[0]))
    peak = columns[highest[0].index(max(highest[0]))]
    canvas = Canvas(
        title,
        f"{unit}: from {said(least)} to {said(most)}, most at {highest[1]}, {peak}.",
        width=width,
        height=TOP + CELL * len(table) + 56,
    )
    every = 1 if max(map(len, columns)) * LETTER < CELL else 3
    for place, column in enumerate(columns):
        if place % every == 0:
            canvas.words(left + CELL * (place + 0.5), TOP - 8, column, anchor="middle", fill=QUIET)
    for down, (row, line) in enumerate(zip(rows, table, strict=True)):
        canvas.words(left - 8, TOP + CELL * down + 17, row, anchor="end")
        for place, (column, value) in enumerate(zip(columns, line, strict=True)):
            canvas.box(
                left + CELL * place,
                TOP + CELL * down,
                CELL - 1,
                CELL - 1,
                fill=_shade(value, least, most),
                said=f"{row}, {column}: {said(value)} {unit}",
            )
    _legend(canvas, left, TOP + CELL * len(table) + 16, (said(least), said(most)), unit)
    return canvas.svg()


def _shade(value: float, least: float, most: float) -> str:
    if most <= least:
        return SHADES[0]
    return SHADES[min(len(SHADES) - 1, int((value - least) / (most - least) * len(SHADES)))]


def _legend(canvas: Canvas, left: float, top: float, ends: tuple[str, str], unit: str) -> None:
    canvas.words(left, top + 12, ends[0], fill=QUIET)
    start = left + len(ends[0]) * LETTER + 8
    for place, shade in enumerate(SHADES):
        canvas.box(start + 20 * place, top, 20, 14, fill=shade)
    canvas.line([(start, top + 14.5), (start + 20 * len(SHADES), top + 14.5)], color=PAPER)
    canvas.words(start + 20 * len(SHADES) + 8, top + 12, f"{ends[1]} {unit}", fill=QUIET)
