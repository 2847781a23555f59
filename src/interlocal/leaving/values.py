"""Values in an archive: what JSON holds exactly, the same on every database."""

import base64
import binascii
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db.models import Field, JSONField

Value = Any


class ValueWrong(ValueError):
    """A value is none of what its field holds."""


def plain(value: Value) -> Any:
    """Return ``value`` as JSON holds it."""
    if value is None or isinstance(value, str | bool | int):
        return value
    for types, write in _WRITERS:
        if isinstance(value, types):
            return write(value)
    if isinstance(value, list | dict | float):
        return even(value)
    raise TypeError(f"A {type(value).__name__} cannot be written to an archive.")


def even(value: Any) -> Any:
    """Return a JSON value in which 2.0 is 2 and names are in order: databases differ in both."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case list() | tuple():
            return [even(one) for one in value]
        case dict():
            return {name: even(value[name]) for name in sorted(value)}
    return value


def as_it_is(value: Any) -> Any:
    """Return the value."""
    return value


def reader(field: "Field[Any, Any]") -> Callable[[Any], Value]:
    """Return the function that reads a value of ``field``; it raises ``ValueWrong``."""
    if isinstance(field, JSONField):
        return as_it_is
    kind, read = _READERS.get(field.get_internal_type(), (str, str))

    def value_of(given: Any) -> Value:
        if given is None:
            if not field.null:
                raise ValueWrong(f"{field.name} is empty.")
            return None
        if type(given) is not kind:
            raise ValueWrong(f"{field.name} holds no {kind.__name__}.")
        try:
            return read(given)
        except (ValueError, InvalidOperation, binascii.Error, OverflowError):
            raise ValueWrong(f"{field.name} holds no value of its kind.") from None

    return value_of


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _seconds(value: timedelta) -> int:
    return value // timedelta(microseconds=1)


# A moment is a day too, so it is asked for first.
_WRITERS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (datetime, _moment),
    (date, date.isoformat),
    (time, time.isoformat),
    (bytes | bytearray | memoryview, lambda value: base64.b64encode(bytes(value)).decode()),
    (Decimal, lambda value: format(value, "f")),
    (UUID, str),
    (timedelta, _seconds),
)


def _moment_of(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("A moment without a time zone.")
    return found


def _bytes_of(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


_NUMBERS = (
    *("SmallIntegerField", "IntegerField", "BigIntegerField", "PositiveSmallIntegerField"),
    *("PositiveIntegerField", "PositiveBigIntegerField"),
)
_READERS: dict[str, tuple[type, Callable[[Any], Value]]] = {
    **dict.fromkeys(_NUMBERS, (int, int)),
    "BooleanField": (bool, bool),
    "DateTimeField": (str, _moment_of),
    "DateField": (str, date.fromisoformat),
    "TimeField": (str, time.fromisoformat),
    "BinaryField": (str, _bytes_of),
    "DecimalField": (str, Decimal),
    "UUIDField": (str, UUID),
    "DurationField": (int, lambda value: timedelta(microseconds=value)),
}
