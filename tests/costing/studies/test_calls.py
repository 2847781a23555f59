"""Call files: brought, pointed at, placed, read by a job; and an option's cost worked out from one."""

import csv
import io
from collections import Counter
from datetime import datetime, timedelta
from math import exp, factorial

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.costing.studies.test_results import words
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import (
    NOW,
    CallFileFactory,
    LineFactory,
    OptionFactory,
    OptionPartFactory,
    ShareRuleFactory,
    StudyFactory,
    city_of,
    fill,
    signed,
)

from interlocal.costing.studies import actions, queries, tasks
from interlocal.costing.studies.forms.numbers import DollarsField
from interlocal.costing.studies.models import CallFile, LineKind, OptionPart
from interlocal.foundation.files.public import StoredFile
from interlocal.foundation.jobs.public import run_due
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal

BEATS = {"A1": "Alder", "A2": "Alder", "B1": "Birch", "C1": "Cedar", "X9": ""}
TEST_CALL = ["E7", "01/06/2026 03:00:00", "A1", "TEST", ""]
MONDAY = datetime(2026, 1, 5)
TERMS = {
    "share": "90",
    "seconds_in": "15",
    "share_too": "95",
    "seconds_too": "20",
    "least": "1",
    "shrinkage": "20",
    "paid_hours": "2080",
    "fte": "60,000",
    "position": "1000",
    "fixed": "50000",
    "connection": "0",
    "seconds": "180",
    "occupied": "",
}


def url(name, *args):
    return reverse(f"studies:{name}", args=args)


