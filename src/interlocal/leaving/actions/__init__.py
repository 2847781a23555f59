"""Taking records along, and bringing them in."""

from interlocal.leaving.actions.archives import (
    ask_archive,
    delete_archive,
    download_archive,
    end_archives,
    make_archive,
)
from interlocal.leaving.actions.exporting import record_export
from interlocal.leaving.actions.importing import bring_in, read_archive, require_nothing_here

__all__ = [
    "ask_archive",
    "bring_in",
    "delete_archive",
    "download_archive",
    "end_archives",
    "make_archive",
    "read_archive",
    "record_export",
    "require_nothing_here",
]
