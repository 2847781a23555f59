"""The same address answers with a whole page or, where htmx asks, with one named part of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def is_fragment(request: HttpRequest) -> bool:
    """Does htmx ask for a part of the page? Going back in history wants the whole page."""
    return (
        request.headers.get("HX-Request") == "true"
        and request.headers.get("HX-Request-Type", "partial") == "partial"
        and "HX-History-Restore-Request" not in request.headers
    )


def render_fragment(
    request: HttpRequest,
    template: str,
    part: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Render the ``partialdef`` ``part`` of ``template`` where htmx asks for it, else the whole template."""
    name = f"{template}#{part}" if is_fragment(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type"])
    return response
