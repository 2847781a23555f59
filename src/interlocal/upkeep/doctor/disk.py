"""Whether each folder can be written and has room."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from interlocal.foundation.files.public import files_bucket, files_folder
from interlocal.upkeep.doctor.finding import Finding, broken, good, soon

MEGABYTE = 1_000_000
# Below a tenth of what is asked for, the next backup or upload will not fit.
BROKEN_PART = 10


def look_at_disk(_now: datetime) -> Iterator[Finding]:
    """Say of each folder how much room is left."""
    for name, label, folder in _folders():
        yield _look_at(f"disk-{name}", label, folder)


def _folders() -> Iterator[tuple[str, str, Path]]:
    yield "data", _("Data folder"), Path(settings.INTERLOCAL_DATA)
    if files_bucket() is None:
        yield "files", _("Folder of files"), files_folder()
    yield "backups", _("Folder of backups"), Path(settings.INTERLOCAL_BACKUPS)
    yield "audit-heads", _("Folder of audit heads"), Path(settings.INTERLOCAL_AUDIT_HEADS)


def _look_at(name: str, title: str, folder: Path) -> Finding:
    place = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    if not _can_be_written(place):
        return broken(
            name,
            title,
            _("Nothing can be written to %(folder)s.") % {"folder": folder},
            _("Give the folder to the account that runs the site, on a disk that is not read-only."),
        )
    free, wanted = shutil.disk_usage(place).free, settings.INTERLOCAL_DISK_FREE
    says = _("%(free)s MB are free in %(folder)s.") % {
        "free": f"{_roughly(free // MEGABYTE):,}",
        "folder": folder,
    }
    mend = _("Make room: at least %(wanted)s MB should be free.") % {"wanted": f"{wanted // MEGABYTE:,}"}
    if free < wanted // BROKEN_PART:
        return broken(name, title, says, mend)
    if free < wanted:
        return soon(name, title, says, mend)
    enough = _("%(folder)s has room: more than %(wanted)s MB.")
    return good(name, title, enough % {"folder": folder, "wanted": f"{wanted // MEGABYTE:,}"})


def _roughly(megabytes: int) -> int:
    """Round down to one digit: what lies in sealed rooms should not show here to the megabyte."""
    step: int = 10 ** (len(str(megabytes)) - 1)
    return megabytes // step * step


def _can_be_written(place: Path) -> bool:
    """Write a little into a file without a name."""
    try:
        with tempfile.TemporaryFile(dir=place) as tried:
            tried.write(b"interlocal")
            tried.flush()
    except OSError:
        return False
    return True
