"""Certificates: issued once to whoever is due, told by mail, shown to anybody, revoked and reminded of."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from pypdf import PdfReader
from tests.factories.accounts import person_with
from tests.programs.training.finished import AFTER, finished_cohort

from interlocal.foundation.notices.models import Notice
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import models
from interlocal.programs.training.actions.certificates import (
    REMINDED_DAYS_BEFORE,
    issue_certificates,
    remind_of_expiry,
    revoke_certificate,
    valid_until,
)
from interlocal.programs.training.queries.certificates import due_for_recertification, expiry_reminders

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return person_with("training-coordinator")


def issued(coordinator, *, months=24, **fields):
    cohort = finished_cohort(people=1, course__valid_months=months, **fields)
    [certificate] = issue_certificates(by=coordinator, cohort=cohort, now=AFTER)
    return certificate


def remind(on):
    for certificate, days in expiry_reminders(on, REMINDED_DAYS_BEFORE):
        remind_of_expiry(
            certificate=certificate, days=days, now=datetime(on.year, on.month, on.day, tzinfo=UTC)
        )


def test_certificates_go_to_who_completed_and_to_nobody_twice(coordinator):
    cohort = finished_cohort(people=3, attended={1: [0, 0]})
    first = issue_certificates(by=coordinator, cohort=cohort, now=AFTER)
    assert [one.contact_minutes for one in first] == [360, 360]
    assert issue_certificates(by=coordinator, cohort=cohort, now=AFTER) == []
    assert models.Application.objects.filter(completed_at=AFTER).count() == 2
    told = Notice.objects.filter(kind="training.certificate")
    assert sorted(told.values_list("to_email", flat=True)) == sorted(
        one.application.learner.email for one in first
    )


def test_a_city_contact_issues_and_revokes_nothing(coordinator):
    certificate = issued(coordinator)
    contact = person_with("training-contact", certificate.application.jurisdiction.public_id)
    with pytest.raises(Refusal):
        issue_certificates(by=contact, cohort=certificate.application.cohort, now=AFTER)
    with pytest.raises(Refusal):
        revoke_certificate(by=contact, certificate=certificate, reason="Because.", now=AFTER)


@pytest.mark.parametrize(
    ("on", "months", "until"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 5, 1), None, None),
    ],
)
def test_a_certificate_holds_for_whole_months(on, months, until):
    assert valid_until(on, months) == until


@time_machine.travel(AFTER, tick=False)
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "This certificate is genuine and holds today."),
        ("es", "Este certificado es auténtico y vale hoy."),
    ],
)
def test_anybody_with_the_address_sees_that_a_certificate_holds(client, coordinator, language, sentence):
    certificate = issued(coordinator)
    answer = client.get(
        f"/programs/training/certificates/{certificate.public_id}/", HTTP_ACCEPT_LANGUAGE=language
    )
    page = answer.content.decode()
    assert sentence in page
    assert certificate.application.learner.name in page
    assert certificate.application.learner.email not in page
    assert "CEU" not in page
    assert answer["Referrer-Policy"] == "no-referrer"


def test_the_page_says_when_a_certificate_expired_or_was_revoked(client, coordinator):
    certificate = issued(coordinator)
    path = f"/programs/training/certificates/{certificate.public_id}/"
    with time_machine.travel(AFTER + timedelta(days=800), tick=False):
        assert "and expired" in client.get(path).content.decode()
    revoke_certificate(by=coordinator, certificate=certificate, reason="Wrong person.", now=AFTER)
    page = client.get(path).content.decode()
    assert "was revoked on" in page
    assert "Wrong person." not in page
    assert Notice.objects.get(kind="training.revoked").context["reason"] == "Wrong person."


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pdf_is_tagged_and_tells_hours_outcomes_and_address(client, coordinator, settings, language):
    settings.INTERLOCAL_BASE_URL = "https://interlocal.example.org"
    certificate = issued(coordinator)
    path = f"/programs/training/certificates/{certificate.public_id}/certificate.pdf"
    data = client.get(path, HTTP_ACCEPT_LANGUAGE=language).content
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).split("-")[0] == language
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    lines = PdfReader(BytesIO(data)).pages[0].extract_text().split("\n")
    text, whole = " ".join(lines), "".join(lines)
    assert certificate.application.learner.name in text
    assert "Give feedback that is heard" in text
    assert f"https://interlocal.example.org/programs/training/certificates/{certificate.public_id}/" in whole
    assert "CEU" not in text
    assert client.get(path, HTTP_ACCEPT_LANGUAGE=language).content == data


def test_every_form_of_the_badge_is_handed_out_and_no_other(client, coordinator):
    certificate = issued(coordinator)
    path = f"/programs/training/certificates/{certificate.public_id}/"
    assert client.get(f"{path}badge.jwt").content.decode() == certificate.credential
    assert client.get(f"{path}badge.json").json()["name"] == certificate.application.cohort.course.title
    assert certificate.credential in client.get(f"{path}badge.svg").content.decode()
    assert client.get(f"{path}badge.exe").status_code == 404
    assert client.get("/programs/training/certificates/unknown/").status_code == 404


def test_the_coordinator_issues_and_revokes_on_the_page(client, coordinator):
    cohort = finished_cohort(people=2, attended={1: [180, 0]})
    client.force_login(coordinator)
    path = f"/programs/training/cohorts/{cohort.public_id}/certificates/"
    with time_machine.travel(AFTER, tick=False):
        assert "80 % of the contact minutes are needed." in client.get(path).content.decode()
        assert client.post(path).status_code == 302
    certificate = models.Certificate.objects.get()
    client.force_login(coordinator)  # that was another day
    revoke = f"{path}{certificate.public_id}/revoke/"
    assert client.post(revoke, {"reason": " "}).status_code == 200
    assert client.post(revoke, {"reason": "Issued by mistake."}).status_code == 302
    certificate.refresh_from_db()
    assert (certificate.revoke_reason, certificate.revoked_by) == ("Issued by mistake.", coordinator)
    assert "Issued by mistake." in client.get(path).content.decode()
    with pytest.raises(Refusal):
        revoke_certificate(by=coordinator, certificate=certificate, reason="Again.", now=AFTER)


def test_learner_and_contact_are_reminded_twice_and_no_more(coordinator):
    certificate = issued(coordinator)
    contact = person_with("training-contact", certificate.application.jurisdiction.public_id)
    ends = certificate.expires_on
    for left in (91, 90, 89, 40, 31, 30, 29, 1, 0, -1):
        remind(ends - timedelta(days=left))
    learner = Notice.objects.filter(kind="training.expires", to_email=certificate.application.learner.email)
    assert [one.created_at.date() for one in learner.order_by("created_at")] == [
        ends - timedelta(days=90),
        ends - timedelta(days=30),
    ]
    assert Notice.objects.filter(kind="training.recertification", recipient=contact).count() == 2


def test_a_renewed_or_revoked_certificate_is_due_no_more(coordinator):
    old, revoked = issued(coordinator), issued(coordinator)
    ends = old.expires_on
    revoke_certificate(by=coordinator, certificate=revoked, reason="Wrong person.", now=AFTER)
    assert list(due_for_recertification(coordinator, ends)) == [old]
    course = old.application.cohort.course
    later = finished_cohort(people=1, course=course)
    later.applications.update(learner=old.application.learner)
    issue_certificates(by=coordinator, cohort=later, now=AFTER + timedelta(days=600))
    assert list(due_for_recertification(coordinator, ends)) == []


def test_a_contact_sees_who_is_due_in_their_own_city_alone(client, coordinator):
    mine, other = issued(coordinator), issued(coordinator)
    contact = person_with("training-contact", mine.application.jurisdiction.public_id)
    with time_machine.travel(AFTER + timedelta(days=700), tick=False):
        client.force_login(contact)
        page = client.get("/programs/training/recertification/").content.decode()
    assert mine.application.learner.name in page
    assert other.application.learner.name not in page
