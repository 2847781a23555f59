"""A call is written down like a report of one's own, and the caller gets the words."""

import json

import pytest
from django.test import Client
from tests.factories.accounts import person_with
from tests.programs.hotline.reporting import PHRASE, an_open_city, file_named, hidden, receipt_on

from interlocal.foundation.audit.models import AuditEntry
from interlocal.foundation.vault.public import open_box
from interlocal.programs.hotline.models import Entry, Report, SealedFile, Wrap

pytestmark = pytest.mark.django_db
INTAKE = "/programs/hotline/intake/"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """Give each test a file store of its own."""
    settings.INTERLOCAL_DATA = tmp_path


@pytest.fixture
def city():
    return an_open_city()


def taker(city) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.readers["Ana Ortiz"][0])
    return client


def filled(client, city, **facts):
    page = client.get(INTAKE).content.decode()
    return {
        "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"),
        "token": hidden(page, "token"),
        "waiting": "",
        "route": "phone",
        "language": "es",
        "jurisdiction": city.jurisdiction.public_id,
        "category": "corruption",
        "what": PHRASE,
        "is_employee": "",
        "end": "1",
        **facts,
    }


def test_a_call_becomes_a_report_with_a_receipt_and_nobody_is_written_down(city):
    client = taker(city)
    page = client.post(INTAKE, filled(client, city, attachments=[file_named("letter.txt", b"scan")]))
    words = receipt_on(page.content.decode())
    user, private = city.readers["Ana Ortiz"]
    key = open_box(bytes(private), bytes(Wrap.objects.get(key__user=user).sealed))
    entry = json.loads(open_box(key, bytes(Entry.objects.get().sealed)))
    assert (entry["route"], entry["language"], entry["by"]) == ("phone", "es", "reporter")
    assert SealedFile.objects.count() == 1
    back = Client().post("/programs/hotline/report/come-back/", {"receipt": words}, follow=True)
    assert PHRASE in back.content.decode()
    (written,) = AuditEntry.objects.filter(detail__action="hotline.submit").select_related("detail")
    assert not written.detail.actor_id
    assert not written.detail.actor_label


def test_what_is_missing_is_asked_for_and_nothing_is_lost(city):
    client = taker(city)
    page = client.post(INTAKE, filled(client, city, what="", where="At the depot", route="mail"))
    said = page.content.decode()
    assert "Tell what happened, in a sentence at least." in said
    assert "At the depot" in said
    assert not Report.objects.exists()


def test_a_forged_request_files_nothing(city):
    client = taker(city)
    form = filled(client, city)
    assert client.post(INTAKE, {**form, "csrfmiddlewaretoken": "x" * 64}).status_code == 403
    assert not Report.objects.exists()


def test_only_who_takes_calls_opens_the_page(city):
    client = Client()
    assert client.get(INTAKE).status_code == 302
    client.force_login(person_with("hotline-coordinator"))
    assert client.get(INTAKE).status_code == 404


def test_a_browser_names_its_origin_with_the_form(city):
    answer = taker(city).get(INTAKE)
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store"
    assert "script-src 'none'" in answer["Content-Security-Policy"]
    client = taker(city)
    form = filled(client, city)
    refused = client.post(INTAKE, form, headers={"Origin": "https://elsewhere.example"})
    assert (refused.status_code, Report.objects.count()) == (403, 0)
    receipt_on(client.post(INTAKE, form, headers={"Origin": "http://testserver"}).content.decode())
