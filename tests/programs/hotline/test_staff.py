"""What the server lets staff do with sealed reports, and what it keeps from everybody else."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import UserFactory
from tests.factories.hotline import (
    PHRASE,
    CityHotlineFactory,
    report,
    seal,
    sealed_json,
    staff,
    text_of,
)
from tests.programs.hotline.twin import Browser, state_of

from interlocal.foundation.accounts.models import User
from interlocal.foundation.audit.public import verify_book
from interlocal.foundation.files.public import file_store
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.ids import new_public_id
from interlocal.programs.hotline.actions import closing, handing, keys
from interlocal.programs.hotline.actions.deleting import delete_due, take_reports_from
from interlocal.programs.hotline.actions.writing import Sealed, WrittenMeanwhile, write_entries
from interlocal.programs.hotline.models import (
    CityHotline,
    Count,
    Duty,
    Entry,
    Recipient,
    RecoveryRule,
    RecoveryWrap,
    Report,
    SealedFile,
    StaffKey,
    Wrap,
)
from interlocal.programs.hotline.queries.details import details_of, history_of
from interlocal.programs.hotline.queries.reports import stretch_of_reports
from interlocal.programs.hotline.rules.closing import deleted_after
from interlocal.programs.hotline.rules.exclusions import book_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> CityHotline:
    """Return a hotline whose fallback is another city's."""
    return CityHotlineFactory.create(fallback=CityHotlineFactory.create(), keep_months=12)


def able(hotline: CityHotline, duty: str = Duty.RECIPIENT, **fields: Any) -> Browser:
    """Return somebody who serves, with a key."""
    browser = Browser(staff(hotline, duty, **fields))
    browser.make_key()
    return browser


def post(client: Client, name: str, *args: str, **body: object) -> Any:
    """Post JSON as the pages do, and return the answer's object."""
    address = reverse(f"hotline:{name}", args=args)
    answer = client.post(address, json.dumps(body), content_type="application/json")
    assert answer.status_code == 200
    return answer.json()


def test_named_person_finds_nothing_at_any_address_of_staff(city: CityHotline, client: Client) -> None:
    reader, named = able(city), able(city)
    made, _private = report(city, excluded=[named.user])
    untouched, _other = report(city, excluded=[reader.user, named.user, *_everybody_else(reader, named)])
    Wrap.objects.filter(report=untouched).delete()
    client.force_login(named.user)

    before = client.get(reverse("hotline:reports-listed")).content
    assert json.loads(before) == {"reports": [], "after": ""}
    for one in (made.public_id, new_public_id()):
        assert client.get(reverse("hotline:report-details", args=[one])).status_code == 404
        assert client.get(reverse("hotline:report-file", args=[one, one])).status_code == 404
        for name in ("write", "close", "reopen", "hold", "share", "recuse", "exclude", "transfer", "groups"):
            body = {
                "entries": [],
                "seen": 0,
                "wraps": {},
                "groups": [],
                "person": "x",
                "city": "x",
                "facts": {"category": "x", "outcome": "referred"},
            }
            assert post(client, f"report-{name}", one, **body) == {"is_gone": True}
    assert reader.can_open() == {made.public_id}


def _everybody_else(*browsers: Browser) -> list[User]:
    return list(User.objects.exclude(pk__in=[one.user.pk for one in browsers]))


def test_pages_of_staff_hold_nothing_of_a_report(city: CityHotline, client: Client) -> None:
    reader = able(city)
    made, _private = report(city)
    client.force_login(reader.user)

    for name in ("reports", "key", "recovery"):
        page = client.get(reverse(f"hotline:{name}"))
        assert page.status_code == 200
        assert PHRASE not in page.content.decode()
        assert made.public_id not in page.content.decode()
        policy = page.headers["Content-Security-Policy"]
        assert "script-src 'self' 'wasm-unsafe-eval'" in policy
        assert "unsafe-inline" not in policy
        assert "'unsafe-eval'" not in policy
    assert "wasm-unsafe-eval" not in client.get(reverse("desk:home")).headers["Content-Security-Policy"]


