"""A reader who sees everything, two jurisdictions, and a moment."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.models import User


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def reader(db: None) -> User:
    return person_with("coordinator")


@pytest.fixture
def jurisdictions(db: None) -> Sequence[str]:
    return [JurisdictionFactory.create().public_id for _ in range(3)]
