"""``mutual simulate``, as a shell sees it."""

import json
from pathlib import Path

import pytest
from tests.mutual.cli.broken import seen

from mutual.queues import QueueError
from mutual.queues.files import read_simulation

EXAMPLE = Path(__file__).parents[3] / "src" / "mutual" / "queues" / "examples" / "simulation.toml"
PLAIN = """
weeks = 1
replications = 3
[calls]
rates = { a = 20 }
handling = 120
[centers.a]
staff = 2
"""


def told(*words):
    code, out, err = seen(["simulate", *words])
    assert (code, err) == (0, "")
    return out


def read(text, **files):
    return read_simulation(text, opened=files.__getitem__, name="x")


def test_simulate_prints_what_callers_find_and_who_helps():
    out = told(EXAMPLE, "--weeks", "1", "--replications", "4")
    lines = out.splitlines()
    assert lines[0].split()[:3] == ["calls", "a", "week"]
    assert [line.split("  ")[0] for line in lines[1:7]] == [
        "all calls",
        "of Grandview",
        "of Raytown",
        "of Belton",
        "priority emergency",
        "priority other",
    ]
    assert any(line.startswith("Calls of Belton are answered by Grandview ") for line in lines)
    assert lines[-1].endswith("intervals from 4 replications with draws of their own.")


def test_simulate_writes_json_and_draws_the_wait(tmp_path):
    picture = tmp_path / "wait.svg"
    words = (EXAMPLE, "--weeks", "1", "--replications", "3", "--format", "json")
    found = json.loads(told(*words, "--svg", picture))
    assert "How long callers wait" in picture.read_text(encoding="utf-8")
    assert found["overall"]["service"][0]["within"] == 15
    assert len(found["wait_by_hour"]) == 168
    assert set(found["cities"]) == {"Grandview", "Raytown", "Belton"}
    assert found == json.loads(told(*words))
    assert found != json.loads(told(*words, "--seed", "7"))


def test_simulate_follows_recorded_calls(tmp_path):
    (tmp_path / "calls.csv").write_text(
        "time,city,handling,priority\n"
        "2025-03-03T08:00:00,a,60,2\n2025-03-03T08:00:10,a,60,2\n2025-03-03T08:00:20,a,60,1\n",
        encoding="utf-8",
    )
    file = tmp_path / "sim.toml"
    file.write_text(
        'warm_up = 0\n[calls]\nrecorded = "calls.csv"\n[centers.a]\nstaff = 1\n', encoding="utf-8"
    )
    found = json.loads(told(file, "--format", "json"))
    assert found["overall"]["mean_wait"]["value"] == pytest.approx((0 + 110 + 40) / 3)
    assert [found["ranks"][name]["mean_wait"]["value"] for name in "12"] == [40, 55]


def test_simulate_follows_the_calls_that_calls_read_wrote(tmp_path):
    """New York's clock goes forward on 9 March 2025: the calls after it come an hour nearer by its hands."""
    (tmp_path / "export.csv").write_text(
        "id,received,city,seconds\n"
        "1,2025-03-08 08:00:00,a,60\n2,2025-03-08 08:00:10,a,60\n3,2025-03-09 08:00:00,b,\n",
        encoding="utf-8",
    )
    profile = """
zone = "America/New_York"
[columns]
id = "id"
received = "received"
place = "city"
duration = "seconds"
[times]
formats = ["ISO"]
[handling]
unit = "seconds"
"""
    (tmp_path / "profile.toml").write_text(profile, encoding="utf-8")
    words = ["calls", "read", tmp_path / "export.csv", "--profile", tmp_path / "profile.toml"]
    code, out, err = seen([*words, "--out", tmp_path / "out"])
    assert (code, err) == (0, ""), out
    calls = read_simulation(
        '[calls]\nrecorded = "out/calls.parquet"\nhandling = 45\n'
        '[centers.a]\nstaff = 1\nserves = ["a", "b"]\n',
        opened=str,
        folder=tmp_path,
    ).calls
    day = 86_400
    assert calls.time.tolist() == [5 * day + 28_800, 5 * day + 28_810, 6 * day + 28_800]
    assert (calls.cities, calls.city.tolist(), calls.handling.tolist()) == (
        ("a", "b"),
        [0, 0, 1],
        [60, 60, 45],
    )
    with pytest.raises(QueueError, match=r"1 calls of out/calls\.parquet do not say how long they took"):
        read_simulation(
            '[calls]\nrecorded = "out/calls.parquet"\n[centers.a]\nstaff = 1\n', opened=str, folder=tmp_path
        )
    (tmp_path / "x.parquet").write_bytes(b"PAR1")
    with pytest.raises(QueueError, match=r"x\.parquet is not the calls\.parquet that mutual calls read"):
        read_simulation(
            '[calls]\nrecorded = "x.parquet"\n[centers.a]\nstaff = 1\n', opened=str, folder=tmp_path
        )


