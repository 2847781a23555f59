"""Where an archive is written: a zip file or a folder, put in place whole or not at all."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, Self, cast

from interlocal.leaving.archive.outcomes import ExportFailed, Part

DRAFT = ".unfinished"


class Target(Protocol):
    """Takes the files of an archive, one after the other."""

    parts: list[Part]

    def writing(self, path: str) -> "Writing":
        """Begin the file at ``path``."""


class Writing:
    """One file on its way: counts and digests what passes. Use it with ``with``."""

    def __init__(self, target: "_Target", path: str) -> None:
        self._target = target
        self.path = path
        self._digest = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> Self:
        self._file = self._target.begin(self.path)
        return self

    def write(self, content: bytes) -> None:
        """Write on."""
        self._file.write(content)
        self._digest.update(content)
        self._size += len(content)

    def __exit__(self, kind: object, *_rest: object) -> None:
        self._file.close()
        if kind is None:
            self._target.parts.append(self.part)

    @property
    def part(self) -> Part:
        """What was written."""
        return Part(self.path, self._size, self._digest.hexdigest())


class _Target:
    """What zip and folder have in common."""

    def __init__(self) -> None:
        self.parts: list[Part] = []

    def writing(self, path: str) -> Writing:
        return Writing(self, path)

    def begin(self, path: str) -> BinaryIO:
        raise NotImplementedError


class _Zip(_Target):
    def __init__(self, archive: zipfile.ZipFile) -> None:
        super().__init__()
        self._archive = archive

    def begin(self, path: str) -> BinaryIO:
        entry = zipfile.ZipInfo(path)  # its date is that of no clock: two exports of one moment are the same
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        return cast("BinaryIO", self._archive.open(entry, "w", force_zip64=True))


class _Folder(_Target):
    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root = root

    def begin(self, path: str) -> BinaryIO:
        place = self._root / path
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cast("BinaryIO", os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"))


@contextmanager
def target_at(path: Path) -> Iterator[Target]:
    """Write an archive to ``path``: a zip file where it ends so, else a folder. Raises ``ExportFailed``.

    What is there already is never touched; after an error, nothing is left.
    """
    if path.exists():
        raise ExportFailed(f"{path} is there already. Name another place: nothing is overwritten.")
    draft = path.with_name(f".{path.name}{DRAFT}")
    _clear(draft)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.suffix.lower() == ".zip":
            with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
                with zipfile.ZipFile(file, "w", compression=zipfile.ZIP_DEFLATED) as archive:
                    yield _Zip(archive)
                file.flush()
                os.fsync(file.fileno())
        else:
            draft.mkdir(mode=0o700)
            yield _Folder(draft)
        draft.rename(path)
    except OSError as error:
        _clear(draft)
        raise ExportFailed(
            f"The archive could not be written to {path.parent}: {error.strerror}. Nothing is left of it."
        ) from error
    except BaseException:
        _clear(draft)
        raise


@contextmanager
def target_in(stream: BinaryIO) -> Iterator[Target]:
    """Write an archive as a zip file into ``stream``, which need not be one that can seek."""
    with zipfile.ZipFile(stream, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        yield _Zip(archive)


def _clear(draft: Path) -> None:
    if draft.is_dir():
        shutil.rmtree(draft)
    else:
        draft.unlink(missing_ok=True)
