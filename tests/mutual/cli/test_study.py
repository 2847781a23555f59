"""``mutual study``, as a shell sees it."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.architecture.house import ROOT

from mutual.cli import main

EXAMPLES = sorted((ROOT / "src" / "mutual" / "finance" / "examples").glob("*.toml"))
DISPATCH = str(next(path for path in EXAMPLES if path.stem == "dispatch"))


def printed(capsys, *words):
    assert main(["study", *map(str, words)]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_runs_and_says_that_it_is_made_up(capsys, path):
    text = printed(capsys, path, "--draws", 50)
    assert "Synthetic" in text.splitlines()[1]
    assert "All cities together:" in text
    assert "Would anybody leave?" in text


def test_text_has_a_sentence_for_each_city_and_each_option_side_by_side(capsys):
    lines = printed(capsys, DISPATCH, "--draws", 300).splitlines()
    for city in ("Blue Springs", "Grandview", "Independence", "Lee's Summit", "Raytown"):
        assert sum(line.startswith(f"  {city} pays $") for line in lines) == 1
    for option in (
        "do nothing",
        "Joint agency",
        "Independence dispatches by contract",
        "A vendor",
        "Lending dispatchers",
    ):
        assert any(line.startswith(f"  {option}  ") for line in lines)
    assert any(line.startswith("  of each city: lobby and records at night ") for line in lines)
    assert "  regional start-up grant ends: from 2031 on the cities must find $350,000 a year more." in lines


def test_a_folder_that_cannot_be_kept_in_is_named(capsys, tmp_path):
    (tmp_path / "file").write_text("")
    assert main(["study", DISPATCH, "--draws", "5", "--keep", str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err == f"mutual: cannot write {tmp_path}/file: File exists.\n"


def test_json_is_complete_and_stays_as_it_is(capsys):
    found = json.loads(printed(capsys, DISPATCH, "--draws", 40, "--seed", 3, "--format", "json"))
    assert (found["format"], found["draws"], found["seed"], found["amounts"]) == (1, 40, 3, "cents")
    assert list(found) == [
        "format",
        "engine",
        "fingerprint",
        "title",
        "note",
        "unit",
        "amounts",
        "seed",
        "draws",
        "cities",
        "years",
        "base_year",
        "option",
        "options",
        "doubts",
        "correlations",
        "tornado",
        "sobol",
        "sources",
        "evidence",
    ]
    option = found["options"][0]
    assert set(option) == {
        *("name", "title", "kind", "members", "alone", "pays", "shared", "lines", "pays_a_year"),
        *("saves_a_year", "worth_saved", "saving", "saving_by_year", "chance_saves", "break_even"),
        *("break_even_chances", "grants_end", "shares", "sentence"),
    }
    share = option["shares"][0]
    assert set(share) == {
        *("rule", "words", "cities", "stable", "verdict", "chance_stable", "chance_all_save", "leavers"),
        *("chance_no_solution", "sentence"),
    }
    assert set(share["cities"][0]) == {
        *("city", "takes_part", "alone", "pays", "lines", "alone_a_year", "pays_a_year", "saves_a_year"),
        *("worth_saved", "paying", "saving", "saving_by_year", "break_even", "break_even_chances"),
        *("chance_saves", "chance_better_alone", "chance_stays", "saves_if_leaves", "sentence"),
    }
    assert set(share["cities"][0]["saving"]) == {"p5", "p25", "p50", "p75", "p95", "mean"}
    assert sum(entry["chance"] for entry in option["break_even_chances"]) == pytest.approx(1)


def test_the_same_seed_prints_the_same_and_processes_change_nothing(capsys):
    words = (DISPATCH, "--draws", 1_200, "--format", "json")
    first = printed(capsys, *words)
    assert printed(capsys, *words) == first
    assert printed(capsys, *words, "--processes", 2) == first
    assert printed(capsys, *words, "--seed", 4) != first


def test_csv_has_every_line_of_every_city_and_year(capsys):
    rows = list(csv.DictReader(io.StringIO(printed(capsys, DISPATCH, "--draws", 2, "--format", "csv"))))
    assert list(rows[0]) == ["option", "shares", "city", "year", "line", "amount"]
    own = [row for row in rows if row["option"] == "joint" and row["shares"] == "by calls"]
    own = [row for row in own if row["city"] == "Raytown" and row["year"] == "2029"]
    amounts = {row["line"]: round(float(row["amount"]) * 100) for row in own}
    lines = sum(amount for line, amount in amounts.items() if line not in {"alone", "pays", "saves"})
    assert lines == amounts["pays"] == amounts["alone"] - amounts["saves"]
    assert amounts["lobby and records at night"] > 0


def test_progress_is_told_on_standard_error(capsys):
    assert main(["study", DISPATCH, "--draws", "1500", "--progress"]) == 0
    told = capsys.readouterr().err
    assert told == "\r0 of 1,500 draws\r1,000 of 1,500 draws\r1,500 of 1,500 draws\n"


def test_work_that_is_kept_is_taken_up_again(capsys, tmp_path):
    words = (DISPATCH, "--draws", 1_100, "--keep", tmp_path / "kept", "--format", "csv")
    first = printed(capsys, *words)
    assert len(list((tmp_path / "kept").iterdir())) == 2
    assert main(["study", *map(str, words), "--progress"]) == 0
    found = capsys.readouterr()
    assert (found.out, found.err) == (first, "\r1,100 of 1,100 draws\n")


def test_sobol_indices_are_printed_when_asked_for(capsys):
    found = json.loads(printed(capsys, EXAMPLES[-1], "--draws", 20, "--sobol", 64, "--format", "json"))
    assert [one["doubt"] for one in found["sobol"]] == ["seats that are taken up"]
    assert found["sobol"][0]["total"] == pytest.approx(1, abs=0.15)


def test_a_study_comes_from_standard_input(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(DISPATCH).read_bytes())))
    assert "Shared dispatch for five cities" in printed(capsys, "-", "--draws", 5)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere.toml"], "mutual: cannot read nowhere.toml: No such file or directory.\n"),
        ([DISPATCH, "--draws", "0"], "mutual: Draws are between 1 and 10,000,000, not 0.\n"),
        ([DISPATCH, "--processes", "0"], "mutual: --processes must be 1 or more.\n"),
        (
            [DISPATCH, "--draws", "2", "--sobol", "10"],
            "mutual: Samples for Sobol indices are 64, 128, 256, ..., not 10.\n",
        ),
        (
            [DISPATCH, "--draws", "2", "--seed", "-4"],
            "mutual: The seed and the places of draws are whole numbers of 0 or more.\n",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(capsys, words, message):
    assert main(["study", *words]) == 2
    assert capsys.readouterr().err == message
