"""Rows that hold what no reader expects are reported like any other, and do not end the check."""

import pytest
from django.db import connection
from tests.factories.audit import write_entries

from interlocal.foundation.audit.public import FaultKind, verify_book

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

THIRD = "entry_id = (SELECT id FROM audit_auditentry WHERE seq = 3)"


def write_past_the_types(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def found() -> list[tuple[FaultKind, int]]:
    return [(fault.kind, fault.seq) for fault in verify_book().faults]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_auditentry SET at = '2026-99-10 15:03:00' WHERE seq = 3",
        "UPDATE audit_auditentry SET at = 'nonsense' WHERE seq = 3",
        "UPDATE audit_auditentry SET at = x'ff00' WHERE seq = 3",
        "UPDATE audit_auditentry SET commitment = x'ff00' WHERE seq = 3",
        "UPDATE audit_auditentry SET digest = CAST(x'ffff' AS TEXT) WHERE seq = 3",
        f"UPDATE audit_auditdetail SET actor_label = CAST(x'ffff' AS TEXT) WHERE {THIRD}",
        f"UPDATE audit_auditdetail SET salt = 7 WHERE {THIRD}",
    ],
)
def test_a_row_of_wrong_types_is_found_and_the_rest_still_checked(change):
    write_entries(6)
    write_past_the_types(change)
    kinds = found()
    assert {seq for _, seq in kinds} == {3}
    assert {kind for kind, _ in kinds} <= {FaultKind.UNREADABLE, FaultKind.DETAILS_CHANGED, FaultKind.CHANGED}
    assert verify_book().entries == 6


def test_two_unreadable_rows_are_both_found():
    write_entries(6)
    write_past_the_types("UPDATE audit_auditentry SET at = 'nonsense' WHERE seq IN (2, 5)")
    assert found() == [(FaultKind.UNREADABLE, 2), (FaultKind.UNREADABLE, 5)]


def test_an_unreadable_last_row_is_found():
    write_entries(3)
    write_past_the_types("UPDATE audit_auditentry SET at = 'nonsense' WHERE seq = 3")
    assert (FaultKind.UNREADABLE, 3) in found()


def test_a_place_that_is_no_number_is_found():
    write_entries(3)
    write_past_the_types("UPDATE audit_auditentry SET seq = 'two' WHERE seq = 2")
    assert FaultKind.REMOVED in {kind for kind, _ in found()}
    assert FaultKind.UNREADABLE in {kind for kind, _ in found()}


def test_a_second_entry_at_one_place_is_found_where_the_constraint_was_dropped():
    write_entries(3)
    write_past_the_types("DROP INDEX IF EXISTS audit_entry_place")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'audit_auditentry'")
        has_inline_constraint = "audit_entry_place" in cursor.fetchone()[0]
    if has_inline_constraint:
        write_past_the_types("ALTER TABLE audit_auditentry RENAME TO kept")
        write_past_the_types("CREATE TABLE audit_auditentry AS SELECT * FROM kept")
    write_past_the_types(
        "INSERT INTO audit_auditentry (id, book_id, seq, at, commitment, previous, digest) "
        "SELECT id + 1000, book_id, seq, at, commitment, previous, digest FROM audit_auditentry WHERE seq = 2"
    )
    assert (FaultKind.INSERTED, 2) in found()
