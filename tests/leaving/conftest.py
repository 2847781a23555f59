"""A partnership of which Raytown is a member, and who may take records along."""

import pytest
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory


@pytest.fixture
def own_store(settings, tmp_path):
    """A store of files that no other test writes to."""
    settings.INTERLOCAL_DATA = str(tmp_path / "data")


@pytest.fixture
def partnership(own_store):
    return PartnershipFactory.create(name="Joint Powers")


@pytest.fixture
def raytown(partnership):
    return JurisdictionFactory.create(name="Raytown", member=True)


@pytest.fixture
def manager(raytown):
    return person_with("city-manager", raytown.public_id, password=PASSWORD, name="Ray Manager")


@pytest.fixture
def coordinator(partnership):
    return person_with("coordinator", password=PASSWORD)
