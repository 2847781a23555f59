"""Each listener hears each event, alone, and once."""

import inspect
import typing
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from tests.kernel.outbox import wiring
from tests.kernel.outbox.wiring import HERE, CityJoined, NobodyListens

from interlocal.foundation.jobs.models import Job
from interlocal.foundation.jobs.public import run_due
from interlocal.kernel.models import OutboxDelivery, OutboxEvent
from interlocal.kernel.outbox import Delivery, announce, deliver, forget_delivered, pending_deliveries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
JOINED = CityJoined(city="Raytown", joined_on=date(2022, 6, 1))


def effects() -> list[str]:
    return sorted(OutboxEvent.objects.filter(name__startswith="effect.").values_list("name", flat=True))


def test_each_listener_gets_a_delivery_of_its_own():
    announce(JOINED, now=NOW)
    deliveries = list(pending_deliveries())
    assert [delivery.listener for delivery in deliveries] == [f"{HERE}.greet", f"{HERE}.count"]
    assert wiring.dispatched == [delivery.public_id for delivery in deliveries]
    assert {(d.event.name, d.event.announced_at) for d in deliveries} == {(CityJoined.name(), NOW)}
    assert wiring.heard == []


def test_a_listener_hears_the_event_with_its_key_and_moment():
    announce(JOINED, now=NOW)
    first, _second = wiring.dispatched
    assert deliver(first, now=LATER)
    assert wiring.heard == [("greet", JOINED, Delivery(key=first, now=LATER))]
    assert OutboxDelivery.objects.get(public_id=first).delivered_at == LATER


def test_what_was_heard_is_not_heard_again():
    announce(JOINED, now=NOW)
    first, second = wiring.dispatched
    assert [deliver(first, now=NOW), deliver(first, now=LATER)] == [True, False]
    assert effects() == ["effect.greet"]
    assert [delivery.public_id for delivery in pending_deliveries()] == [second]


def test_a_broken_listener_undoes_its_own_work_alone():
    announce(JOINED, now=NOW)
    first, second = wiring.dispatched
    wiring.is_broken.add("greet")
    with pytest.raises(ValueError, match="greet"):
        deliver(first, now=NOW)
    assert deliver(second, now=NOW)
    assert effects() == ["effect.count"]
    wiring.is_broken.clear()
    assert deliver(first, now=LATER)
    assert effects() == ["effect.count", "effect.greet"]
    assert not pending_deliveries().exists()


def test_a_delivery_that_does_not_exist_is_none():
    assert not deliver("0" * 16, now=NOW)


def test_an_event_that_nobody_hears_is_kept_all_the_same():
    announce(NobodyListens(city="Raytown"), now=NOW)
    assert OutboxEvent.objects.get().payload == {"city": "Raytown"}
    assert wiring.dispatched == []


def test_an_event_cannot_be_delivered_twice_to_one_listener():
    announce(JOINED, now=NOW)
    delivery = OutboxDelivery.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxDelivery.objects.create(event=delivery.event, listener=delivery.listener)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_its_change_is_refused():
    with pytest.raises(RuntimeError, match="inside the transaction of its change"):
        announce(JOINED, now=NOW)
    assert not OutboxEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_its_change(settings):
    settings.INTERLOCAL_WIRING = f"{HERE}_with_jobs"
    with transaction.atomic():
        announce(JOINED, now=NOW)
        transaction.set_rollback(True)
    assert (OutboxEvent.objects.count(), OutboxDelivery.objects.count(), Job.objects.count()) == (0, 0, 0)


def test_jobs_deliver_and_try_again_what_failed(settings):
    settings.INTERLOCAL_WIRING = f"{HERE}_with_jobs"
    announce(JOINED, now=NOW)
    wiring.is_broken.add("greet")
    assert run_due(now=NOW) == 2
    assert effects() == ["effect.count"]
    waiting = Job.objects.get(state="waiting")
    assert waiting.last_error.rpartition(":")[0] == "ValueError at kernel/outbox/delivery.py"
    wiring.is_broken.clear()
    assert run_due(now=waiting.due_at) == 1
    assert effects() == ["effect.count", "effect.greet"]
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_events_are_forgotten_once_everybody_has_heard_them():
    for _event in range(2):
        announce(JOINED, now=NOW)
    first, second, owed, _last = (delivery.public_id for delivery in pending_deliveries())
    for key in (first, second, owed):
        deliver(key, now=NOW)
    effects_aside = OutboxEvent.objects.filter(name=CityJoined.name())
    assert forget_delivered(before=NOW) == 0
    forget_delivered(before=LATER)
    assert [event.deliveries.count() for event in effects_aside] == [2]


def test_every_wired_listener_exists_and_hears_its_event():
    from interlocal.config.wiring import LISTENERS

    for event, listeners in LISTENERS.items():
        assert len(set(listeners)) == len(listeners)
        for path in listeners:
            listener = import_string(path)
            hints = typing.get_type_hints(listener)
            heard, *rest = inspect.signature(listener).parameters
            events = typing.get_args(hints[heard]) or (hints[heard],)
            is_heard = any(issubclass(event, one) for one in events)
            assert (is_heard, rest, hints["delivery"]) == (True, ["delivery"], Delivery), path
