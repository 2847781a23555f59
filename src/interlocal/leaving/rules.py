"""Who may take records along, how long an archive is kept, and where things lie in one."""

import re
from datetime import date, timedelta
from pathlib import PurePosixPath

from django.utils.text import slugify

from interlocal.kernel import permissions
from interlocal.kernel.scopes import PARTNERSHIP, Scope, jurisdiction_scope

FORMAT = 1
MANIFEST = "manifest.json"
READ_ME = "README.txt"
RECORDS, FILES, SCHEMAS = "records", "files", "schemas"
_ENDING = re.compile(r"\.[a-z0-9]{1,8}")

KEPT = timedelta(days=7)
# Whoever was killed that often over one archive would be killed again.
MOST_TRIES = 3


class Permission(permissions.Permission):
    """What people may do with records that leave."""

    EXPORT = "leaving.export"


def scope_of(city: str) -> Scope:
    """Return the scope of an archive: that of the city with this public id, or of all where it is empty."""
    return jurisdiction_scope(city) if city else PARTNERSHIP


def name_of_archive(whose: str, on: date) -> str:
    """Return the name under which an archive is downloaded."""
    return f"{slugify(whose)[:80] or 'archive'}-{on.isoformat()}.zip"


def path_of_file(public_id: str, name: str) -> str:
    """Return where a stored file lies in an archive: under its id, with the ending that its name has."""
    ending = PurePosixPath(name.lower()).suffix
    return f"{FILES}/{public_id}{ending if _ENDING.fullmatch(ending) else ''}"
