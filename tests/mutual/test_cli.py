"""The ``mutual`` command, as a shell sees it."""

import io
import json

import pytest

import mutual
from mutual.cli import main

COSTS = {
    "unit": "USD",
    "costs": [
        {"group": ["Grandview"], "cost": 410},
        {"group": ["Raytown"], "cost": 380},
        {"group": ["Raytown", "Grandview"], "cost": 600},
    ],
}


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "costs.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(path)

    return write


def test_version_is_printed(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert (stopped.value.code, capsys.readouterr().out) == (0, f"mutual {mutual.__version__}\n")


def test_solve_prints_a_table(file, capsys):
    assert main(["game", "solve", file(COSTS)]) == 0
    assert capsys.readouterr().out == (
        "                    alone         Shapley           saved   USD\n"
        "Grandview          410.00          315.00           95.00\n"
        "Raytown            380.00          285.00           95.00\n"
        "together           790.00          600.00          190.00\n"
        "\n"
        "Stable: no group would do better alone. Closest to leaving: Grandview, who save 95.00 USD.\n"
    )


def test_solve_writes_json(file, capsys):
    assert main(["game", "solve", file(COSTS), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "unit": "USD",
        "total": 600,
        "shares": [
            {"player": "Grandview", "alone": 410, "shapley": 315},
            {"player": "Raytown", "alone": 380, "shapley": 285},
        ],
        "core": {"is_in_core": True, "group": ["Grandview"], "complaint": -95},
    }


def test_solve_reads_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"costs": [{"group": ["a"], "cost": 5}]})))
    assert main(["game", "solve", "-"]) == 0
    assert capsys.readouterr().out.endswith("One player alone: nobody could leave.\n")


def test_solve_says_when_a_group_would_leave(file, capsys):
    unstable = {"costs": [{"group": [*names], "cost": cost} for names, cost in UNSTABLE]}
    assert main(["game", "solve", file(unstable)]) == 0
    assert capsys.readouterr().out.endswith("Not stable: a + b would do better alone by 20.00.\n")


UNSTABLE = [("a", 40), ("b", 40), ("c", 40), ("ab", 45), ("ac", 80), ("bc", 80), ("abc", 115)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "{file} is not JSON: Expecting value (line 1, column 1)."),
        ("[]", '{file} needs "costs", a list of groups; see mutual game solve --help.'),
        ('{"costs": [{"group": "Raytown"}]}', 'Entry 1 of "costs" needs "group", a list of names.'),
        ('{"costs": [{"group": ["a"]}]}', 'Entry 1 of "costs" (a) needs "cost", a number.'),
        ('{"costs": [{"group": ["a"], "cost": true}]}', 'Entry 1 of "costs" (a) needs "cost", a number.'),
        ('{"costs": [{"group": ["a"], "cost": NaN}]}', "The cost of a is not a finite number."),
        (
            '{"costs": [{"group": ["a"], "cost": 1}, {"group": ["a"], "cost": 2}]}',
            "The group a is named twice.",
        ),
        ('{"costs": []}', "A game needs players: give each one's cost alone."),
    ],
)
def test_solve_says_what_is_wrong_in_one_line(file, capsys, content, message):
    path = file(content)
    assert main(["game", "solve", path]) == 2
    assert capsys.readouterr().err == f"mutual: {message.format(file=path)}\n"


def test_solve_names_a_file_that_is_not_there(tmp_path, capsys):
    assert main(["game", "solve", str(tmp_path / "none.json")]) == 2
    assert (
        capsys.readouterr().err == f"mutual: cannot read {tmp_path}/none.json: No such file or directory.\n"
    )


def test_solve_refuses_a_file_that_is_not_text(tmp_path, capsys):
    path = tmp_path / "costs.json"
    path.write_bytes(b"\xff\xfe\x00")
    assert main(["game", "solve", str(path)]) == 2
    assert capsys.readouterr().err == "mutual: the file is not text in UTF-8.\n"
