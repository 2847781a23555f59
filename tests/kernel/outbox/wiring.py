"""Events, listeners and the wiring between them, for the outbox's tests."""

from dataclasses import dataclass
from datetime import date, datetime

from interlocal.kernel.outbox import Delivery, Event
from interlocal.kernel.outbox.models import OutboxEvent

HERE = "tests.kernel.outbox.wiring"


@dataclass(frozen=True, kw_only=True)
class CityJoined(Event):
    """Something happened, told with every kind of value."""

    city: str
    members: int = 5
    is_founder: bool = False
    joined_on: date
    announced_at: datetime | None = None
    programs: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NobodyListens(Event):
    """An event that is wired to no listener."""

    city: str


dispatched: list[str] = []
heard: list[tuple[str, Event, Delivery]] = []
is_broken: set[str] = set()


def dispatch(key: str, *, now: datetime) -> None:
    """Note what is to be delivered."""
    dispatched.append(key)


def greet(event: CityJoined, *, delivery: Delivery) -> None:
    """Hear it, with an effect in the database."""
    _hear("greet", event, delivery)


def count(event: CityJoined, *, delivery: Delivery) -> None:
    """Hear it too."""
    _hear("count", event, delivery)


def _hear(name: str, event: Event, delivery: Delivery) -> None:
    OutboxEvent.objects.create(name=f"effect.{name}", payload={}, announced_at=delivery.now)
    if name in is_broken:
        raise ValueError(name)
    heard.append((name, event, delivery))


LISTENERS: dict[type[Event], tuple[str, ...]] = {CityJoined: (f"{HERE}.greet", f"{HERE}.count")}
DISPATCH_DELIVERY = f"{HERE}.dispatch"
