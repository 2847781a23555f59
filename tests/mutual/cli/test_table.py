"""``mutual table``, as a shell sees it."""

import csv
import io
import json

import pytest

from mutual.cli import main

COUNTS = """\
city,career,pay,schedule,manager,health
Blue Springs,14,9,6,3,2
Grandview,5,4,1,2,0
Independence,22,15,11,8,5
"Lee's Summit",17,8,9,4,3
Raytown,6,5,2,3,1
"""
SECRET = b"only the clerk knows"


@pytest.fixture
def file(tmp_path):
    def write(content=COUNTS, name="table.csv"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def seed(tmp_path):
    path = tmp_path / "seed"
    path.write_bytes(SECRET)
    return ["--seed-file", str(path)]


def printed(capsys, *words, code=0):
    assert main(["table", *words]) == code
    return capsys.readouterr().out


def refused(capsys, *words):
    assert main(["table", *words]) == 2
    return capsys.readouterr().err


def test_safe_prints_the_table_and_what_may_be_said_beside_it(file, seed, capsys):
    lines = printed(capsys, "safe", file(), *seed).splitlines()
    assert lines[0].split() == ["career", "pay", "schedule", "manager", "health", "total"]
    assert lines[2].split()[0] == "Grandview"
    assert lines[2].split()[2:5] == ["*", "*", "*"]
    assert lines[6].split() == ["total", "64", "41", "29", "20", "11", "165"]
    assert lines[7] == "* hidden"
    assert lines[9].endswith("whether the count is zero, small, or hidden to protect another.")
    assert len(lines) == 12


def test_safe_says_which_rule_hid_what_only_when_asked(file, seed, capsys):
    path = file()
    assert "below 5" not in printed(capsys, "safe", path, *seed)
    told = printed(capsys, "safe", path, *seed, "--sealed")
    assert "Not to be given out: what follows tells about the hidden counts." in told
    assert "Health in Grandview is hidden: below 5." in told


def test_safe_writes_csv_that_a_spreadsheet_reads(file, seed, capsys):
    rows = list(csv.reader(io.StringIO(printed(capsys, "safe", file(), *seed, "--format", "csv"))))
    assert rows[0] == ["city", "career", "pay", "schedule", "manager", "health", "total"]
    assert rows[-1] == ["total", "64", "41", "29", "20", "11", "165"]
    assert {word for row in rows[1:] for word in row[1:] if not word.isdecimal()} == {"*"}


def test_safe_writes_json(file, seed, capsys):
    path = file()
    found = json.loads(printed(capsys, "safe", path, *seed, "--format", "json"))
    assert found["rows"][-1] == found["columns"][-1] == "total"
    assert found["figures"][1][4] is None
    assert (found["safe"], found["partners"]) == (True, found["rows"][:5])
    assert found["rules"] == {"threshold": 5, "width": 5, "cities": 3, "new_responses": 10, "growth": 5}
    assert all(one["high"] - one["low"] >= 5 for one in found["outsider"])
    assert "sealed" not in found
    sealed = json.loads(printed(capsys, "safe", path, *seed, "--format", "json", "--sealed"))["sealed"]
    assert {"row": "Grandview", "column": "health", "reason": "threshold"} in sealed["reasons"]
    assert list(sealed["partners"]) == found["rows"][:5]


def test_the_same_seed_gives_the_same_table_and_is_never_printed(file, seed, capsys):
    path = file()
    outputs = {printed(capsys, "safe", path, *seed, "--format", form, "--sealed") for form in ["text"] * 3}
    assert len(outputs) == 1
    for form in ("text", "csv", "json"):
        assert main(["table", "safe", path, *seed, "--format", form, "--sealed"]) == 0
        out, err = capsys.readouterr()
        assert "clerk" not in out + err
        assert SECRET.hex() not in out + err
        assert err == ""


def test_without_a_seed_a_second_run_is_warned_about(file, capsys):
    assert main(["table", "safe", file()]) == 0
    assert capsys.readouterr().err.startswith("mutual: no --seed-file: another run may hide other figures")


def test_fewer_readers_hide_less(file, seed, capsys):
    path = file()
    shown = [
        printed(capsys, "safe", path, *seed, "--format", "csv", *words).count("*")
        for words in (["--outsiders-only"], ["--known-by", "Raytown"], [])
    ]
    assert shown[0] <= shown[1] <= shown[2]
    assert shown[0] < shown[2]


def test_parameters_are_heard(file, seed, capsys):
    path = file()
    open_to_all = printed(capsys, "safe", path, *seed, "--threshold", "1", "--width", "1", "--outsiders-only")
    assert open_to_all.splitlines()[1].split()[2:] == ["14", "9", "6", "3", "2", "34"]
    wide = json.loads(printed(capsys, "safe", path, *seed, "--width", "9", "--format", "json"))
    assert min(one["high"] - one["low"] for one in wide["outsider"] if one["high"] is not None) >= 9


def test_groups_can_be_combined(file, seed, capsys):
    words = ["--combine", "conditions=manager, health, schedule", "--format", "csv"]
    rows = printed(capsys, "safe", file(), *seed, *words).splitlines()
    assert rows[0] == "city,career,pay,conditions,total"
    assert rows[3].split(",")[3] == "24"


def test_a_kept_release_comes_back_as_an_earlier_one(file, seed, tmp_path, capsys):
    record = tmp_path / "2025.csv"
    printed(capsys, "safe", file(), *seed, "--keep", str(record))
    assert record.stat().st_mode & 0o777 == 0o600
    kept = list(csv.reader(record.read_text(encoding="utf-8").splitlines()))
    assert kept[2][5] == "(0)"
    assert kept[-1] == ["total", "64", "41", "29", "20", "11", "165"]
    later = COUNTS
    for old, new in (("14,9,6,3,2", "29,19,16,13,9"), ("22,15,11,8,5", "40,31,25,17,13")):
        later = later.replace(old, new)
    told = printed(capsys, "safe", file(later, "2026.csv"), *seed, "--earlier", str(record))
    assert "Earlier releases, and what came in since each, are taken into account." in told
    assert refused(capsys, "safe", file(), *seed, "--keep", str(record)) == (
        f"mutual: {record} is there already; a release that is out is not changed.\n"
    )
    assert refused(capsys, "safe", file(), *seed, "--earlier", str(record)) == (
        "mutual: 0 new responses since the last release; the next one needs 10.\n"
    )


def test_audit_tells_what_a_careless_release_gives_away(file, capsys):
    path = file("city,pay,health,total\nGrandview,(3),8,11\nRaytown,9,7,16\ntotal,12,15,27\n")
    told = printed(capsys, "audit", path, "--outsiders-only", code=1)
    assert told == "An outsider works out too much:\n  pay in Grandview: 3 to 3\n"
    found = json.loads(printed(capsys, "audit", path, "--format", "json", code=1))
    assert (found["safe"], [one["attacker"] for one in found["audits"]]) == (
        False,
        [None, "Grandview", "Raytown"],
    )


def test_audit_passes_what_safe_kept(file, seed, tmp_path, capsys):
    record = tmp_path / "kept.csv"
    printed(capsys, "safe", file(), *seed, "--keep", str(record))
    told = printed(capsys, "audit", str(record)).splitlines()
    assert [line.partition(":")[0] for line in told] == [
        "An outsider",
        "Blue Springs",
        "Grandview",
        "Independence",
        "Lee's Summit",
        "Raytown",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "{file} needs a first row that names the columns, and a row of counts for each city."),
        ("city,pay\n", "{file} needs a first row that names the columns, and a row of counts for each city."),
        (
            "city,pay\nRaytown,seven\n",
            "{file}, row 2 (Raytown), column pay: 'seven' is not a count of responses.",
        ),
        ("city,pay\nRaytown,-7\n", "{file}, row 2 (Raytown), column pay: '-7' is not a count of responses."),
        ("city,pay\n\nRaytown,\n", "{file}, row 3 (Raytown), column pay: '' is not a count of responses."),
        ("city,pay\nRaytown,7,8\n", "{file}, row 2 (Raytown): 2 counts under 1 names of columns."),
        ("city,pay,\nRaytown,7,8\n", "{file}, row 1: column 3 has no name."),
        ("city,pay,pay\nRaytown,7,8\n", "{file}, row 1: 'pay' names two columns."),
        ("city,pay\n,7\n", "{file}, row 2: the first column needs the name of a city."),
        ("city,pay\nRaytown,7\nRaytown,8\n", "{file}, row 3: 'Raytown' is there twice."),
        (
            "city,pay,health,Total\nRaytown,7,8,16\n",
            "{file}, row Raytown, column total: 16, but the counts add up to 15.",
        ),
        (
            "city,pay\nRaytown,(7)\n",
            (
                "{file}, row Raytown, column pay: brackets mark what a kept release hides; this table needs "
                "plain counts."
            ),
        ),
        (
            "city,pay\nRaytown,*\n",
            (
                "{file}, row 2 (Raytown), column pay: * hides the count, which a partner knows of its own "
                "row; give the file that --keep wrote."
            ),
        ),
        ('city,pay\n"Raytown,7\n', "{file} is not CSV: unexpected end of data."),
        ("city,pay\ntotal,7\n", "{file}: A table needs at least one row."),
    ],
)
def test_safe_names_row_column_and_word(file, capsys, content, message):
    path = file(content)
    assert refused(capsys, "safe", path) == f"mutual: {message.format(file=path)}\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--threshold", "0"], "threshold must be a whole number of 1 or more, not 0."),
        (["--known-by", "Kearney"], "There is no row 'Kearney' that could know its own figures."),
        (
            ["--known-by", "Raytown", "--outsiders-only"],
            "--known-by names readers that --outsiders-only leaves out: give one of them.",
        ),
        (
            ["--together", "Raytown,Grandview", "--outsiders-only"],
            "--together names readers that --outsiders-only leaves out: give one of them.",
        ),
        (["--together", "Raytown,Kearney"], "There is no row 'Kearney' that could know its own figures."),
        (["--at-most", "Raytown"], "--at-most Raytown: it is given as CITY=N."),
        (["--at-most", "Raytown=few"], "--at-most Raytown=few: 'few' is not a number of people."),
        (["--at-most", "Raytown=3"], "Raytown: 3 cannot be the most responses; the table has 17."),
        (["--combine", "both=pay,age"], "There is no column 'age' to combine."),
        (["--seed-file", "/none"], "cannot read /none: No such file or directory."),
        (["--keep", "/none/kept.csv"], "cannot write /none/kept.csv: No such file or directory."),
    ],
)
def test_safe_says_which_option_is_wrong(file, capsys, words, message):
    assert refused(capsys, "safe", file(), *words) == f"mutual: {message}\n"


def test_a_short_seed_is_refused_by_name(file, tmp_path, capsys):
    (tmp_path / "seed").write_bytes(b"short")
    told = refused(capsys, "safe", file(), "--seed-file", str(tmp_path / "seed"))
    assert told == f"mutual: {tmp_path}/seed: A secret seed needs 16 bytes or more; this one has 5.\n"


def test_an_earlier_release_has_its_totals(file, capsys):
    path = file()
    assert refused(capsys, "audit", path) == (
        f'mutual: {path} has no column "total"; a kept release has both.\n'
    )


def test_solvers_print_nothing_of_their_own(file, capfd):
    path = file("city,pay,health,total\nGrandview,(3),8,11\nRaytown,9,7,16\ntotal,12,15,27\n")
    assert main(["table", "audit", path, "--earlier", path, "--outsiders-only", "--format", "json"]) == 1
    assert json.loads(capfd.readouterr().out)["safe"] is False
