"""The set-up: never one person alone, never closed gaps, and everything in words."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.hotline import CategoryFactory, CityHotlineFactory, give_key, staff
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.models import User
from interlocal.foundation.jobs.public import RunningJob
from interlocal.foundation.notices.public import Notice
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.actions import cities, duties, offices
from interlocal.programs.hotline.models import Category, CityHotline, Duty, Holder, Office, Recipient
from interlocal.programs.hotline.queries import setup
from interlocal.programs.hotline.queries.duties import duties_in_force
from interlocal.programs.hotline.rules.places import text_for
from interlocal.programs.hotline.tasks.looking import ask_all_to_look

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, tzinfo=UTC)
TODAY = date(2026, 3, 10)


@pytest.fixture
def coordinator() -> User:
    return person_with("coordinator")


@pytest.fixture
def hotline() -> CityHotline:
    return CityHotlineFactory.create(is_open=False)


@pytest.fixture
def other() -> CityHotline:
    return CityHotlineFactory.create()


def investigator(hotline: CityHotline) -> User:
    return person_with("hotline-investigator", hotline.jurisdiction.public_id)


def named(coordinator: User, hotline: CityHotline, duty: str = Duty.RECIPIENT) -> Recipient:
    return duties.name_person(by=coordinator, hotline=hotline, user=investigator(hotline), duty=duty, now=NOW)


def test_a_person_counts_once_another_city_confirms(
    coordinator: User, hotline: CityHotline, other: CityHotline
) -> None:
    duty = named(coordinator, hotline)

    assert list(duties_in_force()) == []

    duties.confirm_person(by=investigator(other), recipient=duty, now=NOW)

    assert list(duties_in_force()) == [duty]


def test_nobody_of_the_same_city_confirms(coordinator: User, hotline: CityHotline) -> None:
    duty = named(coordinator, hotline)

    with pytest.raises(Refusal, match="another city"):
        duties.confirm_person(by=investigator(hotline), recipient=duty, now=NOW)


def test_an_administrator_confirms_nothing_alone(coordinator: User, hotline: CityHotline) -> None:
    duty = named(coordinator, hotline)

    with pytest.raises(Refusal):
        duties.confirm_person(by=coordinator, recipient=duty, now=NOW)
    duty.refresh_from_db()
    assert duty.confirmed_by is None


def test_who_is_named_does_not_confirm_themselves(
    coordinator: User, hotline: CityHotline, other: CityHotline
) -> None:
    person = investigator(other)
    duty = duties.name_person(by=coordinator, hotline=hotline, user=person, duty=Duty.SUBSTITUTE, now=NOW)

    with pytest.raises(Refusal):
        duties.confirm_person(by=person, recipient=duty, now=NOW)


def test_who_named_does_not_confirm(hotline: CityHotline, other: CityHotline) -> None:
    both = investigator(other)
    duty = Recipient.objects.create(
        jurisdiction=hotline.jurisdiction,
        user=investigator(hotline),
        duty=Duty.RECIPIENT,
        named_by=both,
        created_at=NOW,
    )

    with pytest.raises(Refusal):
        duties.confirm_person(by=both, recipient=duty, now=NOW)


def test_somebody_with_roles_in_both_cities_does_not_confirm(
    coordinator: User, hotline: CityHotline, other: CityHotline
) -> None:
    both = staff(other)
    staff(hotline, user=both)
    duty = named(coordinator, hotline)

    with pytest.raises(Refusal):
        duties.confirm_person(by=both, recipient=duty, now=NOW)


def test_a_confirmation_counts_once(coordinator: User, hotline: CityHotline, other: CityHotline) -> None:
    duty, confirmer = named(coordinator, hotline), investigator(other)
    duties.confirm_person(by=confirmer, recipient=duty, now=NOW)

    with pytest.raises(Refusal, match="already"):
        duties.confirm_person(by=confirmer, recipient=duty, now=NOW)


def test_everybody_who_serves_is_told_of_a_new_name(
    coordinator: User, hotline: CityHotline, other: CityHotline
) -> None:
    serving = {staff(other), staff(other, Duty.KEEPER)}
    duty = named(coordinator, hotline)

    duties.confirm_person(by=investigator(other), recipient=duty, now=NOW)

    told = Notice.objects.filter(kind="hotline.new_name")
    assert {notice.recipient for notice in told} == serving | {duty.user}


def test_a_role_is_needed_for_a_duty(coordinator: User, hotline: CityHotline, other: CityHotline) -> None:
    with pytest.raises(Refusal) as refused:
        duties.name_person(
            by=coordinator, hotline=hotline, user=investigator(other), duty=Duty.RECIPIENT, now=NOW
        )

    assert refused.value.field == "user"
    assert not Recipient.objects.filter(jurisdiction=hotline.jurisdiction).exists()


def test_an_ended_duty_needs_a_new_confirmation(
    coordinator: User, hotline: CityHotline, other: CityHotline
) -> None:
    duty = named(coordinator, hotline)
    duties.confirm_person(by=investigator(other), recipient=duty, now=NOW)
    duties.end_duty(by=coordinator, recipient=duty, on=TODAY, now=NOW)

    again = duties.name_person(by=coordinator, hotline=hotline, user=duty.user, duty=Duty.RECIPIENT, now=NOW)

    assert again.confirmed_by is None
    assert list(duties_in_force()) == []


@pytest.fixture
def ready(hotline: CityHotline, other: CityHotline) -> CityHotline:
    """A city in which nothing is missing that keeps it closed."""
    CategoryFactory.create()
    for one in (hotline, other):
        for duty in (Duty.RECIPIENT, Duty.KEEPER):
            give_key(staff(one, duty))
    give_key(staff(CityHotlineFactory.create(), Duty.KEEPER))
    hotline.fallback = other
    hotline.save()
    return hotline


def _blocking(hotline: CityHotline) -> list[str]:
    return [one.words for one in setup.findings_by_city([hotline])[hotline.pk] if one.blocks]


def test_a_city_where_nothing_is_missing_opens_and_closes(coordinator: User, ready: CityHotline) -> None:
    assert _blocking(ready) == []

    cities.open_hotline(by=coordinator, hotline=ready, on=TODAY, now=NOW)
    ready.refresh_from_db()
    assert ready.is_open
    cities.close_hotline(by=coordinator, hotline=ready, on=date(2026, 4, 1), now=NOW)

    assert list(ready.openings.values_list("starts_on", "ends_on")) == [(TODAY, date(2026, 4, 1))]


def _no_recipient(hotline: CityHotline) -> None:
    Recipient.objects.filter(jurisdiction=hotline.jurisdiction, duty=Duty.RECIPIENT).delete()


def _no_confirmation(hotline: CityHotline) -> None:
    Recipient.objects.filter(jurisdiction=hotline.jurisdiction).update(confirmed_by=None)


def _no_fallback(hotline: CityHotline) -> None:
    hotline.fallback = None
    hotline.save()


def _nobody_at_the_fallback(hotline: CityHotline) -> None:
    assert hotline.fallback is not None
    _no_recipient(hotline.fallback)


def _too_few_keepers(hotline: CityHotline) -> None:
    Recipient.objects.filter(duty=Duty.KEEPER, jurisdiction=hotline.jurisdiction).delete()


def _no_categories(_hotline: CityHotline) -> None:
    Category.objects.all().delete()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_no_recipient, "Nobody is named to receive reports."),
        (_no_confirmation, "No recipient is confirmed and has a key"),
        (_no_fallback, "No fallback"),
        (_nobody_at_the_fallback, "is the fallback, and nobody there"),
        (_too_few_keepers, "Recovery needs keepers of 3 cities; 2 cities have"),
        (_no_categories, "There are no categories"),
    ],
)
def test_what_is_missing_keeps_a_city_closed_and_is_said(
    coordinator: User, ready: CityHotline, spoil: Any, words: str
) -> None:
    spoil(ready)

    with pytest.raises(Refusal, match=words):
        cities.open_hotline(by=coordinator, hotline=ready, on=TODAY, now=NOW)
    ready.refresh_from_db()
    assert not ready.is_open


def test_the_fallback_is_another_body(coordinator: User, hotline: CityHotline) -> None:
    with pytest.raises(Refusal, match="outside this city"):
        cities.set_rules(
            by=coordinator, hotline=hotline, fallback=hotline, keep_months=None, keep_source="", now=NOW
        )


def test_a_retention_has_a_source(coordinator: User, hotline: CityHotline, other: CityHotline) -> None:
    with pytest.raises(Refusal) as refused:
        cities.set_rules(
            by=coordinator, hotline=hotline, fallback=other, keep_months=60, keep_source=" ", now=NOW
        )

    assert refused.value.field == "keep_source"


def test_texts_are_kept_by_language_and_read_in_english_where_spanish_is_missing(
    coordinator: User, hotline: CityHotline
) -> None:
    said = {"en": {"welcome": "Welcome", "after": "Then"}, "es": {"welcome": "Bienvenidos", "after": " "}}

    kept = cities.set_texts(by=coordinator, hotline=hotline, texts=said, now=NOW).texts

    assert text_for(kept, "welcome", "es") == "Bienvenidos"
    assert text_for(kept, "after", "es") == "Then"
    assert text_for(kept, "other-ways", "es") == ""


def test_an_office_has_its_holders_and_loses_them(coordinator: User, hotline: CityHotline) -> None:
    office = offices.add_office(by=coordinator, hotline=hotline, title="Finance", title_es="", now=NOW)
    facts: dict[str, Any] = {"by": coordinator, "hotline": hotline, "office": office, "now": NOW}
    holder = offices.add_holder(**facts, name="Ana Ruiz", user=None, is_deputy=False)

    with pytest.raises(Refusal):
        offices.add_holder(**facts, name="ana ruiz", user=None, is_deputy=True)
    offices.remove_holder(by=coordinator, hotline=hotline, holder=holder, now=NOW)

    assert not Holder.objects.exists()


def test_everybody_who_serves_is_told_when_somebody_leaves_an_office(
    coordinator: User, hotline: CityHotline, other: CityHotline
) -> None:
    serving = {staff(other), staff(hotline, Duty.KEEPER)}
    office = offices.add_office(by=coordinator, hotline=hotline, title="Finance", title_es="", now=NOW)
    holder = offices.add_holder(
        by=coordinator, hotline=hotline, office=office, name="Ana Ruiz", user=None, is_deputy=False, now=NOW
    )

    offices.remove_holder(by=coordinator, hotline=hotline, holder=holder, now=NOW)

    told = Notice.objects.filter(kind="hotline.left_office")
    assert {notice.recipient for notice in told} == serving
    assert (told[0].context["name"], told[0].context["office"]) == ("Ana Ruiz", "Finance")


def test_the_order_of_substitutes_is_changed_on_a_page(
    client: Client, coordinator: User, hotline: CityHotline
) -> None:
    first, second = (staff(hotline, Duty.SUBSTITUTE, name=name) for name in ("Sam Poe", "Una Day"))
    rows = [Recipient.objects.get(user=user) for user in (first, second)]
    client.force_login(coordinator)
    page = reverse("hotline:move-person", args=[hotline.public_id, rows[0].public_id])

    assert client.post(page, {"place": "100"}).status_code == 200
    answer = client.post(page, {"place": "7"}, follow=True)

    assert "The order is changed." in answer.content.decode()
    in_order = Recipient.objects.filter(duty=Duty.SUBSTITUTE).order_by("place", "pk")
    assert [row.user for row in in_order] == [second, first]


def test_two_offices_of_a_city_have_two_names(
    coordinator: User, hotline: CityHotline, other: CityHotline
) -> None:
    for one in (hotline, other):
        offices.add_office(by=coordinator, hotline=one, title="Finance", title_es="", now=NOW)

    with pytest.raises(Refusal):
        offices.add_office(by=coordinator, hotline=hotline, title="finance", title_es="", now=NOW)
    assert Office.objects.count() == 2


def test_the_usual_categories_come_once_in_both_languages(coordinator: User) -> None:
    offices.add_usual_categories(by=coordinator, now=NOW)

    assert Category.objects.exclude(title="").exclude(title_es="").count() == 8
    with pytest.raises(Refusal):
        offices.add_usual_categories(by=coordinator, now=NOW)


def test_nobody_else_sets_up(hotline: CityHotline) -> None:
    for person in (investigator(hotline), person_with("clerk", hotline.jurisdiction.public_id)):
        with pytest.raises(Refusal):
            offices.add_office(by=person, hotline=hotline, title="Finance", title_es="", now=NOW)


def test_everybody_who_serves_gets_the_same_mail_and_no_row_is_written(
    other: CityHotline, django_assert_num_queries: Any
) -> None:
    people = [staff(other), staff(other, Duty.SUBSTITUTE), staff(other, Duty.KEEPER)]
    staff(other, is_active=False)

    with django_assert_num_queries(1):  # the people, and nothing of any report; nothing is written
        ask_all_to_look(_job(NOW))

    assert sorted(message.to[0].split("<")[1] for message in mail.outbox) == sorted(
        f"{one.email}>" for one in people
    )
    assert len({(message.subject, message.body) for message in mail.outbox}) == 1
    assert not Notice.objects.exists()


def test_no_mail_leaves_on_a_weekend(other: CityHotline) -> None:
    staff(other)

    ask_all_to_look(_job(datetime(2026, 3, 14, 15, tzinfo=UTC)))

    assert mail.outbox == []


def test_the_mail_speaks_the_language_of_its_reader(other: CityHotline) -> None:
    staff(other, language="es")

    ask_all_to_look(_job(NOW))

    assert mail.outbox[0].subject == "Revise hoy la línea de denuncia"


def _job(now: datetime) -> RunningJob:
    return RunningJob(key="today", payload={}, now=now, attempt=1, job_id=1, runner="test")


def test_a_coordinator_sets_a_city_up_without_code(client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    city = JurisdictionFactory.create(member=True)
    client.post(reverse("hotline:begin-city"), {"jurisdiction": city.pk})
    hotline = CityHotline.objects.get(jurisdiction=city)
    person = investigator(hotline)
    client.post(
        reverse("hotline:name-person", args=[hotline.public_id]),
        {"duty": "recipient", "user": person.pk, "place": 0},
    )
    client.post(
        reverse("hotline:add-office", args=[hotline.public_id]), {"title": "Finance", "title_es": "Finanzas"}
    )
    page = client.get(reverse("hotline:city", args=[hotline.public_id])).content.decode()

    assert str(person) in page
    assert "Finanzas" in page
    assert "waits for another city" in page