def test_staff_in_words_is_quarters_of_the_week():
    text = PLAIN.replace(
        "staff = 2", 'staff = { otherwise = 1, "Mon-Tue 08:00-10:30" = 3, "Sunday 22:00-02:00" = 2 }'
    )
    row = read(text).centers[0].staff
    assert len(row) == 672
    assert [place for place, count in enumerate(row) if count == 3] == [*range(32, 42), *range(128, 138)]
    assert [place for place, count in enumerate(row) if count == 2] == [*range(8), *range(664, 672)]


def test_breaks_and_outages_are_read_in_hours_of_the_week():
    text = PLAIN + (
        'breaks = [{ when = "Wed 12:00-12:30" }]\n'
        '[[outages]]\ncenter = "a"\nbegins = "Tuesday 14:00"\nends = 40\nweek = 2\n'
    )
    given = read(text)
    assert [(one.begins, one.ends, one.staff) for one in given.centers[0].breaks] == [(60, 60.5, 1)]
    assert [(one.begins, one.ends) for one in given.outages] == [(168 + 38, 168 + 40)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("staff = 2", "staff = -1", "x, line 8, centers.a.staff: -1 does not lie between 0 and 100000."),
        ("staff = 2", 'staff = { "Mun 08:00-10:00" = 1 }', "'Mun 08:00-10:00' says no time of the week"),
        ("staff = 2", 'staff = 2\nserves = "a"', "a list with something in it is needed, not 'a'."),
        ("handling = 120", "", "Nothing says how long a call of a keeps somebody busy"),
        ("rates = { a = 20 }", "", "give rates by city, or name a file"),
        ("rates = { a = 20 }", "rates = { a = [1, 2] }", "calls an hour are one figure, or 168, not 2."),
        ("weeks = 1", "week = 1", "'week' is not known here; did you mean 'weeks'?"),
        ("weeks = 1", "weeks = 1\nwithin = []", "a list with something in it is needed"),
    ],
)
def test_a_simulation_that_makes_no_sense_is_refused_with_its_line(old, new, message):
    with pytest.raises(QueueError) as refused:
        read(PLAIN.replace(old, new))
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("time,city\n", "calls.csv has no column 'handling'"),
        ("time,city,handling\n", "calls.csv holds no call."),
        ("time,city,handling\nnoon,a,3\n", "calls.csv, line 2: 'noon' is no time such as"),
        ("time,city,handling\n2025-03-03,,3\n", "calls.csv, line 2: the city is missing."),
        (
            "time,city,handling\n2025-03-03,a,-3\n",
            "calls.csv, line 2: handling must be a number of 0 or more",
        ),
    ],
)
def test_recorded_calls_that_make_no_sense_are_refused_with_their_line(rows, message):
    with pytest.raises(QueueError) as refused:
        read('[calls]\nrecorded = "calls.csv"\n[centers.a]\nstaff = 1\n', **{"calls.csv": rows})
    assert message in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    file = tmp_path / "sim.toml"
    file.write_text('[calls]\ndemand = "none.json"\n[centers.a]\nstaff = 1\n', encoding="utf-8")
    code, out, err = seen(["simulate", file])
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "none.json" in err
