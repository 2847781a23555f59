"""Granting and ending roles."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import RoleGrantFactory, UserFactory, person_with

from interlocal.foundation.accounts.models import RoleGrant
from interlocal.foundation.accounts.public import end_role, grant_role
from interlocal.foundation.audit.models import AuditDetail
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import PARTNERSHIP, jurisdiction_scope

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)
RAYTOWN = jurisdiction_scope("raytown")


def test_grant_role_writes_the_grant_and_the_audit() -> None:
    coordinator, user = person_with("coordinator"), UserFactory.create()
    grant = grant_role(by=coordinator, user=user, role="clerk", scope=RAYTOWN, from_on=TODAY, now=NOW)
    assert (grant.user, grant.role, grant.scope, grant.granted_by) == (user, "clerk", RAYTOWN, coordinator)
    entry = AuditDetail.objects.get()
    assert (entry.action, entry.subject_id, entry.actor_id) == (
        "accounts.grant_role",
        user.public_id,
        coordinator.public_id,
    )
    assert entry.values["scope"] == "jurisdiction:raytown"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"role": "king"}, "role"),
        ({"role": "clerk", "scope": PARTNERSHIP}, "scope"),
        ({"role": "coordinator", "scope": RAYTOWN}, "scope"),
        ({"until_on": TODAY - timedelta(days=1)}, "until_on"),
    ],
)
def test_a_grant_that_makes_no_sense_is_refused(given: dict, field: str) -> None:
    asked = {"role": "clerk", "scope": RAYTOWN, "from_on": TODAY} | given
    with pytest.raises(Refusal) as refused:
        grant_role(by=None, user=UserFactory.create(), now=NOW, **asked)
    assert refused.value.field == field
    assert not RoleGrant.objects.exists()
    assert not AuditDetail.objects.exists()


@pytest.mark.parametrize("role", ["auditor", "clerk", "city-manager"])
def test_who_may_not_grant_there_is_refused(role: str) -> None:
    by = person_with(role, None if role == "auditor" else "lees-summit")
    with pytest.raises(Refusal):
        grant_role(by=by, user=UserFactory.create(), role="clerk", scope=RAYTOWN, from_on=TODAY, now=NOW)


def test_a_city_manager_grants_in_the_own_city() -> None:
    by = person_with("city-manager", "raytown")
    grant_role(by=by, user=UserFactory.create(), role="clerk", scope=RAYTOWN, from_on=TODAY, now=NOW)
    assert RoleGrant.objects.filter(role="clerk", granted_by=by).count() == 1


def test_nobody_grants_or_ends_their_own() -> None:
    by = person_with("coordinator")
    person_with("coordinator")
    with pytest.raises(Refusal):
        grant_role(by=by, user=by, role="auditor", scope=PARTNERSHIP, from_on=TODAY, now=NOW)
    with pytest.raises(Refusal):
        end_role(by=by, grant=by.grants.get(), now=NOW)


@pytest.mark.parametrize(
    ("held", "asked", "is_refused"),
    [
        ((1, None), (10, None), True),
        ((1, 10), (10, 20), True),
        ((1, 10), (11, 20), False),
        ((15, None), (1, 14), False),
        ((15, None), (1, 15), True),
    ],
)
def test_the_same_role_is_not_held_twice_on_one_day(
    held: tuple[int, int | None], asked: tuple[int, int | None], is_refused: bool
) -> None:
    def march(day: int | None) -> date | None:
        return None if day is None else date(2026, 3, day)

    user = UserFactory.create()
    RoleGrantFactory.create(
        user=user, role="clerk", scope=RAYTOWN, from_on=march(held[0]), until_on=march(held[1])
    )
    days = {"from_on": march(asked[0]), "until_on": march(asked[1])}
    if is_refused:
        with pytest.raises(Refusal):
            grant_role(by=None, user=user, role="clerk", scope=RAYTOWN, now=NOW, **days)
    else:
        grant_role(by=None, user=user, role="clerk", scope=RAYTOWN, now=NOW, **days)
    assert user.grants.count() == (1 if is_refused else 2)


def test_an_ended_role_gives_nothing_from_that_day_and_stays_as_history() -> None:
    coordinator, clerk = person_with("coordinator"), person_with("clerk", "raytown")
    ended = end_role(by=coordinator, grant=clerk.grants.get(), now=NOW)
    assert [ended.is_in_force(TODAY - timedelta(days=1)), ended.is_in_force(TODAY)] == [True, False]
    assert RoleGrant.objects.get(pk=ended.pk).ended_by == coordinator
    with pytest.raises(Refusal):
        end_role(by=coordinator, grant=ended, now=NOW)


def test_the_last_who_can_grant_everywhere_keeps_the_role() -> None:
    last = person_with("coordinator")
    RoleGrantFactory.create(role="coordinator", until_on=date(2027, 1, 1))  # ends by itself: does not count
    RoleGrantFactory.create(role="coordinator", user__is_active=False)
    with pytest.raises(Refusal):
        end_role(by=None, grant=last.grants.get(), now=NOW)
    person_with("coordinator")
    end_role(by=None, grant=last.grants.get(), now=NOW)


def test_role_that_asks_for_a_second_step_ends_sessions_without_one(client: Client) -> None:
    person = UserFactory.create()
    client.force_login(person)
    grant_role(by=None, user=person, role="clerk", scope=RAYTOWN, from_on=TODAY, now=NOW)
    assert client.get(reverse("desk:home")).status_code == 200
    grant_role(by=None, user=person, role="coordinator", scope=PARTNERSHIP, from_on=TODAY, now=NOW)
    assert client.get(reverse("desk:home")).status_code == 302
