"""``mutual roster``, as a shell sees it."""

import csv
import json
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from tests.architecture.house import ROOT

from mutual.cli import main

RULES = """\
title = "Two cities"
first = 2026-01-05
weeks = 1

[shifts.day]
starts = ["08:00"]
hours = 8

[posts.Grandview]
need = [{ days = "weekdays", from = "08:00", until = "16:00", people = 1 }]

[posts.Raytown]
need = [{ days = ["Mon", "Tue"], from = "08:00", until = "16:00", people = 1 }]

[limits]
days_off_a_week = 2

[usual]
wage = 20.0

[pay]
short = 100.0

[people.Ann]
posts = ["Grandview"]
[people.Ben]
away = [2026-01-06]
"""


@pytest.fixture
def file(tmp_path):
    def write(content=RULES, name="rules.toml"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return str(path)

    return write


def printed(capsys, *words):
    assert main(["roster", *words]) == 0
    return capsys.readouterr().out


def refused(capsys, *words):
    assert main(["roster", *words]) == 2
    return capsys.readouterr().err


def test_the_rota_is_printed_week_by_week_with_its_cost_and_what_is_short(file, capsys):
    lines = printed(capsys, file()).splitlines()
    assert lines[0] == "Two cities"
    assert " ".join(lines[2].split()) == "Week 1 Mon 5 Tue 6 Wed 7 Thu 8 Fri 9 Sat 10 Sun 11 hours"
    assert lines[3].split() == ["Ann", *["08-16", "Gr"] * 5, ".", ".", "40"]
    assert lines[4].split() == ["Ben", "08-16", "Ra", "away", ".", ".", ".", ".", ".", "8"]
    assert "together                              1,760.00 USD" in lines
    assert lines[-4:] == [
        "8 hours are short:",
        "  Raytown, Tue 6 Jan 08:00-16:00: one is missing",
        "No roster under these rules costs less: that is proved.",
        "Looked through again rule by rule, apart from the search: every rule is kept.",
    ]


def test_json_holds_duties_hours_cost_and_proof(file, capsys):
    found = json.loads(printed(capsys, file(), "--format", "json"))
    assert (found["cost"]["total"], found["bound"], found["gap"], found["proven"]) == (1760, 1760, 0, True)
    assert found["hours"] == {"Ann": [40], "Ben": [8]}
    assert found["short"] == [
        {"post": "Raytown", "date": "2026-01-06", "from": "08:00", "until": "16:00", "people": 1}
    ]
    assert found["duties"][1] == {
        "date": "2026-01-05",
        "weekday": "Mon",
        "person": "Ben",
        "post": "Raytown",
        "shift": "day",
        "begins": "2026-01-05 08:00",
        "ends": "2026-01-05 16:00",
        "break_begins": "",
        "break_ends": "",
        "paid_hours": 8,
    }
    assert found["breaches"] == []


def test_a_spreadsheet_and_a_picture_are_written(file, tmp_path, capsys):
    rota, picture = tmp_path / "rota.csv", tmp_path / "rota.svg"
    printed(capsys, file(), "--csv", str(rota), "--svg", str(picture))
    with rota.open(encoding="utf-8", newline="") as rows:
        read = list(csv.DictReader(rows))
    assert [row["person"] for row in read] == ["Ann", "Ben", "Ann", "Ann", "Ann", "Ann"]
    root = ET.parse(picture).getroot()
    assert root.find("{http://www.w3.org/2000/svg}title").text == "Two cities"


def test_a_requirement_by_hour_of_the_week_takes_the_place_of_the_files(file, capsys):
    rows = ["hour,Raytown,Grandview", *(f"{hour},0,{int(8 <= hour < 16)}" for hour in range(168))]
    found = json.loads(
        printed(capsys, file(), "--requirement", file("\n".join(rows), "need.csv"), "--format", "json")
    )
    assert (found["needed_hours"], found["cost"]["total"]) == (8, 160)


def test_what_mutual_staff_writes_is_a_requirement(file, capsys):
    groups = [
        {"cities": ["Grandview"], "requirement": [int(8 <= hour < 16) for hour in range(168)]},
        {"cities": ["Raytown"], "requirement": [0] * 168},
        {"cities": ["Grandview", "Raytown"], "requirement": [2 * int(8 <= hour < 16) for hour in range(168)]},
    ]
    staffing = file(json.dumps({"cities": ["Grandview", "Raytown"], "groups": groups}), "staff.json")
    found = json.loads(printed(capsys, file(), "--requirement", staffing, "--format", "json"))
    assert (found["needed_hours"], found["cost"]["total"]) == (8, 160)
    pooled = file("pooled = 'both'\n" + RULES.replace('posts = ["Grandview"]', ""), "pooled.toml")
    found = json.loads(printed(capsys, pooled, "--requirement", staffing, "--format", "json"))
    assert (found["posts"], found["needed_hours"], found["cost"]["total"]) == (["both"], 16, 320)
    told = refused(capsys, file(), "--requirement", file('{"groups": 3}', "broken.json"))
    assert told.endswith("broken.json is not what mutual staff --format json writes.\n")


def test_the_fewest_people_of_a_week_are_told_by_post_and_together(file, capsys):
    lines = printed(capsys, file(), "--fewest", "people").splitlines()
    assert lines[3].split() == ["Grandview", "40", "40", "0", "%", "1.0", "1"]
    assert lines[4].split() == ["Raytown", "16", "16", "0", "%", "0.4", "1"]
    assert lines[5].split() == ["together", "56", "56", "0", "%", "1.4", "2"]
    assert lines[-2:] == [
        "                   Mon Tue Wed Thu Fri Sat Sun",
        "  day 08:00-16:00    2   2   1   1   1   .   .",
    ]
    found = json.loads(printed(capsys, file(), "--fewest", "hours", "--format", "json"))
    assert (found["together"]["hours"], found["together"]["proven"]) == (56, True)


@pytest.mark.slow
def test_ctrl_c_keeps_the_best_roster_so_far():
    path = ROOT / "src" / "mutual" / "rosters" / "examples" / "dispatch-room.toml"
    words = [sys.executable, "-m", "mutual", "roster", str(path), "--seconds", "300", "--progress"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as search:
        while "best nothing yet" in (line := search.stderr.readline()):
            pass
        assert "best " in line
        search.send_signal(signal.SIGINT)
        out, err = search.communicate(timeout=120)
    assert (search.returncode, "stopping with the best so far" in err) == (0, True)
    assert out.splitlines()[-1].endswith("apart from the search: every rule is kept.")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("", "is empty; a heading such as 'hour,Grandview,Raytown' is needed."),
        ("day,Grandview\n", "line 1: the heading begins with 'hour', or with 'date,time'."),
        ("hour,Grandview\n", "line 1: 'Raytown': columns and posts of the rules are not the same"),
        ("hour,Grandview,Raytown\n0,1\n", "line 2: 3 columns are needed, not 2."),
        ("hour,Grandview,Raytown\n168,1,1\n", "line 2: '168' is no hour of the week from 0 to 167."),
        ("hour,Grandview,Raytown\n0,1,1.5\n", "line 2: '1.5' is no whole number of people from 0 to 1000."),
        ("hour,Grandview,Raytown\n0,1,1\n0,1,1\n", "line 3: 0 stands there twice."),
        ("date,time,Grandview,Raytown\n2026-02-30,08:00,1,1\n", "line 2: '2026-02-30' is no date"),
        ("date,time,Grandview,Raytown\n2026-01-12,08:00,1,1\n", "line 2: 2026-01-12 is not in the period"),
        ("date,time,Grandview,Raytown\n2026-01-05,08:30,1,1\n", "line 2: 08:30 is no slot of 60 minutes."),
    ],
)
def test_a_requirement_that_cannot_be_read_is_refused_with_its_line(file, capsys, rows, says):
    name = file(rows, "need.csv")
    told = refused(capsys, file(), "--requirement", name)
    assert told.startswith(f"mutual: {name}")
    assert says in told


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "first = 2026-01-05",
            "first = 2026-01-08",
            "Thursday 8 January 2026 is no Monday; the Monday before",
        ),
        ("weeks = 1", "weeks = 0", "line 3, weeks: 0 does not lie between 1 and 26."),
        ('starts = ["08:00"]', 'starts = ["8 am"]', "shifts.day.starts: '8 am' is no time such as 07:30."),
        (
            "hours = 8",
            "hours = 30",
            "line 5, shifts.day: The shift 'day' must last more than nothing and at most 24",
        ),
        ("hours = 8", "hours = 8.3", "does not begin, end and pause on slots of 60 minutes"),
        ('days = "weekdays"', 'days = "weekday"', "did you mean 'weekdays'?"),
        ('["Mon", "Tue"]', '["Mon", "Tus"]', "there is no weekday called 'Tus'; did you mean 'Tue'?"),
        ('posts = ["Grandview"]', 'posts = ["Grandvew"]', "did you mean 'Grandview'?"),
        (
            "wage = 20.0",
            "wages = 20.0",
            "line 19, usual.wages: 'wages' is not known here; did you mean 'wage'?",
        ),
        ("away = [2026-01-06]", 'away = ["Tuesday"]', "a date such as 2026-01-05 is needed, not 'Tuesday'."),
        ("short = 100.0", "short = -1", "an amount between 0 and 1,000,000,000 is needed, not -1."),
    ],
)
def test_rules_that_cannot_be_read_are_refused_with_line_and_key(file, capsys, old, new, says):
    assert old in RULES
    name = file(RULES.replace(old, new))
    told = refused(capsys, name)
    assert told.startswith(f"mutual: {name}")
    assert says in told


