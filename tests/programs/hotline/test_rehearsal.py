"""The rehearsal shows, and proves with sealed test reports, who would read what."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.hotline import CategoryFactory, CityHotlineFactory, give_key, staff

from interlocal.foundation.accounts.models import User
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.actions import rehearsing
from interlocal.programs.hotline.models import CityHotline, Count, Duty, Holder, Office, Report
from interlocal.programs.hotline.queries.rehearsal import readers_of, rehearsal_of
from interlocal.programs.hotline.retention import RULES

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, tzinfo=UTC)


@pytest.fixture
def coordinator() -> User:
    return person_with("coordinator")


@pytest.fixture
def city() -> CityHotline:
    """A finance director who is a recipient, a second recipient, a substitute, keepers, and a fallback."""
    CategoryFactory.create(slug="other")
    council = CityHotlineFactory.create(is_open=False)
    hotline = CityHotlineFactory.create(fallback=council)
    give_key(staff(council, name="Carla Council"))
    director = staff(hotline, name="Fina Director")
    give_key(director)
    give_key(staff(hotline, name="Ines Investigator"))
    give_key(staff(hotline, Duty.SUBSTITUTE, name="Sam Substitute"))
    for body in (council, hotline, CityHotlineFactory.create()):
        give_key(staff(body, Duty.KEEPER))
    office = Office.objects.create(jurisdiction=hotline.jurisdiction, title="Finance", created_at=NOW)
    Holder.objects.create(office=office, name="Fina Director", user=director, created_at=NOW)
    return hotline


def test_each_way_shows_who_would_read_it_and_where(city: CityHotline) -> None:
    shown = {line.rehearsed.trial.words: (line.body, list(line.readers)) for line in rehearsal_of(city)}
    own, council = city.jurisdiction.name, city.fallback.jurisdiction.name  # type: ignore[union-attr]

    assert shown == {
        "Nobody is marked or named": (own, ["Fina Director", "Ines Investigator"]),
        "“Finance” is marked": (own, ["Ines Investigator"]),
        "Fina Director is named": (own, ["Ines Investigator"]),
        "Ines Investigator is named": (own, ["Fina Director"]),
        "Sam Substitute is named": (own, ["Fina Director", "Ines Investigator"]),
        "Somebody whom nobody here knows is named": (council, ["Carla Council"]),
        "The reporter is not sure of the city": (council, ["Carla Council"]),
    }


def test_every_test_report_is_sealed_to_exactly_whom_the_page_shows(
    coordinator: User, city: CityHotline
) -> None:
    expected = sorted(sorted(line.rehearsed.way.readers) for line in rehearsal_of(city))

    assert rehearsing.send_rehearsal(by=coordinator, hotline=city, now=NOW) == 7

    sent = Report.objects.all()
    assert sorted(sorted(readers_of(report)) for report in sent) == expected
    assert {(report.is_rehearsal, str(report.delete_after)) for report in sent} == {(True, "2026-03-17")}


def test_a_rehearsal_is_deleted_after_a_week_and_counted_nowhere(
    coordinator: User, city: CityHotline
) -> None:
    rehearsing.send_rehearsal(by=coordinator, hotline=city, now=NOW)

    for rule in RULES:
        rule.delete(datetime(2026, 3, 18, 12, tzinfo=UTC))

    assert (Report.objects.count(), Count.objects.count()) == (0, 0)


def test_a_report_that_reaches_somebody_else_stops_the_rehearsal_and_leaves_nothing(
    coordinator: User, city: CityHotline, monkeypatch: Any
) -> None:
    outsider = person_with("clerk").public_id
    monkeypatch.setattr(rehearsing, "readers_of", lambda report: {*readers_of(report), outsider})

    with pytest.raises(Refusal, match="reached somebody else"):
        rehearsing.send_rehearsal(by=coordinator, hotline=city, now=NOW)

    assert not Report.objects.exists()


def test_a_city_without_keys_has_nothing_to_rehearse(coordinator: User) -> None:
    hotline = CityHotlineFactory.create()
    staff(hotline)

    with pytest.raises(Refusal, match="Nobody could read"):
        rehearsing.send_rehearsal(by=coordinator, hotline=hotline, now=NOW)


def test_the_page_sends_and_says_so(client: Client, coordinator: User, city: CityHotline) -> None:
    client.force_login(coordinator)

    page = client.post(reverse("hotline:send-rehearsal", args=[city.public_id]), follow=True)

    assert "Every test report was sealed to exactly the people below." in page.content.decode()
    assert Report.objects.filter(is_rehearsal=True).count() == 7