def made_calls(weeks=1, address="12 Elm Street"):
    """Synthetic calls: each hour of the week has the same few, by beat; one row of each kind of trouble."""
    rows, number = [], 0
    for hour in range(weeks * 168):
        for beat, calls in (
            ("A1", 3),
            ("A2", hour % 2),
            ("B1", 1 + hour % 24 // 12),
            ("C1", 1),
            ("X9", hour % 3 == 0),
        ):
            for k in range(int(calls)):
                number += 1
                came = MONDAY + timedelta(hours=hour, minutes=7 * k + 1)
                rows.append([f"E{number:06}", f"{came:%m/%d/%Y %H:%M:%S}", beat, "DISTURBANCE", address])
    rows.append([*rows[0]])
    rows.append(["E999999", "no time", "A1", "DISTURBANCE", address])
    return rows


def as_csv(rows, name="calls.csv"):
    text = io.StringIO()
    csv.writer(text).writerows([["incident_num", "call_time", "beat", "call_type", "address"], *rows])
    return SimpleUploadedFile(name, text.getvalue().encode(), "text/csv")


@pytest.fixture
def part(client, db, settings, tmp_path):
    """Three cities that pay $1,000,000 each; a joint agency whose cost is a table."""
    settings.INTERLOCAL_DATA = tmp_path
    PartnershipFactory.create()
    client.force_login(person_with("city-manager", JurisdictionFactory.create(name="Own").public_id))
    study = StudyFactory.create(goals_agreed_on=NOW.date())
    pay = LineFactory.create(study=study, name="Pay")
    volume = LineFactory.create(study=study, name="Calls", kind=LineKind.VOLUME)
    for name in ("Alder", "Birch", "Cedar"):
        city = city_of(JurisdictionFactory.create(name=name), study=study)
        fill(city, pay, 1_000_000_00)
        fill(city, volume, 100_00)
        signed(city)
    ShareRuleFactory.create(study=study, name="Alike")
    flat = {f"growth_{name}": 0 for name in ("low", "likely", "high")}
    facts = {**flat, "years": 1, "discount": 0, "draws": 10, "seed": 1}
    actions.set_assumptions(by=None, study=study, facts=facts, now=NOW)
    option = OptionFactory.create(study=study, title="Center")
    return OptionPartFactory.create(option=option, kind="table", name="Call takers", amount_cents=None)


def brought(client, study, upload=None):
    answer = client.post(url("bring-calls", study.public_id), {"file": upload or as_csv(made_calls())})
    assert answer.status_code == 302, answer.context["form"].errors
    return study.call_files.get(withdrawn_at=None)


def pointed(client, file, **change):
    page = url("calls-columns", file.study.public_id, file.public_id)
    given = client.get(page).context["form"].initial
    return client.post(page, {key: value for key, value in {**given, **change}.items() if value is not None})


def placed(client, file):
    page = url("calls-places", file.study.public_id, file.public_id)
    ids = {name: key for key, name in queries.city_names(file.study).items()}
    rows = client.get(page).context["form"].rows
    return client.post(page, {row["name"]: ids.get(BEATS[row["place"]], "") for row in rows})


def read(client, study):
    file = brought(client, study)
    assert pointed(client, file).status_code == 302
    assert placed(client, file).status_code == 302
    run_due(now=clock.now())
    file.refresh_from_db()
    assert file.fault == ""
    return file


def test_columns_are_proposed_and_every_row_is_accounted_for(client, part):
    study = part.option.study
    rows = made_calls()
    file = read(client, study)
    counted = Counter(BEATS[row[2]] for row in rows[:-2])

    account = file.account
    assert (account["rows"], account["duplicates"]) == (len(rows), 1)
    assert account["taken"] == sum(count for city, count in counted.items() if city)
    assert {one["reason"]: one["count"] for one in account["reasons"]} == {
        "unknown place": counted[""],
        "time unreadable": 1,
    }
    names = queries.city_names(study)
    assert {names[city]: one["calls"] for city, one in file.demand["cities"].items()} == {
        city: count for city, count in counted.items() if city
    }
    page = words(client.get(url("calls", study.public_id, file.public_id)))
    assert f"{account['taken']:,}" in page
    assert "time unreadable" in page
    assert str(len(rows) + 1) in page  # the number of the row, under the headings, as a spreadsheet counts


def erlang_staff(calls, seconds=180, targets=((0.90, 15), (0.95, 20))):
    """The fewest people by Erlang C summed term by term, as a textbook writes it."""
    load = calls * seconds / 3600
    people = int(load) + 1
    while True:
        top = load**people / factorial(people) * people / (people - load)
        waits = top / (sum(load**k / factorial(k) for k in range(people)) + top)
        if all(
            1 - waits * exp(-(people - load) * within / seconds) >= share / 100 for share, within in targets
        ):
            return people
        people += 1


def test_cost_of_groups_is_worked_out_from_the_calls_and_compared(client, part):
    study = part.option.study
    file = read(client, study)
    page = url("staffing", study.public_id, part.option.public_id, part.public_id)
    shown = client.post(page, {**TERMS, "calls": file.public_id})
    assert shown.status_code == 200
    assert OptionPart.objects.get(pk=part.pk).groups == {}
    saved = client.post(page, {**TERMS, "calls": file.public_id, "save": "yes"})
    assert saved.status_code == 302, saved.context["form"].errors

    ids = {name: key for key, name in queries.city_names(study).items()}
    rates = {city: file.demand["cities"][ids[city]]["rates"] for city in ids}
    kept = OptionPart.objects.get(option=part.option, withdrawn_at=None)
    for group in (("Alder", "Birch"), ("Birch", "Cedar"), ("Alder", "Birch", "Cedar")):
        staff = [
            erlang_staff(sum(rates[city][hour] for city in group), 180, [(90, 15), (95, 20)])
            for hour in range(168)
        ]
        dollars = sum(staff) * 365 / 7 / (2080 * 0.8) * 60_000 + max(staff) * 1_000 + 50_000
        key = ",".join(sorted(ids[city] for city in group))
        assert kept.groups[key] == pytest.approx(dollars * 100, abs=1)
    assert (kept.calls, kept.staffing["targets"]) == (file, [[90.0, 15], [95.0, 20]])
    assert "Center" in words(client.get(url("result", study.public_id)))
    assert "worked out from the calls of “calls.csv”" in words(client.get(url("options", study.public_id)))


def test_amount_typed_by_hand_is_no_longer_from_the_calls(client, part):
    file = CallFileFactory.create(study=part.option.study)
    OptionPart.objects.filter(pk=part.pk).update(calls=file, staffing={"least": 1})
    part.refresh_from_db()
    kept = actions.put_group_costs(by=None, part=part, groups={"a,b": 1}, now=NOW)
    assert (kept.calls, kept.staffing) == (None, {})


def test_nothing_of_a_row_stays_in_the_record(client, part):
    file = read(client, part.option.study)
    kept = str({field.name: getattr(file, field.name) for field in CallFile._meta.concrete_fields})
    assert "Elm Street" not in kept
    assert "DISTURBANCE" not in kept
    assert list(queries.call_folder().iterdir()) == []


def test_address_is_no_place(client, part):
    rows = [[f"E{n}", f"01/05/2026 {n % 24:02}:00:00", "A1", "D", f"{n} Elm Street"] for n in range(700)]
    file = brought(client, part.option.study, as_csv(rows))
    answer = pointed(client, file, place="address")
    assert "more than 600 different texts" in words(answer)
    file.refresh_from_db()
    assert file.places == {}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "beat"}, "is chosen twice"),
        ({"begins": "received"}, "Say both when"),
        ({"begins": "received", "ends": "cleared"}, "Choose the column of this step above"),
        ({"place": "nowhere"}, "nowhere"),
        ({"formats": "%Q"}, "%Q"),
        ({"formats": " \n "}, "required"),
        ({"zone": "Mars/Olympus"}, "Mars/Olympus"),
        ({"type": "", "drop_type": "TEST"}, "Choose the column of these codes above"),
        ({"duration": "address", "begins": "received", "ends": "cleared"}, "not both"),
    ],
)
def test_columns_that_cannot_be_are_refused_at_their_field(client, part, change, message):
    file = brought(client, part.option.study)
    before = file.profile
    answer = pointed(client, file, **change)
    assert answer.status_code == 200
    assert message in words(answer)
    file.refresh_from_db()
    assert file.profile == before


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (SimpleUploadedFile("calls.csv", b"a,b\n1,2\n", "text/csv"), "no column that looks like times"),
        (SimpleUploadedFile("calls.exe", b"MZ\x00\x01", "application/x-msdownload"), "calls.exe"),
        (SimpleUploadedFile("calls.csv", b"", "text/csv"), "empty"),
    ],
)
def test_file_that_holds_no_calls_is_refused_and_not_kept(client, part, upload, message):
    answer = client.post(url("bring-calls", part.option.study.public_id), {"file": upload})
    assert answer.status_code == 200
    assert message in words(answer)
    assert (CallFile.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seconds": ""}, "does not say how long a call of"),
        ({"share": "100"}, "99.99"),
        ({"share_too": ""}, "A second target needs a percentage and seconds."),
        ({"fte": "many"}, "Enter a number"),
        ({"calls": "elsewhere"}, "elsewhere"),
        ({"paid_hours": "0"}, "greater than or equal to 1"),
    ],
)
def test_terms_that_cannot_be_are_refused_at_their_field(client, part, change, message):
    study = part.option.study
    file = read(client, study)
    page = url("staffing", study.public_id, part.option.public_id, part.public_id)
    answer = client.post(page, {**TERMS, "calls": file.public_id, "save": "yes", **change})
    assert answer.status_code == 200
    assert message in words(answer)
    part.refresh_from_db()
    assert (part.groups, part.withdrawn_at) == ({}, None)


