"""Writing an archive: rows from one moment, then the files they name, then what all of it is."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import translation

from interlocal.foundation.backups.public import snapshot
from interlocal.foundation.files.public import BytesMissing, StoredFile, file_store
from interlocal.leaving.archive import Contents, ExportFailed, Manifest, Part, Target, target_at
from interlocal.leaving.kinds import Kind, kinds, staying
from interlocal.leaving.readme import readme_of
from interlocal.leaving.rows import Record, Rows
from interlocal.leaving.rules import FORMAT, MANIFEST, READ_ME, RECORDS, SCHEMAS, path_of_file
from interlocal.leaving.schemas import all_schemas, digest_of_schemas
from interlocal.partnerships.jurisdictions.public import Jurisdiction, the_partnership

CHUNK_BYTES = 1 << 20
# Told how far it is: how many steps of how many, and what is being written.
Told = Callable[[int, int, str], None]


def _untold(_done: int, _total: int, _label: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Written:
    """What was written. ``seal`` is the SHA-256 of the manifest, which has that of all else."""

    manifest: Manifest
    seal: str


@dataclass(frozen=True)
class Exported(Written):
    """An archive that lies at ``path``."""

    path: Path


@dataclass
class _Work:
    """What an export needs on its way."""

    target: Target
    rows: Rows
    city: str
    now: datetime
    told: Told
    paths: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)


def write_export(path: Path, *, city: Jurisdiction | None, now: datetime, told: Told = _untold) -> Exported:
    """Write an archive of all records, or of those that are ``city``'s and shared, to ``path``.

    All of it is of one moment, while others go on writing. Raises ``ExportFailed``; then nothing is left.
    """
    with target_at(path) as target:
        made = write_records(target, city=city, now=now, told=told)
    return Exported(made.manifest, made.seal, path)


def write_records(
    target: Target, *, city: Jurisdiction | None, now: datetime, told: Told = _untold
) -> Written:
    """Write all records, or those that are ``city``'s and shared, to ``target``. Raises ``ExportFailed``."""
    partnership = the_partnership()
    if partnership is None:
        raise ExportFailed("There is no partnership here yet, and so nothing to take along.")
    if connection.in_atomic_block and connection.vendor == "sqlite":
        raise ExportFailed("An export cannot run within a transaction.")
    with snapshot() as moment, file_store().holding():
        public_id = city.public_id if city else ""
        work = _Work(target, Rows(moment, public_id), public_id, now, told)
        contents = _write_kinds(work)
        _write_files(work)
        for kind, schema in all_schemas().items():
            _write_json(target, f"{SCHEMAS}/{kind}.schema.json", schema)
        manifest = Manifest(
            format=FORMAT,
            version=version("interlocal"),
            made_at=now.isoformat(timespec="seconds"),
            installation=settings.INTERLOCAL_BASE_URL,
            partnership=partnership.name,
            city=city.name if city else "",
            city_id=public_id,
            schemas_at=SCHEMAS,
            schemas_digest=digest_of_schemas(),
            kinds=contents,
            parts=target.parts,
            staying=staying(),
        )
        _write(target, READ_ME, readme_of(manifest).encode())
        seal = _write_json(target, MANIFEST, {**manifest.as_json(), "parts": _parts(target.parts)}).sha256
    return Written(manifest, seal)


def _write_kinds(work: _Work) -> list[Contents]:
    found = kinds()
    contents = []
    for done, kind in enumerate(found):
        with translation.override("en"):
            title = str(kind.model._meta.verbose_name)
        work.told(done, len(found), title)
        written = _write_kind(work, kind, title)
        if written is not None:
            contents.append(written)
    return contents


def _write_kind(work: _Work, kind: Kind, title: str) -> Contents | None:
    records = _records(work, kind)
    first = list(islice(records, 1))
    if not first:
        return None
    count = 0
    with work.target.writing(f"{RECORDS}/{kind.name}.jsonl") as file:
        for record in chain(first, records):
            file.write(_line(record))
            count += 1
    return Contents(kind.name, title, count, file.part)


def _records(work: _Work, kind: Kind) -> Iterator[Record]:
    records = work.rows.of(kind)
    if kind.model is StoredFile:
        return _with_paths(work, records)
    if work.city and kind.model is get_user_model():
        return _of_the_city_alone(records, work.rows.people_of_city(), work.now)
    return records


def _with_paths(work: _Work, records: Iterable[Record]) -> Iterator[Record]:
    """Say where each file lies; an earlier version that does not go is not named."""
    for record in records:
        if work.city and record["replaces"] not in work.rows.files:
            record["replaces"] = None
        public_id = record["public_id"]
        work.paths[public_id] = path_of_file(public_id, record["open_name"])
        work.digests[public_id] = record["sha256"]
        yield {**record, "path": work.paths[public_id]}


def _of_the_city_alone(records: Iterable[Record], own: set[str], now: datetime) -> Iterator[Record]:
    """Leave people of other cities without name and address, as those who were forgotten are."""
    for record in records:
        if record["public_id"] in own:
            yield record
            continue
        yield {
            **record,
            "name": "",
            "email": f"{record['public_id'].lower()}@former.invalid",
            "is_active": False,
            "suspended_at": record["suspended_at"] or now.isoformat(),
            "anonymised_at": record["anonymised_at"] or now.isoformat(),
        }


def _write_files(work: _Work) -> None:
    store = file_store()
    before, total = len(kinds()), len(kinds()) + len(work.paths)
    for done, (public_id, key) in enumerate(work.rows.keys_of_files(), before):
        work.told(done, total, "files")
        try:
            source = store.open(key)
        except BytesMissing as error:
            raise ExportFailed(f"{error} Bring it back from a backup first.") from error
        with source, work.target.writing(work.paths[public_id]) as file:
            while chunk := source.read(CHUNK_BYTES):
                file.write(chunk)
                work.told(done, total, "files")  # one file may take long
        if file.part.sha256 != work.digests[public_id]:
            raise ExportFailed(
                f"The file {public_id} is not what was stored. Bring it back from a backup first."
            )


def _write(target: Target, path: str, content: bytes) -> Part:
    with target.writing(path) as file:
        file.write(content)
    return file.part


def _write_json(target: Target, path: str, value: Any) -> Part:
    return _write(target, path, json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")


def _parts(parts: list[Part]) -> list[dict[str, Any]]:
    return [{"path": part.path, "size": part.size, "sha256": part.sha256} for part in parts]


def _line(record: Record) -> bytes:
    return (
        json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
    )
