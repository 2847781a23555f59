"""Rows on their way out: streamed from one moment, each as the record that the schema describes."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, F, Field, Q, QuerySet, When

from interlocal.foundation.files.public import StoredFile
from interlocal.kernel.leaving import Leaves
from interlocal.leaving.conditions import condition, under
from interlocal.leaving.kinds import Kind, kind_of, target_of
from interlocal.leaving.values import plain

BATCH = 500
Record = dict[str, Any]


class Rows:
    """Reads what goes with ``city`` (a public id; "" for everything) and remembers whom and what it named."""

    def __init__(self, moment: BaseDatabaseWrapper, city: str) -> None:
        self._moment = moment
        self._city = city
        self.people: set[str] = set()
        self.files: set[str] = set()

    def of(self, kind: Kind) -> Iterator[Record]:
        """Yield the records of ``kind`` in the order of their making, in constant memory."""
        wanted = condition(kind, self._city)
        if self._city and kind.is_named:
            wanted &= Q(public_id__in=self.files if kind.model is StoredFile else self.people)
        fields = kind.fields
        named = [
            (place, self._sets_of(kind, field)) for place, field in enumerate(fields) if field.is_relation
        ]
        named = [(place, found) for place, found in named if found is not None]
        changes = self._changes(kind.leaves, fields)
        for row in self._read(kind, fields, wanted):
            values = [plain(value) for value in row]
            for place, found in named:
                if values[place] is not None:
                    found.add(values[place])  # type: ignore[union-attr]
            for place, change in changes:
                values[place] = change(values[place])
            yield dict(zip((field.name for field in fields), values, strict=True))

    def keys_of_files(self) -> Iterator[tuple[str, str]]:
        """Yield public id and storage key of each file that goes."""
        wanted = condition(kind_of(StoredFile), self._city)
        if self._city:
            wanted &= Q(public_id__in=self.files)
        rows = StoredFile._base_manager.filter(wanted).order_by("pk").values_list("public_id", "storage_key")
        yield from self._results(rows)

    def people_of_city(self) -> set[str]:
        """Return the public ids of those who hold a role in the city or stand for it."""
        user = get_user_model()
        grants = Q(grants__scope_kind="jurisdiction", grants__scope_public_id=self._city)
        rows = user._base_manager.filter(grants).values_list("public_id")
        return {public_id for (public_id,) in self._results(rows)}

    def _read(self, kind: Kind, fields: "list[Field[Any, Any]]", wanted: Q) -> Iterator[tuple[Any, ...]]:
        rows = kind.model._base_manager.filter(wanted).order_by("pk")
        columns = [self._column(field) for field in fields]
        yield from self._results(rows.values_list(*columns))

    def _column(self, field: "Field[Any, Any]") -> Any:
        if not field.is_relation:
            return field.name
        target = kind_of(target_of(field))
        path = f"{field.name}__{target.identity}"
        behind = under(field.name, condition(target, self._city))
        if not field.null or not behind:
            return path
        return Case(When(behind, then=F(path)), default=None)

    def _results(self, rows: QuerySet[Any, Any]) -> Iterator[tuple[Any, ...]]:
        compiler = rows.query.get_compiler(connection=self._moment)
        found: Iterator[tuple[Any, ...]] = compiler.results_iter(
            tuple_expected=True, chunked_fetch=True, chunk_size=BATCH
        )
        return found

    def _sets_of(self, kind: Kind, field: "Field[Any, Any]") -> set[str] | None:
        target = target_of(field)
        if target is kind.model:  # a file goes because a record names it, never because its next version does
            return None
        if target is StoredFile:
            return self.files
        return self.people if target is get_user_model() else None

    def _changes(self, leaves: Leaves, fields: "list[Field[Any, Any]]") -> list[tuple[int, Any]]:
        if not self._city:
            return []
        return [
            (place, leaves.city_sees[field.name])
            for place, field in enumerate(fields)
            if field.name in leaves.city_sees
        ]
