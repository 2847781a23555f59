"""Asking ClamAV about a file, where it runs on this machine. The bytes go through memory, never a disk.

clamd's usual command for bytes (``INSTREAM``) lays them down in its temporary folder, in the clear. So they
are put into memory of their own (``memfd_create``) and clamd gets that as an open file (``FILDES``), through
its socket. It still lays down there what it unpacks and what it makes of a text: so its folder must be in
memory, or it is not asked. Protocol: clamd(8), "COMMANDS"; settings: clamd.conf(5).
"""

import array
import functools
import os
import re
import socket
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

SECONDS = 30
_LONGEST_ANSWER = 4096
_IN_MEMORY = {"tmpfs", "ramfs"}
_SETTING = re.compile(r"^(LocalSocket|TemporaryDirectory)\s+(.+?)\s*$", re.MULTILINE)


class NoScanner(Exception):
    """The scanner that the settings name may not be asked; says why."""


@dataclass(frozen=True)
class Scan:
    """What a scanner said of a file: whether one looked, and the name of what it found, if anything."""

    is_scanned: bool
    found: str = ""


NOT_SCANNED = Scan(is_scanned=False)


def scanner() -> str:
    """Return clamd's socket, empty where no scanner is set up.

    Raises ``NoScanner`` where its settings cannot be read, name no socket, or let it write to a disk.
    """
    conf = settings.INTERLOCAL_CLAMD_CONF
    return _socket_in(conf) if conf else ""


def is_scanning() -> bool:
    """Say whether there is a scanner that may be asked."""
    try:
        return bool(scanner())
    except NoScanner:
        return False


def scan(data: bytes) -> Scan:
    """Return what clamd says of ``data``; ``NOT_SCANNED`` without one, or when it does not answer in time."""
    try:
        clamd = scanner()
        said = _asked(clamd, data) if clamd else ""
    except (NoScanner, OSError):
        return NOT_SCANNED
    verdict = said.rpartition(": ")[2].strip()
    if verdict == "OK":
        return Scan(is_scanned=True)
    if verdict.endswith(" FOUND"):
        return Scan(is_scanned=True, found=verdict.removesuffix(" FOUND"))
    return NOT_SCANNED


@functools.cache
def _socket_in(conf: str) -> str:
    try:
        told = dict(_SETTING.findall(Path(conf).read_text(encoding="utf-8")))
    except OSError as error:
        raise NoScanner(f"{conf} cannot be read: {error.strerror}.") from error
    if "LocalSocket" not in told:
        raise NoScanner(f"{conf} names no LocalSocket.")
    folder = told.get("TemporaryDirectory", "/tmp")  # noqa: S108 # nosec B108 - clamd's own default
    if _kind_of_disk(Path(folder).resolve()) not in _IN_MEMORY:
        raise NoScanner(
            f"TemporaryDirectory {folder} is not in memory: parts of sealed files would lie there."
        )
    return str(told["LocalSocket"])


def _kind_of_disk(folder: Path) -> str:
    """Return the type of the file system that holds ``folder``, as proc(5) tells of the mounts."""
    found, longest = "", -1
    for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines():
        _device, place, kind, *_rest = line.split(" ")
        where = Path(place.replace(r"\040", " "))
        if folder.is_relative_to(where) and len(where.parts) >= longest:
            found, longest = kind, len(where.parts)
    return found


def _asked(clamd: str, data: bytes) -> str:
    in_memory = os.memfd_create("upload", os.MFD_CLOEXEC)
    try:
        with os.fdopen(os.dup(in_memory), "wb") as target:
            target.write(data)
        os.lseek(in_memory, 0, os.SEEK_SET)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(SECONDS)
            connection.connect(clamd)
            connection.sendall(b"zFILDES\0")
            handed = array.array("i", [in_memory])
            connection.sendmsg([b"\0"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, handed)])
            return _answer(connection)
    finally:
        os.close(in_memory)


def _answer(connection: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        part = connection.recv(_LONGEST_ANSWER)
        if not part:
            break
        said += part
    return said.rstrip(b"\0").decode("utf-8", "replace")
