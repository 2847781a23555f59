"""A quick count agrees with the reading of the whole file."""

import csv
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.architecture.house import ROOT
from tests.conftest import IS_FULL
from tests.mutual.calls.made import PROFILE, csv_text

import mutual.calls.quick as quick_count
from mutual.calls import CallsError, count_quickly, demand_of, read_calls, read_profile


@pytest.fixture(params=["judged", "scanned"], autouse=True, scope="module")
def way(request):
    """Small files are judged row by row, large ones scanned first: here all of them, then none."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(quick_count, "_SCANNED_FROM", 0 if request.param == "scanned" else 2**40)
        yield request.param


SAN_DIEGO = ROOT / "tests" / "data" / "sandiego"
MOMENTS = [datetime(2026, 3, 7) + timedelta(minutes=50 * place) for place in range(70)]
MOMENTS += [datetime(2026, 10, 31) + timedelta(minutes=50 * place) for place in range(70)]


def test_quick_count_of_the_san_diego_extract_is_that_of_its_reading(tmp_path):
    profile = read_profile(SAN_DIEGO / "profile.toml")
    quick = count_quickly(SAN_DIEGO / "calls.csv", profile)
    reading = read_calls(SAN_DIEGO / "calls.csv", profile, tmp_path)
    demand = demand_of(reading)
    assert (quick.rows, quick.counted, dict(quick.reasons)) == (2040, 1818, dict(reading.reasons))
    assert quick.cities == demand.cities == ("Northgate", "Mesa", "Eastfield", "Harbor View", "Southport")
    assert np.array_equal(quick.calls, demand.calls)


@pytest.mark.parametrize("written_in", ["America/Chicago", "UTC", "Asia/Kathmandu"])
@pytest.mark.parametrize("skipped", ["forward", "refuse"])
@pytest.mark.parametrize("doubled", ["first", "second", "refuse"])
def test_quick_count_minds_clocks_as_the_reading_does(tmp_path, written_in, skipped, doubled):
    rows = [(str(n), f"{moment:%Y-%m-%d %H:%M:%S}", "north", "fire") for n, moment in enumerate(MOMENTS)]
    text = csv_text([*rows, ("bad", "soon", "north", "fire"), ("bad", "", "east", "fire")])
    (tmp_path / "calls.csv").write_text(text)
    rules = f'written_in = "{written_in}"\nskipped_hour = "{skipped}"\ndoubled_hour = "{doubled}"\n'
    period = "\n[times]\nfrom = 2026-03-01\nthrough = 2026-11-30\n"
    profile = read_profile(rules + PROFILE + period)
    quick = count_quickly(tmp_path / "calls.csv", profile)
    reading = read_calls(tmp_path / "calls.csv", profile, tmp_path / "out")
    assert (quick.rows, quick.counted, dict(quick.reasons)) == (
        reading.rows,
        reading.taken,
        dict(reading.reasons),
    )
    assert np.array_equal(quick.calls, demand_of(reading).calls)


def test_quick_count_reads_broken_lines_apart(tmp_path):
    text = 'id,at,place,kind\n1,2026-03-01 10:00:00,north,fire\n2,"2026-03-01 10:00:00,north,fire\n3\n'
    (tmp_path / "calls.csv").write_text(text)
    quick = count_quickly(tmp_path / "calls.csv", read_profile(PROFILE))
    assert (quick.rows, quick.counted, dict(quick.reasons)) == (
        3,
        1,
        {"line unreadable": 1, "columns missing": 1},
    )
    with pytest.raises(CallsError, match="there is no such file"):
        count_quickly(tmp_path / "none.csv", read_profile(PROFILE))


TIMES = (
    *("2026-03-02 10:00:00", "2026-03-08 02:30:00", "2026-11-01 01:15:00", "2026-03-02 00:00:00"),
    *(" 2026-03-02 10:00:00", "2026-03-02T09:00:00", "2026-12-31 23:59:59"),
)
ODD_TIMES = (
    *("", "2026-03-02", "2026-03-02 10:00+05", "1066-10-14 09:00:00", "9999-01-01 00:00:00", "noon"),
    *("2026-13-01 00:00:00", "2026-03-02 10:00:00Z", "2025-12-31 23:59:59"),
)
BEATS = ("111", "112", " 111", "One", "one", "ONE", "", "-1", "Two")
KINDS = ("A", "B", " B", "C", "", "D E")
RULES = (
    "",
    '[types]\ndrop = ["B"]\n',
    '[types]\nknown = ["A", "B"]\ndrop = ["B"]\n',
    '[types]\nknown = ["A"]\nunknown = "keep"\n',
)
ROWS = st.tuples(
    st.sampled_from([*TIMES, *TIMES, *ODD_TIMES]), st.sampled_from(BEATS), st.sampled_from(KINDS)
)
PLACES = '[places.cities]\n111 = "East"\n112 = "West"\nOne = "East"\ntwo = "West"\nTwo = "West"\n'


@settings(max_examples=60 if IS_FULL else 20)
@given(
    rows=st.lists(ROWS, min_size=1, max_size=25),
    rule=st.sampled_from(RULES),
    midnight=st.sampled_from(["keep", "refuse"]),
    otherwise=st.sampled_from(["", 'otherwise = "East"\n']),
)
def test_rows_counted_as_they_stand_are_those_that_judging_takes(rows, rule, midnight, otherwise):
    profile = read_profile(
        'zone = "America/Chicago"\n'
        '[columns]\nid = "id"\nreceived = "time"\nplace = "beat"\ntype = "kind"\n'
        f'[times]\nfrom = 2026-01-01\nthrough = 2026-12-31\nmidnight = "{midnight}"\n'
        f"{rule}[places]\n{otherwise}{PLACES}"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "calls.csv"
        with path.open("w", newline="") as file:
            numbered = [[number, *row] for number, row in enumerate(rows)]
            csv.writer(file).writerows([["id", "time", "beat", "kind"], *numbered])
        quick = count_quickly(path, profile)
        reading = read_calls(path, profile, Path(folder) / "out")
        found = (quick.rows, quick.counted, dict(quick.reasons))
        assert found == (len(rows), reading.taken, dict(reading.reasons))
        if reading.taken:
            demand = demand_of(reading)
            whole = dict(zip(demand.cities, demand.calls, strict=True))
            for city, calls in zip(quick.cities, quick.calls, strict=True):
                assert np.array_equal(calls, whole.get(city, calls * 0))
