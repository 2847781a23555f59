"""The page on which archives are asked for: who gets which, until when, and after showing who they are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import PASSWORD
from tests.factories.files import PDF, stored_file
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.leaving import ArchiveFactory
from tests.leaving.asking import PAGE, acts, ask, bytes_of, download, long_ago, signed_in

from interlocal.foundation.accounts.public import end_role
from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.files.public import file_store
from interlocal.foundation.jobs.models import Job
from interlocal.foundation.jobs.public import run_due
from interlocal.kernel import clock
from interlocal.leaving.actions import ask_archive
from interlocal.leaving.actions.archives import PURPOSE, STOPPED, end_archives
from interlocal.leaving.models import Archive, ArchiveState
from interlocal.leaving.rules import MOST_TRIES

pytestmark = pytest.mark.django_db


def test_two_tabs_make_one_archive(manager, raytown):
    client = signed_in(manager)
    seen = client.get(PAGE).context["form"].initial["seen"]
    ask(client, raytown.public_id, seen)
    ask(client, raytown.public_id, seen)
    archive = Archive.objects.get()
    archive.state, archive.stored = ArchiveState.READY, stored_file(sealed=True)
    archive.save()
    ask(client, raytown.public_id, seen)
    assert Archive.objects.count() == 1
    ask(client, raytown.public_id, client.get(PAGE).context["form"].initial["seen"])
    assert Archive.objects.count() == 2


@pytest.mark.parametrize("change", ["role", "account"])
def test_who_lost_the_role_or_the_account_downloads_nothing(manager, raytown, change):
    archive, client = (
        ArchiveFactory.create(jurisdiction=raytown, asked_by=manager, ready=True),
        signed_in(manager),
    )
    assert client.get(f"{PAGE}{archive.public_id}/").status_code == 200
    if change == "role":
        end_role(by=None, grant=manager.grants.get(), now=clock.now())
    else:
        manager.is_active, manager.suspended_at = False, clock.now()
        manager.save()
    answer = download(client, archive)
    assert answer.status_code == (404 if change == "role" else 302)
    assert acts("leaving.download").count() == 0


def test_whoever_signed_in_long_ago_shows_again_who_they_are(manager, raytown):
    archive, client = (
        ArchiveFactory.create(jurisdiction=raytown, asked_by=manager, ready=True),
        signed_in(manager),
    )
    long_ago(client)
    show_again = reverse("leaving:archive-show-again", args=[archive.public_id])
    assert "Show again who you are" in client.get(f"{PAGE}{archive.public_id}/").content.decode()
    assert download(client, archive)["Location"] == show_again
    assert client.get(show_again)["Location"].startswith("/account/reauthenticate/?next=")
    asked = ask(client, raytown.public_id, seen=archive.public_id)
    assert asked["Location"].startswith("/account/reauthenticate/")
    assert Archive.objects.count() == 1
    answer = client.post(asked["Location"], {"password": PASSWORD})
    newest = Archive.objects.first()
    assert answer["Location"] == f"{PAGE}{newest.public_id}/"
    assert newest != archive
    assert "Download the archive" in client.get(f"{PAGE}{archive.public_id}/").content.decode()
    assert bytes_of(download(client, archive)) == PDF


def test_when_its_time_is_over_the_file_goes_and_the_row_says_so(
    manager, raytown, django_capture_on_commit_callbacks
):
    archive, client = (
        ArchiveFactory.create(jurisdiction=raytown, asked_by=manager, ready=True),
        signed_in(manager),
    )
    key = archive.stored.storage_key
    end_archives(now=archive.kept_until - timedelta(seconds=1))
    archive.refresh_from_db()
    assert archive.is_ready
    over_at = archive.kept_until
    with django_capture_on_commit_callbacks(execute=True):
        end_archives(now=over_at)
    archive.refresh_from_db()
    assert (archive.state, archive.stored, archive.ended_at) == (
        ArchiveState.DELETED,
        None,
        over_at,
    )
    assert not file_store().is_stored(key)
    assert acts("leaving.delete_archive").get().actor_id == ""
    answer = client.get(f"{PAGE}{archive.public_id}/").content.decode()
    assert "no longer kept" in answer
    assert archive.seal in answer
    assert download(client, archive)["Location"] == PAGE


def test_nothing_is_downloaded_after_its_time_though_the_schedule_has_not_run(manager, raytown):
    archive, client = (
        ArchiveFactory.create(jurisdiction=raytown, asked_by=manager, ready=True),
        signed_in(manager),
    )
    Archive.objects.update(kept_until=clock.now())
    assert download(client, archive)["Location"] == PAGE
    assert acts("leaving.download").count() == 0


def test_only_who_asked_deletes_it_before_its_time(
    manager, raytown, coordinator, django_capture_on_commit_callbacks
):
    archive = ArchiveFactory.create(jurisdiction=raytown, asked_by=manager, ready=True)
    key = archive.stored.storage_key
    delete = reverse("leaving:archive-delete", args=[archive.public_id])
    assert signed_in(coordinator).post(delete).status_code == 404
    client = signed_in(manager)
    with django_capture_on_commit_callbacks(execute=True):
        for _click in range(2):
            assert client.post(delete)["Location"] == PAGE
    archive.refresh_from_db()
    assert archive.state == ArchiveState.DELETED
    assert not file_store().is_stored(key)
    assert acts("leaving.delete_archive").get().actor_id == manager.public_id


def test_the_list_asks_as_much_for_three_archives_as_for_one(coordinator):
    client = signed_in(coordinator)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(PAGE).status_code == 200
        return len(caught)

    ArchiveFactory.create(jurisdiction=JurisdictionFactory.create(), ready=True)
    one = queries()
    for trait in ("waiting", "failed"):
        ArchiveFactory.create(jurisdiction=JurisdictionFactory.create(), **{trait: True})
    assert queries() == one


def test_a_city_manager_gets_their_city_and_nothing_else(manager, raytown, coordinator):
    other = JurisdictionFactory.create(name="Grandview", member=True)
    client = signed_in(manager)
    page = client.get(PAGE).content.decode()
    assert "Make an archive of Raytown" in page
    assert "Grandview" not in page
    for whose in ("whole", other.public_id, "nobody"):
        assert ask(client, whose).status_code == 400
    assert Archive.objects.count() == 0
    for city in (other, None):
        archive = ArchiveFactory.create(jurisdiction=city, asked_by=coordinator, ready=True)
        for name in ("archive", "archive-show-again"):
            assert client.get(reverse(f"leaving:{name}", args=[archive.public_id])).status_code == 404
        for name in ("archive-download", "archive-delete"):
            assert client.post(reverse(f"leaving:{name}", args=[archive.public_id])).status_code == 404
    assert Archive.objects.filter(state=ArchiveState.READY).count() == 2
    assert b"Grandview" not in client.get(PAGE).content


def test_the_whole_and_a_city_are_under_way_side_by_side(coordinator, raytown):
    for city in (None, raytown, None, raytown):
        ask_archive(by=coordinator, city=city, seen="none", now=clock.now())
    assert sorted(str(one) for one in Archive.objects.all()) == ["Raytown", "The whole partnership"]


def test_an_archive_whose_job_ended_is_closed(manager, raytown):
    archive = ask_archive(by=manager, city=raytown, seen="none", now=clock.now())
    end_archives(now=clock.now())
    archive.refresh_from_db()
    assert archive.is_under_way
    Job.objects.filter(key=archive.job_key).update(state="failed")
    end_archives(now=clock.now())
    archive.refresh_from_db()
    assert (archive.state, archive.reason) == (ArchiveState.FAILED, STOPPED)


def test_who_lost_the_role_meanwhile_gets_no_archive(manager, raytown):
    archive = ask_archive(by=manager, city=raytown, seen="none", now=clock.now())
    end_role(by=None, grant=manager.grants.get(), now=clock.now())
    run_due(now=clock.now())
    archive.refresh_from_db()
    assert archive.state == ArchiveState.FAILED
    assert not StoredFile.objects.filter(purpose=PURPOSE).exists()


def test_a_worker_that_was_killed_each_time_is_spared_another(manager, raytown):
    archive = ask_archive(by=manager, city=raytown, seen="none", now=clock.now())
    Job.objects.filter(key=archive.job_key).update(attempts=MOST_TRIES)
    run_due(now=clock.now())
    archive.refresh_from_db()
    assert (archive.state, archive.reason) == (ArchiveState.FAILED, STOPPED)


def test_who_signs_in_at_the_city_is_sent_there_again(manager, raytown):
    archive = ArchiveFactory.create(jurisdiction=raytown, asked_by=manager, ready=True)
    client = signed_in(manager)
    show_again = reverse("leaving:archive-show-again", args=[archive.public_id])
    manager.set_unusable_password()
    manager.save()
    client.force_login(manager)
    assert download(client, archive)["Location"] == show_again
    assert client.get(show_again)["Location"] == "/account/city/"
    assert acts("leaving.download").count() == 0