def test_reports_are_listed_with_a_fixed_number_of_queries(city: CityHotline) -> None:
    reader = able(city)
    counts = []
    for _ in range(2):
        report(city)
        with CaptureQueriesContext(connection) as queries:
            rows, after = stretch_of_reports(User.objects.get(pk=reader.user.pk), "")
        counts.append((len(queries), len(rows), after))
        report(city)

    assert [count[1:] for count in counts] == [(1, ""), (3, "")]
    assert counts[0][0] == counts[1][0]


def test_two_who_write_at_once_both_see_it_and_nothing_is_lost(city: CityHotline) -> None:
    one, other = able(city), able(city)
    made, _private = report(city)
    one.write(made, seen=1, kind="message", text="First", to="reporter")

    with pytest.raises(WrittenMeanwhile) as meanwhile:
        other.write(made, seen=1, kind="message", text="Second", to="reporter")
    assert [entry.place for entry in meanwhile.value.entries] == [2]
    other.write(made, seen=2, kind="message", text="Second", to="reporter")

    assert [entry.get("text") for entry in one.entries(made)] == [None, "First", "Second"]
    assert [entry.place for entry in Entry.objects.filter(report=made)] == [1, 2, 3]


def test_entry_sent_twice_is_written_once(city: CityHotline) -> None:
    reader = able(city)
    made, _private = report(city)
    sealed = Sealed(new_public_id(), seal(b'{"kind": "note"}', made.public_key), True)

    for _ in range(2):
        write_entries(by=reader.user, report_id=made.public_id, entries=[sealed], seen=1, now=clock.now())

    assert Entry.objects.filter(report=made).count() == 2


@pytest.mark.parametrize(
    "entries",
    [
        "text",
        [{"id": "short", "sealed": "", "staff_only": True}],
        [{"id": "0" * 16, "sealed": "not base64", "staff_only": True}],
        [{"id": "0" * 16, "sealed": text_of(b"too short for a box"), "staff_only": True}],
        [{"id": "0" * 16, "sealed": text_of(bytes(300_000)), "staff_only": True}],
        [{"id": "0" * 16, "sealed": None}],
    ],
)
def test_misshapen_entry_is_refused_in_words(city: CityHotline, client: Client, entries: object) -> None:
    reader = able(city)
    made, _private = report(city)
    client.force_login(reader.user)

    told = post(client, "report-write", made.public_id, entries=entries, seen=1)

    assert set(told) == {"refusal", "field"}
    assert Entry.objects.filter(report=made).count() == 1


def test_entry_is_for_staff_only_unless_it_says_otherwise(city: CityHotline, client: Client) -> None:
    reader = able(city)
    made, _private = report(city)
    client.force_login(reader.user)
    sealed = text_of(sealed_json({"kind": "note", "text": "x"}, made.public_key))

    post(client, "report-write", made.public_id, entries=[{"id": "0" * 16, "sealed": sealed}], seen=1)

    assert Entry.objects.get(public_id="0" * 16).is_for_staff_only


def test_report_keeps_a_book_of_its_own_that_tells_no_state(city: CityHotline) -> None:
    reader = able(city)
    made, _private = report(city)
    reader.write(made, kind="status", status="investigating")
    reader.write(made, kind="severity", severity="high")

    events = history_of(made)

    assert [(event["action"], event["by"]) for event in events] == [("write", reader.user.public_id)] * 2
    assert verify_book(book_of(made.public_id)).is_whole
    assert "investigating" not in str(events)
    assert state_of(reader.entries(made))["status"] == "investigating"


