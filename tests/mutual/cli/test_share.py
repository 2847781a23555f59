"""``mutual share``, as a shell sees it."""

import csv
import io
import json

import pytest

from mutual.cli import main

FORMULA = """\
Formula "Dispatch".
Each member has calls in calls.
Each member has population in people.
The group has budget in dollars.
Pool dispatch costs budget.
Share dispatch by 50% calls and 50% population.
Bill quarterly.
"""
DRIVERS = (
    'city,year,calls,population,budget\nRaytown,2024,10,1000,\nBelton,2024,30,1000,\n,2024,,,"$1,000.01"\n'
)


@pytest.fixture
def files(tmp_path):
    def write(formula=FORMULA, drivers=DRIVERS):
        (tmp_path / "formula.txt").write_text(formula)
        (tmp_path / "drivers.csv").write_text(drivers)
        return [str(tmp_path / "formula.txt"), "--drivers", str(tmp_path / "drivers.csv")]

    return write


def printed(capsys, *words):
    assert main(["share", *words]) == 0
    return capsys.readouterr().out


def refused(capsys, *words):
    assert main(["share", *words]) == 2
    return capsys.readouterr().err


def test_share_prints_who_pays_what_and_the_bills(files, capsys):
    assert printed(capsys, *files()).splitlines() == [
        "Raytown              $375.00   37.50 %   4 x $93.75",
        "Belton               $625.01   62.50 %   1 x $156.26, 3 x $156.25",
        "together           $1,000.01",
    ]


def test_share_writes_json_with_every_step(files, capsys):
    found = json.loads(printed(capsys, *files(), "--format", "json"))
    assert (found["title"], found["year"], found["total"]) == ("Dispatch", 2024, 100001)
    assert found["cents"] == {"Raytown": 37500, "Belton": 62501}
    assert found["unrounded"]["Raytown"] == "300003/800"
    step = next(one for one in found["steps"] if one["clause"] == 5)
    assert step["text"] == "Share dispatch by 50% calls and 50% population."
    assert step["drivers"][0] == {"driver": "calls", "member": "Raytown", "period": "2024", "value": "10"}


def test_share_writes_csv(files, capsys):
    rows = list(csv.reader(io.StringIO(printed(capsys, *files(), "--format", "csv"))))
    assert rows == [
        ["member", "share", "bill 1", "bill 2", "bill 3", "bill 4"],
        ["Raytown", "375.00", "93.75", "93.75", "93.75", "93.75"],
        ["Belton", "625.01", "156.26", "156.25", "156.25", "156.25"],
    ]


def test_share_counts_only_those_who_joined(files, capsys):
    assert printed(capsys, *files(), "--coalition", "belton").splitlines()[0].split()[:2] == [
        "Belton",
        "$1,000.01",
    ]


def test_share_of_every_coalition_is_a_game_that_solve_reads(files, capsys, tmp_path):
    words = [*files(), "--every-coalition"]
    assert printed(capsys, *words, "--format", "csv").splitlines() == [
        "coalition,total,Raytown,Belton",
        "Raytown,1000.01,1000.01,",
        "Belton,1000.01,,1000.01",
        "Raytown + Belton,1000.01,375.00,625.01",
    ]
    (tmp_path / "game.json").write_text(printed(capsys, *words, "--format", "json"))
    assert main(["solve", str(tmp_path / "game.json"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["solutions"]["shapley"] == {
        "Raytown": 500.005,
        "Belton": 500.005,
    }


def test_share_explains_each_figure(files, capsys):
    lines = printed(capsys, *files(), "--explain").splitlines()
    assert "- Dispatch is shared 50% in proportion to calls and 50% in proportion to population." in lines
    assert "Raytown pays $375.00:" in lines


def test_share_prints_the_legal_text_and_the_one_form_without_figures(files, capsys):
    path = files()[0]
    assert printed(capsys, path, "--legal").startswith("DISPATCH\n\nSection 1. Figure: calls.")
    assert printed(capsys, path, "--formatted") == FORMULA


def test_share_names_and_runs_the_examples(capsys):
    assert printed(capsys, "--examples").splitlines()[0].split()[0] == "01-snohomish-county-911"
    assert printed(capsys, "--example", "01").splitlines()[-1].split() == ["together", "$8,195,000.00"]
    told = refused(capsys, "--example", "police-trainin")
    assert told == "mutual: no example is called 'police-trainin'; did you mean 'everett-police-training'?\n"


def test_share_checks_a_text_and_lists_every_problem(files, capsys):
    path = files(FORMULA.replace("Share", "Shrae").replace("quarterly", "quartely"))[0]
    assert main(["share", path, "--check"]) == 2
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "line 6, column 1",
        "line 7, column 6",
    ]
    assert printed(capsys, files()[0], "--check") == ""


@pytest.mark.parametrize(
    ("formula", "drivers", "words", "message"),
    [
        (
            FORMULA.replace("50% calls", "50% cals"),
            DRIVERS,
            [],
            "{formula}: line 6, column 23: “cals” is not known here. Did you mean “calls”?",
        ),
        (
            FORMULA,
            DRIVERS.replace("30", ""),
            [],
            "{formula} with {drivers}: line 6: No “calls” of Belton is given for 2024.",
        ),
        (
            FORMULA,
            DRIVERS.replace("30", "many"),
            [],
            "{drivers}: Row 3, column “calls”: “many” is not a number.",
        ),
        (
            FORMULA,
            DRIVERS.replace("30", "1e999540000"),
            [],
            (
                "{drivers}: Row 3, column “calls”: “1e999540000” "
                "has more than 40 digits before or after the point."
            ),
        ),
        (
            FORMULA,
            DRIVERS,
            ["--coalition", "Beltn"],
            "{formula} with {drivers}: “Beltn” is not a member. Did you mean “Belton”?",
        ),
        (
            FORMULA,
            DRIVERS,
            ["--year", "2023"],
            "{formula} with {drivers}: line 5: No “budget” is given for 2023.",
        ),
        (
            FORMULA,
            DRIVERS.replace("30,1000", "0,1000").replace("2024,10", "2024,0"),
            [],
            (
                "{formula} with {drivers}: line 6: “calls” adds up to 0, "
                "so nothing can be shared by it (for Raytown + Belton)"
            ),
        ),
    ],
)
def test_share_refuses_what_it_cannot_use_in_one_line(files, capsys, formula, drivers, words, message):
    words = [*files(formula, drivers), *words]
    told = f"mutual: {message}\n".replace("{formula}", words[0]).replace("{drivers}", words[2])
    assert refused(capsys, *words) == told


def test_share_needs_figures(files, capsys):
    assert (
        refused(capsys, files()[0]) == "mutual: the formula needs figures: name their table with --drivers.\n"
    )


def test_share_finds_the_nearest_stable_formula(files, capsys, tmp_path):
    game = {"costs": {"Raytown": 350, "Belton": 700, "Raytown,Belton": 1000.01}}
    (tmp_path / "game.json").write_text(json.dumps(game))
    words = [*files(), "--nearest", str(tmp_path / "game.json")]
    lines = printed(capsys, *words).splitlines()
    # Raytown pays a quarter by calls and half by population: 350 of 1,000.01 is just over 60 % and 40 %.
    assert lines[0] == "No smaller change is stable, but for the last decimal of the weights."
    assert "Share dispatch by 60.01% calls and 39.99% population." in lines
    found = json.loads(printed(capsys, *words, "--format", "json"))
    assert found["proof"]["kind"] == "nearest"
    assert found["proof"]["bound"] == found["least_change"]
