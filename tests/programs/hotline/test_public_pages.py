"""Reporters' pages: one report however often sent, nothing lost on bad input, and back by words."""

import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from PIL import Image
from tests import clamd
from tests.factories.jurisdictions import JurisdictionFactory
from tests.programs.hotline.reporting import (
    BASE,
    PHRASE,
    an_open_city,
    file_named,
    filled,
    hidden,
    receipt_on,
)
from tests.programs.hotline.test_cleaning import photo

from interlocal.foundation.files.public import file_store
from interlocal.foundation.vault.public import SealedReader, open_box
from interlocal.kernel import clock
from interlocal.programs.hotline.models import Entry, Report, SealedFile, Wrap
from interlocal.programs.hotline.rules.sealing import bytes_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """Give each test a file store of its own."""
    settings.INTERLOCAL_DATA = tmp_path


@pytest.fixture
def city():
    return an_open_city()


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


def report_key(city, person="Ana Ortiz"):
    user, private = city.readers[person]
    return open_box(bytes(private), bytes(Wrap.objects.get(key__user=user).sealed))


def first_entry(city):
    return json.loads(open_box(report_key(city), bytes(Entry.objects.earliest("place").sealed)))


def opened(file, key):
    facts = json.loads(open_box(key, bytes(file.sealed)))
    with SealedReader(file_store().open(file.store_key), bytes_of(facts["key"]), b"") as reader:
        return facts, reader.read()


def came_back(client, words):
    return client.post(f"{BASE}come-back/", {"receipt": words, "draft": "", "waiting": ""}, follow=True)


def test_a_report_is_filed_and_its_reporter_comes_back_by_words_or_characters(client, city):
    sent = client.post(BASE, filled(client, city, names="Bo Reed;  Bo J. Reed", when="March"))
    words = receipt_on(sent.content.decode())
    assert sent.status_code == 200
    assert first_entry(city)["names"] == ["Bo Reed", "Bo J. Reed"]
    code = hidden(sent.content.decode(), "receipt")
    for typed in (words, code):
        page = came_back(Client(enforce_csrf_checks=True), typed)
        assert page.redirect_chain == [(f"{BASE}mine/", 302)]
        assert PHRASE in page.content.decode()


def test_who_holds_a_marked_office_gets_no_wrap(client, city):
    client.post(BASE, filled(client, city, offices=[city.office.public_id]))
    assert Wrap.objects.get().key.user == city.readers["Ana Ortiz"][0]
    assert first_entry(city)["offices"] == [city.office.public_id]


def test_sent_twice_it_is_one_report_with_the_same_receipt_and_no_stray_bytes(client, city):
    form = filled(client, city)
    pages = [client.post(BASE, {**form, "attachments": [file_named("a.txt", b"seen")]}) for _ in range(2)]
    assert len({receipt_on(page.content.decode()) for page in pages}) == 1
    assert Report.objects.count() == 1
    assert {key for key, _ in file_store().stored_keys()} == {SealedFile.objects.get().store_key}


@pytest.mark.parametrize("fault", ["empty", "too_long", "unknown_city", "forged", "old", "cut"])
def test_bad_input_comes_back_with_all_that_was_typed_and_the_files(client, city, fault):
    form = filled(client, city, where="At the depot", offices=[city.office.public_id])
    form |= {
        "empty": {"what": "  ", "names": "\n".join(f"N {n}" for n in range(60))},
        "too_long": {"what": PHRASE + "x" * 50_001},
        "unknown_city": {"jurisdiction": "0" * 16},
        "forged": {"token": "0" * 40},
        "old": {"token": form["token"].replace(form["token"][:10], "2020-01-01")},
        "cut": {},
    }[fault]
    if fault == "cut":
        del form["end"]
    page = client.post(BASE, {**form, "attachments": [file_named("proof.txt", b"the bytes")]})
    said = page.content.decode()
    assert page.status_code == 200
    assert "Nothing was saved yet" in said
    for typed in (
        "At the depot",
        "proof.txt",
        f'value="{city.office.public_id}" id="office_{city.office.public_id}" checked',
    ):
        assert typed in said
    assert not Report.objects.exists()
    mended = {**form, "what": PHRASE, "names": "", "jurisdiction": city.jurisdiction.public_id, "end": "1"}
    mended |= {"token": hidden(said, "token"), "waiting": hidden(said, "waiting")}
    receipt_on(client.post(BASE, mended).content.decode())
    facts, data = opened(SealedFile.objects.get(), report_key(city))
    assert (facts["name"], data) == ("proof.txt", b"the bytes")


