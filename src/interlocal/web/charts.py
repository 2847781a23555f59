"""Charts drawn on the server: SVG with real text and no style, a title, a description, and their numbers.

Vega-Lite lays the chart out (Satyanarayan et al. 2017, "Vega-Lite: A Grammar of Interactive Graphics").
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.kernel import money
from interlocal.web.drawings import drawing, make_room_for_figures, pixels

Number = int | float
Words = str | Promise

# Told apart by lightness as well as hue; each has at least 3:1 against the page and its neighbour.
_COLORS = ("#0e4f5c", "#d98324", "#7d9db5", "#7a4069", "#5d7a2a", "#a08f6b")
_INK, _QUIET, _LINE = "#171716", "#5d5d52", "#d9d8d1"
_WIDE, _NARROW = 640, 288
_FONT = "Public Sans, system-ui, sans-serif"


@dataclass(frozen=True)
class Unit:
    """How a value is plotted and read: its name, its axis format (d3-format), its text, its scale."""

    name: Words
    axis: str
    text: Callable[[Number], str]
    scale: float = 1.0


def _grouped(value: Number) -> str:
    return f"{value:,.1f}".removesuffix(".0")


def _percent(value: Number) -> str:
    return f"{value * 100:,.1f}".removesuffix(".0") + " %"


DOLLARS = Unit(gettext_lazy("dollars"), "$,.0f", lambda cents: money.dollars(round(cents)), 0.01)
COUNT = Unit(gettext_lazy("count"), ",.0f", _grouped)
HOURS = Unit(gettext_lazy("hours"), ",.0f", _grouped)
PERCENT = Unit(gettext_lazy("percent"), ".0%", _percent)


@dataclass(frozen=True)
class Series:
    """A named row of values, one for each category; ``None`` where nothing was recorded."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True)
class Column:
    """A column of the table under a chart."""

    label: str
    is_numeric: bool


@dataclass(frozen=True)
class Cell:
    """A cell of the table under a chart."""

    text: str
    label: str
    is_numeric: bool


@dataclass(frozen=True)
class Chart:
    """A chart: what it says, its numbers and its drawing. ``marks`` is the part of the spec that differs."""

    title: str
    description: str
    category_label: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit
    spec: dict[str, Any]

    @cached_property
    def key(self) -> str:
        """A name for the chart on its page, the same for the same drawing."""
        return f"chart-{hashlib.sha256(self._source.encode()).hexdigest()[:12]}"

    @cached_property
    def svg(self) -> SafeString:
        """The drawing for wide screens, kept by the digest of its spec."""
        return drawing(self._source, self.title, self.description, self.key, _WIDE)

    @cached_property
    def narrow_svg(self) -> SafeString:
        """The same drawing laid out for a phone, so that its text stays readable."""
        return drawing(self._source, self.title, self.description, f"{self.key}-narrow", _NARROW)

    @cached_property
    def png(self) -> bytes:
        """The drawing as a picture of dots, for documents that take no SVG."""
        return pixels(self._source, _WIDE)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The heads of the table: the category, then each series with its unit."""
        unit = str(self.unit.name)
        numbers = tuple(Column(f"{series.name} ({unit})", True) for series in self.series)
        return (Column(self.category_label, False), *numbers)

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of the table: the same numbers that are drawn."""
        return tuple(self._row(index, category) for index, category in enumerate(self.categories))

    @cached_property
    def _source(self) -> str:
        return json.dumps([self.title, self.description, self.spec], sort_keys=True, ensure_ascii=False)

    def _row(self, index: int, category: str) -> tuple[Cell, ...]:
        values = (series.values[index] for series in self.series)
        texts = (_("not recorded") if value is None else self.unit.text(value) for value in values)
        labels = (column.label for column in self.columns[1:])
        numbers = (Cell(text, label, True) for text, label in zip(texts, labels, strict=True))
        return (Cell(category, self.category_label, False), *numbers)


def bar_chart(
    *,
    title: str,
    description: str,
    category_label: str,
    categories: Sequence[str],
    series: Sequence[Series],
    unit: Unit = COUNT,
    stacked: bool = False,
) -> Chart:
    """Return horizontal bars, one line for each category.

    Several series stand side by side, or one after the other when ``stacked``. Raises ``ValueError`` when a
    series has not one value for each category, or there is nothing to draw.
    """
    _check(categories, series)
    rows = _data(categories, series, unit)
    x = {"field": "value", "type": "quantitative", "title": None, "axis": _value_axis(unit)}
    y: dict[str, Any] = {
        "field": "category",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"ticks": False, "domain": False, "labelLimit": 150, "labelPadding": 8},
    }
    encoding: dict[str, Any] = {"x": x, "y": y, "color": _color(series)}
    if not stacked and len(series) > 1:
        encoding["yOffset"] = {"field": "series", "sort": None, "bandPosition": 0.5}
        x["stack"] = None
    if stacked:
        encoding["order"] = {"field": "order", "type": "quantitative"}
    bars = {"mark": {"type": "bar", "height": {"band": 0.78}}, "encoding": encoding}
    layers = [bars, _bar_labels(encoding)] if not stacked else [bars]
    step = 22 * (1 if stacked else len(series)) + 12
    spec = _spec(rows, {"layer": layers, "height": {"step": step if stacked or len(series) == 1 else 20}})
    if not stacked:
        make_room_for_figures(spec, max(len(row["text"]) for row in rows))
    return _chart(title, description, category_label, categories, series, unit, spec)


