"""Whatever is sent, a parser reads it or refuses it in its own words, for little work and little memory."""

import os
import sys

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.fuzzing.door import MEGABYTE, Door, spend
from tests.fuzzing.doors import DOORS
from tests.fuzzing.known import KNOWN
from tests.fuzzing.mutation import sent

IS_FULL = os.environ.get("FULL", "") not in {"", "0"}
ROUNDS = 60 if IS_FULL else 10
every_door = pytest.mark.parametrize("door", DOORS, ids=[door.name for door in DOORS])


@every_door
def test_a_seed_is_read_and_reaches_the_parser(door: Door) -> None:
    """Seeds that are refused at once would fuzz nothing behind the first check."""
    spent = [spend(door, seed) for seed in door.seeds]
    assert [one.refusal for one in spent] == [None] * len(spent)
    reached = set().union(*(one.files for one in spent))
    wanted = {str(sys.modules[name].__file__) for name in door.modules}
    assert wanted - reached == set()


def test_what_once_broke_a_parser_is_of_a_door() -> None:
    assert set(KNOWN) - {door.name for door in DOORS} == set()


@pytest.mark.parametrize("door", [door for door in DOORS if door.name in KNOWN], ids=lambda door: door.name)
def test_what_once_broke_a_parser_is_read_or_refused(door: Door) -> None:
    for data in KNOWN[door.name]:
        spend(door, data)


@every_door
def test_whatever_is_sent_is_read_or_refused(door: Door) -> None:
    @settings(
        max_examples=max(3, int(ROUNDS * door.rounds)),
        deadline=None,
        phases=(Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(sent(door.seeds, door.words))
    def is_read_or_refused(data: bytes) -> None:
        spent = spend(door, data)
        if spent.refusal is not None and door.has_words:
            assert str(spent.refusal).strip(), "a refusal says why"
        assert spent.bytes < door.megabytes * MEGABYTE + 100 * len(data)

    is_read_or_refused()
