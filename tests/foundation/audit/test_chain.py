"""Every way of tampering is found, and says which entry."""

from datetime import timedelta

import pytest
from django.db import models
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.factories.audit import book_named, entries
from tests.foundation.audit.tampering import COUNT, a_book, forge, tamper

from interlocal.foundation.audit.models import AuditDetail, AuditEntry
from interlocal.foundation.audit.public import FaultKind, verify_book

pytestmark = pytest.mark.django_db

ENTRY_COLUMNS = ("at", "commitment", "previous", "digest")
DETAIL_COLUMNS = (
    "salt",
    "actor_id",
    "actor_label",
    "action",
    "subject_kind",
    "subject_id",
    "subject_label",
    "values_json",
)


def found(book: str = "partnership", heads=()) -> list[tuple[FaultKind, int]]:
    return [(fault.kind, fault.seq) for fault in verify_book(book, heads).faults]


def other(value: object, at: int, flip: int) -> object:
    """Return ``value`` with one bit, digit or microsecond changed."""
    if isinstance(value, bytes | memoryview):
        changed = bytearray(value)
        changed[at % len(changed)] ^= flip
        return bytes(changed)
    if isinstance(value, str):
        if not value:
            return chr(96 + flip % 26)
        at %= len(value)
        return value[:at] + chr(ord(value[at]) ^ (1 << flip % 5)) + value[at + 1 :]
    return value + timedelta(microseconds=flip)


def test_an_untouched_book_is_whole():
    with a_book():
        outcome = verify_book()
        assert (outcome.is_whole, outcome.entries, outcome.last_seq) == (True, COUNT, COUNT)
        assert outcome.last_digest == book_named().head_digest


@given(
    seq=st.integers(1, COUNT),
    column=st.sampled_from(ENTRY_COLUMNS),
    at=st.integers(0, 63),
    flip=st.integers(1, 255),
)
def test_any_change_of_an_entry_is_found_at_that_entry(seq, column, at, flip):
    with a_book():
        entry = entries()[seq - 1]
        tamper(AuditEntry, entry.pk, **{column: other(getattr(entry, column), at, flip)})
        expected = {(FaultKind.CHANGED, seq)}
        if column == "commitment":
            expected.add((FaultKind.DETAILS_CHANGED, seq))
        if column == "digest" and seq == COUNT:
            expected.add((FaultKind.HEAD_CHANGED, COUNT))
        assert set(found()) == expected


@given(
    seq=st.integers(1, COUNT),
    column=st.sampled_from(DETAIL_COLUMNS),
    at=st.integers(0, 63),
    flip=st.integers(1, 255),
)
def test_any_change_of_the_details_is_found_at_that_entry(seq, column, at, flip):
    with a_book():
        detail = entries()[seq - 1].detail
        changed = other(getattr(detail, column), at, flip)
        assume("\x00" not in str(changed))
        tamper(AuditDetail, detail.pk, **{column: changed})
        assert found() == [(FaultKind.DETAILS_CHANGED, seq)]


@given(seqs=st.sets(st.integers(1, COUNT), min_size=1))
def test_removed_entries_are_found(seqs):
    with a_book():
        rows = AuditEntry.objects.filter(seq__in=seqs)
        AuditDetail.objects.filter(entry__in=rows).delete()
        models.QuerySet(AuditEntry).filter(seq__in=seqs).delete()
        kinds = {kind for kind, _ in found()}
        left = [seq for seq in range(1, COUNT + 1) if seq not in seqs]
        inner = bool(left) and left != list(range(1, left[-1] + 1))
        expected = set()
        if inner:
            expected.add(FaultKind.REMOVED)
        if COUNT in seqs:
            expected.add(FaultKind.TAIL_CUT)
        assert kinds == expected


@given(pair=st.lists(st.integers(1, COUNT), min_size=2, max_size=2, unique=True))
def test_swapped_places_are_found(pair):
    with a_book():
        first, second = (entries()[seq - 1] for seq in pair)
        tamper(AuditEntry, first.pk, seq=10**6)
        tamper(AuditEntry, second.pk, seq=pair[0])
        tamper(AuditEntry, first.pk, seq=pair[1])
        assert {seq for kind, seq in found() if kind == FaultKind.CHANGED} == set(pair)


@given(pair=st.lists(st.integers(1, COUNT), min_size=2, max_size=2, unique=True))
def test_swapped_details_are_found(pair):
    with a_book():
        first, second = (entries()[seq - 1].detail for seq in pair)
        for detail, source in ((first, second), (second, first)):
            tamper(AuditDetail, detail.pk, **{name: getattr(source, name) for name in DETAIL_COLUMNS})
        assert sorted(found()) == sorted((FaultKind.DETAILS_CHANGED, seq) for seq in pair)


@given(seq=st.integers(1, COUNT))
def test_an_entry_made_anew_with_sound_digests_is_found_by_the_next(seq):
    with a_book():
        entry = entries()[seq - 1]
        forge(entry, actor_label="Somebody else")
        if seq < COUNT:
            assert found() == [(FaultKind.REPLACED, seq + 1)]
        else:
            assert found() == [(FaultKind.HEAD_CHANGED, COUNT)]
