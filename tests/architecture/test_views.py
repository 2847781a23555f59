"""Every address says who may open it; views stay small and typed."""

import ast
import inspect
import re

from django.urls import URLResolver, get_resolver
from tests.architecture.house import HOUSE, functions, modules, tree, where

from interlocal.kernel.access import access_of


def patterns(resolver=None, prefix="/"):
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry.callback


OWN = {route: view for route, view in patterns() if inspect.unwrap(view).__module__.startswith("interlocal.")}


def test_views_say_who_may_open_them():
    assert [route for route, view in OWN.items() if access_of(view) is None] == []


def test_addresses_carry_no_primary_key():
    assert [route for route in OWN if re.search(r"<int:(pk|id|\w+_id)>", route)] == []


def test_there_are_addresses():
    assert len(OWN) > 30


def test_views_are_typed_functions():
    places = [path for path in modules(HOUSE) if path.stem == "views" or path.parent.name == "views"]
    untyped = [
        f"{where(path, function.lineno)} {function.name}"
        for path in places
        for function in functions(path)
        if function.args.args and function.args.args[0].arg == "request" and function.returns is None
    ]
    assert untyped == []


def test_views_leave_writing_to_actions():
    """A view calls one action; it saves nothing itself."""
    writing = {"save", "create", "bulk_create", "update_or_create", "get_or_create", "delete", "bulk_update"}
    found = [
        f"{where(path, node.lineno)} .{node.func.attr}()"
        for path in modules(HOUSE)
        if path.stem == "views" or path.parent.name == "views"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writing
    ]
    assert found == []