def test_waiting_files_go_into_one_report_alone(client, city):
    form = filled(client, city)
    page = client.post(BASE, {**form, "what": "x" * 60_000, "attachments": [file_named("a.txt", b"seen")]})
    waiting = hidden(page.content.decode(), "waiting")
    for token in (form["token"], filled(client, city)["token"]):
        receipt_on(client.post(BASE, {**form, "token": token, "waiting": waiting}).content.decode())
    assert Report.objects.count() == 2
    assert SealedFile.objects.count() == 1
    again = client.post(BASE, {**form, "token": "", "waiting": waiting[:-8] + "AAAAAAAA"})
    assert hidden(again.content.decode(), "waiting") == ""


def test_files_too_large_are_refused_with_their_size_and_leave_nothing(client, city, settings):
    settings.INTERLOCAL_SEALED_UPLOAD_LIMIT = 1000
    page = client.post(BASE, {**filled(client, city), "attachments": [file_named("film.mp4", b"x" * 5000)]})
    assert "“film.mp4” has 4.9\xa0KB" in page.content.decode()
    assert list(file_store().stored_keys()) == []


def test_a_photo_keeps_its_original_and_has_a_copy_without_its_place(client, city):
    page = client.post(BASE, {**filled(client, city), "attachments": [file_named("../IMG_1.exe", photo())]})
    assert "Removed from the copy for viewing: names of people" in page.content.decode()
    assert "where it was taken" in page.content.decode()
    key = report_key(city)
    original, copy = (
        SealedFile.objects.get(cleaned_from=None),
        SealedFile.objects.get(cleaned_from__isnull=False),
    )
    facts, data = opened(original, key)
    assert (facts["name"], facts["type"], data) == ("IMG_1.exe", "image/jpeg", photo())
    facts, data = opened(copy, key)
    assert (facts["name"], facts["type"]) == ("IMG_1.jpg", "image/jpeg")
    assert not Image.open(io.BytesIO(data)).getexif()


def test_the_language_changes_and_what_was_typed_stays(client, city):
    form = filled(client, city, switch="es", offices=[city.office.public_id])
    del form["end"]
    said = client.post(BASE, form).content.decode()
    assert "¿Qué pasó?" in said
    assert "Dirección de finanzas" in said
    assert PHRASE in said
    assert "il-errors" not in said
    assert hidden(said, "token") == form["token"]
    assert f'action="{BASE}?language=es"' in said


def sent(client, city, **facts):
    return receipt_on(client.post(BASE, filled(client, city, **facts)).content.decode())


def test_a_mistyped_receipt_says_which_word(client, city):
    words = sent(client, city).split()
    page = came_back(client, " ".join([*words[:3], words[3] + "q", *words[4:]]))
    assert "Word 4, " in page.content.decode()
    other = came_back(client, " ".join(words[::-1]))
    assert "Check each" in other.content.decode() or "No report has this receipt" in other.content.decode()
    assert "Type the words" in came_back(client, "").content.decode()


def test_a_right_receipt_that_opens_nothing_is_answered_like_one_that_does(client, city):
    words = sent(client, city)
    right = client.post(f"{BASE}come-back/?language=es", {"receipt": words})
    Report.objects.all().delete()
    wrong = client.post(f"{BASE}come-back/?language=es", {"receipt": words})
    assert (right.status_code, right["Location"]) == (302, f"{BASE}mine/?language=es")
    assert (wrong.status_code, wrong["Location"]) == (302, f"{BASE}come-back/?language=es&unknown=1")
    assert right.content == wrong.content == b""
    cookies = [answer.cookies["reading"] for answer in (right, wrong)]
    assert [len(cookie.OutputString()) for cookie in cookies] == [len(cookies[0].OutputString())] * 2
    assert cookies[0].value != cookies[1].value
    assert "Ninguna denuncia tiene este recibo" in client.get(wrong["Location"]).content.decode()
    kept = client.post(f"{BASE}come-back/", {"receipt": words, "draft": "Typed before"}).content.decode()
    assert "Typed before" in kept
    assert "No report has this receipt" in kept


