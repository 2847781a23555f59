"""``act``: the transaction that writes its own entry."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.factories.accounts import UserFactory
from tests.factories.audit import FIRST, SUBJECT, entries, write_entries, write_entry

from interlocal.foundation.audit.events import AuditHeadPublished
from interlocal.foundation.audit.models import AuditBook, AuditDetail, AuditEntry
from interlocal.foundation.audit.public import Ref, act, entries_about, is_acting, ref_to, verify_book
from interlocal.kernel.outbox.models import OutboxEvent

pytestmark = pytest.mark.django_db


def test_an_action_leaves_one_entry_that_says_who_did_what_to_which_record():
    person = UserFactory.create(name="Dana Clerk")
    with act(by=person, action="tests.close", subject=person, now=FIRST, hours=3) as done:
        done.record(note="done", on=date(2026, 3, 1))
    entry = AuditEntry.objects.get()
    assert done.entry == entry
    assert (entry.seq, entry.at) == (1, FIRST)
    detail = entry.detail
    assert (detail.actor_id, detail.actor_label, detail.action) == (
        person.public_id,
        "Dana Clerk",
        "tests.close",
    )
    assert (detail.subject_kind, detail.subject_id, detail.subject_label) == (
        "accounts.user",
        person.public_id,
        "Dana Clerk",
    )
    assert detail.values == {"hours": 3, "note": "done", "on": "2026-03-01"}


def test_what_the_system_does_names_nobody():
    detail = write_entry().detail
    assert (detail.actor_id, detail.actor_label) == ("", "")


def test_an_exception_undoes_the_work_and_writes_nothing():
    with pytest.raises(IntegrityError), act(by=None, action="tests.fail", subject=SUBJECT, now=FIRST):
        UserFactory.create_batch(2, email="gone@example.org")
    assert not AuditEntry.objects.exists()
    assert not UserFactory._meta.model.objects.filter(email="gone@example.org").exists()
    assert not is_acting()


def test_a_late_subject_names_what_the_action_made():
    with act(by=None, action="tests.make", now=FIRST) as done:
        done.subject = UserFactory.create(name="New")
    assert done.entry.detail.subject_label == "New"


def test_an_action_without_subject_is_refused_and_undone():
    with pytest.raises(ValueError, match="no subject"), act(by=None, action="tests.make", now=FIRST):
        UserFactory.create(email="gone@example.org")
    assert not UserFactory._meta.model.objects.filter(email="gone@example.org").exists()


@pytest.mark.parametrize("name", ["close", "Commitments.close", "a.b.c", "a b.c", ".close", "a." + "b" * 80])
def test_an_action_has_a_room_and_a_verb(name):
    with (
        pytest.raises(ValueError, match="An action is named <room>"),
        act(by=None, action=name, subject=SUBJECT, now=FIRST),
    ):
        pass


@pytest.mark.parametrize("name", ["", "Upper", "-a", "a b", "b" * 81])
def test_a_book_has_a_plain_name(name):
    with pytest.raises(ValueError, match="lower-case"):
        write_entry(book=name)


def test_a_time_without_zone_is_refused():
    with (
        pytest.raises(ValueError, match="time zone"),
        act(by=None, action="tests.late", subject=SUBJECT, now=datetime(2026, 3, 1)),
    ):
        pass


def test_an_act_inside_another_writes_its_own_entry_first():
    with act(by=None, action="tests.outer", subject=SUBJECT, now=FIRST):
        assert is_acting()
        with act(by=None, action="tests.inner", subject=SUBJECT, now=FIRST):
            assert is_acting()
        assert is_acting()
    assert [entry.detail.action for entry in entries()] == ["tests.inner", "tests.outer"]
    assert verify_book().is_whole


def test_an_inner_act_is_undone_with_the_outer():
    with pytest.raises(IntegrityError), act(by=None, action="tests.outer", subject=SUBJECT, now=FIRST):
        UserFactory.create_batch(2, email=write_entry().digest[:9] + "@example.org")
    assert not AuditEntry.objects.exists()


def test_a_failed_inner_act_can_be_survived_by_the_outer():
    with (
        act(by=None, action="tests.outer", subject=SUBJECT, now=FIRST),
        pytest.raises(IntegrityError),
        act(by=None, action="tests.inner", subject=SUBJECT, now=FIRST),
    ):
        UserFactory.create_batch(2, email="gone@example.org")
    assert [entry.detail.action for entry in entries()] == ["tests.outer"]
    assert verify_book().is_whole


def test_a_rolled_back_savepoint_takes_its_entries_with_it():
    write_entry()
    with transaction.atomic():
        write_entry()
        transaction.set_rollback(True)
    write_entry()
    assert [entry.seq for entry in entries()] == [1, 2]
    assert verify_book().is_whole


def test_events_are_announced_at_the_time_of_the_act():
    with act(by=None, action="tests.tell", subject=SUBJECT, now=FIRST) as done:
        done.announce(AuditHeadPublished(book="b", seq=1, digest="d", on=date(2026, 3, 1)))
    assert OutboxEvent.objects.get().announced_at == FIRST


def test_books_are_chains_of_their_own():
    write_entries(3)
    write_entries(2, book="hotline:7")
    assert [entry.seq for entry in entries("hotline:7")] == [1, 2]
    assert (verify_book("hotline:7").entries, verify_book().entries) == (2, 3)
    assert AuditBook.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (None, None),
        (True, True),
        (10**30, 10**30),
        ("a\x00b\ud800", "a\N{REPLACEMENT CHARACTER}b?"),
        (Decimal("1.50"), "1.50"),
        (datetime(2026, 3, 1, tzinfo=UTC), "2026-03-01T00:00:00+00:00"),
        ((1, [2, {"b": date(2026, 3, 1)}]), [1, [2, {"b": "2026-03-01"}]]),
        ({3, 1, 2}, [1, 2, 3]),
    ],
)
def test_values_are_kept_as_plain_json(given, stored):
    assert write_entry(value=given).detail.values == {"value": stored}
    assert verify_book().is_whole


def test_a_record_among_the_values_is_named_by_its_public_id():
    person = UserFactory.create()
    assert write_entry(to=person).detail.values == {"to": person.public_id}


@pytest.mark.parametrize("value", [1.5, b"bytes", object(), {"a": 0.1}])
def test_values_that_json_cannot_hold_exactly_are_refused(value):
    with pytest.raises(TypeError, match="cannot record"):
        write_entry(value=value)


def test_a_long_label_is_shortened():
    assert write_entry(subject=Ref("a.b", "c", "x" * 500)).detail.subject_label == "x" * 200


def test_a_row_without_public_id_is_no_subject():
    with pytest.raises(TypeError, match="no public id"):
        ref_to(write_entry().book)


def test_references_are_equal_by_kind_and_id_alone():
    assert Ref("a.b", "c", "one") == Ref("a.b", "c", "two")
    assert Ref("a.b", "c") != Ref("a.b", "d")
    with pytest.raises(ValueError, match="kind and a public id"):
        Ref("a.b", "")


def test_history_is_what_was_done_to_that_record_newest_first():
    write_entry(1, action="tests.open")
    write_entry(2, subject=Ref("tests.record", "another"))
    write_entry(3, action="tests.close")
    write_entry(4, action="tests.secret", book="sealed")
    found = entries_about(SUBJECT.kind, SUBJECT.public_id)
    assert [entry.told.action for entry in found] == ["tests.close", "tests.open"]


def test_entries_cannot_be_changed_or_deleted_by_a_slip():
    entry = write_entry()
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    with pytest.raises(TypeError):
        AuditEntry.objects.filter(seq=1).update(seq=2)
    with pytest.raises(TypeError):
        AuditEntry.objects.filter(seq=1).delete()
    assert AuditDetail.objects.count() == 1
