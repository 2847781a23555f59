"""Events are written down and read back as they were."""

import json
from dataclasses import FrozenInstanceError, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.outbox.wiring import HERE, CityJoined

from interlocal.kernel.outbox.events import Event, event_class

JOINED = CityJoined(city="Raytown", joined_on=date(2022, 6, 1))


@given(
    st.builds(
        CityJoined,
        city=st.text(),
        members=st.integers(),
        is_founder=st.booleans(),
        joined_on=st.dates(),
        announced_at=st.none() | st.datetimes(timezones=st.just(UTC)),
        programs=st.lists(st.text(), max_size=5).map(tuple),
        dates=st.lists(st.dates(), max_size=5).map(tuple),
    )
)
def test_an_event_survives_being_written_as_json(event):
    assert CityJoined.from_payload(json.loads(json.dumps(event.payload()))) == event


def test_an_event_is_stored_under_its_place_in_the_code():
    assert CityJoined.name() == f"{HERE}.CityJoined"
    assert event_class(CityJoined.name()) is CityJoined


def test_a_field_that_was_added_later_has_its_default():
    assert CityJoined.from_payload({"city": "Raytown", "joined_on": "2022-06-01"}) == JOINED


def test_a_field_that_was_taken_away_is_passed_over():
    assert CityJoined.from_payload({**JOINED.payload(), "mayor": "somebody"}) == JOINED


def test_a_field_that_has_no_default_and_no_value_is_an_error():
    with pytest.raises(TypeError, match="joined_on"):
        CityJoined.from_payload({"city": "Raytown"})


@pytest.mark.parametrize("value", [1.5, Decimal("1.5"), ["a"], {"a": 1}, {"a"}, b"a", (1.5,)])
def test_an_event_carries_plain_values_alone(value):
    with pytest.raises(TypeError, match=r"^An event cannot carry a"):
        CityJoined(city=value, joined_on=date(2022, 6, 1)).payload()


def test_an_event_does_not_change():
    with pytest.raises(FrozenInstanceError):
        JOINED.city = "Grandview"


def test_an_event_is_made_by_naming_its_values():
    with pytest.raises(TypeError):
        CityJoined("Raytown", date(2022, 6, 1))


@pytest.mark.parametrize("name", [f"{HERE}.Gone", f"{HERE}.greet", "builtins.str", "nowhere.Gone"])
def test_a_name_that_is_no_event_is_refused(name):
    with pytest.raises(ImportError):
        event_class(name)


def test_times_keep_their_zone():
    @dataclass(frozen=True, kw_only=True)
    class Moved(Event):
        at: datetime

    moment = datetime(2026, 3, 8, 8, 30, tzinfo=UTC)
    assert Moved(at=moment).payload() == {"at": "2026-03-08T08:30:00+00:00"}
    assert (
        CityJoined.from_payload({**JOINED.payload(), "announced_at": moment.isoformat()}).announced_at
        == moment
    )
