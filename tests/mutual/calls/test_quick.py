"""A quick count agrees with the reading of the whole file."""

from datetime import datetime, timedelta

import numpy as np
import pytest
from tests.architecture.house import ROOT
from tests.mutual.calls.made import PROFILE, csv_text

from mutual.calls import CallsError, count_quickly, demand_of, read_calls, read_profile

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
