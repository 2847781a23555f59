"""Which rows go: with the whole partnership, or with one city. A row goes with what it must point at."""

from typing import Any

from django.db.models import Q

from interlocal.leaving.kinds import Kind, kind_of, target_of

NOTHING = Q(pk__in=[])


def condition(kind: Kind, city: str) -> Q:
    """Return the condition for the rows of ``kind`` that go with ``city`` (its public id; "" for all)."""
    found = kind.leaves.only
    if not kind.leaves.goes:
        return NOTHING
    if city:
        found &= NOTHING if kind.leaves.city is None else kind.leaves.city(city)
    for field in kind.model._meta.concrete_fields:
        if field.is_relation and not field.null:
            found &= under(field.name, condition(kind_of(target_of(field)), city))
    return found


def under(path: str, given: Q) -> Q:
    """Return ``given`` as asked of the record that ``path`` leads to."""
    children = [_under(path, child) for child in given.children]
    return Q(*children, _connector=given.connector, _negated=given.negated)


def _under(path: str, child: Any) -> Any:
    return under(path, child) if isinstance(child, Q) else (f"{path}__{child[0]}", child[1])
