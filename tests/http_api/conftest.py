"""A study that can be worked out, and programs that ask about it."""

from datetime import timedelta

import pytest
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import planned_study

from interlocal.config.sample.data import read
from interlocal.foundation.accounts.public import begin_token
from interlocal.kernel import clock


class Program:
    """What asks with a token."""

    def __init__(self, client, secret):
        self.client, self.secret = client, secret

    def __getattr__(self, method):
        def ask(path, data=None, **given):
            more = {"content_type": "application/json"} if method in {"post", "patch"} else {}
            headers = {"Authorization": f"Bearer {self.secret}"}
            return getattr(self.client, method)(f"/api/v1{path}", data, headers=headers, **more, **given)

        return ask


def secret_of(person, *, may_write=False, days=30):
    now = clock.now()
    expires_at = now + timedelta(days=days)
    return begin_token(by=person, name="Test", may_write=may_write, expires_at=expires_at, now=now)[1]


@pytest.fixture
def study(db):
    PartnershipFactory.create()
    return planned_study(read("studies")["studies"][0])


@pytest.fixture
def program(client):
    """Return what makes a program of somebody with a role, in a city where that is of a city."""

    def make(role, city=None, *, may_write=False):
        person = person_with(role, city.public_id if city else None)
        return Program(client, secret_of(person, may_write=may_write))

    return make


@pytest.fixture
def city(study):
    return study.cities.get(jurisdiction__name="Raytown")


@pytest.fixture
def elsewhere(db):
    return JurisdictionFactory.create(name="Elsewhere")
