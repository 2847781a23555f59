"""Kinds of files, clocks, steps of a call, and what is said of figures that cannot be right."""

import json
from datetime import date, datetime, timedelta

import duckdb
import openpyxl
import pytest
from tests.mutual.calls.made import PROFILE, account, csv_text, hours_of_week, read

from mutual.calls import CallsError, demand_of, read_calls, read_profile

PLAIN = """
zone = "America/Chicago"
[columns]
received = "at"
place = "city"
"""
STEPS = """
zone = "America/Chicago"
[columns]
received = "at"
answered = "answered"
cleared = "cleared"
place = "city"
[handling]
from = "answered"
to = "cleared"
ceiling = 3600
"""


def calls_at(moments, city="Raytown", extra=()):
    return [(f"{moment:%Y-%m-%d %H:%M:%S}", city, *extra) for moment in moments]


def kinds(reading):
    return {note.kind: note.count for note in reading.notes}


def every(hours, first, count):
    return [first + timedelta(hours=hours * place, minutes=7) for place in range(count)]


def test_a_workbook_reads_as_the_same_calls(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["at", "city"])
    for moment in every(1, datetime(2026, 3, 1), 30):
        sheet.append([moment, "Raytown"])
    sheet.append(["not a time", "Raytown"])
    sheet.append([None, "Raytown"])
    book.save(tmp_path / "calls.xlsx")
    told = account(read(tmp_path, (tmp_path / "calls.xlsx").read_bytes(), PLAIN, "calls.xlsx"))
    assert (told["rows"], told["taken"], told["reasons"]) == (
        32,
        30,
        {"time missing": 1, "time unreadable": 1},
    )


def test_parquet_reads_with_and_without_zones(tmp_path):
    path = tmp_path / "calls.parquet"
    duckdb.sql(
        "SELECT TIMESTAMPTZ '2026-03-08 09:30:00+00' AS at, 7 AS city UNION ALL SELECT NULL, 8"
    ).write_parquet(str(path))
    reading = read_calls(path, read_profile(PLAIN), tmp_path / "out")
    assert (reading.rows, reading.taken, dict(reading.cities)) == (2, 1, {"7": 1})
    demand = demand_of(tmp_path / "out" / "calls.parquet")
    assert demand.calls[0].argmax() == 6 * 24 + 4  # Sunday after the clock went forward: 04:30


def test_a_day_and_a_time_of_day_are_joined(tmp_path):
    profile = """
zone = "America/Chicago"
[columns]
received = ["day", "hour"]
place = "city"
[times]
formats = ["%m/%d/%Y %I:%M %p", "%d.%m.%Y %H:%M"]
"""
    text = "day,hour,city\n3/1/2026,2:05 PM,Raytown\n02.03.2026,14:05,Raytown\n3/3/2026,,Raytown\n"
    reading = read(tmp_path, text, profile)
    assert (reading.taken, dict(reading.reasons), reading.first, reading.last) == (
        2,
        {"time missing": 1},
        date(2026, 3, 1),
        date(2026, 3, 2),
    )


@pytest.mark.parametrize(("rule", "taken"), [("forward", 1), ("refuse", 0)])
def test_a_time_that_the_clock_skipped_follows_the_rule(tmp_path, rule, taken):
    reading = read(tmp_path, "at,city\n2026-03-08 02:30:00,Raytown\n", f'skipped_hour = "{rule}"\n{PLAIN}')
    assert reading.taken == taken
    if taken:
        assert kinds(reading)["skipped hour"] == 1
        assert demand_of(reading).calls[0].argmax() == 6 * 24 + 3


@pytest.mark.parametrize(("rule", "hour"), [("first", 6), ("second", 7)])
def test_a_time_that_the_clock_showed_twice_follows_the_rule(tmp_path, rule, hour):
    reading = read(tmp_path, "at,city\n2026-11-01 01:30:00,Raytown\n", f'doubled_hour = "{rule}"\n{PLAIN}')
    assert kinds(reading)["doubled hour"] == 1
    rows = duckdb.sql(f"SELECT at_utc FROM read_parquet('{reading.calls_file}')").fetchall()
    assert rows == [(datetime(2026, 11, 1, hour, 30),)]


