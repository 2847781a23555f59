"""Reading archives in tests, by other code than the product's."""

import json
import zipfile
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from tests import ready_made
from tests.foundation.backups.installations import Installation


def records(path: Path, kind: str) -> list[dict]:
    """Return the records of a kind."""
    name = f"records/{kind}.jsonl"
    with zipfile.ZipFile(path) as archive:
        if name not in archive.namelist():
            return []
        return [json.loads(line) for line in archive.read(name).decode().splitlines()]


def manifest(path: Path) -> dict:
    """Return the manifest."""
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))


def contents(path: Path) -> dict[str, bytes]:
    """Return every file."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, files: dict[str, bytes]) -> Path:
    """Write an archive of these files."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def new_installation(folder: Path) -> Installation:
    """Return one whose tables are made already, as its first start does."""
    ready_made.copy_migrated(folder / "elsewhere")
    return Installation(folder / "elsewhere")


def validate(path: Path) -> int:
    """Hold every record against the schema in its archive; return how many there were."""
    files = contents(path)
    count = 0
    for kind in manifest(path)["kinds"]:
        schema = json.loads(files[f"schemas/{kind['kind']}.schema.json"])
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        for record in records(path, kind["kind"]):
            validator.validate(record)
            count += 1
    return count
