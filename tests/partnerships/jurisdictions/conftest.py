"""What the tests of this room share."""

import pytest
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import NOW, JurisdictionFactory


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