@pytest.mark.parametrize("month", [3, 11])
def test_hours_observed_are_those_that_the_clock_ran(tmp_path, month):
    moments = [datetime(2026, month, 1) + timedelta(days=day, hours=12) for day in range(14)]
    demand = demand_of(read(tmp_path, csv_text(calls_at(moments), header=("at", "city")), PLAIN))
    first = {3: datetime(2026, 3, 1, 6), 11: datetime(2026, 11, 1, 5)}[month]
    length = {3: 14 * 24 - 1, 11: 14 * 24 + 1}[month]
    expected = hours_of_week((first + timedelta(hours=hour) for hour in range(length)), "America/Chicago")
    assert {hour: int(demand.weeks[hour]) for hour in range(168)} == dict(sorted(expected.items())) | {
        hour: 0 for hour in range(168) if hour not in expected
    }


def test_times_in_utc_are_told_in_the_cities_zone(tmp_path):
    reading = read(tmp_path, "at,city\n2026-07-01 03:30:00,Raytown\n", f'written_in = "UTC"\n{PLAIN}')
    assert (reading.first, int(demand_of(reading).calls[0].argmax())) == (date(2026, 6, 30), 24 + 22)


def test_times_that_run_backwards_are_refused_or_lose_their_handling_time(tmp_path):
    rows = [
        ("2026-03-01 10:00:00", "2026-03-01 10:00:10", "2026-03-01 10:05:10", "Raytown"),
        ("2026-03-01 11:00:00", "2026-03-01 10:00:10", "2026-03-01 11:05:00", "Raytown"),
        ("2026-03-01 12:00:00", "2026-03-01 12:00:10", "2026-03-02 12:05:00", "Raytown"),
    ]
    text = csv_text(rows, header=("at", "answered", "cleared", "city"))
    reading = read(tmp_path, text, STEPS)
    assert (reading.taken, dict(reading.reasons), kinds(reading)["ceiling"]) == (
        2,
        {"times run backwards": 1},
        1,
    )
    assert demand_of(reading).handling.tolist() == [300.0]
    kept = read(tmp_path, text, f'{STEPS}\n[times]\nbackwards = "no handling time"\n')
    assert (kept.taken, demand_of(kept).handled.tolist()) == (3, [1])


def test_a_call_across_the_doubled_hour_does_not_run_backwards(tmp_path):
    rows = [("2026-11-01 01:50:00", "2026-11-01 01:50:00", "2026-11-01 01:10:00", "Raytown")]
    reading = read(tmp_path, csv_text(rows, header=("at", "answered", "cleared", "city")), STEPS)
    assert (reading.taken, demand_of(reading).handling.tolist()) == (1, [1200.0])


def test_a_missing_month_is_named_and_left_out_of_the_rates(tmp_path):
    moments = [moment for moment in every(1, datetime(2026, 1, 5), 24 * 7 * 20) if moment.month != 3]
    reading = read(tmp_path, csv_text(calls_at(moments), header=("at", "city")), PLAIN)
    gap = next(note for note in reading.notes if note.kind == "gap")
    assert gap.text.startswith("No call from 2026-03-01 00:00 to 2026-04-01 00:00 (31 days); about 743 ")
    demand = demand_of(reading)
    assert [gap.city for gap in demand.gaps] == [None]
    assert demand.rates[0, 9] == pytest.approx(1.0)


def test_a_city_that_joined_later_has_its_own_hours(tmp_path):
    rows = calls_at(every(1, datetime(2026, 1, 5), 24 * 28))
    rows += calls_at(every(1, datetime(2026, 1, 19), 24 * 14), "Grandview")
    demand = demand_of(read(tmp_path, csv_text(rows, header=("at", "city")), PLAIN))
    assert demand.cities == ("Grandview", "Raytown")
    assert demand.rates[:, 30] == pytest.approx([1.0, 1.0])
    assert demand.gaps[0].city == "Grandview"


def test_midnight_placeholders_are_named_and_refused_on_request(tmp_path):
    moments = every(1, datetime(2026, 1, 5), 24 * 14)
    rows = [
        *calls_at(moments),
        *((f"2026-01-{day:02d} 00:00:00", "Raytown", f"{n}") for day in range(5, 15) for n in range(4)),
    ]
    rows = [(*row[:2], str(place)) for place, row in enumerate(rows)]
    text = csv_text(rows, header=("at", "city", "n"))
    assert kinds(read(tmp_path, text, PLAIN))["midnight"] == 40
    refused = read(tmp_path, text, f'{PLAIN}\n[times]\nmidnight = "refuse"\n')
    assert dict(refused.reasons) == {"midnight placeholder": 40}


