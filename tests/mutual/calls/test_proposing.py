"""Profiles proposed for files that nobody has described."""

from datetime import datetime, timedelta

import pytest
from tests.architecture.house import ROOT
from tests.mutual.calls.made import csv_text

from mutual.calls import CallsError, propose, read_calls, read_profile

SAN_DIEGO = ROOT / "tests" / "data" / "sandiego" / "calls.csv"
MOMENTS = [datetime(2026, 1, 20) + timedelta(minutes=37 * place) for place in range(600)]
FILES = {
    "American": (
        ("Incident Number", "Call Received", "Nature", "City"),
        "%m/%d/%Y %I:%M:%S %p",
        {"delimiter": ","},
        "utf-8",
        ("%m/%d/%Y %I:%M:%S %p",),
    ),
    "European, semicolons": (
        ("Call ID", "Time received", "Type", "Municipality"),
        "%d.%m.%Y %H:%M",
        {"delimiter": ";"},
        "cp1252",
        ("%d.%m.%Y %H:%M",),
    ),
    "tabs in UTF-16": (
        ("event_id", "create_datetime", "call_type", "jurisdiction"),
        "%Y-%m-%d %H:%M:%S",
        {"delimiter": "\t"},
        "utf-16",
        ("ISO",),
    ),
}


@pytest.mark.parametrize(("header", "form", "dialect", "encoding", "formats"), FILES.values(), ids=FILES)
def test_a_proposed_profile_reads_its_file(tmp_path, header, form, dialect, encoding, formats):
    path = tmp_path / "calls.csv"
    towns = ["Cañon City", "Raytown", "Lee's Summit"]
    rows = [(f"C{n}", moment.strftime(form), "FIRE", towns[n % 3]) for n, moment in enumerate(MOMENTS)]
    path.write_bytes(csv_text(rows, header=header, **dialect).encode(encoding))
    found = propose(path, zone="America/Chicago")
    assert found.profile.columns == {
        role: (name,) for role, name in zip(("id", "received", "type", "place"), header, strict=True)
    }
    assert (found.profile.times.formats, found.profile.file.delimiter) == (formats, dialect["delimiter"])
    assert read_profile(found.text) == found.profile
    reading = read_calls(path, found.profile, tmp_path / "out")
    assert (reading.rows, reading.taken, set(reading.cities)) == (600, 600, set(towns))


def test_a_day_and_a_time_of_day_are_proposed_together(tmp_path):
    rows = [(n, f"{m:%m/%d/%Y}", f"{m:%H:%M}", "Raytown") for n, m in enumerate(MOMENTS)]
    (tmp_path / "calls.csv").write_text(csv_text(rows, header=("id", "Call Date", "Call Time", "City")))
    found = propose(tmp_path / "calls.csv")
    assert found.profile.columns["received"] == ("Call Date", "Call Time")
    assert read_calls(tmp_path / "calls.csv", found.profile, tmp_path / "out").taken == 600


def test_days_and_months_that_may_be_swapped_are_to_be_checked(tmp_path):
    moments = [datetime(2026, 1 + n % 12, 1 + n * 7 % 12, n % 24, n % 60) for n in range(100)]
    rows = [(n, f"{m:%m/%d/%Y %H:%M}", "Raytown") for n, m in enumerate(moments)]
    (tmp_path / "calls.csv").write_text(csv_text(rows, header=("id", "received", "city")))
    assert any("'%d/%m/%Y %H:%M'" in check for check in propose(tmp_path / "calls.csv").checks)


def test_what_the_san_diego_extract_lacks_is_to_be_checked():
    found = propose(SAN_DIEGO)
    assert {name: names[0] for name, names in found.profile.columns.items()} == {
        "id": "incident_num",
        "received": "date_time",
        "priority": "priority",
        "type": "call_type",
        "disposition": "disposition",
        "place": "beat",
    }
    assert [check.partition(":")[0] for check in found.checks] == [
        "places",
        "dispositions",
        "handling",
        "zone",
    ]
    assert found.sure == 0.1


def test_a_file_without_times_is_refused_by_name(tmp_path):
    (tmp_path / "calls.csv").write_text("id,city\n1,Raytown\n2,Grandview\n")
    with pytest.raises(CallsError, match=r"has no column that looks like times\. It has 'id', 'city'"):
        propose(tmp_path / "calls.csv")
