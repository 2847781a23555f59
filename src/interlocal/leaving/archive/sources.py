"""Reading an archive: names are the manifest's alone, sizes are held to, digests are checked first."""

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from interlocal.leaving.archive.outcomes import ArchiveWrong, Part

CHUNK_BYTES = 1 << 20
SMALL = 64 << 20
_PATH = re.compile(r"(records|schemas|files)/[a-z0-9][a-z0-9_.-]{0,150}|README\.txt")


class Source(Protocol):
    """Gives the files of an archive."""

    def names(self) -> set[str]:
        """Return the paths of all files there are."""

    def open(self, path: str) -> BinaryIO:
        """Open a file; raises ``KeyError`` or ``OSError`` where there is none."""


class _Zip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def names(self) -> set[str]:
        return {entry.filename for entry in self._archive.infolist() if not entry.is_dir()}

    def open(self, path: str) -> BinaryIO:
        try:
            return cast("BinaryIO", self._archive.open(path))
        except RuntimeError as error:  # locked with a password, or packed in an unknown way
            raise ArchiveWrong(f"{path} in this archive cannot be unpacked: no export packs so.") from error


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> set[str]:
        return {
            found.relative_to(self._root).as_posix()
            for found in self._root.rglob("*")
            if found.is_symlink() or not found.is_dir()
        }

    def open(self, path: str) -> BinaryIO:
        place = self._root / path
        if place.is_symlink():
            raise ArchiveWrong(f"{path} in this archive leads elsewhere: no export makes that.")
        return place.open("rb")


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open the archive at ``path``; raises ``ArchiveWrong`` where there is none."""
    try:
        if path.is_dir():
            yield _Folder(path)
            return
        with zipfile.ZipFile(path) as archive:
            yield _Zip(archive)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError) as error:
        raise ArchiveWrong(f"{path} is no archive, or it is damaged: {error}.") from error
    except FileNotFoundError as error:
        raise ArchiveWrong(f"There is no {path}.") from error


def small(source: Source, path: str) -> bytes:
    """Return the bytes of a file that is small; raises ``ArchiveWrong`` where it is not there or is not."""
    try:
        with source.open(path) as file:
            content = file.read(SMALL + 1)
    except (KeyError, ValueError, OSError) as error:
        raise ArchiveWrong(f"There is no {path} in it: this is no archive that Interlocal made.") from error
    if len(content) > SMALL:
        raise ArchiveWrong(f"{path} in this archive is too large to be what it should be.")
    return content


def check_parts(source: Source, parts: list[Part], manifest: str) -> None:
    """Raise ``ArchiveWrong`` unless all ``parts`` are there as they were written, and nothing else is."""
    paths = [part.path for part in parts]
    if len(set(paths)) != len(paths) or not all(map(_PATH.fullmatch, paths)):
        raise ArchiveWrong("The manifest names files that no export names.")
    if more := source.names() - set(paths) - {manifest}:
        raise ArchiveWrong(f"{min(more)} is in this archive and not in its manifest: it was put there later.")
    for part in parts:
        if _digest(source, part) != part.sha256:
            raise ArchiveWrong(f"{part.path} is not what it was when the archive was made: use another copy.")


def _digest(source: Source, part: Part) -> str:
    digest, left = hashlib.sha256(), part.size
    try:
        with source.open(part.path) as file:
            while chunk := file.read(min(CHUNK_BYTES, left + 1)):
                left -= len(chunk)
                if left < 0:
                    break
                digest.update(chunk)
    except (KeyError, OSError) as error:
        raise ArchiveWrong(f"{part.path} is missing in this archive: use another copy.") from error
    return digest.hexdigest() if left == 0 else ""