def test_a_lonely_year_does_not_stretch_the_period(tmp_path):
    moments = [*every(1, datetime(2026, 1, 5), 24 * 14), datetime(2016, 1, 5, 10)]
    reading = read(tmp_path, csv_text(calls_at(moments), header=("at", "city")), PLAIN)
    assert (dict(reading.reasons), reading.first) == ({"time far from all others": 1}, date(2026, 1, 5))


def test_a_day_unlike_its_weekdays_is_named(tmp_path):
    moments = every(1, datetime(2026, 1, 5), 24 * 7 * 8)
    storm = [
        datetime(2026, 2, 4, 15, 0, second % 60) + timedelta(minutes=second // 60) for second in range(400)
    ]
    reading = read(tmp_path, csv_text(calls_at([*moments, *storm]), header=("at", "city")), PLAIN)
    assert [note.text for note in reading.notes if note.kind == "outlier"] == [
        "2026-02-04 has 424 calls; 24 are usual on that weekday."
    ]


def test_nothing_is_left_in_the_folder_but_what_is_promised(tmp_path):
    read(tmp_path, csv_text([("1", "2026-03-01 10:00:00", "north", "fire")]))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "calls.parquet",
        "duplicates.csv",
        "refused.csv",
    ]


def test_names_and_words_of_a_file_never_become_sql(tmp_path):
    name = "it's [a] *file*?.csv"
    profile = PROFILE.replace('"kind"', '"ki\'nd; DROP TABLE places --"').replace(
        'drop = ["test"]', 'drop = ["te\'st"]'
    )
    header = ("id", "at", "place", "ki'nd; DROP TABLE places --")
    text = csv_text([("1", "2026-03-01 10:00:00", "north", "te'st")], header=header)
    path = tmp_path / name
    path.write_text(text)
    reading = read_calls(path, read_profile(profile), tmp_path / "o'ut [x]*")
    assert (reading.rows, dict(reading.reasons)) == (1, {"left out by type": 1})


REFUSED = {
    "empty": (b"", "is empty."),
    "only line ends": (b"\n\n", "holds nothing."),
    "another delimiter": (b"id;at;place;kind\n1;2;3;4\n", "The delimiter seems to be ';', not ','"),
    "another name": (b"id,att,place,kind\n", "has no column 'at' (received); did you mean 'att'?"),
    "two of a name": (b"id,at,at,place,kind\n", "has 2 columns called 'at'"),
    "UTF-16": ("id,at,place,kind\n".encode("utf-16"), 'is in UTF-16: set encoding = "utf-16"'),
    "packed": (b"\x1f\x8b\x08", "is packed (gzip): unpack it first."),
    "an old workbook": (b"\xd0\xcf\x11\xe0abc", "save it as .xlsx or CSV."),
    "a broken workbook": (b"PK\x03\x04abc", "is no workbook that can be read"),
    "broken Parquet": (b"PAR1abc", "is no Parquet file that can be read"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "says"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path, data, says):
    with pytest.raises(CallsError) as refusal:
        read(tmp_path, data)
    assert says in str(refusal.value)
    assert str(tmp_path / "calls.csv") in str(refusal.value)


def test_demand_is_told_as_json(tmp_path):
    reading = read(
        tmp_path, csv_text(calls_at(every(1, datetime(2026, 3, 1), 48)), header=("at", "city")), PLAIN
    )
    told = json.loads(demand_of(reading).to_json())
    assert (told["first"], told["cities"]["Raytown"]["calls"]) == ("2026-03-01", 48)
    assert (len(told["cities"]["Raytown"]["rates"]), told["cities"]["Raytown"]["handling_seconds"]) == (
        168,
        None,
    )


def test_demand_without_calls_is_refused(tmp_path):
    reading = read(tmp_path, "at,city\nnever,Raytown\n", PLAIN)
    assert (reading.rows, reading.refused) == (1, 1)
    with pytest.raises(CallsError, match="holds no call"):
        demand_of(reading)
