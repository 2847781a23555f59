"""Places of a file as it stands, counted beside the csv module."""

import csv
from collections import Counter

import pytest

from mutual.calls import CallsError, places_in, read_profile

PROFILE = read_profile('zone = "America/Chicago"\n[columns]\nreceived = "time"\nplace = "beat"\n')


def test_places_are_counted_without_their_cities(tmp_path):
    path = tmp_path / "calls.csv"
    beats = ["111", "112 ", "111", "", "Lee's Summit", "111", "no time"]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["time", "beat"], *(["2026-01-05 10:00:00", beat] for beat in beats)])
    counted = Counter(beat.strip() for beat in beats if beat)
    found = places_in(path, PROFILE)
    assert found == dict(counted)
    assert next(iter(found)) == "111"


def test_file_without_the_column_is_refused_by_name(tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text("time,place\n2026-01-05 10:00:00,111\n")
    with pytest.raises(CallsError, match="beat"):
        places_in(path, PROFILE)
    with pytest.raises(CallsError, match="no such file"):
        places_in(tmp_path / "other.csv", PROFILE)