def test_reading_that_was_asked_again_keeps_the_second_answer(client, part):
    file = brought(client, part.option.study)
    pointed(client, file)
    placed(client, file)
    first = CallFile.objects.get(pk=file.pk)
    placed(client, file)
    actions.finish_reading(file=first, account={"rows": 0}, demand=None, fault="", now=NOW)
    assert CallFile.objects.get(pk=file.pk).account is None
    run_due(now=clock.now())
    second = CallFile.objects.get(pk=file.pk)
    assert (second.asked, second.is_reading, second.account["duplicates"]) == (2, False, 1)


def test_calls_of_a_type_are_left_out(client, part):
    file = brought(
        client, part.option.study, as_csv([*made_calls(1), ["E7", "01/06/2026 03:00:00", "A1", "TEST", ""]])
    )
    pointed(client, file, drop_type="TEST, OTHER")
    placed(client, file)
    run_due(now=clock.now())
    file.refresh_from_db()
    reasons = {one["reason"]: one["count"] for one in file.account["reasons"]}
    assert reasons["left out by type"] == 1


def test_no_place_in_a_city_is_refused(client, part):
    file = brought(client, part.option.study)
    pointed(client, file)
    file.refresh_from_db()
    with pytest.raises(Refusal, match="No place belongs to a city"):
        actions.place_calls(by=None, file=file, cities={}, now=NOW)
    with pytest.raises(Refusal, match="is no city of this study"):
        actions.place_calls(by=None, file=file, cities={"A1": "other"}, now=NOW)


