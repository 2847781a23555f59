"""Reading an archive: what it says of itself, held against what is there and against this version."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from interlocal.leaving.archive import ArchiveWrong, Contents, Manifest, Part, Source
from interlocal.leaving.archive.sources import check_parts, small
from interlocal.leaving.kinds import Kind, kinds
from interlocal.leaving.rules import FORMAT, MANIFEST
from interlocal.leaving.schemas import digest_of_schemas
from interlocal.leaving.values import ValueWrong, as_it_is, reader

LONGEST_LINE = 64 << 20


def manifest_of(source: Source) -> tuple[Manifest, str]:
    """Return the manifest and its SHA-256, with every file checked. Raises ``ArchiveWrong``."""
    content = small(source, MANIFEST)
    try:
        said = json.loads(content)
        _require_version(said)
        manifest = _read(said)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ArchiveWrong("The manifest of this archive is damaged: use another copy.") from error
    check_parts(source, manifest.parts, MANIFEST)
    known = {kind.name for kind in kinds()}
    if unknown := [one.kind for one in manifest.kinds if one.kind not in known]:
        raise ArchiveWrong(f"This version does not know records of the kind {unknown[0]}.")
    return manifest, hashlib.sha256(content).hexdigest()


def records_of(source: Source, kind: Kind, contents: Contents) -> Iterator[dict[str, Any]]:
    """Yield the records of a kind with values of its fields, references as the ids they name."""
    readers = [(field.name, as_it_is if field.is_relation else reader(field)) for field in kind.fields]
    names = {name for name, _read in readers} | ({"path"} if kind.name == "files.storedfile" else set())
    count = 0
    with source.open(contents.part.path) as file:
        while line := file.readline(LONGEST_LINE):
            count += 1
            try:
                record = json.loads(line)
                if not isinstance(record, dict) or set(record) != names:
                    raise ValueWrong("it has other fields than the schema says.")
                values = {name: read(record[name]) for name, read in readers}
            except (ValueError, RecursionError) as error:
                raise ArchiveWrong(f"{contents.part.path}, line {count}: {error}") from error
            if "path" in names:
                values["path"] = record["path"]
            yield values
    if count != contents.records:
        raise ArchiveWrong(f"{contents.part.path} has {count} records where {contents.records} were to come.")


def _require_version(said: dict[str, Any]) -> None:
    if said["product"] != "interlocal" or said["format"] != FORMAT:
        raise ArchiveWrong("This archive has a format that this version does not read.")
    if said["schemas"]["sha256"] != digest_of_schemas():
        raise ArchiveWrong(
            f"This archive was made by version {said['version']}, whose records have another form than those "
            "of this one. Bring both installations to the same version, and export again."
        )


def _read(said: dict[str, Any]) -> Manifest:
    parts = [Part(str(one["path"]), int(one["size"]), str(one["sha256"])) for one in said["parts"]]
    by_path = {part.path: part for part in parts}
    city = said["city"] or {"id": "", "name": ""}
    return Manifest(
        format=said["format"],
        version=str(said["version"]),
        made_at=str(said["made_at"]),
        installation=str(said["installation"]),
        partnership=str(said["partnership"]),
        city=str(city["name"]),
        city_id=str(city["id"]),
        schemas_at=str(said["schemas"]["at"]),
        schemas_digest=str(said["schemas"]["sha256"]),
        kinds=[
            Contents(str(one["kind"]), str(one["title"]), int(one["records"]), by_path[one["path"]])
            for one in said["kinds"]
        ],
        parts=parts,
        staying=[(str(one["kind"]), str(one["why"])) for one in said["not_included"]],
    )
