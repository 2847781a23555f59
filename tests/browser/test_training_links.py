"""Training without an account, by phone: apply, agree, check in, teach; every page at both widths."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.training import (
    ApplicationFactory,
    CohortFactory,
    HomeworkFactory,
    InstructorFactory,
    LearnerFactory,
    MaterialFactory,
    SessionFactory,
)
from tests.programs.training.mails import link_to

from interlocal.foundation.notices.public import sign_path
from interlocal.kernel import clock
from interlocal.programs.training import rules
from interlocal.programs.training.actions.nominating import nominate
from interlocal.programs.training.models import Application, Attendance, Cohort

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 320, "height": 640}
ANA, BOSS = "ana@grandview.example.org", "boss@grandview.example.org"


@pytest.fixture
def cohort() -> Cohort:
    """Return a cohort that takes applications; its first session is on now."""
    PartnershipFactory.create()
    today, now = clock.today(), clock.now()
    cohort = CohortFactory(
        seats=2,
        shares={JurisdictionFactory(name="Grandview"): 2},
        apply_from=today - timedelta(days=2),
        apply_until=today + timedelta(days=9),
        release_on=today + timedelta(days=10),
        substitute_until=today + timedelta(days=20),
    )
    SessionFactory(cohort=cohort, number=1, starts_at=now - timedelta(minutes=5), check_in_code="K7MQ")
    SessionFactory(cohort=cohort, number=2, starts_at=now + timedelta(days=7))
    HomeworkFactory(course=cohort.course)
    MaterialFactory(course=cohort.course)
    return cohort


def _apply(page: Page, site: str, cohort: Cohort) -> None:
    page.goto(f"{site}/programs/training/apply/")
    page.get_by_role("link", name=cohort.title).click()
    for label, text in (
        ("Name", "Ana Mora"),
        ("Work e-mail", ANA),
        ("Position", "Crew leader"),
        ("Supervisor's name", "Sam Boss"),
        ("Supervisor's work e-mail", BOSS),
    ):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Your city").select_option(label="Grandview")


def test_learner_comes_from_catalogue_to_check_in_on_a_phone(
    page: Page, live_server: Any, check_page: Any, cohort: Cohort
) -> None:
    site = live_server.url
    page.set_viewport_size(PHONE)
    _apply(page, site, cohort)
    check_page(page, "training-apply")
    page.get_by_role("button", name="Apply").click()
    check_page(page, "training-sent")
    page.goto(site + link_to(ANA, "training.confirm"))
    check_page(page, "training-confirm")
    page.get_by_role("button", name="Confirm, and ask my supervisor").click()
    assert "Waits for your supervisor" in page.inner_text("main")
    own = page.url
    page.goto(site + link_to(BOSS, "training.agree"))
    check_page(page, "training-agree")
    page.get_by_role("button", name="I agree").click()
    assert "You agreed" in page.inner_text("main")
    application = Application.objects.get()
    contact = person_with("training-contact", application.jurisdiction.public_id)
    nominate(by=contact, application=application, rank=1, now=clock.now())
    page.goto(own)
    assert "You have a seat" in page.inner_text("main")
    check_page(page, "training-own-application")
    page.goto(f"{site}/programs/training/check-in/")
    page.get_by_label("Work e-mail").fill(ANA)
    page.get_by_label("Code of the session").fill("k7mq")
    check_page(page, "training-check-in")
    page.get_by_role("button", name="Check in").click()
    assert "You are checked in" in page.inner_text("main")
    assert Attendance.objects.get().minutes == 180


def test_pages_of_learner_and_instructor_hold_at_both_widths(
    page: Page, live_server: Any, check_page: Any, cohort: Cohort
) -> None:
    learner = LearnerFactory(email=ANA)
    city = cohort.shares.get().jurisdiction
    application = ApplicationFactory(cohort=cohort, learner=learner, jurisdiction=city, seated=True)
    instructor = InstructorFactory(cohort=cohort)
    my, teach = (
        f"{path}{sign_path(path)}/"
        for path in (rules.learner_path(learner), rules.instructor_path(instructor))
    )
    session, task = cohort.sessions.get(number=1), cohort.course.homework.get()
    for name, path in {
        "own": my,
        "homework": f"{my}{application.public_id}/homework/{task.public_id}/",
        "spanish": f"{my}{application.public_id}/?language=es",
        "teach": teach,
        "tick": f"{teach}sessions/{session.public_id}/",
        "paper": f"{teach}sessions/{session.public_id}/roster/",
        "code": f"{teach}sessions/{session.public_id}/code/",
        "log": f"{teach}sessions/{session.public_id}/log/",
        "lost": "/programs/training/apply/link/",
    }.items():
        page.goto(live_server.url + path)
        check_page(page, f"training-{name}")
