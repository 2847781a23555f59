"""Archives that are asked for on the page: made once, whole or not at all, for who may have them."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from tests.factories.commitments import CommitmentFactory
from tests.factories.files import stored_file
from tests.leaving.archives import contents, manifest, records
from tests.leaving.asking import PAGE, acts, bytes_of, download, made, orphans, signed_in

from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.files.public import file_store
from interlocal.foundation.jobs.models import Job
from interlocal.foundation.jobs.public import run_due
from interlocal.foundation.notices.models import Notice
from interlocal.kernel import clock
from interlocal.leaving import tasks
from interlocal.leaving.actions import ask_archive, read_archive
from interlocal.leaving.actions.archives import PURPOSE
from interlocal.leaving.models import Archive, ArchiveState
from interlocal.leaving.rules import MOST_TRIES
from interlocal.leaving.writing import write_export

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def migrated(own_store):
    """A snapshot's first look is at the table of migrations, which a run without them lacks."""
    MigrationRecorder(connection).ensure_schema()


def test_what_is_downloaded_is_what_the_command_writes(manager, raytown, tmp_path):
    evidence = stored_file("Vote.pdf")
    CommitmentFactory.create(owed_by=raytown, evidence_file=evidence)
    now = clock.now()
    archive = ask_archive(by=manager, city=raytown, seen="none", now=now)
    command = write_export(tmp_path / "command.zip", city=raytown, now=now)
    run_due(now=now)
    archive.refresh_from_db()
    answer = download(signed_in(manager), archive)
    page = tmp_path / "page.zip"
    page.write_bytes(bytes_of(answer))
    assert contents(page) == contents(command.path)
    said, seal = read_archive(page)
    assert (said.kinds, seal) == (command.manifest.kinds, command.seal)
    assert (archive.state, archive.seal, archive.records, archive.files, archive.size) == (
        ArchiveState.READY,
        command.seal,
        command.manifest.records,
        1,
        page.stat().st_size,
    )
    assert {one["public_id"] for one in records(page, "files.storedfile")} == {evidence.public_id}
    assert manifest(page)["city"]["name"] == "Raytown"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"] == f'attachment; filename="raytown-{now.date().isoformat()}.zip"'
    assert (answer["Content-Type"], int(answer["Content-Length"])) == ("application/zip", archive.size)


def test_an_archive_lies_sealed_and_is_in_no_later_one(coordinator, tmp_path):
    first = made(coordinator)
    stored = first.stored
    assert (stored.is_sealed, stored.purpose, stored.open_name) == (True, PURPOSE, "")
    with file_store().open(stored.storage_key) as file:
        assert b"manifest.json" not in file.read()
    later = write_export(tmp_path / "later.zip", city=None, now=clock.now())
    assert records(later.path, "leaving.archive") == []
    assert stored.public_id not in {one["public_id"] for one in records(later.path, "files.storedfile")}
    assert "leaving.archive" in {kind for kind, _why in later.manifest.staying}


def test_making_and_each_download_are_audited_in_the_persons_name(manager, raytown):
    archive = made(manager, raytown)
    client = signed_in(manager)
    for _time in range(2):
        bytes_of(download(client, archive))
    (export,) = acts("leaving.export")
    assert (export.actor_id, export.values["sha256"]) == (manager.public_id, archive.seal)
    assert [one.values["sha256"] for one in acts("leaving.download")] == [archive.seal] * 2
    assert {one.actor_id for one in acts("leaving.download")} == {manager.public_id}


def test_who_asked_is_told_with_a_link_to_the_page(manager, raytown):
    archive = made(manager, raytown)
    told = Notice.objects.get(kind="leaving.archive")
    assert (told.recipient, told.template, told.signed_path) == (manager, "leaving/mail/ready", "")
    assert told.path == f"{PAGE}{archive.public_id}/"