def test_rules_that_clash_are_named_with_what_would_do(file, capsys):
    told = refused(capsys, file(RULES.replace("short = 100.0", "").replace('posts = ["Grandview"]', "")))
    assert told.count("\n") == 1
    assert "On Tue 6 Jan 08:00-16:00 all posts together need 2, and only 1 may (Ann) work then." in told
    assert "let one more person work there then" in told


def test_a_rota_goes_on_from_the_one_before(file, tmp_path, capsys):
    rules = RULES.replace("[limits]", "[limits]\nrest = 11\ndays_in_a_row = 6").replace(
        '["Mon", "Tue"]', '["Sun"]'
    )
    before = tmp_path / "before.csv"
    printed(capsys, file(rules), "--csv", str(before))
    assert "Ben,Raytown" in before.read_text(encoding="utf-8")
    late = rules.replace("2026-01-05", "2026-01-12").replace("rest = 11", "rest = 20")
    late = late.replace("2026-01-06", "2026-01-17").replace('posts = ["Grandview"]', "away = [2026-01-12]")
    alone = json.loads(printed(capsys, file(late), "--format", "json"))
    after = json.loads(printed(capsys, file(late), "--before", str(before), "--format", "json"))
    assert (alone["short_hours"], after["short_hours"]) == (0, 8)  # Ben worked on Sunday until 16:00


