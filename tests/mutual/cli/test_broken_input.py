"""Broken files of every kind: one line that names the file, exit code 2, and never a trace of the program."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.architecture.house import ROOT
from tests.mutual.cli.broken import DEEP, NUMBER, broken, seen
from tests.mutual.games.made import IS_FULL

from mutual.finance import FinanceError, read_study
from mutual.formulas import examples

OFTEN = settings(
    max_examples=700 if IS_FULL else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
SELDOM = settings(OFTEN, max_examples=150 if IS_FULL else 12)
GAMES = (
    '{"unit": "USD",\n"costs": {"Grandview": 410, "Raytown": 380, "Grandview,Raytown": 600}}',
    '{"players": ["b", "a"], "worths": [{"group": ["a"], "worth": 40},\n{"group": ["b"], "worth": 4e1}]}',
    '{"costs": {"a": 40, "b": 40.5, "c": 40,\n"a,b": 45, "a,c": 80, "b,c": 80, "a,b,c": 84}}',
)
TABLES = (
    "city,career,pay,schedule\nGrandview,8,6,2\nRaytown,11,7,9\nBelton,3,0,12\n",
    "city,a,b,total\nx,1,2,3\ny,3,9,12\ntotal,4,11,15\n",
)
RELEASES = ("city,a,b,total\nx,(1),2,(3)\ny,(3),9,(12)\ntotal,4,11,15\n",)
STUDIES = tuple(
    (ROOT / "src" / "mutual" / "finance" / "examples" / f"{name}.toml").read_text(encoding="utf-8")
    for name in ("supervisor-training", "dispatch")
)
QUEUES = ROOT / "src" / "mutual" / "queues" / "examples"
DEMANDS = (
    (QUEUES / "demand.json").read_text(encoding="utf-8"),
    json.dumps({"cities": ["a", "b"], "rates": [[9] * 168, [4] * 168], "handling": [120, 90]}),
)
TERMS = ((QUEUES / "terms.toml").read_text(encoding="utf-8"),)
SIMULATIONS = ((QUEUES / "simulation.toml").read_text(encoding="utf-8"),)
ROSTERS = (
    """\
first = 2026-01-05
weeks = 1
slot = 30
shifts.day = { starts = ["08:00"], hours = [8, 10], break = { minutes = 30, after = 3, before = 6 } }
posts.Grandview = { need = [{ days = "weekdays", from = "08:00", until = "16:00", people = 1 }] }
posts.Raytown = { need = [{ days = ["Mon"], people = 2, least = 0 }, { dates = [2026-01-06], people = 1 }] }

[limits]
rest = 11
days_in_a_row = 5
fair_hours = 20

[pay]
short = 100.0

[people.Ann]
wage = 20
away = [2026-01-06, { from = 2026-01-09, until = 2026-01-12 }]
[people.Ben]
posts = ["Raytown"]
free = { Wed = [{ from = "08:00", until = "18:00" }], Sun = [] }
wishes = { price = 9.5, off = [2026-01-05] }
""",
)
PLACES = (
    (ROOT / "src" / "mutual" / "rosters" / "examples" / "mobile-teams.toml").read_text(encoding="utf-8"),
)
NEEDS = ("hour,Grandview,Raytown\n8,1,0\n9,2,1\n", "date,time,Grandview,Raytown\n2026-01-05,08:30,1,0\n")
ROTAS = (
    """\
