"""What the tests of this room share."""

import pytest
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.meetings import NOW, BodyFactory, MeetingFactory


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def city(db):
    return JurisdictionFactory.create(name="Riverton")


@pytest.fixture
def coordinator(db):
    return person_with("coordinator")


@pytest.fixture
def clerk(city):
    return person_with("clerk", city.public_id)


@pytest.fixture
def body(city):
    return BodyFactory.create(host=city)


@pytest.fixture
def meeting(body):
    return MeetingFactory.create(body=body)
