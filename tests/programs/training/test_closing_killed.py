"""`kill -9` in the midst of closing out: all of it stands or nothing, and done again it ends well."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import IS_FULL
from tests.programs.training.closers import CENTS, CITIES, PEOPLE
from tests.resilience.house import House, a_house

pytestmark = pytest.mark.slow
CLOSERS = ("-m", "tests.programs.training.closers")
AWARDED = PEOPLE - 2
NOTHING = {
    "state": "open",
    "certificates": 0,
    "places": 0,
    "cents": 0,
    "shares": 0,
    "no_shows": 0,
    "waiting": 1,
    "reports": 0,
    "has_report": False,
    "told": 0,
}
ALL = {
    "state": "closed",
    "certificates": AWARDED,
    "places": AWARDED,
    "cents": CENTS,
    "shares": CITIES,
    "no_shows": 1,
    "waiting": 0,
    "reports": 1,
    "has_report": True,
    "told": AWARDED + 1,
}
# After the first badge, in the midst of them, after the last, with the report printed, and stored.
EVERYWHERE = (1, AWARDED // 2, AWARDED, AWARDED + 1, AWARDED + 2)
KILLED_AFTER = EVERYWHERE if IS_FULL else (AWARDED // 2, AWARDED + 2)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """Yield an installation of its own with a cohort that is over."""
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    with a_house(tmp_path / "var", url) as made:
        made.migrate()
        made.told(*CLOSERS, "prepare")
        yield made


def _begin(house: House) -> "subprocess.Popen[str]":
    process = house.start(*CLOSERS, "close")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def _kill(process: "subprocess.Popen[str]", after: int) -> list[str]:
    """Kill a process after so many steps; return all that it said."""
    _go(process)
    assert process.stdout is not None
    said = [process.stdout.readline() for _step in range(after)]
    process.kill()
    rest, _err = process.communicate()
    return [*said, *rest.splitlines(keepends=True)]


def _found(house: House) -> dict[str, object]:
    found: dict[str, object] = json.loads(house.told(*CLOSERS, "found"))
    return found


def test_killed_in_the_midst_nothing_stands_and_done_again_all_of_it(house: House) -> None:
    for after in KILLED_AFTER:
        said = _kill(_begin(house), after)
        assert len(said) >= after
        found = _found(house)
        assert found in (NOTHING, ALL), after
        assert found == ALL or "closed\n" not in said  # what was said is so
        assert after == KILLED_AFTER[-1] or found == NOTHING, after
    both = [_begin(house), _begin(house)]
    for process in both:
        _go(process)
    for process in both:
        out, err = process.communicate(timeout=300)
        assert (process.returncode, err) == (0, "")
        assert out.endswith("closed\n")
    assert _found(house) == ALL
    assert house.verified()["whole"]