person,post,shift,begins,ends,break_begins,break_ends,paid_hours
Ann,Grandview,day,2026-01-05 08:00,2026-01-05 16:00,2026-01-05 11:00,2026-01-05 11:30,7.5
Ben,Raytown,day,2026-01-06 08:00,2026-01-06 18:00,2026-01-06 11:00,2026-01-06 11:30,9.5
""",
)
FORMULAS = tuple(one for one in examples() if one.number in {1, 2, 5, 7, 12, 13})


def refused_or_done(file, words, *, codes=(0,)):
    """Run a command on a file; what it refuses must be said in one line that names the file."""
    code, out, err = seen(words)
    if code == 2:
        assert (err.startswith("mutual: "), err.count("\n"), err[-1], out) == (True, 1, "\n", "")
        assert str(file) in err
    else:
        assert code in codes
        assert out


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("broken")


@OFTEN
@given(data=broken(GAMES))
def test_a_broken_game_is_refused_by_name(folder, data):
    file = folder / "game.json"
    file.write_bytes(data)
    refused_or_done(file, ["solve", file])


@OFTEN
@given(data=broken(TABLES))
def test_a_broken_table_is_refused_by_name(folder, data):
    file = folder / "table.csv"
    file.write_bytes(data)
    refused_or_done(file, ["table", "safe", file, "--format", "csv"])


@SELDOM
@given(data=broken(RELEASES))
def test_a_broken_release_is_refused_by_name(folder, data):
    file = folder / "release.csv"
    file.write_bytes(data)
    refused_or_done(file, ["table", "audit", file], codes=(0, 1))


@SELDOM
@given(data=broken(STUDIES))
def test_a_broken_study_is_refused_by_name(folder, data):
    file = folder / "study.toml"
    file.write_bytes(data)
    refused_or_done(file, ["study", file, "--draws", "5", "--processes", "1"])


@SELDOM
@given(data=broken(DEMANDS))
def test_broken_demand_is_refused_by_name(folder, data):
    file, terms = folder / "demand.json", folder / "terms.toml"
    file.write_bytes(data)
    terms.write_text("handling = 100", encoding="utf-8")
    refused_or_done(file, ["staff", file, "--terms", terms])


@SELDOM
@given(data=broken(TERMS))
def test_broken_terms_are_refused_by_name(folder, data):
    file = folder / "terms.toml"
    file.write_bytes(data)
    refused_or_done(file, ["staff", QUEUES / "demand.json", "--terms", file])


@SELDOM
@given(data=broken(SIMULATIONS))
def test_a_broken_simulation_is_refused_by_name(folder, data):
    file = folder / "simulation.toml"
    file.write_bytes(data)
    (folder / "demand.json").write_text(DEMANDS[0], encoding="utf-8")
    refused_or_done(file, ["simulate", file, "--weeks", "1", "--replications", "1"])


@SELDOM
@given(data=broken(ROSTERS))
def test_broken_rules_of_a_roster_are_refused_by_name(folder, data):
    file = folder / "roster.toml"
    file.write_bytes(data)
    refused_or_done(file, ["roster", file, "--seconds", "2"])


@SELDOM
@given(data=broken(PLACES))
def test_broken_places_are_refused_by_name(folder, data):
    file = folder / "places.toml"
    file.write_bytes(data)
    refused_or_done(file, ["cover", file, "--seconds", "2"])


@pytest.mark.parametrize(
    ("option", "sound"), [("--requirement", NEEDS), ("--check", ROTAS), ("--before", ROTAS)]
)
def test_broken_tables_beside_a_roster_are_refused_by_name(folder, option, sound):
    rules, file = folder / "sound.toml", folder / "beside.csv"
    rules.write_text(ROSTERS[0], encoding="utf-8")

    @SELDOM
    @given(data=broken(sound))
    def refused(data):
        file.write_bytes(data)
        refused_or_done(file, ["roster", rules, option, file, "--seconds", "2"], codes=(0, 1))

    refused()


@pytest.mark.parametrize("example", FORMULAS, ids=lambda one: one.name)
@SELDOM
@given(data=broken([one.text for one in FORMULAS]))
def test_a_broken_formula_is_refused_by_name(folder, example, data):
    file, drivers = folder / "formula.txt", folder / "drivers.csv"
    file.write_bytes(data)
    drivers.write_text(example.drivers_csv, encoding="utf-8")
    refused_or_done(file, ["share", file, "--drivers", drivers, *_year(example)])


@pytest.mark.parametrize("example", FORMULAS, ids=lambda one: one.name)
def test_broken_drivers_are_refused_by_name(folder, example):
    file, drivers = folder / "formula.txt", folder / "drivers.csv"
    file.write_text(example.text, encoding="utf-8")

    @SELDOM
    @given(data=broken([example.drivers_csv]))
    def refused(data):
        drivers.write_bytes(data)
        refused_or_done(drivers, ["share", file, "--drivers", drivers, *_year(example)])

    refused()


def _year(example):
    year = example.cases[0].year
    return [] if year is None else ["--year", year]


COMMANDS = {
    "solve": ["solve"],
    "share": ["share"],
    "drivers": ["share", "--example", "12", "--drivers"],
    "game of a formula": ["share", "--example", "12", "--nearest"],
    "study": ["study"],
    "staff": ["staff", "--terms", str(QUEUES / "terms.toml")],
    "terms": ["staff", str(QUEUES / "demand.json"), "--terms"],
    "simulate": ["simulate"],
    "roster": ["roster"],
    "cover": ["cover"],
    "safe": ["table", "safe"],
    "audit": ["table", "audit"],
    "earlier": ["table", "safe", str(ROOT / "docs" / "README.md"), "--earlier"],
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_what_is_no_file_is_refused_by_name(tmp_path, words):
    for name in (
        str(tmp_path),
        str(tmp_path / "none"),
        str(tmp_path / "none" / "below"),
        "",
        "a\0b",
        "x" * 300,
    ):
        code, out, err = seen([*words, name])
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("mutual: ")


@pytest.mark.parametrize(
    "words",
    [
        COMMANDS[name]
        for name in ("solve", "share", "study", "staff", "simulate", "roster", "cover", "safe", "audit")
    ],
)
@pytest.mark.parametrize("text", [*DEEP, "", "\n", " ", "\ufeff", "\0" * 1_000, "9" * 200_000, '"' * 200_000])
def test_nothing_and_far_too_much_are_refused_by_name(tmp_path, words, text):
    file = tmp_path / "file"
    file.write_text(text, encoding="utf-8")
    code, out, err = seen([*words, file])
    assert (code, out, err.count("\n"), str(file) in err) == (2, "", 1, True)


@pytest.mark.parametrize(
    "costs", [{"a": 1e-300, "b": 1e90, "a,b": 1e90}, {"a": 1e100, "b": -1e100, "a,b": 1}]
)
def test_costs_far_apart_are_solved_or_refused(tmp_path, costs):
    file = tmp_path / "game.json"
    file.write_text(json.dumps({"costs": costs}), encoding="utf-8")
    refused_or_done(file, ["solve", file])


def shell(command, **environment):
    """Run a shell's line with ``mutual`` as a program whose output is held back as it is by default."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    mutual = f"{sys.executable} -m mutual"
    return subprocess.run(
        command.replace("mutual ", f"{mutual} "),
        shell=True,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=kept | environment,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    "words", ["--help", "--version", "solve --help", "share --examples", "share --example 12 --explain"]
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_gone_sees_no_trace(words, unbuffered):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "mutual", *words.split()],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )
    os.close(writing)
    assert done.stderr == b""


