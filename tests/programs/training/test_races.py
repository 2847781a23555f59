"""Far more people than seats at the same moment, with `kill -9` among them: no seat twice, nothing lost."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import IS_FULL
from tests.programs.training.takers import SEATS
from tests.resilience.house import House, a_house

pytestmark = pytest.mark.slow
PROCESSES = 8 if IS_FULL else 3
PEOPLE = 1_000 if IS_FULL else 60
# Each process but the last is killed after so many things that it said, and begun anew.
KILLED_AFTER = 9 if IS_FULL else 4
TAKERS = ("-m", "tests.programs.training.takers")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """Yield an installation of its own with a cohort for which many apply."""
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    with a_house(tmp_path / "var", url) as made:
        made.migrate()
        made.told(*TAKERS, "prepare", PEOPLE)
        yield made


def _begin(house: House, numbers: list[int]) -> list["subprocess.Popen[str]"]:
    begun = [house.start(*TAKERS, "take", number, PROCESSES) for number in numbers]
    for one in begun:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in begun:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    return begun


def _kill(process: "subprocess.Popen[str]", after: int) -> list[str]:
    """Kill a process after so many lines; return all that it said."""
    assert process.stdout is not None
    said = [process.stdout.readline() for _line in range(after)]
    process.kill()
    rest, _err = process.communicate()
    return [*said, *rest.splitlines(keepends=True)]


def test_no_seat_is_given_twice_and_nothing_said_is_lost(house: House) -> None:
    begun = _begin(house, list(range(PROCESSES)))
    said: list[str] = []
    for process in begun[:-1]:
        said += _kill(process, KILLED_AFTER)
    again = _begin(house, list(range(PROCESSES - 1)))
    for process in (begun[-1], *again):
        out, err = process.communicate(timeout=1_500)
        assert (process.returncode, err) == (0, "")
        said += out.splitlines(keepends=True)

    found = json.loads(house.told(*TAKERS, "found"))
    states = {int(pk): state for pk, state in found["states"].items()}
    held = sorted(pk for pk, state in states.items() if state in {"seated", "offered"})
    assert held == found["holders"]  # oversold: none, and no seat is held by somebody who gave it up
    assert len(held) == found["seats"] == SEATS  # no seat is empty while anybody waits
    assert found["given"] - found["ended"] == SEATS
    assert "waiting" in states.values()
    assert "agreed" not in states.values()  # everybody was handled

    # What was said last of a person is so, or went on from there by the rule.
    goes_on = {
        "waiting": {"waiting", "offered", "seated", "withdrawn"},
        "offered": {"offered", "seated", "withdrawn"},
        "seated": {"seated", "withdrawn"},
        "withdrawn": {"withdrawn"},
    }
    told = dict(line.split() for line in said if line.endswith("\n") and line.strip())
    assert len(told) > PEOPLE // 2
    assert {pk: state for pk, state in told.items() if states[int(pk)] not in goes_on[state]} == {}
    assert house.verified()["whole"]
