"""``interlocal audit verify`` and ``head``."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from tests.factories.audit import FIRST, SUBJECT, Job, book_named, entries, write_entries, write_entry
from tests.foundation.audit.tampering import cut_tail, tamper

from interlocal.foundation.audit.models import AuditDetail, AuditEntry
from interlocal.foundation.audit.public import entries_about, redact
from interlocal.foundation.audit.tasks import publish_heads
from interlocal.foundation.audit.verification import checker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(folder):
    return folder


def run(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("audit", *arguments, stdout=out, no_color=True)
    except SystemExit as exit_:
        return exit_.code, out.getvalue()
    return 0, out.getvalue()


def test_a_whole_book_is_said_to_be_whole():
    write_entries(3)
    code, text = run("verify")
    assert code == 0
    first, last = text.splitlines()
    assert first == (
        "The book 'partnership' is whole: 3 entries; "
        "no published head to compare with: a cut tail would not show."
    )
    assert last == (f"Last entry 3, digest {book_named().head_digest}.")


def test_an_empty_book_is_whole():
    assert run("verify")[0] == 0


def test_deleted_details_are_counted_and_published_heads_compared():
    write_entries(3)
    redact(by=None, entries=entries_about(SUBJECT.kind, SUBJECT.public_id), reason="old", now=FIRST)
    publish_heads(Job(FIRST))
    code, text = run("verify")
    assert code == 0
    assert "4 entries, the details of 3 deleted under retention; compared with 1 published head(s)." in text


def test_a_fault_ends_with_1_and_names_entry_date_and_meaning():
    write_entries(3)
    tamper(AuditDetail, entries()[1].detail.pk, actor_label="X")
    code, text = run("verify")
    assert code == 1
    assert text.splitlines()[0] == (
        "The details of entry 2 were altered: who, what or the values are not those that were recorded. "
        "(March 10, 2026, 10:02 a.m.)"
    )
    assert "NOT whole: 1 fault(s) in 3 entries" in text


def test_json_says_the_same_to_a_program():
    write_entries(3)
    tamper(AuditEntry, entries()[2].pk, at=FIRST)
    code, text = run("verify", "--format", "json")
    outcome = json.loads(text)
    assert code == 1
    assert (outcome["book"], outcome["whole"], outcome["entries"], outcome["fault_count"]) == (
        "partnership",
        False,
        3,
        1,
    )
    (fault,) = outcome["faults"]
    assert (fault["kind"], fault["seq"], fault["at"]) == ("changed", 3, FIRST.isoformat())


def test_a_tail_cut_since_the_published_head_is_found_without_asking():
    write_entries(5)
    publish_heads(Job(FIRST))
    cut_tail(3)
    code, text = run("verify")
    assert code == 1
    assert "the head of 2026-03-10 says that there were 5 entries; 3 are left" in text


def test_a_head_of_ones_own_can_be_given(tmp_path):
    write_entries(5)
    path = tmp_path / "mine.json"
    path.write_text(run("head")[1])
    assert run("verify", "--head", str(path))[0] == 0
    cut_tail(4)
    assert run("verify", "--head", str(path))[0] == 1


def test_other_books_are_verified_by_name():
    write_entries(2, book="hotline:1")
    assert "The book 'hotline:1' is whole: 2 entries" in run("verify", "--book", "hotline:1")[1]


def test_what_cannot_be_checked_ends_with_2(tmp_path):
    write_entry()
    other = tmp_path / "other.json"
    other.write_text('{"book": "other", "seq": 1, "digest": "d", "on": "2026-03-10"}')
    for arguments in (
        ("verify", "--book", "nothing"),
        ("head", "--book", "nothing"),
        ("verify", "--head", str(tmp_path / "none")),
        ("verify", "--head", str(other)),
    ):
        with pytest.raises(CommandError) as refused:
            run(*arguments)
        assert refused.value.returncode == 2


def test_many_faults_are_counted_and_some_shown(monkeypatch):
    monkeypatch.setattr(checker, "FAULTS_KEPT", 2)
    write_entries(4)
    AuditDetail.objects.update(actor_label="X")
    code, text = run("verify")
    assert code == 1
    assert "... and 2 more." in text
    assert "NOT whole: 4 fault(s)" in text


def test_details_about_a_record_are_redacted_and_the_book_stays_whole():
    write_entries(3)
    code, said = run("redact", SUBJECT.kind, SUBJECT.public_id, "--reason", "Retention rule 4")
    assert (code, said) == (0, "Deleted the details of 3 entries. The book says so in an entry of its own.\n")
    assert not entries_about(SUBJECT.kind, SUBJECT.public_id).exists()
    assert run("verify")[0] == 0
    with pytest.raises(CommandError, match="has details about"):
        run("redact", SUBJECT.kind, SUBJECT.public_id, "--reason", "again")