def test_asking_at_the_same_time_makes_one_archive(manager, coordinator, raytown):
    ready = threading.Barrier(4)
    found, faults = [], []

    def ask_too(person):
        try:
            ready.wait()
            found.append(ask_archive(by=person, city=raytown, seen="none", now=clock.now()).pk)
        except Exception as error:  # noqa: BLE001  a thread's error is told below
            faults.append(error)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=ask_too, args=[person]) for person in (manager, coordinator, manager, manager)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert found == [Archive.objects.get().pk] * 4
    assert Job.objects.filter(task__endswith="make_archive_of").count() == 1


@pytest.fixture
def cut_short(monkeypatch):
    """Let a write break off in the middle, with whatever error is named."""

    def arm(error):
        def broken(work):
            work.target.parts.clear()
            raise error

        monkeypatch.setattr("interlocal.leaving.writing._write_files", broken)

    return arm


def test_a_worker_that_dies_leaves_nothing_and_another_begins_anew(manager, raytown, cut_short, monkeypatch):
    cut_short(KeyboardInterrupt())
    archive = ask_archive(by=manager, city=raytown, seen="none", now=clock.now())
    with pytest.raises(KeyboardInterrupt):
        run_due(now=clock.now())
    archive.refresh_from_db()
    assert archive.is_under_way
    assert orphans() == set()
    assert not StoredFile.objects.filter(purpose=PURPOSE).exists()
    monkeypatch.undo()
    run_due(now=clock.now() + timedelta(hours=1))  # the lease of who died has lapsed
    archive.refresh_from_db()
    assert archive.state == ArchiveState.READY
    assert Job.objects.get(key=archive.job_key).attempts == 2


def test_after_some_tries_it_has_failed_and_can_be_asked_for_again(manager, raytown, cut_short, monkeypatch):
    cut_short(RuntimeError("Raytown's secret"))
    now = clock.now()
    archive = ask_archive(by=manager, city=raytown, seen="none", now=now)
    for hour in range(MOST_TRIES):
        archive.refresh_from_db()
        assert archive.is_under_way
        run_due(now=now + timedelta(hours=hour))
    archive.refresh_from_db()
    assert (archive.state, archive.stored) == (ArchiveState.FAILED, None)
    assert archive.reason.startswith("Something went wrong")
    assert "secret" not in archive.reason
    assert orphans() == set()
    assert Notice.objects.get(kind="leaving.archive").template == "leaving/mail/failed"
    assert acts("leaving.export").count() == 0
    page = signed_in(manager).get(f"{PAGE}{archive.public_id}/").content.decode()
    assert archive.reason in page
    assert "Ask for a new one" in page
    monkeypatch.undo()
    assert made(manager, raytown).state == ArchiveState.READY


def test_a_full_disk_is_said_plainly_and_at_once(manager, raytown, cut_short):
    cut_short(OSError(28, "No space left on device"))
    archive = made(manager, raytown)
    assert archive.state == ArchiveState.FAILED
    assert "No space left on device" in archive.reason
    assert orphans() == set()


def test_a_lost_file_is_named(manager, raytown):
    evidence = stored_file()
    CommitmentFactory.create(owed_by=raytown, evidence_file=evidence)
    file_store().delete(evidence.storage_key)
    archive = made(manager, raytown)
    assert archive.state == ArchiveState.FAILED
    assert "Bring it back from a backup" in archive.reason


def test_a_second_worker_that_comes_late_leaves_the_first_ones_archive(manager, raytown, monkeypatch):
    archive = ask_archive(by=manager, city=raytown, seen="none", now=clock.now())
    slow = Archive.objects.select_related("jurisdiction", "asked_by").get()
    run_due(now=clock.now())
    tasks.make_archive(archive=slow, told=lambda *_: None, now=clock.now())
    archive.refresh_from_db()
    assert StoredFile.objects.get(purpose=PURPOSE) == archive.stored
    assert orphans() == set()
    assert acts("leaving.export").count() == 1
