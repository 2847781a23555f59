"""What ends with a cohort, who is told in which language, and what is shown of a refused address."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import UserFactory, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.training import (
    NOW,
    STARTS,
    ApplicationFactory,
    CohortFactory,
    CourseFactory,
    HomeworkFactory,
    LearnerFactory,
    SessionFactory,
)
from tests.programs.training.finished import AFTER, finished_cohort
from tests.programs.training.mails import link_to, mails_to

from interlocal.foundation.notices.models import Notice
from interlocal.foundation.notices.public import sign_path
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.actions import applications, homework, nominating, planning, telling
from interlocal.programs.training.actions.closing import close_out
from interlocal.programs.training.actions.evaluation import ask
from interlocal.programs.training.models import Application, ApplicationState, Attendance, HandIn, Seat
from interlocal.programs.training.queries.languages import language_of
from interlocal.programs.training.questionnaires import SUPERVISOR_90

pytestmark = pytest.mark.django_db
BOSS = "boss@example.org"


@pytest.fixture(autouse=True)
def _partnership():
    PartnershipFactory.create()


def test_whoever_still_waits_ends_with_the_cohort_and_is_told_once():
    cohort = finished_cohort(people=2)
    states = ("sent", "asked", "agreed", "waiting", "offered")
    left = {state: ApplicationFactory.create(cohort=cohort, state=state) for state in states}
    Seat.objects.create(cohort=cohort, number=3, holder=left["offered"])
    close_out(by=None, cohort=cohort, now=AFTER)
    close_out(by=None, cohort=cohort, now=AFTER + timedelta(days=1))
    ended = Application.objects.filter(pk__in=[one.pk for one in left.values()])
    assert set(ended.values_list("state", "ended_at")) == {(ApplicationState.NO_SEAT, AFTER)}
    told = {state: mails_to(one.learner.email) for state, one in left.items()}
    # Who never proved the address is told nothing: it may be a stranger's.
    assert told == {"sent": []} | {state: ["training.no_seat"] for state in states[1:]}
    assert not Seat.objects.filter(holder=left["offered"]).exists()
    assert cohort.applications.filter(state="seated").count() == 2


def test_ended_without_a_seat_reads_so_to_learner_supervisor_and_contact(client):
    cohort = finished_cohort(people=1, cities=1)
    city = cohort.applications.get().jurisdiction
    waiting = ApplicationFactory.create(cohort=cohort, jurisdiction=city, waiting=True)
    telling.tell_supervisor(application=waiting, now=NOW)
    close_out(by=None, cohort=cohort, now=AFTER)
    own = client.get(f"{link_to(waiting.learner.email, 'training.no_seat')}{waiting.public_id}/")
    assert "There was no seat for you" in own.content.decode()
    assert "Can you not come?" not in own.content.decode()
    asked = client.get(link_to(waiting.supervisor_email, "training.agree")).content.decode()
    assert "no seat became free" in asked
    assert "I agree" not in asked
    contact = Client()
    contact.force_login(person_with("training-contact", city.public_id))
    page = contact.get(reverse("training:application", args=[waiting.public_id])).content.decode()
    assert "Ended without a seat" in page
    assert "Take it back" not in page


def test_nobody_who_ended_withdraws_or_agrees_any_more():
    application = ApplicationFactory.create(state=ApplicationState.NO_SEAT)
    with pytest.raises(Refusal, match="ended already"):
        applications.withdraw(application=application, reason="", now=NOW)
    with pytest.raises(Refusal, match="has ended"):
        applications.agree(application=application, now=NOW)


def test_supervisors_are_written_to_in_the_language_they_chose(client):
    learner = LearnerFactory.create(language="es")
    cohort = CohortFactory.create(seats=1, shares={learner.jurisdiction: 1})
    application = ApplicationFactory.create(
        cohort=cohort,
        state="asked",
        learner=learner,
        jurisdiction=learner.jurisdiction,
        supervisor_email=BOSS,
    )
    with time_machine.travel(NOW, tick=False):
        telling.tell_supervisor(application=application, now=NOW)
        assert Notice.objects.get(to_email=BOSS).to_language == "en"  # not the learner's
        link = link_to(BOSS, "training.agree")
        assert "I agree" in client.get(link).content.decode()
        assert "Estoy de acuerdo" in client.get(f"{link}?language=es").content.decode()
        assert language_of(BOSS) == "en"  # reading chooses nothing
        client.post(f"{link}?language=es", {"way": "agree"})
        assert language_of(BOSS.upper()) == "es"
        assert 'lang="es"' in client.get(link).content.decode()
    made = ask(application=application, form=SUPERVISOR_90, session=None, now=NOW)
    assert Notice.objects.get(key=f"training.ask:{made.public_id}").to_language == "es"
    path = f"/programs/training/evaluate/{made.public_id}/"
    with time_machine.travel(NOW, tick=False):
        assert 'lang="es"' in client.get(f"{path}{sign_path(path)}/").content.decode()


def test_language_is_known_of_learners_and_accounts_too():
    LearnerFactory.create(email=BOSS, language="es")
    UserFactory.create(email="dana@example.org", language="es")
    LearnerFactory.create(email="new@example.org", language="es", confirmed_at=None)
    found = [language_of(email) for email in (BOSS, "dana@example.org", "new@example.org", "x@example.org")]
    assert found == ["es", "es", "en", "en"]


def test_naming_an_instructor_mails_the_link_once_and_again_on_demand(client):
    cohort, coordinator = CohortFactory.create(planned=True, seats=1), person_with("training-coordinator")
    SessionFactory.create(cohort=cohort)
    named = {"name": "Robin", "email": "robin@example.org", "now": NOW}
    instructor = planning.add_instructor(by=coordinator, cohort=cohort, **named)
    planning.open_cohort(by=coordinator, cohort=cohort, now=NOW)
    assert mails_to("robin@example.org") == ["training.teach"]
    client.force_login(coordinator)
    address = reverse("training:send-instructor-link", args=[cohort.public_id, instructor.public_id])
    assert client.post(address).status_code == 302
    assert mails_to("robin@example.org") == ["training.teach"] * 2
    Notice.objects.filter(to_email="robin@example.org").update(refused_at=NOW, mailed_at=None)
    page = client.get(reverse("training:cohort", args=[cohort.public_id])).content.decode()
    assert "Mail came back" in page
    contact = Client()
    contact.force_login(person_with("training-contact", JurisdictionFactory.create().public_id))
    assert contact.post(address).status_code in {403, 404}


def test_instructors_of_a_copied_cohort_get_the_link_when_it_opens():
    cohort = CohortFactory.create(seats=1, apply_until=NOW.date() + timedelta(days=9))
    SessionFactory.create(cohort=cohort)
    planning.add_instructor(by=None, cohort=cohort, name="Robin", email="robin@example.org", now=NOW)
    copied = planning.copy_cohort(by=None, cohort=cohort, title="Next", now=NOW)
    assert mails_to("robin@example.org") == ["training.teach"]
    planning.open_cohort(by=None, cohort=copied, now=NOW)
    assert mails_to("robin@example.org") == ["training.teach"] * 2


def test_second_bounce_stays_shown_until_the_address_is_corrected(client):
    application = ApplicationFactory.create(seated=True)
    contact = person_with("training-contact", application.jurisdiction.public_id)
    client.force_login(contact)
    page = reverse("training:application", args=[application.public_id])
    came_back = "Mail to the learner came back"
    for email in ("first@example.org", "second@example.org"):
        nominating.correct_learner(by=contact, application=application, email=email, now=NOW)
        assert came_back not in client.get(page).content.decode()
        Notice.objects.filter(to_email=email).update(refused_at=NOW)
        assert came_back in client.get(page).content.decode()
    nominating.correct_learner(by=contact, application=application, email="right@example.org", now=NOW)
    assert came_back not in client.get(page).content.decode()


def test_own_page_leads_to_check_in_on_the_day_and_takes_the_code(client):
    session = SessionFactory.create(number=1, starts_at=STARTS, check_in_code="K7MQ")
    ana = ApplicationFactory.create(cohort=session.cohort, seated=True)
    path = rules.learner_path(ana.learner)
    own = f"{path}{sign_path(path)}/{ana.public_id}/"
    with time_machine.travel(STARTS - timedelta(days=1), tick=False):
        assert "check-in/" not in client.get(own).content.decode()
        assert "No session of this cohort is today" in client.get(f"{own}check-in/").content.decode()
    with time_machine.travel(STARTS - timedelta(hours=3), tick=False):
        assert f"{own}check-in/" in client.get(own).content.decode()
        assert "It is too early" in client.get(f"{own}check-in/").content.decode()
    with time_machine.travel(STARTS, tick=False):
        wrong = client.post(f"{own}check-in/", {"code": "X"}).content.decode()
        assert "This is not the code of the session" in wrong
        assert not Attendance.objects.exists()
        assert "You are checked in" in client.post(f"{own}check-in/", {"code": "k7 mq"}).content.decode()
        assert "check-in/" not in client.get(own).content.decode()
    assert Attendance.objects.get().minutes == 180
    other = ApplicationFactory.create(cohort=session.cohort, seated=True)
    assert client.get(own.replace(ana.public_id, other.public_id) + "check-in/").status_code == 404


def test_who_runs_training_accepts_homework_at_once_on_paper_too(client):
    course = CourseFactory.create()
    cohort = CohortFactory.create(course=course)
    task = HomeworkFactory.create(course=course)
    people = [ApplicationFactory.create(cohort=cohort, seated=True) for _one in range(3)]
    outside = ApplicationFactory.create(cohort=cohort, waiting=True)
    handed = homework.hand_in(application=people[0], homework=task, text="Done.", file=None, now=NOW)
    coordinator = person_with("training-coordinator")
    client.force_login(coordinator)
    address = reverse("training:homework", args=[cohort.public_id])
    page = client.get(address).content.decode()
    assert page.count("Not handed in") == 2
    client.post(address, {"way": "all"})
    assert list(HandIn.objects.values_list("application", flat=True)) == [people[0].pk]
    marked = [f"{one.public_id}-{task.public_id}" for one in (people[1], outside)]
    client.post(address, {"accept": marked})
    accepted = HandIn.objects.filter(accepted_at__isnull=False).values_list("application", flat=True)
    assert set(accepted) == {people[0].pk, people[1].pk}
    with pytest.raises(Refusal, match="has a seat"):
        homework.accept_many(by=coordinator, cohort=cohort, tasks=[(outside, task)], now=NOW)
    one = reverse("training:hand-in", args=[cohort.public_id, handed.public_id])
    assert "Say what is missing" in client.post(one, {"way": "return"}).content.decode()
    client.post(one, {"way": "return", "note": "Add the trucks."})
    assert HandIn.objects.get(pk=handed.pk).accepted_at is None
    assert "Returned" in client.get(address).content.decode()
    assert client.get(f"{one}file/").status_code == 404


def test_everybody_was_there_leaves_what_is_on_record(client):
    session = SessionFactory.create(starts_at=STARTS)
    first, second = (ApplicationFactory.create(cohort=session.cohort, seated=True) for _one in range(2))
    Attendance.objects.create(session=session, application=first, minutes=60, how="hand", created_at=STARTS)
    client.force_login(person_with("training-coordinator"))
    address = reverse("training:tick", args=[session.cohort.public_id, session.public_id])
    with time_machine.travel(STARTS, tick=False):
        assert "The one without a record was there" in client.get(address).content.decode()
        client.post(address, {"way": "all"})
    assert dict(Attendance.objects.values_list("application", "minutes")) == {first.pk: 60, second.pk: 180}


def test_homework_that_the_course_gets_later_takes_no_certificate_away(client):
    cohort = finished_cohort(people=2)
    close_out(by=None, cohort=cohort, now=AFTER)
    HomeworkFactory.create(course=cohort.course)
    client.force_login(person_with("training-coordinator"))
    certificates = client.get(reverse("training:certificates", args=[cohort.public_id]))
    assert (certificates.context["not_yet"], len(certificates.context["certificates"])) == ([], 2)
    closing = client.get(reverse("training:close-out", args=[cohort.public_id])).context["closing"]
    assert (len(closing.completed), closing.without_homework) == (2, [])


def test_no_show_with_a_reason_that_no_database_keeps_is_refused(client):
    session = SessionFactory.create(starts_at=STARTS)
    one = ApplicationFactory.create(cohort=session.cohort, seated=True)
    client.force_login(person_with("training-coordinator"))
    address = reverse("training:attendance", args=[session.cohort.public_id])
    with time_machine.travel(AFTER, tick=False):
        for reason in ("", "  ", "Ill\x00", "x" * 301):
            client.post(address, {"way": "no-show", "of": one.public_id, "reason": reason})
            assert not Application.objects.get(pk=one.pk).is_no_show
        client.post(address, {"way": "no-show", "of": one.public_id, "reason": "Ill "})
    assert Application.objects.get(pk=one.pk).is_no_show
