from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.factories.accounts import person_with
from tests.factories.commitments import CommitmentFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.desk.tasks import send_weekly_mails
from interlocal.foundation.accounts.models import User
from interlocal.foundation.notices.models import Notice
from interlocal.partnerships.jurisdictions.models import Jurisdiction

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 9, 7, 0, tzinfo=ZoneInfo("America/Chicago"))


@dataclass
class Running:
    """What the task asks of its job."""

    now: datetime

    def progress(self, done: int, total: int, label: str = "") -> None:
        assert done <= total


@pytest.fixture
def city() -> Jurisdiction:
    return JurisdictionFactory.create(name="Raytown")


@pytest.fixture
def manager(city: Jurisdiction) -> User:
    return person_with("city-manager", city.public_id)


def test_week_is_told_once_and_in_sentences(manager: User, city: Jurisdiction) -> None:
    CommitmentFactory.create(owed_by=city, owner=manager, title="Assign staff", due_on=MONDAY.date())
    for _again in range(2):
        send_weekly_mails(Running(MONDAY))
    (notice,) = Notice.objects.filter(recipient=manager, kind="desk.weekly")
    assert notice.context == {
        "needs": ["Assign staff (Raytown)"],
        "sentences": ["Raytown owes one commitment."],
    }


def test_week_is_told_in_the_readers_language(manager: User, city: Jurisdiction) -> None:
    User.objects.filter(pk=manager.pk).update(language="es")
    CommitmentFactory.create(owed_by=city, due_on=MONDAY.date() + timedelta(days=20))
    send_weekly_mails(Running(MONDAY))
    (notice,) = Notice.objects.filter(recipient=manager, kind="desk.weekly")
    assert notice.context["sentences"] == ["Raytown debe un compromiso."]


def test_nothing_to_say_is_not_said(manager: User) -> None:
    send_weekly_mails(Running(MONDAY))
    assert not Notice.objects.filter(recipient=manager).exists()


def test_only_mondays_have_a_week(manager: User, city: Jurisdiction) -> None:
    CommitmentFactory.create(owed_by=city, owner=manager, due_on=MONDAY.date())
    send_weekly_mails(Running(MONDAY + timedelta(days=1)))
    assert not Notice.objects.filter(kind="desk.weekly").exists()