def line_chart(
    *,
    title: str,
    description: str,
    category_label: str,
    categories: Sequence[str],
    series: Sequence[Series],
    unit: Unit = COUNT,
) -> Chart:
    """Return one line for each series over ordered categories (months, fiscal years), with a point each.

    A value of ``None`` leaves a gap. Raises ``ValueError`` as ``bar_chart`` does.
    """
    _check(categories, series)
    encoding = {
        "x": {
            "field": "category",
            "type": "ordinal",
            "sort": None,
            "title": None,
            "axis": {"labelAngle": 0, "labelOverlap": True, "ticks": False, "labelPadding": 8},
        },
        "y": {"field": "value", "type": "quantitative", "title": None, "axis": _value_axis(unit)},
        "color": _color(series),
    }
    mark = {
        "type": "line",
        "strokeWidth": 2.5,
        "point": {"filled": True, "size": 45},
        "invalid": "break-paths-filter-domains",
    }
    spec = _spec(_data(categories, series, unit), {"mark": mark, "encoding": encoding, "height": 220})
    return _chart(title, description, category_label, categories, series, unit, spec)


def _chart(
    title: str,
    description: str,
    category_label: str,
    categories: Sequence[str],
    series: Sequence[Series],
    unit: Unit,
    spec: dict[str, Any],
) -> Chart:
    return Chart(title, description, category_label, tuple(categories), tuple(series), unit, spec)


def _check(categories: Sequence[str], series: Sequence[Series]) -> None:
    if not categories or not series:
        raise ValueError("A chart needs at least one category and one series.")
    if len(set(categories)) != len(categories):
        raise ValueError("Each category may stand in a chart once.")
    if len(series) > len(_COLORS):
        raise ValueError(f"A chart shows at most {len(_COLORS)} series; put the rest in a table.")
    for row in series:
        if len(row.values) != len(categories):
            raise ValueError(f"{row.name!r} has {len(row.values)} values for {len(categories)} categories.")


def _data(categories: Sequence[str], series: Sequence[Series], unit: Unit) -> list[dict[str, Any]]:
    return [
        {
            "category": category,
            "series": row.name,
            "order": order,
            "value": None if row.values[index] is None else row.values[index] * unit.scale,  # type: ignore[operator]
            "end": max(0, row.values[index] or 0) * unit.scale,
            "text": "" if row.values[index] is None else unit.text(row.values[index]),  # type: ignore[arg-type]
        }
        for order, row in enumerate(series)
        for index, category in enumerate(categories)
    ]


def _value_axis(unit: Unit) -> dict[str, Any]:
    return {"format": unit.axis, "tickCount": 5, "domain": False, "ticks": False, "grid": True}


def _color(series: Sequence[Series]) -> dict[str, Any]:
    names = [row.name for row in series]
    legend = {"orient": "top", "title": None, "symbolType": "square", "direction": "horizontal"}
    return {
        "field": "series",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": names, "range": list(_COLORS[: len(names)])},
        "legend": legend if len(names) > 1 else None,
    }


def _bar_labels(encoding: dict[str, Any]) -> dict[str, Any]:
    # A figure below nothing stands beside the line of nothing: on its own dark bar nobody could read it.
    end = {"x": {**encoding["x"], "field": "end"}}
    text = {name: value for name, value in encoding.items() if name != "color"} | end
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 5, "color": _INK, "fontSize": 13}
    return {"mark": mark, "encoding": {**text, "text": {"field": "text", "type": "nominal"}}}


def _spec(rows: list[dict[str, Any]], parts: dict[str, Any]) -> dict[str, Any]:
    axis = {"labelColor": _QUIET, "labelFontSize": 13, "gridColor": _LINE, "domainColor": _LINE}
    return {
        "data": {"values": rows},
        "autosize": {"type": "fit-x", "contains": "padding"},
        # The library measures text in another face, a little narrower than ours.
        "padding": {"left": 12, "right": 12, "top": 4, "bottom": 4},
        "config": {
            "font": _FONT,
            "background": None,
            "view": {"stroke": None},
            "axis": axis,
            "axisY": {"labelColor": _INK},
            "legend": {
                "labelFontSize": 13,
                "labelColor": _INK,
                "offset": 8,
                "padding": 0,
                "columnPadding": 16,
            },
        },
        **parts,
    }
