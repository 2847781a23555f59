"""The list of security requirements is whole, and what it names is there."""

import ast
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LISTED = tomllib.loads((ROOT / "docs" / "reference" / "asvs.toml").read_text(encoding="utf-8"))["requirement"]
STATES = {"met", "not met", "not applicable"}
# How many requirements of levels 1 and 2 each chapter of version 5.0.0 has.
IN_CHAPTER = dict(enumerate((27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7), start=1))


@cache
def _tests_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def _checks() -> set[str]:
    tree = ast.parse((ROOT / "scripts" / "check.py").read_text(encoding="utf-8"))
    return {
        str(node.args[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Check"
        if isinstance(node.args[0], ast.Constant)
    }


def test_each_requirement_is_listed_once() -> None:
    numbers = [one["number"] for one in LISTED]
    assert [number for number, times in Counter(numbers).items() if times > 1] == []
    assert Counter(int(number.split(".")[0]) for number in numbers) == IN_CHAPTER
    assert Counter(one["level"] for one in LISTED) == {1: 70, 2: 183}


def test_they_stand_in_the_order_of_the_standard() -> None:
    places = [tuple(map(int, one["number"].split("."))) for one in LISTED]
    assert places == sorted(places)


def test_each_has_a_state_and_says_how() -> None:
    assert {one["state"] for one in LISTED} == STATES
    assert [one["number"] for one in LISTED if not (one["says"].strip() and one["how"].strip())] == []


def test_what_is_met_names_what_shows_it() -> None:
    bare = [
        one["number"]
        for one in LISTED
        if one["state"] == "met" and not any(one.get(kind) for kind in ("tests", "checks", "papers"))
    ]
    assert bare == []


def test_what_does_not_apply_names_nothing() -> None:
    assert [one["number"] for one in LISTED if one["state"] == "not applicable" and one.get("tests")] == []


def test_everything_named_exists() -> None:
    named = [test.split("::") for one in LISTED for test in one.get("tests", ())]
    assert [f"{path}::{test}" for path, test in named if test not in _tests_in(path)] == []
    assert [paper for one in LISTED for paper in one.get("papers", ()) if not (ROOT / paper).is_file()] == []
    assert {check for one in LISTED for check in one.get("checks", ())} - _checks() == set()
