"""``mutual cover``, as a shell sees it."""

import json
import xml.etree.ElementTree as ET

import pytest

from mutual.cli import main

PLACES = """\
title = "Two teams"
teams = 1
within = 5

[posts]
P = []
Q = []

[cities.A]
a = { weight = 10, minutes = { P = 4, Q = 20 } }

[cities.B]
b = { weight = 30, minutes = { P = 20, Q = 4 } }
"""


@pytest.fixture
def file(tmp_path):
    def write(content=PLACES):
        path = tmp_path / "places.toml"
        path.write_text(content, encoding="utf-8")
        return str(path)

    return write


def printed(capsys, *words):
    assert main(["cover", *words]) == 0
    return capsys.readouterr().out


def test_places_and_what_each_city_gets_are_printed(file, capsys):
    assert printed(capsys, file()).splitlines() == [
        "Two teams",
        "",
        "Q         1 team",
        "",
        "Of the weight of each city lies within 5 minutes:",
        "A           0.0 %",
        "B         100.0 %",
        "together   75.0 %",
        "",
        "No places of as many teams reach more: that is proved.",
        "One team more would make it 100.0 %.",
    ]


def test_busy_teams_are_expected_to_reach_less(file, capsys):
    text = file(PLACES.replace("teams = 1", "teams = 2\nmost_at_a_post = 2"))
    found = json.loads(printed(capsys, text, "--busy", "0.2", "--format", "json"))
    assert (found["posts"], found["covered"], found["proven"]) == ({"P": 1, "Q": 1}, 32, True)
    assert found["cities"] == {"A": 0.8, "B": 0.8}
    assert found["share_with_one_team_more"] == 0.92  # a second team at Q: 30 * 0.2 * 0.8 more


def test_a_picture_is_written(file, tmp_path, capsys):
    picture = tmp_path / "places.svg"
    printed(capsys, file(), "--svg", str(picture))
    assert ET.parse(picture).getroot().find("{http://www.w3.org/2000/svg}title").text == "Two teams"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("teams = 1", "teams = 0", "line 2, teams: 0 does not lie between 1 and 500."),
        ("within = 5", "", "'within' is missing."),
        ("P = []", "P = [99, 0]", "line 6, posts.P: [99, 0] is no latitude from -90 to 90"),
        ("{ P = 4, Q = 20 }", "{ P = 4 }", "'Q' is missing."),
        ("minutes = { P = 4, Q = 20 }", "at = [39, -94]", "the post 'P' has no latitude and longitude"),
        ("weight = 10", "weigth = 10", "'weight' is missing. Is 'weigth' meant for it?"),
        ("teams = 1", "teams = 1\nfloor = 0.5", "The most that each can have is 0.0 %: B has no more then."),
    ],
)
def test_places_that_cannot_be_used_are_refused_with_line_and_key(file, capsys, old, new, says):
    assert old in PLACES
    name = file(PLACES.replace(old, new))
    assert main(["cover", name]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"mutual: {name}")
    assert says in told
