"""Bringing records in."""

from datetime import datetime
from pathlib import Path

from interlocal.foundation.audit import public as audit
from interlocal.foundation.files.public import file_store
from interlocal.leaving.archive import ArchiveWrong, Manifest, opened
from interlocal.leaving.loading import Loading, kinds_with_rows
from interlocal.leaving.reading import manifest_of
from interlocal.partnerships.jurisdictions.public import the_partnership


def read_archive(path: Path) -> tuple[Manifest, str]:
    """Read an archive through; return what it says of itself and its digest. Raises ``ArchiveWrong``."""
    with opened(path) as source:
        return manifest_of(source)


def bring_in(*, by: None = None, path: Path, now: datetime) -> Manifest:
    """Bring the archive at ``path`` into this installation, where nothing may be yet: all of it or nothing.

    People come without passwords. Raises ``ArchiveWrong``.
    """
    require_nothing_here()
    with opened(path) as source:
        manifest, seal = manifest_of(source)
        loading = Loading(source, manifest)
        try:
            with audit.act(by=by, action="leaving.import", now=now) as act:
                loading.load()
                act.subject = _require_partnership()
                act.record(records=manifest.records, files=len(manifest.files), sha256=seal)
                _require_whole_audit()
        except BaseException:
            for key in loading.written:
                file_store().delete(key)
            raise
    return manifest


def require_nothing_here() -> None:
    """Raise ``ArchiveWrong`` where any record is here already."""
    for kind in kinds_with_rows():
        raise ArchiveWrong(
            f"This installation is not empty: there are records of the kind {kind.name}. An archive is "
            "brought into a new one, in place of `interlocal init`: name another INTERLOCAL_DATA and, "
            "on PostgreSQL, another INTERLOCAL_DATABASE_URL."
        )


def _require_partnership() -> "audit.Ref":
    partnership = the_partnership()
    if partnership is None:
        raise ArchiveWrong("There is no partnership in this archive.")
    return audit.ref_to(partnership)


def _require_whole_audit() -> None:
    if not audit.verify_book(audit.PARTNERSHIP_BOOK, ()).is_whole:
        raise ArchiveWrong("The audit book in this archive is not whole: somebody changed it.")
