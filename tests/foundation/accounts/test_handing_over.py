"""Somebody leaves: signed out, tokens revoked, and what they looked after is with a named person."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories.accounts import RoleGrantFactory, person_with
from tests.factories.commitments import CommitmentFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.jurisdictions import JurisdictionFactory, RepresentationFactory
from tests.factories.meetings import BodyMemberFactory

from interlocal.config import wiring
from interlocal.foundation.accounts.models import AccountState
from interlocal.foundation.accounts.public import begin_token, suspend, use_token
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.partnerships.initiatives.public import name_risk

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return JurisdictionFactory.create(name="Raytown")


@pytest.fixture
def clerk(city):
    return person_with("clerk", city.public_id)


@pytest.fixture
def administrator(city):
    return person_with("it-administrator", city.public_id)


def test_a_citys_administrator_hands_over_on_a_page(client, city, clerk, administrator):
    successor = person_with("city-manager", city.public_id)
    mine = CommitmentFactory.create(owed_by=city, owner=clerk, title="File the report")
    RepresentationFactory.create(jurisdiction=city, user=clerk, name="", office="City clerk")
    client.force_login(administrator)
    here = reverse("accounts:suspend", args=[clerk.public_id])
    page = client.get(here).content.decode()
    assert ("File the report" in page, "City clerk" in page) == (True, True)
    client.post(here, {"successor": successor.public_id})
    mine.refresh_from_db()
    clerk.refresh_from_db()
    assert (mine.owner, clerk.state) == (successor, AccountState.SUSPENDED)
    client.post(reverse("accounts:restore", args=[clerk.public_id]))
    clerk.refresh_from_db()
    assert clerk.state == AccountState.ACTIVE


def test_tokens_end_at_once_and_stay_ended(clerk):
    now = clock.now()
    ends = now + timedelta(days=30)
    token, secret = begin_token(by=clerk, name="budget", may_write=False, expires_at=ends, now=now)
    suspend(by=person_with("coordinator"), user=clerk, now=now)
    token.refresh_from_db()
    assert (token.revoked_at, use_token(secret=secret, now=now)) == (now, None)


def test_what_the_successor_may_not_close_is_not_given_to_them(city, clerk):
    other = JurisdictionFactory.create(name="Grandview")
    abroad = CommitmentFactory.create(owed_by=other, owner=clerk)
    suspend(
        by=person_with("coordinator"),
        user=clerk,
        successor=person_with("clerk", city.public_id),
        now=clock.now(),
    )
    abroad.refresh_from_db()
    assert abroad.owner == clerk  # until those of that city, who are told, name another


def test_a_citys_administrator_reaches_nobody_who_acts_elsewhere(client, city, clerk, administrator):
    elsewhere = person_with("clerk", city.public_id)
    RoleGrantFactory.create(user=elsewhere, scope=PARTNERSHIP, role="auditor")
    for person in (elsewhere, person_with("clerk", "grandview"), person_with("coordinator"), administrator):
        with pytest.raises(Refusal):
            suspend(by=administrator, user=person, now=clock.now())
    client.force_login(administrator)
    assert client.get(reverse("accounts:suspend", args=[elsewhere.public_id])).status_code == 404
    assert client.get(reverse("accounts:anonymise", args=[clerk.public_id])).status_code == 404


def test_nothing_is_handed_to_who_is_gone(city, clerk):
    gone = person_with("clerk", city.public_id, is_suspended=True)
    for to in (gone, clerk):
        with pytest.raises(Refusal):
            suspend(by=person_with("coordinator"), user=clerk, successor=to, now=clock.now())
    clerk.refresh_from_db()
    assert clerk.state == AccountState.ACTIVE


def risk_of(person, initiative=None):
    return name_risk(
        by=None,
        initiative=initiative or InitiativeFactory.create(title="Fleet repair"),
        title="No mechanic is found",
        likelihood=2,
        impact=2,
        response="Ask the county.",
        owner=person,
        now=clock.now(),
    )


def test_a_risk_gets_another_who_watches_it(city, clerk):
    risk, successor = risk_of(clerk), person_with("city-manager", city.public_id)
    suspend(by=person_with("coordinator"), user=clerk, successor=successor, now=clock.now())
    risk.refresh_from_db()
    assert risk.owner == successor


def test_a_risk_is_not_given_to_who_may_not_see_its_initiative(city, clerk):
    risk, outsider = risk_of(clerk), person_with("it-administrator", city.public_id)
    suspend(by=person_with("coordinator"), user=clerk, successor=outsider, now=clock.now())
    risk.refresh_from_db()
    assert risk.owner == clerk


def test_what_was_not_handed_over_stays_in_sight(client, city, clerk):
    risk_of(clerk)
    BodyMemberFactory.create(user=clerk, name="", jurisdiction=city, body__name="Steering group")
    BodyMemberFactory.create(user=clerk, name="", body__name="Old board", ends_on="2025-01-01")
    coordinator = person_with("coordinator")
    client.force_login(coordinator)
    here = reverse("accounts:person", args=[clerk.public_id])
    assert "left behind" not in client.get(here).content.decode()
    suspend(by=coordinator, user=clerk, now=clock.now())
    page = client.get(here).content.decode()
    assert [words in page for words in ("left behind", "No mechanic", "Steering group", "Old board")] == [
        True,
        True,
        True,
        False,
    ]


def test_sealed_rooms_are_not_asked():
    assert [name for name in (*wiring.HOLDINGS, *wiring.HAND_OVER) if "hotline" in name] == []
