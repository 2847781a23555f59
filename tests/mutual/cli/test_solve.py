"""``mutual solve``, as a shell sees it."""

import io
import json
import subprocess
import sys

import pytest

import mutual
from mutual.cli import main

COSTS = {
    "players": ["Grandview", "Raytown"],
    "unit": "USD",
    "costs": {"Grandview": 410, "Raytown": 380, "Raytown, Grandview": 600},
}
UNSTABLE = {"a": 40, "b": 40, "c": 40, "a,b": 45, "a,c": 80, "b,c": 80, "a,b,c": 84}


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "game.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(path)

    return write


def solved(capsys, path, *words):
    assert main(["solve", path, "--format", "json", *words]) == 0
    return json.loads(capsys.readouterr().out)


def test_version_is_printed(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert (stopped.value.code, capsys.readouterr().out) == (0, f"mutual {mutual.__version__}\n")


def test_solve_prints_a_table_and_a_sentence_on_each_solution(file, capsys):
    assert main(["solve", file(COSTS)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == (
        ["alone", "Shapley", "nucleolus", "a", "head", "SCRB", "equal", "rest", "USD"]
    )
    assert lines[1].split() == ["Grandview", "410.00", *["315.00"] * 5]
    assert lines[3].split() == ["together", "790.00", *["600.00"] * 5]
    assert lines[5] == (
        "Shapley: Stable: no group would do better alone. Closest to leaving: Grandview, who saves $95."
    )
    assert lines[-1] == "Proved in exact fractions: nucleolus, prenucleolus, a head, in proportion."


def test_solve_writes_json(file, capsys):
    found = solved(capsys, file(COSTS))
    halves = {"Grandview": 315, "Raytown": 285}
    in_proportion = {"Grandview": 600 * 410 / 790, "Raytown": 600 * 380 / 790}
    assert found["solutions"] == {
        "shapley": halves,
        "nucleolus": halves,
        "prenucleolus": halves,
        "per_capita_nucleolus": halves,
        "proportional_nucleolus": pytest.approx(in_proportion),
        "scrb": halves,
        "equal_nonseparable": halves,
        "tau": halves,
        "proportional": pytest.approx(in_proportion),
    }
    assert found["core"] == {
        "empty": False,
        "tolerance": pytest.approx(6e-7),
        "least_core": -95,
        "violations": {name: [] for name in found["solutions"]},
        "left_out": {},
    }
    assert found["certificates"]["nucleolus"] == {
        "exact": True,
        "shares": {"Grandview": "315", "Raytown": "285"},
        "levels": [
            {
                "complaint": "-95",
                "binding": [
                    {"coalition": ["Grandview"], "weight": "1/2"},
                    {"coalition": ["Raytown"], "weight": "1/2"},
                ],
            }
        ],
    }


def test_solve_lists_the_groups_that_would_leave(file, capsys):
    found = solved(capsys, file({"costs": UNSTABLE}))
    assert found["core"]["empty"] is False
    assert found["core"]["violations"]["proportional"] == [
        {"coalition": ["a", "b"], "excess": pytest.approx(11)}
    ]
    assert found["core"]["violations"]["nucleolus"] == []


def test_solve_says_when_no_split_is_stable(file, capsys):
    costs = {"a": 1, "b": 1, "c": 1, "a,b": 1, "a,c": 1, "b,c": 1, "a,b,c": 2}
    assert main(["solve", file({"costs": costs})]) == 0
    assert "No split is stable: under each some group could better itself by 0.33 or more." in (
        capsys.readouterr().out
    )


def test_solve_turns_worths_into_gains(file, capsys):
    worths = {"1": 46_125, "2": 17_437.5, "3": 5_812.5, "1,2": 69_187.5, "1,3": 53_812.5, "2,3": 30_750}
    found = solved(capsys, file({"worths": {**worths, "1,2,3": 90_000}}))
    assert (found["of"], found["total"]) == ("worths", 90_000)
    assert found["solutions"]["shapley"] == pytest.approx({"1": 51_750, "2": 25_875, "3": 12_375})
    assert found["solutions"]["nucleolus"] == pytest.approx({"1": 52_687.5, "2": 24_468.75, "3": 12_843.75})
    assert main(["solve", file({"worths": {**worths, "1,2,3": 90_000}})]) == 0
    assert "Closest to leaving: 1, who gains 5,625." in capsys.readouterr().out


def test_solve_says_why_a_solution_is_missing(file, capsys):
    found = solved(capsys, file({"costs": {"a": 1, "b": 1, "a,b": 3}}))
    assert found["solutions"]["nucleolus"] is None
    assert found["reasons"]["nucleolus"] == (
        "Alone the players would pay 2.00, together 3.00: in every split somebody pays more than alone."
    )
    assert main(["solve", file({"costs": {"a": 1, "b": 1, "a,b": 3}})]) == 0
    assert "nucleolus: none. Alone the players" in capsys.readouterr().out


def test_names_with_commas_stand_in_lists(file, capsys):
    rows = [{"group": ["Independence, Missouri"], "cost": 5}, {"group": ["Raytown"], "cost": 4}]
    rows.append({"group": ["Raytown", "Independence, Missouri"], "cost": 7})
    assert solved(capsys, file({"costs": rows}))["solutions"]["shapley"] == {
        "Independence, Missouri": 4,
        "Raytown": 3,
    }


def test_players_come_in_the_order_in_which_they_are_given(file, capsys):
    found = solved(capsys, file(COSTS | {"players": ["Raytown", "Grandview"]}))
    assert found["players"] == ["Raytown", "Grandview"]


def test_solve_reads_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"costs": {"a": 5}}')))
    assert main(["solve", "-"]) == 0
    assert "Shapley: One player alone: nobody could leave." in capsys.readouterr().out


def test_proofs_can_be_asked_for_beyond_twelve_players(file, capsys):
    names = "abcdefghijklm"
    costs = {
        ",".join(name for i, name in enumerate(names) if group >> i & 1): group.bit_count() ** 0.5
        for group in range(1, 1 << 13)
    }
    assert solved(capsys, file({"costs": costs}))["certificates"] == {}
    assert solved(capsys, file({"costs": costs}), "--certify")["certificates"]["nucleolus"]["exact"] is True


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"costs": {"a": -Infinity}}', '"costs" of a is not a finite number.'),
        ('{"costs": {"a": 1e999}}', '"costs" of a is not a finite number.'),
        ('{"costs": {"a": 1e101}}', '"costs" of a is too large: 1e+100 is the most that is counted with.'),
        ('{"costs": {"a": null}}', '"costs" of a is not a number.'),
        ('{"costs": {"a": 1, "a,a": 2}}', "The group a + a names a player twice."),
        ('{"worths": {"a": 1, "b": 1, "a,b": 3, "a, b": 3}}', "The group a + b is named twice."),
        (
            '{"costs": {"a,,b": 1}}',
            "A group in \"costs\" has a name that is empty or not printable: 'a,,b'.",
        ),
        (
            '{"costs": {"a\\nb": 1}}',
            "A group in \"costs\" has a name that is empty or not printable: 'a\\nb'.",
        ),
        (
            '{"costs": {"\\ud800": 1}}',
            "A group in \"costs\" has a name that is empty or not printable: '\\ud800'.",
        ),
        ('{"players": ["a", "a"], "costs": {"a": 1}}', "Two players are called 'a'."),
        ('{"players": ["a", "c"], "costs": {"a": 1}}', "No cost is given for c; a + c."),
        ('{"unit": null, "costs": {"a": 1}}', '"unit" must be text, such as "USD".'),
        (
            json.dumps({"costs": {f"city {number}": 1 for number in range(25)}}),
            "25 players make too many groups to hold in memory; 24 are the most.",
        ),
        (
            '{"costs": {"a": ' + "9" * 5_000 + "}}",
            "{file} holds a whole number of thousands of digits.",
        ),
        ("", "{file} is not JSON: Expecting value (line 1, column 1)."),
        ("[" * 100_000, "{file} is nested too deeply."),
        ("[]", '{file} needs either "costs" or "worths"; see mutual solve --help.'),
        ('{"costs": {}, "worths": {}}', '{file} needs either "costs" or "worths"; see mutual solve --help.'),
        ('{"costs": 5}', '{file} needs "costs" as groups with amounts; see mutual solve --help.'),
        ('{"costs": {"a": true}}', '"costs" of a is not a number.'),
        ('{"costs": {"a": "5"}}', '"costs" of a is not a number.'),
        ('{"costs": {"a": NaN}}', '"costs" of a is not a finite number.'),
        ('{"costs": {"a": 1, "a": 2}}', "{file} names 'a' twice."),
        ('{"costs": {"a": 1, "b": 1, "a,b": 2, "b,a": 3}}', "The group b + a is named twice."),
        ('{"costs": {"a": 1, "b": 1}}', "No cost is given for a + b."),
        ('{"costs": {"a": 1, "": 1}}', "Nobody must cost nothing."),
        ('{"costs": {}}', "A game needs players: give each one's cost alone."),
        ('{"players": "ab", "costs": {"a": 1}}', '"players" must be a list of names.'),
        (
            '{"players": ["a"], "costs": {"a": 1, "b": 1}}',
            "'b' is not among the players, but stands in the group b.",
        ),
        ('{"costs": {"a": 1, "a,b": 1}}', "'b' has no cost of its own, but stands in the group a + b."),
        ('{"costs": [{"group": "Raytown"}]}', 'Entry 1 of "costs" needs "group", a list of names.'),
        ('{"costs": [{"group": ["a"]}]}', '"cost" in entry 1 of "costs" (a) is not a number.'),
    ],
)
def test_solve_says_what_is_wrong_in_one_line(file, capsys, content, message):
    path = file(content)
    assert main(["solve", path]) == 2
    told = message.replace("{file}", path) if "{file}" in message else f"{path}: {message}"
    assert capsys.readouterr().err == f"mutual: {told}\n"


