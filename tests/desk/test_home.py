from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import UserFactory, person_with
from tests.factories.commitments import NOW, TODAY, CommitmentFactory
from tests.factories.initiatives import AssignmentFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.desk import queries
from interlocal.foundation.accounts.models import User
from interlocal.partnerships.jurisdictions.models import Jurisdiction

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Jurisdiction:
    return JurisdictionFactory.create(name="Raytown")


@pytest.fixture
def manager(city: Jurisdiction) -> User:
    return person_with("city-manager", city.public_id)


def test_what_needs_the_person_comes_first_and_late_ones_before_others(
    manager: User, city: Jurisdiction
) -> None:
    soon = CommitmentFactory.create(owed_by=city, owner=manager, due_on=TODAY + timedelta(days=3))
    late = CommitmentFactory.create(owed_by=city, owner=manager, overdue=True)
    CommitmentFactory.create(owed_by=city, owner=UserFactory.create(), due_on=TODAY)
    assert list(queries.home_of(manager, today=TODAY).needs.first) == [late, soon]


def test_home_says_what_the_city_owes_and_is_owed(manager: User, city: Jurisdiction) -> None:
    CommitmentFactory.create_batch(2, owed_by=city, owner=manager)
    CommitmentFactory.create(owed_by=city, owner=manager, overdue=True)
    CommitmentFactory.create(owed_to=city)
    (balance,) = queries.home_of(manager, today=TODAY).balances
    found = (balance.name, balance.owes.open_count, balance.owes.overdue_count, balance.is_owed.open_count)
    assert found == ("Raytown", 3, 1, 1)


def test_who_acts_for_all_has_no_city_of_their_own() -> None:
    JurisdictionFactory.create()
    assert queries.home_of(person_with("coordinator"), today=TODAY).balances == ()


def test_home_of_a_person_without_a_role_is_empty() -> None:
    CommitmentFactory.create_batch(3, overdue=True)
    home = queries.home_of(UserFactory.create(), today=TODAY)
    assert (list(home.needs.first), home.balances, home.this_week, home.moved, home.adoptions) == (
        [],
        (),
        [],
        [],
        (),
    )


def test_what_is_between_two_other_cities_is_not_shown(manager: User) -> None:
    CommitmentFactory.create(confidential=True, due_on=TODAY + timedelta(days=1))
    assert queries.home_of(manager, today=TODAY).this_week == []


def test_more_than_fit_are_counted(manager: User, city: Jurisdiction) -> None:
    CommitmentFactory.create_batch(11, owed_by=city, owner=manager, overdue=True)
    home = queries.home_of(manager, today=TODAY)
    assert (len(home.needs.first), home.needs.more) == (8, 3)


def test_panels_without_data_are_left_out(client: Client, manager: User) -> None:
    client.force_login(manager)
    page = client.get(reverse("desk:home")).content.decode()
    assert "Nothing needs you now" in page
    assert "This week" not in page
    assert "Moving" not in page


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_home_asks_the_database_a_fixed_number_of_times(
    client: Client, manager: User, city: Jurisdiction, rows: int
) -> None:
    CommitmentFactory.create_batch(rows, owed_by=city, owner=manager, overdue=True)
    CommitmentFactory.create_batch(9, owed_by=city, owner=manager, overdue=True)
    client.force_login(manager)
    client.get(reverse("desk:home"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("desk:home"))
    assert len(asked) <= 20, [query["sql"][:120] for query in asked]
    assert NOW.date() == TODAY


def test_home_says_which_hours_the_city_gave_of_those_it_promised(
    client: Client, manager: User, city: Jurisdiction
) -> None:
    AssignmentFactory.create(jurisdiction=city, starts_on=TODAY.replace(month=1, day=1))
    AssignmentFactory.create()

    (hours,) = queries.home_of(manager, today=TODAY).hours.cities

    # January and February at six hours; March has not ended.
    assert (hours.jurisdiction, hours.promised, hours.given, hours.unanswered) == (city, 12, 0, 2)
    client.force_login(manager)
    assert client.get(reverse("desk:home")).status_code == 200


def test_home_of_who_acts_for_all_adds_the_hours_up_and_names_who_answers_least(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interlocal.desk.queries.home.SHOWN", 1)
    coordinator = person_with("coordinator")
    AssignmentFactory.create(starts_on=TODAY.replace(month=2, day=1))
    late = AssignmentFactory.create(starts_on=TODAY.replace(month=1, day=1))

    hours = queries.home_of(coordinator, today=TODAY).hours

    assert [city.jurisdiction for city in hours.cities] == [late.jurisdiction]
    assert (hours.count, hours.promised, hours.given, hours.are_some_left_out) == (2, 18, 0, True)
    with time_machine.travel(NOW, tick=False):
        client.force_login(coordinator)
        page = client.get(reverse("desk:home")).content.decode()
    assert "2 cities gave 0 hours of 18 promised." in page