def test_key_is_refused_without_passphrase_or_misshapen(city: CityHotline) -> None:
    person = staff(city)
    whole = {"kind": "passphrase", "nonce": text_of(bytes(24)), "box": text_of(bytes(48))}
    public = text_of(b"\x01" * 32)

    for locks in (
        [],
        [{**whole, "kind": "passkey"}],
        [{**whole, "box": text_of(bytes(32))}],
        "x",
        [whole] * 9,
    ):
        with pytest.raises(Refusal):
            keys.make_key(by=person, public_key=public, locks=locks, now=clock.now())
    for half in ("", text_of(bytes(32)), text_of(b"\x01" * 31), "no base64"):
        with pytest.raises(Refusal):
            keys.make_key(by=person, public_key=half, locks=[whole], now=clock.now())
    assert not StaffKey.objects.filter(user=person).exists()


def test_key_is_made_once_and_never_overwritten(city: CityHotline) -> None:
    person = staff(city)
    lock = {"kind": "passphrase", "nonce": text_of(bytes(24)), "box": text_of(bytes(48))}
    first = keys.make_key(by=person, public_key=text_of(b"\x01" * 32), locks=[lock], now=clock.now())

    again = keys.make_key(by=person, public_key=text_of(b"\x01" * 32), locks=[lock], now=clock.now())
    with pytest.raises(Refusal):
        keys.make_key(by=person, public_key=text_of(b"\x02" * 32), locks=[lock], now=clock.now())

    assert again == first


def test_replacing_a_key_leaves_no_report_behind(city: CityHotline) -> None:
    reader = able(city)
    made, _private = report(city)
    lock = {"kind": "passphrase", "nonce": text_of(bytes(24)), "box": text_of(bytes(48))}

    with pytest.raises(Refusal):
        keys.replace_key(
            by=reader.user, public_key=text_of(b"\x01" * 32), locks=[lock], wraps={}, now=clock.now()
        )

    assert reader.can_open() == {made.public_id}
    assert StaffKey.objects.get(user=reader.user).retired_on is None


def test_locks_of_another_person_stay(city: CityHotline) -> None:
    reader, other = able(city), able(city)
    lock = {"kind": "passphrase", "nonce": text_of(bytes(24)), "box": text_of(b"\x01" * 48)}
    theirs = StaffKey.objects.get(user=other.user)

    with pytest.raises(Refusal):
        keys.change_locks(by=reader.user, locks={theirs.public_id: [lock]}, now=clock.now())

    theirs.refresh_from_db()
    assert base64.b64decode(theirs.locks[0]["box"]) == bytes(48)


def test_last_reader_cannot_step_off(city: CityHotline) -> None:
    reader = able(city)
    made, _private = report(city)

    with pytest.raises(Refusal):
        reader.recuse(made)

    assert reader.can_open() == {made.public_id}


def test_recusal_goes_to_the_first_substitute_and_not_past_the_rule(city: CityHotline) -> None:
    reader, first, second = able(city), able(city, Duty.SUBSTITUTE), able(city, Duty.SUBSTITUTE)
    made, private = report(city)
    past = {second.user.public_id: text_of(seal(bytes(private), _public_key(second.user)))}

    with pytest.raises(Refusal):
        handing.recuse(by=reader.user, report_id=made.public_id, wraps=past, entries=[], now=clock.now())
    reader.recuse(made)

    assert (reader.can_open(), first.can_open(), second.can_open()) == (set(), {made.public_id}, set())


def _public_key(user: User) -> bytes:
    return bytes(StaffKey.objects.get(user=user, retired_on=None).public_key)


def test_objection_to_a_transfer_shows_until_the_next_one() -> None:
    entries = [{"kind": "transfer", "to": "Grandview"}, {"kind": "objection", "text": "No"}]

    assert state_of(entries)["has_objection"]
    assert not state_of([*entries, {"kind": "transfer", "to": "Raytown"}])["has_objection"]


