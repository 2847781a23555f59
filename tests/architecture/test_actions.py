"""An action is a keyword-only verb that opens an act: the transaction and the audit row."""

import ast
import functools

from tests.architecture.house import HOUSE, modules, tree, where

# These are part of somebody's act, not acts of their own: they write in the caller's transaction.
WITHIN_ANOTHER_ACT = {
    "foundation/audit": "writes the audit row itself",
    "foundation/jobs": "queues in the transaction of the act that asks for it; a retry is an act",
    "foundation/notices": "writes to the inbox in the transaction of the act that it tells of",
    "foundation/vault": "stands below the audit book, which hears of rotations by event",
}


def room_of_actions(path):
    folder = (
        path.parent if path.stem == "actions" else next(p for p in path.parents if p.name == "actions").parent
    )
    return folder.relative_to(HOUSE).as_posix()


def is_actions(path):
    return path.stem == "actions" or any(parent.name == "actions" for parent in path.parents)


MODULES = [path for path in modules(HOUSE) if is_actions(path) and "templates" not in path.parts]


def module_functions(path):
    return [node for node in tree(path).body if isinstance(node, ast.FunctionDef)]


def calls(function):
    return {
        getattr(node.func, "attr", getattr(node.func, "id", ""))
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
    }


@functools.cache
def acting(room):
    """Names of the room's functions that open an act, by themselves or through one another."""
    by_name = {
        f.name: calls(f) for path in MODULES if room_of_actions(path) == room for f in module_functions(path)
    }
    found = {name for name, called in by_name.items() if called & {"act", "sealed_act"}}
    while True:
        more = {name for name, called in by_name.items() if called & found} | found
        if more == found:
            return found
        found = more


def used_outside():
    """Every name that code outside the actions themselves mentions."""
    nodes = (node for path in modules(HOUSE) if not is_actions(path) for node in ast.walk(tree(path)))
    return {getattr(node, "name", getattr(node, "attr", getattr(node, "id", ""))) for node in nodes}


@functools.cache
def writing(room):
    """Names of the room's functions that write, by themselves or through one another."""
    by_name = {
        f.name: calls(f) for path in MODULES if room_of_actions(path) == room for f in module_functions(path)
    }
    found = {name for name, called in by_name.items() if called & WRITES}
    while True:
        more = {name for name, called in by_name.items() if called & found} | found
        if more == found:
            return found
        found = more


WRITES = {
    *(
        "save",
        "create",
        "bulk_create",
        "get_or_create",
        "update_or_create",
        "update",
        "delete",
        "bulk_update",
    ),
    *("announce", "enqueue", "notify", "store_upload", "act"),
}
OFFERED = used_outside()
PUBLIC = [
    (path, function)
    for path in MODULES
    for function in module_functions(path)
    if not function.name.startswith("_")
    and function.name in OFFERED
    and room_of_actions(path) not in WITHIN_ANOTHER_ACT
    and function.name in writing(room_of_actions(path))
]


def test_actions_open_an_act():
    without = [
        f"{where(path, function.lineno)} {function.name}"
        for path, function in PUBLIC
        if function.name not in acting(room_of_actions(path))
    ]
    assert without == []


def test_actions_take_keywords_and_say_who_or_when():
    wanting = [
        f"{where(path, function.lineno)} {function.name}"
        for path, function in PUBLIC
        if function.args.args
        or function.args.posonlyargs
        or not {argument.arg for argument in function.args.kwonlyargs} & {"by", "now"}
    ]
    assert wanting == []


def test_there_are_actions():
    assert len(PUBLIC) > 20
