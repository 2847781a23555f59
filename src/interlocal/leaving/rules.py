"""Where things lie in an archive."""

import re
from pathlib import PurePosixPath

FORMAT = 1
MANIFEST = "manifest.json"
READ_ME = "README.txt"
RECORDS, FILES, SCHEMAS = "records", "files", "schemas"
_ENDING = re.compile(r"\.[a-z0-9]{1,8}")


def path_of_file(public_id: str, name: str) -> str:
    """Return where a stored file lies in an archive: under its id, with the ending that its name has."""
    ending = PurePosixPath(name.lower()).suffix
    return f"{FILES}/{public_id}{ending if _ENDING.fullmatch(ending) else ''}"
