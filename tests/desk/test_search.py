import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import UserFactory, person_with
from tests.factories.commitments import CommitmentFactory
from tests.factories.initiatives import ProgramRecordFactory
from tests.factories.instruments import InstrumentFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.desk import queries
from interlocal.foundation.accounts.models import User

pytestmark = pytest.mark.django_db


def titles(user: User, words: str) -> list[str]:
    return [hit.title for found in queries.search(user, words) for hit in found.hits]


@pytest.fixture
def manager() -> User:
    return person_with("city-manager", JurisdictionFactory.create().public_id)


def test_search_looks_in_every_room(manager: User) -> None:
    city = JurisdictionFactory.create(name="Fleetwood")
    CommitmentFactory.create(title="Repair the fleet")
    InstrumentFactory.create(jurisdiction=city, number="26-77")
    ProgramRecordFactory.create(title="Fleet program")
    found = titles(manager, "fleet")
    assert found == ["Repair the fleet", "Fleet program", "Fleetwood"]
    assert titles(manager, "26-77") == ["Fleetwood: Resolution No. 26-77"]


def test_search_finds_only_what_the_person_may_see(manager: User) -> None:
    CommitmentFactory.create(title="A secret between two", confidential=True)
    assert titles(manager, "secret") == []
    assert titles(person_with("coordinator"), "secret") == ["A secret between two"]
    assert titles(UserFactory.create(), "secret") == []


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "'; DROP TABLE x; --", "ñandú" * 200])
def test_search_takes_any_words(client: Client, manager: User, words: str) -> None:
    CommitmentFactory.create(title="Plain")
    client.force_login(manager)
    response = client.get(reverse("desk:search"), {"q": words})
    assert response.status_code == 200
    assert b"Plain" not in response.content


def test_search_says_that_there_are_more(manager: User) -> None:
    CommitmentFactory.create_batch(12)
    (found,) = queries.search(manager, "Support the staff")
    assert (len(found.hits), found.has_more) == (10, True)


def test_address_with_a_nul_character_is_refused(client: Client, manager: User) -> None:
    client.force_login(manager)
    addresses = (f"{reverse('desk:search')}?q=%00", "/instruments/%00/")
    assert [client.get(address).status_code for address in addresses] == [400, 400]