def test_nobody_may_be_named_where_it_costs_nothing(file, capsys):
    assert solved(capsys, file({"costs": {"": 0, "a": 5}}))["solutions"]["shapley"] == {"a": 5}


def test_solve_reads_a_file_that_begins_with_a_byte_order_mark(tmp_path, capsys):
    path = tmp_path / "game.json"
    path.write_text(json.dumps(COSTS), encoding="utf-8-sig")
    assert solved(capsys, str(path))["total"] == 600


def test_solve_writes_one_line_a_player_as_csv(file, capsys):
    assert main(["solve", file({"costs": {"a": 1, "b": 2, "a,b": 4}}), "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        (
            "player,alone,shapley,nucleolus,prenucleolus,per_capita_nucleolus,proportional_nucleolus,scrb,"
            "equal_nonseparable,tau,proportional"
        ),
        "a,1.0,1.5,,1.5,,,1.5,1.5,,1.3333333333333333",
        "b,2.0,2.5,,2.5,,,2.5,2.5,,2.6666666666666665",
    ]


def test_too_little_memory_is_said_in_one_line(file, monkeypatch, capsys):
    def exhausted(*given, **named):
        raise MemoryError

    monkeypatch.setattr("mutual.cli.solve.solve", exhausted)
    assert main(["solve", file(COSTS)]) == 2
    assert capsys.readouterr().err == "mutual: this machine has not enough memory for that.\n"


