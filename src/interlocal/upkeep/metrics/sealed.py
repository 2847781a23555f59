"""Which rooms are in no metric and no slow-query log: those with a view that leaves no trace, whole."""

import functools
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver


@functools.cache
def sealed_rooms() -> frozenset[str]:
    """Return the labels of rooms in which any view leaves no trace."""
    traceless = (view for view in _views(get_resolver()) if getattr(view, "leaves_no_trace", False) is True)
    return frozenset(filter(None, map(room_of, traceless)))


@functools.cache
def sealed_tables() -> tuple[str, ...]:
    """Return the names of the tables of those rooms."""
    return tuple(
        model._meta.db_table
        for label in sorted(sealed_rooms())
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    )


def room_of(view: Callable[..., Any]) -> str:
    """Return the label of the room that a view belongs to; "" for one of no room."""
    config = apps.get_containing_app_config(getattr(view, "__module__", ""))
    return config.label if config else ""


def _views(resolver: URLResolver) -> Iterator[Callable[..., Any]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield one.callback
        else:
            yield from _views(one)