def test_file_is_deleted_a_month_after_it_was_read_and_the_counts_stay(client, part, time_machine):
    file = read(client, part.option.study)
    read_at = file.read_at
    time_machine.move_to(read_at + timedelta(days=29))
    tasks.forget_calls(None)
    assert CallFile.objects.get(pk=file.pk).stored is not None
    left = queries.call_folder() / "left-by-a-fall"
    left.mkdir()
    time_machine.move_to(read_at + timedelta(days=31))
    tasks.forget_calls(None)
    kept = CallFile.objects.get(pk=file.pk)
    assert (kept.stored, kept.demand, left.exists()) == (None, file.demand, False)
    with pytest.raises(Refusal, match="Bring it again"), queries.readable_calls(kept):
        pass


def test_file_that_was_never_read_is_deleted_after_a_month(client, part, time_machine):
    file = brought(client, part.option.study)
    assert "Elm Street" not in file.profile
    time_machine.move_to(file.created_at + timedelta(days=31))
    tasks.forget_calls(None)
    kept = CallFile.objects.get(pk=file.pk)
    assert (kept.stored, kept.doubts) == (None, [])


def test_reading_of_columns_that_were_changed_meanwhile_is_not_kept(client, part):
    file = brought(client, part.option.study)
    pointed(client, file)
    placed(client, file)
    pointed(client, file, midnight="refuse")
    run_due(now=clock.now())
    kept = CallFile.objects.get(pk=file.pk)
    assert (kept.account, kept.is_reading) == (None, False)


def test_file_taken_out_is_gone_and_its_costs_stay(client, part):
    file = read(client, part.option.study)
    client.post(url("withdraw-calls", file.study.public_id, file.public_id))
    assert StoredFile.objects.count() == 0
    assert client.get(url("calls", file.study.public_id, file.public_id)).status_code == 404
    with pytest.raises(Refusal, match="taken the file out"):
        actions.place_calls(by=None, file=file, cities=file.cities, now=NOW)


def test_file_of_another_study_is_not_there(client, part):
    other = CallFileFactory.create()
    assert client.get(url("calls", part.option.study.public_id, other.public_id)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("60,000", 60_000_00), ("$60,000.50", 60_000_50), ("60000", 60_000_00), (" 1,234,567 ", 1_234_567_00)],
)
def test_dollars_are_read_as_people_write_them(typed, cents):
    assert int(DollarsField().clean(typed) * 100) == cents


@pytest.mark.parametrize("typed", ["6,00", "60,0000", "1,2,3", "ten", "60.000,00", "--5"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValidationError):
        DollarsField().clean(typed)