def test_a_rota_that_somebody_wrote_is_looked_through(file, tmp_path, capsys):
    rota = tmp_path / "rota.csv"
    rows = [f"Ann,Grandview,2026-01-{day:02} 08:00,2026-01-{day:02} 16:00" for day in range(5, 11)]
    rota.write_text("\n".join(["person,post,begins,ends", *rows]), encoding="utf-8")
    assert main(["roster", file(), "--check", str(rota)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[lines.index("Looked through rule by rule, this roster breaks rules:") + 1 :] == [
        "  Ann, week 1: 48 hours; at most 40 are allowed.",
        "  Ann, week 1: 1 day off; 2 are due.",
    ]
    rota.write_text("\n".join(["person,post,begins,ends", *rows[:5]]), encoding="utf-8")
    assert main(["roster", file(), "--check", str(rota)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Looked through rule by rule: every rule is kept."


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("person,post,begins\nAnn,Grandview,2026-01-05 08:00\n", "line 1: the column 'ends' is missing"),
        ("Ann,Belton,2026-01-05 08:00,2026-01-05 16:00", "line 2: 'Belton' is no post of the rules."),
        ("Ann,Grandview,5 Jan,2026-01-05 16:00", "line 2: begins: '5 Jan' is no time such as"),
        ("Ann,Grandview,2026-01-05 08:00,2026-01-04 16:00", "line 2: ends: 2026-01-04 16:00 does not follow"),
        ("Zoe,Grandview,2026-01-05 08:00,2026-01-05 16:00", "Zoe at Grandview: the rules do not know"),
    ],
)
def test_a_rota_that_cannot_be_read_is_refused_with_its_line(file, tmp_path, capsys, rows, says):
    heading = "" if rows.startswith("person") else "person,post,begins,ends\n"
    rota = file(heading + rows, "rota.csv")
    told = refused(capsys, file(), "--check", rota)
    assert told.startswith(f"mutual: {rota}")
    assert says in told


@pytest.mark.parametrize("name", ["co-responders", "dispatch-room"])
@pytest.mark.slow
def test_the_examples_are_rostered_within_one_in_a_hundred(name, capsys):
    path = str(ROOT / "src" / "mutual" / "rosters" / "examples" / f"{name}.toml")
    found = json.loads(printed(capsys, path, "--gap", "0.01", "--seconds", "300", "--format", "json"))
    assert found["gap"] < 0.01
    assert found["breaches"] == []
