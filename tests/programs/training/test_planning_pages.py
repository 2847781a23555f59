"""The pages of planning: who sees what of a cohort, and a plan from the catalogue to the call for names."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import RoleGrantFactory, UserFactory
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.training import (
    TODAY,
    ApplicationFactory,
    CohortFactory,
    CourseFactory,
    HomeworkFactory,
    InstructorFactory,
    MaterialFactory,
    SessionFactory,
)

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.kernel.scopes import PARTNERSHIP, jurisdiction_scope
from interlocal.programs.training.actions import seats
from interlocal.programs.training.models import Cohort, Course, Decision, Seat, Session

pytestmark = pytest.mark.django_db


def _person(role: str, city: Any = None) -> User:
    person: User = UserFactory()
    scope = jurisdiction_scope(city.public_id) if city else PARTNERSHIP
    RoleGrantFactory(user=person, role=role, scope=scope)
    return person


@pytest.fixture
def cities() -> list[Any]:
    """Return two members."""
    return [
        JurisdictionFactory(name="Grandview", member=True),
        JurisdictionFactory(name="Raytown", member=True),
    ]


@pytest.fixture
def cohort(cities: list[Any]) -> Cohort:
    """Return an open cohort with three seats, a session, and a learner of each city, of whom one waits."""
    today = clock.today()
    cohort = CohortFactory(
        seats=3,
        shares={cities[0]: 1, cities[1]: 2},
        apply_from=today - timedelta(days=5),
        apply_until=today + timedelta(days=5),
        release_on=today + timedelta(days=8),
        substitute_until=today + timedelta(days=20),
    )
    SessionFactory(cohort=cohort, number=1)
    InstructorFactory(cohort=cohort)
    for name, city in (("Ana Reyes", 0), ("Ben Ode", 0), ("Cal Smith", 1)):
        application = ApplicationFactory(cohort=cohort, jurisdiction=cities[city], learner__name=name)
        seats.enter_queue(by=None, application=application, now=clock.now())
    return cohort


def _text(client: Client, name: str, *args: str) -> str:
    return client.get(reverse(f"training:{name}", args=args)).content.decode()


@pytest.mark.parametrize("which", ["cohort", "seats", "waiting", "decisions"])
def test_cohort_pages_name_only_learners_that_one_may_know(
    client: Client, cohort: Cohort, cities: list[Any], which: str
) -> None:
    """The coordinator knows all, a contact those of the city, an auditor nobody."""
    named = {}
    for person in (
        _person("training-coordinator"),
        _person("training-contact", cities[0]),
        _person("auditor"),
    ):
        client.force_login(person)
        text = _text(client, which, cohort.public_id)
        named[person.pk] = {name for name in ("Ana Reyes", "Ben Ode", "Cal Smith") if name in text}
    shown = {"seats": [{"Ana Reyes", "Cal Smith"}, {"Ana Reyes"}], "waiting": [{"Ben Ode"}] * 2}
    everybody = [{"Ana Reyes", "Ben Ode", "Cal Smith"}, {"Ana Reyes", "Ben Ode"}]
    decided = [{"Ana Reyes", "Cal Smith"}, {"Ana Reyes"}]
    expected = {**shown, "cohort": everybody, "decisions": decided}[which]
    assert list(named.values()) == [*expected, set()]


def test_decisions_say_why_in_words(client: Client, cohort: Cohort) -> None:
    """What the rule saw, and the reason of an override, are read by an auditor too."""
    coordinator = _person("training-coordinator")
    waiting = cohort.applications.get(state="waiting")
    client.force_login(coordinator)
    address = reverse("training:give-seat", args=[cohort.public_id, waiting.public_id])
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Leads the shift from May"}).status_code == 302
    client.force_login(_person("auditor"))
    text = _text(client, "decisions", cohort.public_id)
    assert "Grandview held 0 of its 1 seat: a seat of its own share." in text
    assert "Raytown held 0 of its 2 seats: a seat of its own share." in text
    assert "The city held 1 of 1 seats. This was not the rule&#x27;s choice." in text
    assert "Leads the shift from May" in text


def test_contact_of_a_city_without_a_share_sees_no_cohort(client: Client, cohort: Cohort) -> None:
    """Neither its page nor those below it."""
    client.force_login(_person("training-contact", JurisdictionFactory()))
    for page in ("cohort", "seats", "waiting", "decisions"):
        assert client.get(reverse(f"training:{page}", args=[cohort.public_id])).status_code == 404


def test_two_people_who_want_the_last_seat_get_a_clear_page(client: Client, cohort: Cohort) -> None:
    """Whoever comes second reads that no seat is free, and keeps what was typed."""
    city = cohort.shares.get(jurisdiction__name="Grandview").jurisdiction
    second = ApplicationFactory(cohort=cohort, jurisdiction=city)
    seats.enter_queue(by=None, application=second, now=clock.now())
    client.force_login(_person("training-coordinator"))
    first = cohort.applications.get(learner__name="Ben Ode")
    give = [reverse("training:give-seat", args=[cohort.public_id, one.public_id]) for one in (first, second)]
    assert client.post(give[0], {"reason": "First"}).status_code == 302
    page = client.post(give[1], {"reason": "Second, typed in full"}).content.decode()
    assert "No seat is free." in page
    assert "Second, typed in full" in page
    assert Seat.objects.filter(cohort=cohort, holder=None).count() == 0


def test_plan_from_the_catalogue_to_the_call_for_names(client: Client, cities: list[Any]) -> None:
    """Course, cohort, shares, session, instructor, open: what is next stands on the page."""
    client.force_login(_person("training-coordinator"))
    client.post(
        reverse("training:add-course"),
        {"title": "Basics", "summary": "S", "outcomes": "O", "contact_minutes": 60, "is_listed": "on"},
    )
    course = Course.objects.get(title="Basics")
    today = clock.today()
    days = {"apply_from": 0, "apply_until": 9, "release_on": 12, "substitute_until": 20}
    plan = {name: (today + timedelta(days=ahead)).isoformat() for name, ahead in days.items()}
    plan |= {"title": "Spring", "offer_days": "3", "least_percent": "80", "cost_rule": "seats"}
    wrong = {**plan, "substitute_until": today.isoformat(), "time_zone": "America/Chicago"}
    assert (
        "before the release"
        in client.post(reverse("training:plan-cohort", args=[course.public_id]), wrong).content.decode()
    )
    client.post(
        reverse("training:plan-cohort", args=[course.public_id]), {**plan, "time_zone": "America/Chicago"}
    )
    cohort = Cohort.objects.get(title="Spring")
    shares = {f"city_{city.public_id}": "2" for city in cities}
    address = reverse("training:shares", args=[cohort.public_id])
    assert "The shares are 4 seats together" in client.post(address, {"seats": 3, **shares}).content.decode()
    assert client.post(address, {"seats": 5, **shares}).status_code == 302
    day = {"title": "Day one", "day": today + timedelta(days=30), "begins": "09:00", "ends": "12:00"}
    place = {"contact_minutes": 150, "place": "Hall"}
    address = reverse("training:add-session", args=[cohort.public_id])
    assert client.post(address, {**day, **place}).status_code == 302
    assert "This overlaps: 1. Day one" in client.post(address, {**day, **place}).content.decode()
    client.post(
        reverse("training:add-instructor", args=[cohort.public_id]),
        {"name": "Robin", "email": "robin@example.org"},
    )
    assert "Open the cohort" in _text(client, "cohort", cohort.public_id)
    assert client.post(reverse("training:open-cohort", args=[cohort.public_id])).status_code == 302
    cohort.refresh_from_db()
    assert (cohort.state, cohort.seats.count(), Session.objects.get().cohort_id) == ("open", 5, cohort.pk)


def test_shares_of_an_open_cohort_change_with_a_reason(client: Client, cohort: Cohort) -> None:
    """A seat more is given by the rule at once; the reason stands in the log."""
    client.force_login(_person("training-coordinator"))
    grandview, raytown = (share.jurisdiction.public_id for share in cohort.shares.all())
    address = reverse("training:shares", args=[cohort.public_id])
    said = {"seats": 4, f"city_{grandview}": 2, f"city_{raytown}": 2}
    assert client.post(address, said).status_code == 200
    assert client.post(address, {**said, "reason": "A larger room"}).status_code == 302
    decision = Decision.objects.get(kind="changed")
    assert (decision.reason, decision.figures["seats"]) == ("A larger room", [3, 4])
    assert cohort.applications.get(learner__name="Ben Ode").state == "offered"


def test_city_leaves_and_its_seats_go_on(client: Client, cohort: Cohort, cities: list[Any]) -> None:
    """Its learner's seat is freed, and who waits in the other city is offered one."""
    client.force_login(_person("training-coordinator"))
    address = reverse("training:withdraw-city", args=[cohort.public_id, cities[1].public_id])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "Budget", "keeps_seats": "no"}).status_code == 302
    assert {one.learner.name: one.state for one in cohort.applications.select_related("learner")} == {
        "Ana Reyes": "seated",
        "Ben Ode": "offered",
        "Cal Smith": "withdrawn",
    }
    assert "Its share of 2 seats goes to the others. 1 seat was freed." in _text(
        client, "decisions", cohort.public_id
    )
    assert client.get(address).status_code == 404


