"""Retention deletes details; the chain still verifies, and a deletion without a record is found."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.audit import FIRST, SUBJECT, entries, write_entries, write_entry

from interlocal.foundation.audit.models import AuditDetail
from interlocal.foundation.audit.public import FaultKind, Ref, entries_about, redact, verify_book
from interlocal.foundation.audit.spans import spans_of

pytestmark = pytest.mark.django_db


def redact_subject(**given) -> int:
    about = entries_about(SUBJECT.kind, SUBJECT.public_id)
    return redact(by=None, entries=about, reason="kept for 3 years", now=FIRST, **given)


def test_redaction_deletes_details_and_records_which():
    write_entries(3)
    write_entry(subject=Ref("tests.record", "stays"))
    write_entry(5)
    assert redact_subject() == 4
    assert [entry.told is None for entry in entries()] == [True, True, True, False, True, False]
    record = entries()[-1].told
    assert record.action == "audit.redact"
    assert record.values == {"reason": "kept for 3 years", "seqs": [[1, 3], [5, 5]], "count": 4}
    outcome = verify_book()
    assert (outcome.is_whole, outcome.redacted) == (True, 4)


def test_nothing_to_redact_writes_nothing():
    assert redact_subject() == 0
    assert entries() == []


def test_details_are_redacted_once():
    write_entries(2)
    redact_subject()
    assert redact_subject() == 0
    assert len(entries()) == 3


def test_the_record_of_a_redaction_is_never_redacted():
    write_entry()
    redact_subject()
    everything = type(entries()[0]).objects.all()
    assert redact(by=None, entries=everything, reason="all", now=FIRST) == 0
    assert verify_book().is_whole


def test_other_books_are_left_alone():
    write_entry(book="sealed")
    assert redact(by=None, entries=type(entries("sealed")[0]).objects.all(), reason="all", now=FIRST) == 0


def test_details_removed_without_a_record_are_found():
    write_entries(3)
    AuditDetail.objects.filter(entry__seq=2).delete()
    assert [(fault.kind, fault.seq) for fault in verify_book().faults] == [(FaultKind.DETAILS_REMOVED, 2)]


def test_a_record_that_was_altered_excuses_nothing():
    write_entries(2)
    redact_subject()
    AuditDetail.objects.filter(action="audit.redact").update(values_json='{"seqs":[[1,3]]}')
    found = [(fault.kind, fault.seq) for fault in verify_book().faults]
    assert found == [
        (FaultKind.DETAILS_REMOVED, 1),
        (FaultKind.DETAILS_REMOVED, 2),
        (FaultKind.DETAILS_CHANGED, 3),
    ]


def test_details_put_back_are_found():
    write_entries(2)
    kept = AuditDetail.objects.get(entry__seq=1)
    redact_subject()
    kept.save(force_insert=True)
    assert [(fault.kind, fault.seq, fault.other) for fault in verify_book().faults] == [
        (FaultKind.DETAILS_BACK, 1, 3)
    ]


@given(st.sets(st.integers(1, 60)))
def test_spans_hold_exactly_the_numbers_given(numbers):
    spans = spans_of(sorted(numbers))
    assert {n for first, last in spans for n in range(first, last + 1)} == numbers
    assert all(after[0] > before[1] + 1 for before, after in pairwise(spans))
