"""Values stand in an archive the same whichever database they come from, and are read as they were."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as some

from interlocal.leaving.values import ValueWrong, plain, reader

TEXT = models.TextField(name="text")
PAIRS = [
    (models.DateTimeField(name="at"), datetime(2026, 3, 10, 15, 0, 0, 5, tzinfo=UTC)),
    (models.DateField(name="on"), date(2026, 3, 10)),
    (models.TimeField(name="at"), time(9, 30)),
    (models.DecimalField(name="hours", max_digits=6, decimal_places=2), Decimal("-6.50")),
    (models.BinaryField(name="salt"), b"\x00\xff"),
    (models.DurationField(name="long"), timedelta(days=1, microseconds=7)),
    (models.BooleanField(name="is"), True),
    (models.BigIntegerField(name="cents"), -(2**60)),
    (TEXT, "¿Qué? \x00"),
    (models.JSONField(name="parts"), {"a": [1, None, {"b": "c"}]}),
]


@pytest.mark.parametrize(("field", "value"), PAIRS)
def test_a_value_is_read_as_it_was(field, value):
    assert reader(field)(plain(value)) == value


def test_a_moment_is_written_in_utc():
    central = timezone(timedelta(hours=-6))
    assert plain(datetime(2026, 3, 10, 9, 0, tzinfo=central)) == "2026-03-10T15:00:00+00:00"


@given(some.dictionaries(some.text(max_size=3), some.integers() | some.floats(-1e6, 1e6), min_size=2))
def test_a_json_value_is_written_the_same_in_whatever_order_a_database_gives_it(value):
    turned = dict(reversed(value.items()))
    assert list(plain(turned).items()) == list(plain(value).items())
    assert plain(turned) == value


@pytest.mark.parametrize(
    ("field", "given_"),
    [
        (models.DateField(name="on"), "10.3.2026"),
        (models.DateTimeField(name="at"), "2026-03-10T15:00:00"),
        (models.DecimalField(name="hours", max_digits=6, decimal_places=2), "six"),
        (models.BinaryField(name="salt"), "%"),
        (models.BooleanField(name="is"), 1),
        (models.IntegerField(name="count"), True),
        (models.IntegerField(name="count"), "1"),
        (TEXT, None),
        (TEXT, 1),
    ],
)
def test_what_is_no_value_of_its_field_is_refused(field, given_):
    with pytest.raises(ValueWrong):
        reader(field)(given_)
