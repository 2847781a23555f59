"""The auditors' pages."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import UserFactory, person_with
from tests.factories.audit import FIRST, SUBJECT, Job, entries, write_entries, write_entry
from tests.foundation.audit.tampering import tamper
from tests.planner import refresh_statistics

from interlocal.foundation.audit import rules
from interlocal.foundation.audit.chain import commitment_to, entry_digest
from interlocal.foundation.audit.models import AuditDetail, AuditEntry
from interlocal.foundation.audit.public import Ref, entries_about, redact
from interlocal.foundation.audit.tasks import publish_heads

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    signed_in = Client()
    signed_in.force_login(person_with("auditor", name="Ada Auditor"))
    return signed_in


def listed(response) -> list[int]:
    return [entry.seq for entry in response.context["stretch"].entries]


def test_the_list_shows_the_newest_first(client):
    write_entries(3)
    response = client.get("/audit/")
    assert response.status_code == 200
    assert listed(response) == [3, 2, 1]
    assert b"A record" in response.content


def test_an_empty_book_says_so(client):
    response = client.get("/audit/")
    assert b"Nothing is written yet" in response.content


@pytest.mark.parametrize(
    "path", ["/audit/", "/audit/1/", "/audit/verification/", "/audit/export.csv", "/audit/export.jsonl"]
)
def test_others_than_auditors_find_nothing_here(path):
    write_entry()
    clerk = Client()
    clerk.force_login(person_with("clerk", jurisdiction="j" * 16))
    assert clerk.get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_sealed_books_leave_no_row_and_no_gap(client):
    write_entry()
    write_entries(3, book="hotline:1", action="hotline.report", subject=Ref("hotline.report", "s" * 16))
    write_entry()
    response = client.get("/audit/")
    assert listed(response) == [2, 1]
    assert b"hotline" not in response.content.lower()
    assert client.get("/audit/3/").status_code == 404
    assert b"hotline" not in b"".join(client.get("/audit/export.jsonl").streaming_content)


def test_filters_narrow_the_list(client):
    dana = UserFactory.create(name="Dana Clerk", email="dana@example.org")
    write_entry(1)
    write_entry(2, by=dana, action="tests.close")
    write_entry(3, by=dana, subject=Ref("tests.other", "o" * 16))
    write_entry(60 * 24 * 2)
    for query, expected in {
        "person=dana": [3, 2],
        "person=DANA@example.org": [3, 2],
        f"person={dana.public_id}": [3, 2],
        "person=system": [4, 1],
        "person=nobody": [],
        "action=tests.close": [2],
        "kind=tests.other": [3],
        f"kind={SUBJECT.kind}&record={SUBJECT.public_id}": [4, 2, 1],
        "from_on=2026-03-12": [4],
        "until_on=2026-03-10": [3, 2, 1],
        "from_on=2026-03-10&until_on=2026-03-10&person=dana&action=tests.close": [2],
    }.items():
        assert listed(client.get(f"/audit/?{query}")) == expected, query


def test_a_period_that_ends_before_it_begins_is_refused_and_kept(client):
    response = client.get("/audit/?from_on=2026-03-12&until_on=2026-03-10")
    assert b"before the first one" in response.content
    assert b'value="2026-03-12"' in response.content


def test_pages_follow_from_entry_to_entry(client, monkeypatch):
    monkeypatch.setattr("interlocal.foundation.audit.queries.PAGE_SIZE", 4)
    write_entries(10)
    first = client.get("/audit/")
    assert listed(first) == [10, 9, 8, 7]
    assert first.context["stretch"].newer_than is None
    second = client.get("/audit/?before=7")
    assert listed(second) == [6, 5, 4, 3]
    last = client.get("/audit/?before=3")
    assert listed(last) == [2, 1]
    assert last.context["stretch"].older_than is None
    assert listed(client.get("/audit/?after=2")) == [6, 5, 4, 3]
    back = client.get("/audit/?after=6")
    assert listed(back) == [10, 9, 8, 7]
    assert back.context["stretch"].newer_than is None


@pytest.mark.parametrize(
    "query", ["before=x", "before=-1", "after=", "before=99999999999999999999", "before=²"]
)
def test_nonsense_in_the_address_shows_the_newest(client, query):
    write_entries(2)
    assert listed(client.get(f"/audit/?{query}")) == [2, 1]


def test_the_list_costs_the_same_however_long_the_book(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/audit/")
        return len(captured)

    write_entry()
    one = queries()
    write_entries(2)
    three = queries()
    copy_entries(3000)
    assert AuditEntry.objects.count() > 3000
    assert (one, three) == (queries(), queries())


def copy_entries(count: int) -> None:
    """Fill the book quickly, as if each had been written."""
    last = entries()[-1]
    made, previous = [], last.digest
    for seq in range(last.seq + 1, last.seq + 1 + count):
        at = FIRST + timedelta(minutes=seq)
        digest = entry_digest(
            book="partnership", seq=seq, at=at, commitment=last.commitment, previous=previous
        )
        made.append(
            AuditEntry(
                book=last.book, seq=seq, at=at, commitment=last.commitment, previous=previous, digest=digest
            )
        )
        previous = digest
    AuditEntry.objects.bulk_create(made)
    source = last.detail
    AuditDetail.objects.bulk_create(
        AuditDetail(
            entry=entry,
            salt=source.salt,
            action=source.action,
            subject_kind=source.subject_kind,
            subject_id=source.subject_id,
            subject_label=source.subject_label,
            values_json=source.values_json,
        )
        for entry in made
    )
    refresh_statistics()
    tamper(type(last.book), last.book.pk, head_seq=made[-1].seq, head_digest=previous)


def test_an_entry_shows_what_was_recorded_and_that_it_is_sound(client):
    write_entries(3, note="Sealed & sent", is_urgent=True, hours=None, steps=[1, {"a": "b"}])
    response = client.get("/audit/2/")
    text = response.content.decode()
    assert response.context["outcome"].is_whole
    for shown in (
        "Sealed &amp; sent",
        "yes",
        "not set",
        "1, a: b",
        entries()[1].digest,
        "/audit/1/",
        "/audit/3/",
    ):
        assert shown in text
    assert "/audit/4/" not in client.get("/audit/3/").content.decode()
    assert client.get("/audit/4/").status_code == 404


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_an_altered_neighbour_shows_on_the_entry_page(client, seq):
    write_entries(3)
    tamper(AuditDetail, entries()[1].detail.pk, actor_label="Somebody else")
    response = client.get(f"/audit/{seq}/")
    assert b"The details of entry 2 were altered" in response.content


def test_an_entry_whose_details_were_deleted_still_has_its_page(client):
    write_entries(2)
    redact(by=None, entries=entries_about(SUBJECT.kind, SUBJECT.public_id), reason="old", now=FIRST)
    response = client.get("/audit/1/")
    assert response.context["outcome"].is_whole
    assert b"deleted under the retention rule" in response.content
    assert b"Details deleted under the retention rule" in client.get("/audit/").content


def test_checking_the_book_tells_the_outcome_and_is_recorded(client, folder):
    write_entries(3)
    publish_heads(Job(FIRST))
    page = client.get("/audit/verification/")
    assert b"Check every entry now" in page.content
    response = client.post("/audit/verification/run/")
    assert b"The book is whole" in response.content
    assert response.context["outcome"].heads == 1
    recorded = entries()[-1].detail
    assert (recorded.action, recorded.actor_label) == ("audit.verify", "Ada Auditor")
    assert recorded.values == {"whole": True, "entries": 3, "faults": 0}


def test_checking_a_changed_book_lists_what_is_wrong(client, folder):
    write_entries(3)
    tamper(AuditDetail, entries()[1].detail.pk, action="tests.other")
    response = client.post("/audit/verification/run/")
    assert b"The book is not whole" in response.content
    assert b"The details of entry 2 were altered" in response.content


def test_a_long_book_is_left_to_the_command(client, folder, monkeypatch):
    monkeypatch.setattr("interlocal.foundation.audit.views.FULL_CHECK_LIMIT", 2)
    write_entries(3)
    assert b"Check every entry now" not in client.get("/audit/verification/").content
    assert client.post("/audit/verification/run/").context["outcome"] is None
    assert rules.FULL_CHECK_LIMIT == 50_000


def test_a_damaged_list_of_heads_is_said(client, folder):
    write_entry()
    folder.mkdir()
    (folder / "heads.jsonl").write_text("nonsense\n")
    response = client.get("/audit/verification/")
    assert b"heads.jsonl, line 1 is not a head" in response.content


def test_the_table_export_holds_no_formula_and_is_recorded(client):
    write_entry(by=UserFactory.create(name="=cmd|' /C calc'!A0"), note="n")
    content = b"".join(client.get("/audit/export.csv?action=tests.write").streaming_content).decode(
        "utf-8-sig"
    )
    head, row = list(csv.reader(io.StringIO(content)))
    assert head[0] == "Entry"
    assert row[0] == "1"
    assert row[2] == "'=cmd|' /C calc'!A0"
    assert row[8] == '{"note":"n"}'
    recorded = entries()[-1].detail
    assert recorded.values == {"form": "csv", "wanted": {"action": "tests.write"}}


def test_the_export_with_proofs_can_be_verified_without_us(client):
    write_entries(2, note="ümlaut")
    redact(by=None, entries=AuditEntry.objects.filter(seq=1), reason="old", now=FIRST)
    lines = b"".join(client.get("/audit/export.jsonl").streaming_content).decode().splitlines()
    previous = None
    for number, line in enumerate(map(json.loads, lines), 1):
        assert line["seq"] == number
        entry = entries()[number - 1]
        due = entry_digest(
            book=line["book"],
            seq=line["seq"],
            at=entry.at,
            commitment=line["commitment"],
            previous=line["previous"],
        )
        assert line["digest"] == due
        assert previous in {None, line["previous"]}
        previous = line["digest"]
        if line["detail"] is not None:
            detail = AuditDetail(**{name: line["detail"][name] for name in line["detail"] if name != "salt"})
            assert commitment_to(detail, bytes.fromhex(line["detail"]["salt"])) == line["commitment"]
    assert [json.loads(line)["detail"] is None for line in lines] == [True, False, False, False]


def test_a_history_can_stand_at_the_foot_of_a_records_page(rf):
    from django.template.loader import render_to_string

    write_entry(by=UserFactory.create(name="Dana"), action="tests.set_due")
    history = entries_about(SUBJECT.kind, SUBJECT.public_id)
    text = render_to_string("audit/history.html", {"entries": history})
    assert "Set due" in text
    assert "Dana" in text
    assert "Nothing has been recorded yet" in render_to_string("audit/history.html", {"entries": []})
