"""A report is taken in once, opens for those whom it concerns not, and for its reporter."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import DateTimeField
from django.test.utils import CaptureQueriesContext
from tests.factories import hotline as made

from interlocal.foundation.audit.models import AuditBook, AuditEntry
from interlocal.foundation.audit.public import Ref, act
from interlocal.foundation.vault.public import open_box
from interlocal.kernel import clock
from interlocal.kernel.ids import new_public_id
from interlocal.programs.hotline.actions.adding import add_entry
from interlocal.programs.hotline.actions.submitting import NobodyLeft, submit
from interlocal.programs.hotline.models import (
    Entry,
    Exclusion,
    OpenReading,
    RecoveryWrap,
    Report,
    SealedFile,
    Wrap,
)
from interlocal.programs.hotline.queries.entries import entries_for_reporter
from interlocal.programs.hotline.readings import close_reading, open_reading, read
from interlocal.programs.hotline.rules.exclusions import exclusion_digest
from interlocal.programs.hotline.rules.filing import Filing, padded_json

pytestmark = pytest.mark.django_db
TOKEN = b"0123456789abcdef0123456789abcdef"


@pytest.fixture
def city():
    hotline = made.CityHotlineFactory.create()
    hotline.readers = {}
    for name in ("Ana Ortiz", "Bo Reed"):
        user = made.staff(hotline, name=name)
        hotline.readers[name] = (user, made.give_key(user))
    return hotline


def filing(city, **facts):
    told = {"category": "corruption", "what": "He pays his brother", "names": ("Bo Reed",), **facts}
    return Filing(jurisdiction=city.jurisdiction.public_id, **told)


def test_sent_twice_it_is_one_report_with_one_receipt(city):
    first = submit(filing=filing(city), token=TOKEN, now=clock.now())
    again = submit(filing=filing(city), token=TOKEN, now=clock.now() + timedelta(days=1))
    assert (first.is_new, again.is_new, again.receipt) == (True, False, first.receipt)
    other = submit(filing=filing(city), token=TOKEN[::-1], now=clock.now())
    assert other.receipt != first.receipt
    assert Report.objects.count() == 2


def test_only_who_is_not_named_opens_it(city):
    submit(filing=filing(city), token=TOKEN, now=clock.now())
    report = Report.objects.get()
    (wrap,) = Wrap.objects.all()
    ana, key = city.readers["Ana Ortiz"]
    assert wrap.key.user == ana
    private = open_box(bytes(key), bytes(wrap.sealed))
    entry = json.loads(open_box(private, bytes(Entry.objects.get().sealed)))
    assert (entry["what"], entry["names"], entry["by"]) == ("He pays his brother", ["Bo Reed"], "reporter")
    bo, _ = city.readers["Bo Reed"]
    assert Exclusion.objects.get().digest == exclusion_digest(report.public_id, bo.public_id)


def test_where_everybody_is_concerned_nothing_is_kept(city):
    with pytest.raises(NobodyLeft):
        submit(filing=filing(city, names=("Bo Reed", "Ana Ortiz")), token=TOKEN, now=clock.now())
    assert not Report.objects.exists()
    assert not AuditBook.objects.filter(name__startswith="hotline").exists()


def test_what_a_reporter_does_bears_a_day(city):
    now = clock.now()
    receipt = submit(filing=filing(city), token=TOKEN, now=now).receipt
    reading = read(open_reading(receipt, now=now), now=now)
    add_entry(reading=reading, kind="message", text="More", entry_id=new_public_id(), now=now)
    times = AuditEntry.objects.filter(book__name__startswith="hotline").values_list("at", flat=True)
    assert len(times) == 2
    assert {(at.minute, at.second, at.microsecond) for at in times} == {(0, 0, 0)}


def test_the_reporter_comes_back_reads_and_adds(city):
    now = clock.now()
    receipt = submit(filing=filing(city), token=TOKEN, now=now).receipt
    token = open_reading(receipt, now=now)
    reading = read(token, now=now)
    entry_id = new_public_id()
    for _twice in range(2):
        add_entry(reading=reading, kind="message", text="There is a letter too", entry_id=entry_id, now=now)
    shown = entries_for_reporter(reading)
    assert [one["kind"] for one in shown] == ["report", "message"]
    assert shown[1]["text"] == "There is a letter too"
    Entry.objects.create(
        report=reading.report,
        place=3,
        sealed=made.seal(b'{"kind": "note"}', reading.report.public_key),
        is_for_staff_only=True,
        written_on=now.date(),
    )
    assert len(entries_for_reporter(reading)) == 2
    with pytest.raises(ValueError, match="note"):
        add_entry(reading=reading, kind="note", text="", entry_id=new_public_id(), now=now)
    close_reading(token)
    assert read(token, now=now) is None


def test_a_reading_ends_and_leaves_nothing_that_opens(city):
    now = clock.now()
    receipt = submit(filing=filing(city), token=TOKEN, now=now).receipt
    token = open_reading(receipt, now=now)
    assert read(token, now=now + timedelta(minutes=19)) is not None
    assert read(token, now=now + timedelta(minutes=21)) is None
    assert token not in str(list(OpenReading.objects.values()))
    open_reading(receipt, now=now + timedelta(days=2))
    assert OpenReading.objects.count() == 1  # those of earlier days are gone


def test_a_wrong_receipt_does_the_same_work_and_leaves_the_same_row(city):
    now = clock.now()
    receipt = submit(filing=filing(city), token=TOKEN, now=now).receipt
    asked, rows = [], []
    for one in (receipt, receipt + 1):
        OpenReading.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            token = open_reading(one, now=now)
        assert (token is None) is (one != receipt)
        asked.append([re.split(r"WHERE|VALUES|SAVEPOINT", query["sql"])[0] for query in queries])
        rows.append([(len(row.sealed), row.opened_on) for row in OpenReading.objects.all()])
    assert asked[0] == asked[1]
    assert rows[0] == rows[1]
    assert len(rows[0]) == 1


def test_no_row_tells_a_time_of_what_a_reporter_does(city):
    """Nor does its place among the entries of the shared book, which bear times."""
    now = clock.now()
    for book in ("partnership", "hotline:a", "partnership", "hotline:b", "partnership"):
        with act(by=None, action="test.do", subject=Ref("test.row", "x"), book=book, now=now):
            pass
    shared = AuditEntry.objects.filter(book__name="partnership").order_by("seq").values_list("pk", flat=True)
    own = AuditEntry.objects.exclude(book__name="partnership").values_list("pk", flat=True)
    assert list(shared) == list(range(shared[0], shared[0] + 3))
    assert max(own) < 0
    open_reading(submit(filing=filing(city), token=TOKEN, now=now).receipt, now=now)
    for model in (Report, Wrap, RecoveryWrap, Exclusion, Entry, SealedFile, OpenReading):
        assert not [one for one in model._meta.fields if isinstance(one, DateTimeField)]


def test_lengths_tell_little():
    assert {len(padded_json({"what": "x" * length})) for length in range(100)} == {512}
