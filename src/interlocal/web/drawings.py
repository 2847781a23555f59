"""Charts laid out by Vega-Lite, as SVG for pages and as dots for documents that take no SVG."""

import json
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString

from interlocal.web.svg import accessible_svg

# Pixels: a drawing narrower than this is for a phone; a letter of a figure; a bar and what stands above it.
_PHONE, _LETTER, _BAR, _NAME, _LONGEST = 400, 8, 20, 26, 260


def make_room_for_figures(spec: dict[str, Any], letters: int) -> None:
    """Leave room at the right for figures of so many letters: the library lays out bars alone."""
    spec["padding"] = {**spec["padding"], "right": spec["padding"]["right"] + letters * _LETTER}


def _put_names_above(spec: dict[str, Any]) -> None:
    """Let the names of bars stand above them, where a phone leaves no room beside them."""
    layers = spec.get("layer", [])
    if not layers:
        return
    bars = layers[0]["encoding"]
    is_beside = "yOffset" in bars
    thick = _BAR * (len(bars["color"]["scale"]["domain"]) if is_beside else 1)
    for layer in layers:
        x, y = layer["encoding"]["x"], layer["encoding"]["y"]
        y["scale"] = {"paddingInner": _NAME / (thick + _NAME), "paddingOuter": _NAME / thick / 2}
        y["axis"] |= {
            "labelAlign": "left",
            "labelPadding": 0,
            "labelOffset": -(thick / 2 + _NAME / 2 - 4),
            "labelLimit": _LONGEST,
        }
        x["axis"]["tickCount"] = 3
    if not is_beside:
        spec["height"] = {"step": thick + _NAME}


@lru_cache(maxsize=256)
def drawing(source: str, title: str, description: str, key: str, width: int) -> SafeString:
    """Return a chart's source laid out as SVG, named and described."""
    # Imported at the first chart: the library takes half a second and most processes draw none.
    import vl_convert

    spec = {**json.loads(source)[2], "width": width}
    if width < _PHONE:
        _put_names_above(spec)
    drawn = vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[])
    return accessible_svg(drawn, title=title, description=description, key=key)


@lru_cache(maxsize=32)
def pixels(source: str, width: int) -> bytes:
    """Return a chart's source laid out as PNG, on white."""
    import vl_convert

    spec = {**json.loads(source)[2], "width": width, "background": "white"}
    return bytes(vl_convert.vegalite_to_png(spec, vl_version="6.4", scale=2, allowed_base_urls=[]))
