"""Asking for archives, and what came of it."""

from django.test import Client
from django.urls import reverse
from tests.factories.accounts import PASSWORD

from interlocal.foundation.audit.models import AuditDetail
from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.files.public import file_store
from interlocal.foundation.jobs.public import run_due
from interlocal.kernel import clock
from interlocal.leaving.actions import ask_archive

PAGE = "/leaving/archives/"


def signed_in(person):
    client = Client()
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    return client


def long_ago(client):
    """Let the moment at which the person showed who they are lie an hour back."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()


def ask(client, whose, seen="none"):
    return client.post(reverse("leaving:ask-archive"), {"whose": whose, "seen": seen})


def made(person, city=None, now=None):
    now = now or clock.now()
    archive = ask_archive(by=person, city=city, seen="none", now=now)
    run_due(now=now)
    archive.refresh_from_db()
    return archive


def download(client, archive):
    return client.post(reverse("leaving:archive-download", args=[archive.public_id]))


def bytes_of(answer):
    return b"".join(answer.streaming_content)


def acts(action):
    return AuditDetail.objects.filter(action=action)


def orphans():
    """Return the keys in the store that no record speaks of."""
    known = set(StoredFile.objects.values_list("storage_key", flat=True))
    return {key for key, _at in file_store().stored_keys()} - known
