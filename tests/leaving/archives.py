"""Reading archives in tests, by other code than the product's."""

import json
import zipfile
from pathlib import Path


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
