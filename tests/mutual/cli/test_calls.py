"""``mutual calls``, as a shell sees it."""

import json

from tests.architecture.house import ROOT

from mutual.cli import main

SAN_DIEGO = ROOT / "tests" / "data" / "sandiego"
READ = ["calls", "read", str(SAN_DIEGO / "calls.csv"), "--profile", str(SAN_DIEGO / "profile.toml"), "--out"]


def refused(capsys, *words):
    assert main(["calls", *map(str, words)]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    return said.err


def test_read_prints_the_account_and_nothing_else(tmp_path, capsys):
    assert main([*READ, str(tmp_path / "out"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "rows": 2040,
        "taken": 1818,
        "refused": 222,
        "duplicates": 0,
        "reasons": {"left out by disposition": 186, "unknown place": 36},
    }
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["calls.parquet", "demand.json", "duplicates.csv", "refused.csv"]
    told = json.loads((tmp_path / "out" / "demand.json").read_text())
    assert sum(city["calls"] for city in told["cities"].values()) == 1818


def test_read_tells_people_what_became_of_the_rows(tmp_path, capsys):
    assert main([*READ, str(tmp_path / "out"), "--svg", str(tmp_path / "week.svg")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2,040 rows: 1,818 taken, 222 refused, 0 duplicates."
    assert "unknown place; first in row 174 '-1'." in "\n".join(lines)
    assert lines[-1] == "Busiest: Wednesday from 09:00, 7.0 calls an hour."
    assert (tmp_path / "week.svg").read_text(encoding="utf-8").startswith("<svg")


def test_propose_prints_a_profile_that_read_takes(tmp_path, capsys):
    assert main(["calls", "propose", str(SAN_DIEGO / "calls.csv"), "--zone", "America/Los_Angeles"]) == 0
    profile = tmp_path / "profile.toml"
    profile.write_text(capsys.readouterr().out, encoding="utf-8")
    words = [
        "calls",
        "read",
        str(SAN_DIEGO / "calls.csv"),
        "--profile",
        str(profile),
        "--out",
        str(tmp_path / "out"),
    ]
    assert main([*words, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["taken"] == 2040


def test_what_cannot_be_used_is_refused_in_one_line(tmp_path, capsys):
    missing = tmp_path / "none.csv"
    assert str(missing) in refused(capsys, "propose", missing)
    profile = tmp_path / "profile.toml"
    profile.write_text('zone = "Mars"\n')
    said = refused(capsys, "read", SAN_DIEGO / "calls.csv", "--profile", profile, "--out", tmp_path)
    told = "there is no time zone 'Mars'; write one such as \"America/Chicago\"."
    assert said == f"mutual: {profile}, line 1, zone: {told}\n"
    profile.write_text('zone = "UTC"\n[columns]\nreceived = "date_time"\nplace = "beats"\n')
    said = refused(capsys, "read", SAN_DIEGO / "calls.csv", "--profile", profile, "--out", tmp_path)
    assert "has no column 'beats' (place); did you mean 'beat'?" in said