def test_city_that_routing_left_out_keeps_no_part_until_the_report_is_there(city: CityHotline) -> None:
    third = CityHotlineFactory.create()
    for hotline in (city, city.fallback, third):
        able(hotline, Duty.KEEPER)
    reader = able(city.fallback)
    able(city)
    RecoveryRule.objects.create(needed=2, made_by=reader.user, created_at=clock.now())
    made, _private = report(city.fallback)
    here = {one.public_id for one in StaffKey.objects.filter(user__in=_keepers_of(city))}
    for wrap in RecoveryWrap.objects.filter(report=made):
        if here & set(wrap.keys):
            wrap.delete()

    reader.seal_groups(made)
    assert not any(here & set(wrap.keys) for wrap in RecoveryWrap.objects.filter(report=made))
    reader.transfer(made, city.jurisdiction.public_id)
    made.refresh_from_db()
    holder = next(iter(Wrap.objects.filter(report=made))).key.user
    assert any(here & set(group) for group in details_of(holder, made)["groups"])


def _keepers_of(hotline: CityHotline) -> list[User]:
    rows = Recipient.objects.filter(jurisdiction=hotline.jurisdiction, duty=Duty.KEEPER).select_related(
        "user"
    )
    return [row.user for row in rows]


def test_closing_counts_once_and_sets_the_day_by_the_schedule(city: CityHotline) -> None:
    reader = able(city)
    made, _private = report(city)
    facts = {"category": "corruption", "outcome": "substantiated"}

    for _ in range(2):
        closing.close(by=reader.user, report_id=made.public_id, facts=facts, entries=[], now=clock.now())
        closing.reopen(by=reader.user, report_id=made.public_id, entries=[], now=clock.now())
    day = closing.close(by=reader.user, report_id=made.public_id, facts=facts, entries=[], now=clock.now())

    assert day == deleted_after(clock.today(), 12)
    assert [json.loads(one.facts) for one in Count.objects.all()] == [
        {**facts, "city": city.jurisdiction.public_id, "recovered_cents": 0}
    ]
    with pytest.raises(Refusal):
        closing.close(
            by=reader.user, report_id=made.public_id, facts={"outcome": "?"}, entries=[], now=clock.now()
        )


def test_deletion_takes_rows_files_and_details_unless_held(
    city: CityHotline, django_capture_on_commit_callbacks: Any
) -> None:
    reader = able(city)
    made, held = report(city)[0], report(city)[0]
    stored = "0" * 32
    with file_store().writing(stored) as target:
        target.write(b"sealed")
    SealedFile.objects.create(report=made, sealed=b"s", store_key=stored, size=6)
    reader.write(made, kind="note", text="x")
    closing.hold(by=reader.user, report_id=held.public_id, is_held=True, entries=[], now=clock.now())
    Report.objects.update(delete_after=clock.today() - timedelta(days=1))

    with django_capture_on_commit_callbacks(execute=True):
        delete_due(now=clock.now())

    assert list(Report.objects.values_list("pk", flat=True)) == [held.pk]
    assert stored not in dict(file_store().stored_keys())
    assert history_of(made) == []
    assert verify_book(book_of(made.public_id)).is_whole
    assert reader.can_open() == {held.public_id}


def test_whose_duty_ends_loses_the_reports_unless_they_would_be_lost(city: CityHotline) -> None:
    leaving, staying = able(city), able(city)
    both, _private = report(city)
    alone, _private = report(city, excluded=[staying.user])
    Recipient.objects.filter(user=leaving.user).update(ended_on=clock.today())

    take_reports_from(by=UserFactory.create(), user=leaving.user, now=clock.now())

    assert staying.can_open() == {both.public_id}
    assert leaving.can_open() == {alone.public_id}


def test_reading_and_writing_leaves_no_line_in_the_log(
    city: CityHotline, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    reader = able(city)
    made, _private = report(city)
    client.force_login(reader.user)
    caplog.set_level("INFO")

    client.get(reverse("hotline:reports"))
    assert "request" in caplog.text
    caplog.clear()
    client.get(reverse("hotline:reports-listed"))
    client.get(reverse("hotline:report-details", args=[made.public_id]))
    post(client, "report-write", made.public_id, entries=[], seen=1)

    assert caplog.records == []
