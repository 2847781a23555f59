"""Several people type into one meeting at once: nothing is lost, doubled or overwritten unseen."""

import json

import pytest
from tests.conftest import IS_FULL
from tests.resilience.house import a_house

pytestmark = pytest.mark.slow
PEOPLE, TURNS = 4, 24 if IS_FULL else 8
SCRIBES = ("-m", "tests.resilience.scribes")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def house(request, tmp_path):
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    with a_house(tmp_path / "var", url) as made:
        made.migrate()
        made.told(*SCRIBES, "prepare", PEOPLE)
        yield made


def together(house, step):
    """Let everybody take ``step`` at once; return what each says."""
    scribes = [house.start(*SCRIBES, step, number, TURNS) for number in range(PEOPLE)]
    assert [one.stdout.readline() for one in scribes] == ["ready\n"] * PEOPLE
    for one in scribes:
        one.stdin.write("go\n")
        one.stdin.flush()
    ended = [one.communicate(timeout=240) for one in scribes]
    assert [(one.returncode, err) for one, (_out, err) in zip(scribes, ended, strict=True)] == [
        (0, "")
    ] * PEOPLE
    return [json.loads(out) for out, _err in ended]


def test_what_several_type_into_one_meeting_is_there_once(house):
    told = together(house, "write")
    found = json.loads(house.told(*SCRIBES, "found"))
    own = [note for one in told for note in one["notes"]]
    assert sorted(found["notes"]) == sorted(own + [f"all {turn}" for turn in range(TURNS)])
    assert sorted(found["votes"]) == sorted(vote for one in told for vote in one["votes"])
    assert len({vote.split()[0] for vote in found["votes"]}) == len(found["votes"]) == 5
    assert all("meanwhile" in words for one in told for words in one["refused"])
    # While the roll is called nothing else is moved.
    assert found["numbers"] == ["1"]

    told = together(house, "decide")
    found = json.loads(house.told(*SCRIBES, "found"))
    assert sorted(found["moved"]) == sorted(motion for one in told for motion in one["moved"])
    assert found["numbers"] == [str(number + 1) for number in range(len(found["numbers"]))]
    assert set(found["states"]) <= {"passed", "failed"}
    assert house.verified()["whole"]
