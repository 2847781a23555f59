"""Values between databases and lines of text: the same value gives the same text whatever the engine."""

import base64
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Col

from interlocal.foundation.backups.rows.tables import Table

Row = Sequence[Any]


def reader(table: Table, connection: BaseDatabaseWrapper) -> Callable[[Row], bytes]:
    """Return a function that writes a row, as the driver gives it, as a line (without its end)."""
    converters = [_converters(column, table.name, connection) for column in table.columns]

    def line(row: Row) -> bytes:
        values = []
        for value, (kind, functions) in zip(row, converters, strict=True):
            plain = value
            for function in functions:
                plain = function(plain)
            values.append(_text_of(plain, kind))
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(
            "utf-8", "surrogatepass"
        )

    return line


def writer(table: Table, connection: BaseDatabaseWrapper) -> Callable[[bytes], list[Any]]:
    """Return a function that turns a line into the parameters of an INSERT."""
    adapters = [_adapter(column, connection) for column in table.columns]

    def parameters(line: bytes) -> list[Any]:
        values = json.loads(line.decode("utf-8", "surrogatepass"))
        return [
            None if value is None else adapt(_value_of(value))
            for value, adapt in zip(values, adapters, strict=True)
        ]

    return parameters


def _converters(column: Any, table: str, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
    """Return the engine's own conversions; a field's are left out: what is encrypted stays so."""
    expression = Col(table, column.field)
    return column.kind, [
        _bound(function, expression, connection) for function in connection.ops.get_db_converters(expression)
    ]


def _bound(function: Any, expression: Any, connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    return lambda value: function(value, expression, connection)


def _text_of(value: Any, kind: str) -> Any:
    """Return what JSON can hold: itself, or a list of a letter and a text."""
    if kind == "JSONField" and isinstance(value, str):
        return ["j", _even(json.loads(value))]
    if kind == "DurationField" and isinstance(value, int):
        return ["s", value]
    if value is None or isinstance(value, str | int | float):
        return value
    for types, write in _WRITTEN:
        if isinstance(value, types):
            return write(value)
    raise TypeError(f"A {type(value).__name__} cannot be kept in a backup.")


def _moment(value: datetime) -> list[str]:
    return ["t", (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()]


# A moment is a day too, so it is asked for first.
_WRITTEN: tuple[tuple[Any, Callable[[Any], list[Any]]], ...] = (
    (datetime, _moment),
    (date, lambda value: ["d", value.isoformat()]),
    (time, lambda value: ["h", value.isoformat()]),
    (bytes | bytearray | memoryview, lambda value: ["b", base64.b64encode(bytes(value)).decode()]),
    (Decimal, lambda value: ["n", format(value, "f")]),
    (UUID, lambda value: ["u", value.hex]),
    (timedelta, lambda value: ["s", value // timedelta(microseconds=1)]),
)


def _value_of(kept: Any) -> Any:
    if not isinstance(kept, list):
        return kept
    kind, text = kept
    reading: dict[str, Callable[[Any], Any]] = {
        "j": _Json,
        "b": base64.b64decode,
        "t": datetime.fromisoformat,
        "d": date.fromisoformat,
        "h": time.fromisoformat,
        "n": Decimal,
        "u": lambda given: UUID(hex=given),
        "s": lambda given: timedelta(microseconds=given),
    }
    return reading[kind](text)


class _Json:
    """A value of a JSON column, kept apart from a column's own text."""

    def __init__(self, value: Any) -> None:
        self.value = value


def _adapter(column: Any, connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    ops, features = connection.ops, connection.features
    field = column.field
    by_kind: dict[str, Callable[[Any], Any]] = {
        "DateTimeField": ops.adapt_datetimefield_value,
        "DateField": ops.adapt_datefield_value,
        "TimeField": ops.adapt_timefield_value,
        "DecimalField": lambda value: ops.adapt_decimalfield_value(
            value, field.max_digits, field.decimal_places
        ),
        "BinaryField": connection.Database.Binary,  # type: ignore[attr-defined]
        "JSONField": lambda given: ops.adapt_json_value(given.value, None),
        "UUIDField": lambda value: value if features.has_native_uuid_field else value.hex,
        "DurationField": lambda value: (
            value if features.has_native_duration_field else value // timedelta(microseconds=1)
        ),
        "GenericIPAddressField": ops.adapt_ipaddressfield_value,
    }
    return by_kind.get(column.kind, lambda value: value)


def _even(value: Any) -> Any:
    """Return a JSON value in which 2.0 is 2, as PostgreSQL keeps whole numbers it was given as 2e0."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_even(one) for one in value]
        case dict():
            return {name: _even(one) for name, one in value.items()}
    return value
