"""Putting an archive's records into an empty database: ids become numbers again, in their old order."""

from collections.abc import Iterable, Iterator
from itertools import count, islice
from typing import Any

from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection
from django.db.models import Field, Model

from interlocal.foundation.files.public import StoredFile, file_store
from interlocal.leaving.archive import ArchiveWrong, Manifest, Source
from interlocal.leaving.kinds import Kind, kinds, target_of
from interlocal.leaving.reading import records_of

CHUNK_BYTES = 1 << 20
BATCH = 500
Numbers = dict[str, dict[Any, int]]


def kinds_with_rows() -> Iterator[Kind]:
    """Yield the kinds of which something is here."""
    return (kind for kind in kinds() if kind.model._base_manager.filter(kind.leaves.only).exists())


class Loading:
    """Loads what an archive holds. Call ``load`` in a transaction; ``written`` are keys of the store."""

    def __init__(self, source: Source, manifest: Manifest) -> None:
        self._source = source
        self._contents = {one.kind: one for one in manifest.kinds}
        self._kinds = [kind for kind in kinds() if kind.name in self._contents]
        self._numbers: Numbers = {}
        self.written: list[str] = []

    def load(self) -> None:
        """Write every record and file; raises ``ArchiveWrong`` for one that cannot stand."""
        self._numbers = {kind.name: self._numbered(kind) for kind in self._kinds if kind.identity}
        for kind in self._kinds:
            made = self._made(kind)
            for batch in _batches(made):
                _insert(kind, batch)
        models = [kind.model for kind in self._kinds]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)

    def _numbered(self, kind: Kind) -> dict[Any, int]:
        found: dict[Any, int] = {}
        for number, record in enumerate(self._records(kind), 1):
            if found.setdefault(record[kind.identity], number) != number:
                raise ArchiveWrong(f"Two records of {kind.name} have the same {kind.identity}.")
        return found

    def _made(self, kind: Kind) -> Iterator[Model]:
        relations = [field for field in kind.fields if field.is_relation]
        anew = {name: make for name, make in kind.leaves.without.items() if make is not None}
        own_number = not kind.model._meta.pk.is_relation
        numbers = count(1)
        for record in self._records(kind):
            path = record.pop("path", "")
            values = dict(record)
            for field in relations:
                values[field.attname] = self._number(kind, field, values.pop(field.name))
            values.update({name: make() for name, make in anew.items()})
            if own_number:
                values["pk"] = next(numbers)
            row = kind.model(**values)
            if isinstance(row, StoredFile):
                self._store(row, path)
            yield row

    def _records(self, kind: Kind) -> Iterator[dict[str, Any]]:
        return records_of(self._source, kind, self._contents[kind.name])

    def _number(self, kind: Kind, field: "Field[Any, Any]", named: Any) -> int | None:
        if named is None and field.null:
            return None
        target = target_of(field)._meta.label_lower
        try:
            return self._numbers[target][named]
        except (KeyError, TypeError):
            raise ArchiveWrong(f"A {kind.name} names a {target} that is not in the archive.") from None

    def _store(self, row: StoredFile, path: str) -> None:
        with self._source.open(path) as file, file_store().writing(row.storage_key) as target:
            self.written.append(row.storage_key)
            while chunk := file.read(CHUNK_BYTES):
                target.write(chunk)


def _insert(kind: Kind, rows: Iterable[Model]) -> None:
    try:
        kind.model._base_manager.bulk_create(rows)
    except (DataError, IntegrityError, ValueError) as error:
        raise ArchiveWrong(f"A record of {kind.name} cannot stand here: {type(error).__name__}.") from error


def _batches(rows: Iterator[Model]) -> Iterator[list[Model]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
