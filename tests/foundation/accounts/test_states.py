"""Suspending and restoring."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.factories.accounts import PASSWORD, UserFactory, person_with

from interlocal.foundation.accounts.events import PersonSuspended
from interlocal.foundation.accounts.models import AccountState, SignIn
from interlocal.foundation.accounts.public import restore, suspend
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.models import OutboxEvent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


def test_a_suspended_person_is_signed_out_at_once_and_cannot_come_back(client: Client) -> None:
    coordinator, clerk = person_with("coordinator"), person_with("clerk", "raytown", password=PASSWORD)
    client.force_login(clerk)
    assert client.get("/account/").status_code == 200
    suspend(by=coordinator, user=clerk, now=NOW)
    assert client.get("/account/")["Location"].startswith("/account/login/")
    assert not SignIn.objects.filter(user=clerk).exists()
    answer = client.post("/account/login/", {"login": clerk.email, "password": PASSWORD})
    assert answer["Location"] == "/account/inactive/"
    assert client.get("/account/inactive/").status_code == 200


def test_suspending_tells_the_rooms_above() -> None:
    clerk = person_with("clerk", "raytown")
    suspend(by=person_with("coordinator"), user=clerk, now=NOW)
    event = OutboxEvent.objects.get(name=PersonSuspended.name())
    assert PersonSuspended.from_payload(event.payload) == PersonSuspended(user=clerk.public_id)


def test_a_restored_person_has_the_roles_still_in_force() -> None:
    coordinator, clerk = person_with("coordinator"), person_with("clerk", "raytown")
    suspended = suspend(by=coordinator, user=clerk, now=NOW)
    assert suspended.grants_in_force(NOW.date()) == ()
    restored = restore(by=coordinator, user=clerk, now=NOW)
    assert restored.state == AccountState.ACTIVE
    assert [grant.role for grant in restored.grants_in_force(NOW.date())] == ["clerk"]


def test_who_may_not_suspend_is_refused() -> None:
    clerk = person_with("clerk", "raytown")
    for by in (person_with("city-manager", "raytown"), person_with("auditor"), clerk):
        with pytest.raises(Refusal):
            suspend(by=by, user=clerk, now=NOW)


def test_nobody_suspends_themselves_or_the_last_who_can_grant() -> None:
    coordinator = person_with("coordinator")
    with pytest.raises(Refusal):
        suspend(by=coordinator, user=coordinator, now=NOW)
    with pytest.raises(Refusal):
        suspend(by=None, user=coordinator, now=NOW)


def test_only_an_active_account_is_suspended_and_only_a_suspended_one_restored() -> None:
    coordinator = person_with("coordinator")
    with pytest.raises(Refusal):
        suspend(by=coordinator, user=UserFactory.create(is_invited=True), now=NOW)
    with pytest.raises(Refusal):
        restore(by=coordinator, user=UserFactory.create(), now=NOW)
