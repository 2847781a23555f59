"""Archives that are asked for on the page: asking, making, handing out, deleting."""

from contextlib import suppress
from datetime import datetime
from typing import BinaryIO

from django.db import IntegrityError
from django.urls import reverse

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit import public as audit
from interlocal.foundation.files.public import ARCHIVE, StoredFile, remove_file, store_made
from interlocal.foundation.jobs.public import enqueue
from interlocal.foundation.notices.public import notify
from interlocal.leaving.actions.exporting import record_export
from interlocal.leaving.archive import ExportFailed, target_in
from interlocal.leaving.models import Archive, ArchiveState
from interlocal.leaving.queries.archives import archive_since, may_take, subject_of, without_a_job
from interlocal.leaving.rules import KEPT, name_of_archive
from interlocal.leaving.writing import Told, Written, write_records
from interlocal.partnerships.jurisdictions.public import Jurisdiction

MAKE = "interlocal.leaving.tasks.make_archive_of"
PURPOSE = "leaving.archive"
NO_LONGER_MAY = "Whoever asked for it may no longer take these records along."
STOPPED = (
    "The work on it was stopped several times before it was done. Whoever runs the installation can make it "
    "with the command interlocal export, which takes as long as it needs."
)
OVER = "It was kept for as long as archives are."
LET_GO = "Whoever asked for it let it go."
FAULT = "Something went wrong that the log of the installation tells. Nothing is left of it."


class _Overtaken(Exception):
    """Another worker was faster."""


def ask_archive(*, by: User, city: Jurisdiction | None, seen: str, now: datetime) -> Archive:
    """Have an archive of all records made, or of those of ``city``, and return it.

    One of the same that is under way, or that came after the archive ``seen`` on the page (its public id), is
    the one that was asked for.
    """
    if (found := archive_since(city, seen)) is not None:
        return found
    try:
        with audit.act(by=by, action="leaving.ask_archive", subject=subject_of(city), now=now) as act:
            archive = Archive.objects.create(jurisdiction=city, asked_by=by, created_at=now)
            act.record(archive=archive.public_id)
            enqueue(MAKE, key=archive.job_key, payload={"archive": archive.public_id}, now=now)
    except IntegrityError:
        found = archive_since(city, seen)
        if found is None:
            raise
        return found
    return archive


def make_archive(*, archive: Archive, told: Told, now: datetime) -> None:
    """Make an archive that was asked for, once, straight into the store, and tell who asked.

    Nothing of it lies readable on its way. Raises what the store or the database raises; then nothing is
    left.
    """
    if not archive.is_under_way:
        return
    city = archive.jurisdiction
    if not may_take(archive.asked_by, city):
        fail_archive(archive=archive, reason=NO_LONGER_MAY, now=now)
        return
    made: list[Written] = []

    def write(stream: BinaryIO) -> None:
        with target_in(stream) as target:
            made.append(write_records(target, city=city, now=now, told=told))

    try:
        store_made(
            by=archive.asked_by,
            name=name_of_archive(str(subject_of(city)), now.date()),
            file_type=ARCHIVE,
            purpose=PURPOSE,
            write=write,
            keep=lambda stored: _finish(archive, stored, made[0], now),
            now=now,
        )
    except _Overtaken:
        return
    except ExportFailed as error:
        fail_archive(archive=archive, reason=str(error), now=now)


def fail_archive(*, archive: Archive, reason: str, now: datetime) -> None:
    """Say that an archive could not be made, and why; one that is no longer under way stays as it is."""
    city = archive.jurisdiction
    with (
        suppress(_Overtaken),
        audit.act(by=None, action="leaving.fail_archive", subject=subject_of(city), now=now) as act,
    ):
        current = _under_way(archive)
        current.state, current.reason, current.ended_at = ArchiveState.FAILED, reason[:500], now
        current.save(update_fields=["state", "reason", "ended_at"])
        act.record(archive=current.public_id, reason=current.reason)
        _tell(current, "leaving/mail/failed", now)


def download_archive(*, by: User, archive: Archive, now: datetime) -> None:
    """Write down that a person takes the archive along."""
    subject = subject_of(archive.jurisdiction)
    with audit.act(by=by, action="leaving.download", subject=subject, now=now) as act:
        act.record(archive=archive.public_id, sha256=archive.seal)


def delete_archive(*, by: User | None, archive: Archive, now: datetime) -> None:
    """Delete what was made, and keep that it was made."""
    subject = subject_of(archive.jurisdiction)
    with (
        suppress(_Overtaken),
        audit.act(by=by, action="leaving.delete_archive", subject=subject, now=now) as act,
    ):
        current = Archive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
        stored, current.stored = current.stored, None
        if stored is None:
            raise _Overtaken
        current.state, current.ended_at = ArchiveState.DELETED, now
        current.save(update_fields=["state", "stored", "ended_at"])
        act.record(archive=current.public_id)
        remove_file(by=by, stored=stored, reason=OVER if by is None else LET_GO, now=now)


def end_archives(*, now: datetime) -> None:
    """Delete archives that were kept long enough, and say of those that nobody works on that they failed."""
    for archive in Archive.objects.filter(state=ArchiveState.READY, kept_until__lte=now):
        delete_archive(by=None, archive=archive, now=now)
    for archive in without_a_job():
        fail_archive(archive=archive, reason=STOPPED, now=now)


def _finish(archive: Archive, stored: StoredFile, made: Written, now: datetime) -> None:
    current, manifest = _under_way(archive), made.manifest
    current.state, current.stored = ArchiveState.READY, stored
    current.size, current.seal = stored.size, made.seal
    current.records, current.files = manifest.records, len(manifest.files)
    current.made_at, current.kept_until = now, now + KEPT
    current.save()
    record_export(by=current.asked_by, made=made, city=current.jurisdiction, now=now)
    _tell(current, "leaving/mail/ready", now)


def _under_way(archive: Archive) -> Archive:
    """Return the archive, held; raises ``_Overtaken`` where it is done with."""
    current = Archive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
    if not current.is_under_way:
        raise _Overtaken
    return current


def _tell(archive: Archive, template: str, now: datetime) -> None:
    notify(
        to=archive.asked_by,
        kind="leaving.archive",
        key=f"leaving.archive:{archive.public_id}:{archive.state}",
        template=template,
        context={"whose": str(subject_of(archive.jurisdiction)), "reason": archive.reason},
        path=reverse("leaving:archive", args=[archive.public_id]),
        now=now,
    )