def test_catalogue_shows_materials_for_instructors_to_coordinators_alone(client: Client) -> None:
    """A contact finds neither their title nor a way to change anything."""
    course = CourseFactory()
    client.force_login(_person("training-coordinator"))
    address = reverse("training:add-material", args=[course.public_id])
    said = {"title": "Answers", "link": "https://example.org/answers", "is_for_instructors": "on"}
    assert client.post(address, {"title": "Answers"}).status_code == 200
    assert client.post(address, said).status_code == 302
    assert "Answers" in _text(client, "course", course.public_id)
    client.force_login(_person("training-contact", JurisdictionFactory()))
    text = _text(client, "course", course.public_id)
    assert ("Answers" in text, "Add a material" in text, course.title in text) == (False, False, True)


def test_home_says_what_is_next_to_whoever_runs_training(client: Client) -> None:
    """A planned cohort without seats."""
    CohortFactory(planned=True, apply_until=TODAY + timedelta(days=5))
    client.force_login(_person("training-coordinator"))
    assert "Say how many seats there are" in _text(client, "home")


def test_cohort_pages_ask_as_often_for_many_rows_as_for_few(
    client: Client, cohort: Cohort, cities: list[Any]
) -> None:
    """Sessions, instructors, people who wait, seats and decisions grow; the queries do not."""
    client.force_login(_person("training-coordinator"))

    def asked() -> dict[str, int]:
        counts = {}
        for name in ("cohort", "seats", "waiting", "decisions"):
            with CaptureQueriesContext(connection) as queries:
                _text(client, name, cohort.public_id)
            counts[name] = len(queries)
        with CaptureQueriesContext(connection) as queries:
            _text(client, "course", cohort.course.public_id)
        return {**counts, "course": len(queries)}

    asked()
    few = asked()
    for number in range(3):
        SessionFactory(cohort=cohort, number=number + 2)
        InstructorFactory(cohort=cohort)
        MaterialFactory(course=cohort.course)
        HomeworkFactory(course=cohort.course)
        CohortFactory(course=cohort.course)
    Seat.objects.bulk_create([Seat(cohort=cohort, number=number + 10) for number in range(3)])
    for number in range(8):
        application = ApplicationFactory(cohort=cohort, jurisdiction=cities[number % 2])
        seats.enter_queue(by=None, application=application, now=clock.now())
    assert asked() == few
