"""Heads outside the database: published daily, and what shows when a book was cut or rewritten."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.audit import FIRST, Job, book_named, entries, write_entries, write_entry
from tests.foundation.audit.tampering import a_book, cut_tail, forge, tamper

from interlocal.foundation.audit.heads import Head, HeadUnreadable, read_heads, write_head
from interlocal.foundation.audit.models import AuditBook, AuditDetail, AuditEntry
from interlocal.foundation.audit.public import FaultKind, head_of, published_heads, verify_book
from interlocal.foundation.audit.tasks import publish_heads
from interlocal.kernel.outbox.models import OutboxEvent

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


def test_the_days_head_is_written_twice_over_and_announced(folder):
    write_entries(3)
    publish_heads(Job(FIRST))
    expected = Head("partnership", 3, book_named().head_digest, DAY)
    assert read_heads(folder / "partnership-2026-03-10.json") == [expected]
    assert published_heads() == [expected]
    assert OutboxEvent.objects.get().payload == {
        "book": "partnership",
        "seq": 3,
        "digest": expected.digest,
        "on": "2026-03-10",
    }


def test_an_empty_book_has_no_head(folder):
    publish_heads(Job(FIRST))
    assert not folder.exists()
    assert not OutboxEvent.objects.exists()


def test_sealed_books_are_never_published(folder):
    write_entry(book="hotline:3")
    publish_heads(Job(FIRST))
    assert not folder.exists()


def test_the_first_head_of_a_day_stands(folder):
    write_entry()
    publish_heads(Job(FIRST))
    first = published_heads()
    write_entry()
    publish_heads(Job(FIRST + timedelta(minutes=5)))
    assert published_heads() == first
    assert {event.payload["digest"] for event in OutboxEvent.objects.all()} == {first[0].digest}


def test_a_run_stopped_between_the_files_is_finished_by_the_next(folder):
    write_entry()
    publish_heads(Job(FIRST))
    (folder / "heads.jsonl").unlink()
    publish_heads(Job(FIRST))
    assert [head.on for head in published_heads()] == [DAY]


def test_the_list_grows_by_a_line_a_day(folder):
    for day in range(3):
        write_entry()
        publish_heads(Job(FIRST + timedelta(days=day)))
    assert [(head.seq, head.on.day) for head in published_heads()] == [(1, 10), (2, 11), (3, 12)]


def test_a_book_agrees_with_the_heads_of_its_past():
    write_entries(2)
    head = head_of("partnership", DAY)
    write_entries(3)
    outcome = verify_book(heads=head)
    assert (outcome.is_whole, outcome.heads) == (True, 1)


@given(left=st.integers(1, 5))
def test_a_cut_tail_shows_against_a_head(left):
    with a_book():
        head = head_of("partnership", DAY)
        cut_tail(left)
        assert verify_book().is_whole
        (fault,) = verify_book(heads=head).faults
        assert (fault.kind, fault.seq, fault.other) == (FaultKind.TAIL_CUT, 6, left)
        assert str(fault) == (
            "The end of the book was cut: the head of 2026-03-10 says that there were 6 entries; "
            f"{left} are left."
        )


@given(seq=st.integers(1, 6))
def test_a_past_rewritten_with_sound_digests_shows_against_a_head(seq):
    with a_book():
        head = head_of("partnership", DAY)
        previous = None
        for entry in entries()[seq - 1 :]:
            previous = forge(entry, previous, actor_label="Somebody else")
        tamper(AuditBook, book_named().pk, head_digest=previous)
        assert verify_book().is_whole
        assert [(fault.kind, fault.seq) for fault in verify_book(heads=head).faults] == [
            (FaultKind.REWRITTEN, 6)
        ]


def test_a_cut_tail_without_the_note_changed_shows_by_itself():
    write_entries(4)
    AuditDetail.objects.filter(entry__seq=4).delete()
    models.QuerySet(AuditEntry).filter(seq=4).delete()
    assert [(fault.kind, fault.seq, fault.other) for fault in verify_book().faults] == [
        (FaultKind.TAIL_CUT, 4, 3)
    ]


def test_an_entry_added_past_the_book_shows():
    write_entries(2)
    book = book_named()
    write_entry()
    tamper(AuditBook, book.pk, head_seq=2, head_digest=book.head_digest)
    assert [fault.kind for fault in verify_book().faults] == [FaultKind.HEAD_CHANGED]


def test_a_book_that_is_gone_shows_against_a_head():
    head = Head("partnership", 4, "0" * 64, DAY)
    assert [(fault.kind, fault.other) for fault in verify_book(heads=head).faults] == [
        (FaultKind.TAIL_CUT, 0)
    ]


def test_heads_of_other_books_are_left_aside():
    write_entry()
    assert verify_book(heads=[Head("other", 99, "0" * 64, DAY)]).heads == 0


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"book": "b", "seq": 1, "digest": "d"}',
        '{"book": "b", "seq": "x", "digest": "d", "on": 1}',
    ],
)
def test_a_file_that_holds_no_head_is_refused_with_the_line(tmp_path, content):
    path = tmp_path / "head.json"
    path.write_text(content)
    with pytest.raises(HeadUnreadable, match=r"head\.json"):
        read_heads(path)


def test_the_line_that_is_wrong_is_named(tmp_path):
    head = Head("b", 1, "d", DAY)
    path = tmp_path / "heads.jsonl"
    path.write_text(head.as_json() + "\n\nnonsense\n")
    with pytest.raises(HeadUnreadable, match="line 3"):
        read_heads(path)


def test_a_missing_file_and_a_binary_one_are_refused(tmp_path):
    with pytest.raises(HeadUnreadable):
        read_heads(tmp_path / "none")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(HeadUnreadable):
        read_heads(tmp_path / "binary")


def test_a_head_reads_back_as_it_was_written(tmp_path):
    head = Head("b", 7, "d" * 64, DAY)
    assert write_head(tmp_path, head) == head
    assert write_head(tmp_path, replace(head, seq=8)) == head
    assert json.loads((tmp_path / "b-2026-03-10.json").read_text())["on"] == "2026-03-10"
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["b-2026-03-10.json", "heads.jsonl"]