def test_a_reader_that_stops_early_sees_no_error(file):
    path = file(COSTS)
    command = f"{sys.executable} -m mutual solve {path} --format json | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_solve_names_a_file_that_is_not_there(tmp_path, capsys):
    assert main(["solve", str(tmp_path / "none.json")]) == 2
    assert (
        capsys.readouterr().err == f"mutual: cannot read {tmp_path}/none.json: No such file or directory.\n"
    )


def test_solve_refuses_a_file_that_is_not_text(tmp_path, capsys):
    path = tmp_path / "costs.json"
    path.write_bytes(b"\xff\xfe\x00")
    assert main(["solve", str(path)]) == 2
    assert capsys.readouterr().err == f"mutual: {path} is not text in UTF-8 (line 1).\n"


def of_all_groups(players, cost):
    names = [f"c{number:02}" for number in range(players)]
    groups = [
        [name for bit, name in enumerate(names) if index >> bit & 1] for index in range(1, 1 << players)
    ]
    return {"players": names, "costs": {",".join(group): cost(group) for group in groups}}


def test_groups_that_are_not_listed_are_counted(file, capsys):
    # All together pay more than any smaller group saves: every group but the single cities would leave.
    game = of_all_groups(11, lambda group: 10 if len(group) == 1 else len(group) if len(group) < 11 else 100)
    found = solved(capsys, file(game))["core"]
    groups = 2**11 - 2 - 11
    assert len(found["violations"]["shapley"]) == 1000
    assert found["left_out"]["shapley"] == groups - 1000
    assert main(["solve", file(game)]) == 0
    assert f"In all {groups:,} groups would do better alone." in capsys.readouterr().out


def test_what_is_computed_is_told_on_standard_error_when_asked_for(file, capsys):
    assert main(["solve", file(COSTS), "--progress"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[:2] == ["  Shapley ...", "  nucleolus ..."]
    assert told[-1] == "  least core ..."
    assert main(["solve", file(COSTS)]) == 0
    assert capsys.readouterr().err == ""
