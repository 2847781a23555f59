"""Charts laid out by Vega-Lite, as SVG for pages and as dots for documents that take no SVG."""

import json
from functools import lru_cache

from django.utils.safestring import SafeString

from interlocal.web.svg import accessible_svg


@lru_cache(maxsize=256)
def drawing(source: str, title: str, description: str, key: str, width: int) -> SafeString:
    """Return a chart's source laid out as SVG, named and described."""
    # Imported at the first chart: the library takes half a second and most processes draw none.
    import vl_convert

    spec = {**json.loads(source)[2], "width": width}
    drawn = vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[])
    return accessible_svg(drawn, title=title, description=description, key=key)


@lru_cache(maxsize=32)
def pixels(source: str, width: int) -> bytes:
    """Return a chart's source laid out as PNG, on white."""
    import vl_convert

    spec = {**json.loads(source)[2], "width": width, "background": "white"}
    return bytes(vl_convert.vegalite_to_png(spec, vl_version="6.4", scale=2, allowed_base_urls=[]))
