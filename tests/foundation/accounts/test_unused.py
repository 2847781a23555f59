"""Accounts that nobody uses are told of, to whoever can end them."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories.accounts import UserFactory, person_with
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.actions.states import suspend
from interlocal.foundation.accounts.models import User
from interlocal.foundation.accounts.public import count_unused
from interlocal.kernel import clock
from interlocal.upkeep.doctor.accounts import look_at_accounts
from interlocal.upkeep.doctor.finding import State

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def person(name: str, *, joined: datetime, signed_in: datetime | None) -> User:
    """Return somebody who joined, and signed in last, at these moments."""
    made: User = UserFactory.create(name=name, joined_at=joined, last_login=signed_in)
    return made


@pytest.fixture
def people() -> list[User]:
    """Return the one who signed in 90 days ago, and the one who never did in as many."""
    now = clock.now()
    person("In use", joined=now - 400 * DAY, signed_in=now - 89 * DAY)
    person("Just joined", joined=now - DAY, signed_in=None)
    return [
        person("Gone quiet", joined=now - 400 * DAY, signed_in=now - 90 * DAY),
        person("Never came", joined=now - 90 * DAY, signed_in=None),
    ]


def test_doctor_counts_them_until_they_are_suspended(people: list[User], settings: Any) -> None:
    [finding] = look_at_accounts(clock.now())
    assert (finding.state, count_unused(clock.now())) == (State.SOON, 2)
    assert "with 2 accounts for 90 days" in finding.says

    coordinator = person_with("coordinator")
    User.objects.filter(pk=coordinator.pk).update(last_login=clock.now())
    for one in people:
        suspend(by=coordinator, user=one, now=clock.now())

    [finding] = look_at_accounts(clock.now())
    assert finding.state == State.GOOD
    settings.INTERLOCAL_UNUSED_AFTER = timedelta()
    assert list(look_at_accounts(clock.now())) == []


def test_list_shows_them_and_when_they_came_last(client: Client, people: list[User]) -> None:
    client.force_login(person_with("coordinator"))

    page = client.get("/people/?state=unused")

    assert [one.name for one in page.context["page"]] == ["Gone quiet", "Never came"]
    shown = page.content.decode()
    assert "Last signed in on" in shown
    assert "Never signed in" in shown


def test_list_is_narrowed_to_a_city(client: Client, people: list[User]) -> None:
    city = JurisdictionFactory.create()
    theirs = person_with("clerk", city.public_id, name="Theirs")
    User.objects.filter(pk=theirs.pk).update(last_login=clock.now() - 200 * DAY)
    client.force_login(person_with("coordinator"))

    page = client.get("/people/", {"state": "unused", "place": f"jurisdiction:{city.public_id}"})

    assert [one.name for one in page.context["page"]] == ["Theirs"]
