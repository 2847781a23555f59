"""``mutual bench``: what it prints, and that a peer gets the same games and must give the same answers."""

import json
import sys
from types import SimpleNamespace

import coopgame
import pytest

from mutual.cli import bench, main, measures
from mutual.cli.measures import Measure

TWO = [
    Measure("nucleolus, 20 cities", 12.345, "ms", 1234.5, "quicker than a peer", 11.0),
    Measure("peak memory", 412.3, "MB"),
]


@pytest.fixture
def measured(monkeypatch):
    asked = []

    def told(rounds, say):
        asked.append(rounds)
        say("something")
        yield from TWO

    monkeypatch.setattr(bench, "measures", told)
    return asked


def test_bench_prints_a_line_for_each_measure(measured, capsys):
    assert main(["bench", "--rounds", "2"]) == 0
    assert measured == [2]
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "nucleolus, 20 cities: 12.3 ms   (11 by processor time)   1,234 x quicker than a peer",
        "peak memory: 412 MB",
    ]
    assert shown.err == ""


def test_bench_says_on_a_terminal_what_it_is_doing(measured, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert main(["bench"]) == 0
    assert capsys.readouterr().err == "  measuring something ...\n"


def test_bench_writes_json(measured, capsys):
    assert main(["bench", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[1] == {
        "what": "peak memory",
        "value": 412.3,
        "unit": "MB",
        "ratio": None,
        "beside": "",
        "processor": None,
    }


@pytest.mark.parametrize("word", ["0", "-1", "few"])
def test_bench_refuses_rounds_that_are_none(word, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["bench", "--rounds", word])
    assert stopped.value.code == 2
    assert f"'{word}' is not a whole number of 1 or more" in capsys.readouterr().err


def test_a_peer_is_asked_the_same_and_stands_beside(monkeypatch):
    monkeypatch.setattr(measures, "MANY", 20)
    monkeypatch.setattr(measures, "FEW", 5)
    many = measures._many(5, 1, coopgame)
    one = measures._nucleolus(5, "any costs", measures._table(5, scale=False), 1, coopgame)
    assert (many.unit, many.beside, one.beside) == ("games/s", *["quicker than coopgame-py"] * 2)
    assert many.ratio > 0
    assert one.ratio > 0


def test_without_a_peer_nothing_stands_beside(monkeypatch):
    monkeypatch.setattr(measures, "MANY", 20)
    monkeypatch.setattr(measures, "FEW", 5)
    for found in (
        measures._many(5, 1, None),
        measures._nucleolus(5, "any costs", measures._table(5, scale=True), 1, None),
    ):
        assert (found.ratio, found.beside) == (None, "")


def test_a_peer_that_answers_otherwise_stops_the_measurement(measured, monkeypatch, capsys):
    wrong = SimpleNamespace(Game=list, nucleolus=lambda game: {"allocation": [0.0] * 5})
    with pytest.raises(ArithmeticError, match="differ"):
        measures._nucleolus(5, "any costs", measures._table(5, scale=False), 1, wrong)


def test_memory_is_that_of_a_process_of_its_own():
    found = measures._memory(5)
    assert found.what == "peak memory of a process that solves 5 cities, whose costs take 0.000256 MB"
    assert 20 < found.value < 2_000