def test_the_first_line_of_help_is_enough():
    done = shell("mutual table safe --help | head -1")
    assert (done.stderr, done.stdout[:24]) == (b"", b"usage: mutual table safe")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
def test_a_full_disk_is_told_in_one_line():
    done = shell("mutual share --examples > /dev/full")
    assert (done.returncode, done.stderr) == (2, b"mutual: cannot write: No space left on device.\n")


def test_letters_that_a_terminal_lacks_are_shown_as_codes():
    done = shell("mutual share --example 12 --explain", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u201c" in done.stdout or b"\\u2212" in done.stdout or done.stdout.isascii()


def test_standard_input_is_read_as_text_in_utf_8_wherever_the_terminal_stands():
    command = """printf '{"costs": {"Pe\\303\\261asco": 5}}' | mutual solve - --format csv"""
    done = shell(command, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stdout.decode().splitlines()[1].split(",")[:2]) == (0, ["Peñasco", "5.0"])
    wrong = shell("printf 'a\\n\\377' | mutual solve -")
    assert wrong.stderr == b"mutual: standard input is not text in UTF-8 (line 2).\n"
    closed = shell("mutual solve - <&-")
    assert (closed.returncode, closed.stderr) == (2, b"mutual: standard input is closed.\n")


@pytest.mark.parametrize(
    "word", ["9" * 400, "-" + "9" * 400, "1e308", "nan", "inf", "true", '"x"', "1970-01-01"]
)
@pytest.mark.parametrize("study", STUDIES, ids=["training", "dispatch"])
def test_every_number_of_a_study_may_be_anything(study, word):
    """Each number in turn, not a drawn one: it is taken or refused by name, and nothing else is raised."""
    for found in NUMBER.finditer(study):
        text = f"{study[: found.start()]}{word}{study[found.end() :]}"
        with contextlib.suppress(FinanceError):
            read_study(text)
