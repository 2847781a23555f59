"""Events: what they are, how they are written down and read back."""

import dataclasses
import functools
import importlib
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from interlocal.kernel.outbox.models import OutboxDelivery, OutboxEvent


@dataclasses.dataclass(frozen=True, kw_only=True)
class Event:
    """Base of every event: a frozen, keyword-only dataclass of plain values, from a room's ``events``."""

    @classmethod
    def name(cls) -> str:
        """The name under which it is stored: its module and class."""
        return f"{cls.__module__}.{cls.__qualname__}"

    def payload(self) -> dict[str, Any]:
        """The values as JSON can hold them."""
        return {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """Read the values back; a field that the stored event does not have keeps its default."""
        hints = typing.get_type_hints(cls)
        return cls(**{key: _typed(hints[key], value) for key, value in payload.items() if key in hints})


def announce(event: Event, *, now: datetime) -> None:
    """Write ``event`` to the outbox, in the transaction of the change it tells of.

    Each listener wired to the event's class gets a delivery of its own, handed to the dispatcher that
    ``config.wiring`` names. Raises ``RuntimeError`` outside a transaction: an event without its change, or a
    change without its event, is what the outbox exists to prevent.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is announced inside the transaction of its change.")
    stored = OutboxEvent.objects.create(name=event.name(), payload=event.payload(), announced_at=now)
    listeners = wiring().LISTENERS.get(type(event), ())
    deliveries = [OutboxDelivery(event=stored, listener=listener) for listener in listeners]
    OutboxDelivery.objects.bulk_create(deliveries)
    dispatch = import_string(wiring().DISPATCH_DELIVERY)
    for delivery in deliveries:
        dispatch(delivery.public_id, now=now)


def wiring() -> Any:
    """Return the module that says which listener hears what (``settings.INTERLOCAL_WIRING``)."""
    return importlib.import_module(settings.INTERLOCAL_WIRING)


@functools.cache
def event_class(name: str) -> type[Event]:
    """Return the class stored under ``name``; raises ``ImportError`` when it is gone."""
    event = import_string(name)
    if not (isinstance(event, type) and issubclass(event, Event)):
        raise ImportError(f"{name} is not an event.")  # noqa: TRY004 - as if it were gone
    return event


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"An event cannot carry a {type(value).__name__}.")


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        return tuple(_typed(typing.get_args(hint)[0], item) for item in value)
    if hint in (datetime, date):
        return hint.fromisoformat(value)
    return value
