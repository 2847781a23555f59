"""Addresses of the pages beside this one."""

from django import template
from django.http import HttpRequest
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def stretch_address(context: Context, before: int | None = None, after: int | None = None) -> str:
    """Return the address of this list from another entry on, with its filters."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in (("before", before), ("after", after)):
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"