def test_the_reporter_answers_adds_corrects_withdraws_and_leaves(client, city):
    words = sent(client, city)
    page = came_back(client, words).content.decode()
    mine = f"{BASE}mine/"
    entry = hidden(page, "entry")
    answer = {"way": "message", "entry": entry, "waiting": "", "text": "More of it", "end": "1"}
    for _ in range(2):
        done = client.post(mine, {**answer, "attachments": [file_named("b.txt", b"more")]}, follow=True)
    assert done.content.decode().count("More of it") == 1
    assert SealedFile.objects.count() == 1
    for way, text in (("correction", "It was April"), ("withdrawal", "I was wrong")):
        page = client.post(mine, {"way": way, "text": text, "entry": ""}, follow=True).content.decode()
        assert text in page
    assert "Withdraw the report</summary>" not in page
    assert Entry.objects.count() == 4
    left = client.post(mine, {"way": "leave"})
    assert left.cookies["reading"].value == ""
    assert "Type your words" not in came_back(client, words).content.decode()


def test_an_empty_answer_and_an_empty_correction_are_asked_for(client, city):
    came_back(client, sent(client, city))
    empty = {"way": "message", "entry": "", "waiting": "", "text": " ", "end": "1"}
    assert "Write something, or choose a file." in client.post(f"{BASE}mine/", empty).content.decode()
    page = client.post(f"{BASE}mine/", {"way": "correction", "text": ""}).content.decode()
    assert "Write what is to be corrected." in page
    assert Entry.objects.count() == 1


def test_after_twenty_minutes_what_was_written_and_sent_comes_along(client, city, monkeypatch):
    words = sent(client, city)
    came_back(client, words)
    later = clock.now() + timedelta(minutes=21)
    monkeypatch.setattr(clock, "now", lambda: later)
    answer = {"way": "message", "entry": "", "waiting": "", "text": "Typed too late", "end": "1"}
    page = client.post(
        f"{BASE}mine/", {**answer, "attachments": [file_named("c.txt", b"late")]}
    ).content.decode()
    assert "Your report is closed again" in page
    assert "Typed too late" in page
    back = {"receipt": words, "draft": "Typed too late", "waiting": hidden(page, "waiting")}
    page = client.post(f"{BASE}come-back/", back).content.decode()
    assert "Typed too late" in page
    assert "c.txt" in page
    answer |= {"waiting": hidden(page, "waiting"), "entry": hidden(page, "entry")}
    client.post(f"{BASE}mine/", answer)
    assert opened(SealedFile.objects.get(), report_key(city))[1] == b"late"


def test_a_proof_names_a_day_and_nothing_of_the_report(client, city):
    came_back(client, sent(client, city))
    page = client.post(f"{BASE}mine/", {"way": "proof"}).content.decode()
    proof = page.split("<pre")[1].split(">", 1)[1].split("</pre>")[0]
    assert PHRASE not in page
    other = Client(enforce_csrf_checks=True)
    said = other.post(f"{BASE}proof/", {"proof": f" {proof[:60]}\n{proof[60:]}\n"}).content.decode()
    assert "The proof is genuine" in said
    assert "Grandview" in said
    for changed in (
        proof[:-4],
        proof.replace(proof[80], "x" if proof[80] != "x" else "y", 1),
        "nonsense",
        "a.b.c",
    ):
        assert "was not signed here" in other.post(f"{BASE}proof/", {"proof": changed}).content.decode()
    assert Report.objects.get().public_id not in proof


def test_with_no_city_open_the_page_leads_elsewhere(client):
    JurisdictionFactory.create(state="Missouri")
    page = client.get(BASE)
    assert page.status_code == 200
    assert "State Auditor" in page.content.decode()
    assert "Send the report" not in page.content.decode()


def test_when_everybody_is_concerned_the_reporter_is_told_and_loses_nothing(client, city):
    page = client.post(BASE, filled(client, city, names="Ana Ortiz\nBo Reed")).content.decode()
    assert "Nobody here could read this report" in page
    assert PHRASE in page
    assert not Report.objects.exists()


@pytest.mark.clamd
def test_a_file_is_scanned_as_it_arrives_and_taken_whatever_it_is(client, city, settings):
    files = [file_named("invoice.pdf.exe", clamd.EICAR), file_named("letter.txt", b"As I said.")]
    with clamd.running() as conf:
        settings.INTERLOCAL_CLAMD_CONF = str(conf)
        receipt_on(client.post(BASE, {**filled(client, city), "attachments": files}).content.decode())

    told = [opened(one, report_key(city)) for one in SealedFile.objects.order_by("pk")]
    assert [(facts["scan"], data) for facts, data in told] == [
        (f"{clamd.SIGNATURE}.UNOFFICIAL", clamd.EICAR),
        ("clean", b"As I said."),
    ]
