"""Looks a ZIP package over before it is kept, and finds what is in it.

Nothing is ever unpacked to disk: files are read out of the archive when a page asks for them.
"""

import stat
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from interlocal.programs.training.lessons.manifest import Manifest, PackageRefused, read_manifest

MANIFEST = "imsmanifest.xml"
MOST_FILES = 5_000
MOST_BYTES = 400 * 1024 * 1024
MOST_MANIFEST_BYTES = 2 * 1024 * 1024
# A picture or film shrinks little, text by ten or twenty; a bomb by a thousand.
MOST_RATIO = 100
RATIO_FROM_BYTES = 10 * 1024 * 1024
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile and zlib raise over an archive that is broken or made to trip them.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def read_package(stream: BinaryIO) -> list[Manifest]:
    """Look the whole package over, each byte of it, and return its lessons; raises ``PackageRefused``."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            return _looked_over(archive)
    except _BROKEN:
        raise PackageRefused(
            _("The package is damaged or was cut on its way: not all of it is readable. Choose it again.")
        ) from None
    finally:
        stream.seek(0)


def _looked_over(archive: zipfile.ZipFile) -> list[Manifest]:
    members = [one for one in archive.infolist() if not one.is_dir()]
    _check_amount(members)
    for member in members:
        _check_member(member)
    names = {one.filename: one for one in members}
    if len(names) < len(members):
        raise PackageRefused(_("The package holds two files of one name. Export the lesson again."))
    lessons = _lessons(archive, names)
    for one in lessons:
        if urlsplit(one.launch).path not in names and one.launch.partition("?")[0] not in names:
            raise PackageRefused(
                _("The manifest begins with “%(name)s”, which is not in the package. Export it again.")
                % {"name": one.launch[:80]}
            )
    _read_through(archive, members)
    return lessons


def _check_amount(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise PackageRefused(
            _("The package holds %(count)d files; up to %(most)d are taken.")
            % {"count": len(members), "most": MOST_FILES}
        )
    whole, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if whole > MOST_BYTES:
        raise PackageRefused(
            _("Unpacked, the package would be %(size)d MB; up to %(most)d are taken. Make its films smaller.")
            % {"size": whole // 2**20, "most": MOST_BYTES // 2**20}
        )
    if whole > RATIO_FROM_BYTES and whole > MOST_RATIO * max(packed, 1):
        raise PackageRefused(
            _("The package is packed more than a hundredfold, as no lesson is. It is not opened.")
        )


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    parts = PurePosixPath(name).parts
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if name.startswith("/") or ".." in parts or "\\" in name or "\x00" in name or ":" in name or is_link:
        raise PackageRefused(
            _("The package holds a file that leads outside it (“%(name)s”). It is not opened.")
            % {"name": name.replace("\x00", "?")[:80]}
        )
    if member.flag_bits & _ENCRYPTED:
        raise PackageRefused(_("The package is locked with a password. Pack it without one."))
    if member.compress_type not in _PACKED:
        raise PackageRefused(_("The package is packed in a way that is not read here. Pack it as plain ZIP."))


def _lessons(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> list[Manifest]:
    if MANIFEST not in names:
        raise PackageRefused(_why_no_manifest(names))
    if names[MANIFEST].file_size > MOST_MANIFEST_BYTES:
        raise PackageRefused(_("imsmanifest.xml is larger than 2 MB, as that of no lesson is."))
    return read_manifest(archive.read(MANIFEST))


def _why_no_manifest(names: dict[str, zipfile.ZipInfo]) -> str:
    lower = {name.lower() for name in names}
    if any(name.endswith(f"/{MANIFEST}") for name in lower):
        return _(
            "imsmanifest.xml lies in a folder of the package. Pack what is in it, not the folder itself."
        )
    if lower & {"tincan.xml", "cmi5.xml"}:
        return _("The package is for xAPI or cmi5. Export the lesson as SCORM 1.2.")
    if any(name.endswith((".au", ".crs")) for name in lower):
        return _("The package is for AICC. Export the lesson as SCORM 1.2.")
    return _("The archive has no imsmanifest.xml, so it is no SCORM package. Export the lesson as SCORM 1.2.")


def _read_through(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Read every file to its end, so that one that lies about its size or is damaged is found now."""
    for member in members:
        with archive.open(member) as file:
            while file.read(_CHUNK):
                pass
