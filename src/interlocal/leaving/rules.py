"""Who may take records along, what an archive is called, and where things lie in it."""

import re
from datetime import datetime
from enum import unique
from pathlib import PurePosixPath

from interlocal.kernel import permissions

FORMAT = 1
MANIFEST = "manifest.json"
READ_ME = "README.txt"
RECORDS, FILES, SCHEMAS = "records", "files", "schemas"
_ENDING = re.compile(r"\.[a-z0-9]{1,8}")


@unique
class Permission(permissions.Permission):
    """What people may do about leaving.

    ``EXPORT`` takes the records along: held for the partnership all of them, held for a jurisdiction those of
    that city and what is shared.
    """

    EXPORT = "leaving.export"


def archive_name(what: str, now: datetime) -> str:
    """Return the name of an archive of ``what`` (a name) made at ``now``."""
    plain = re.sub(r"[^a-z0-9]+", "-", what.lower()).strip("-")[:40] or "partnership"
    return f"interlocal-{plain}-{now:%Y-%m-%d}.zip"


def path_of_file(public_id: str, name: str) -> str:
    """Return where a stored file lies in an archive: under its id, with the ending that its name has."""
    ending = PurePosixPath(name.lower()).suffix
    return f"{FILES}/{public_id}{ending if _ENDING.fullmatch(ending) else ''}"
