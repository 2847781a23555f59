"""What was destroyed by rule has a certificate, which names nobody and is proved by the audit."""

import io
from datetime import UTC, date, datetime

import pikepdf
import pytest
from django.urls import reverse
from tests.factories import audit
from tests.factories.accounts import UserFactory, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.foundation.audit.public import verify_book
from interlocal.leaving.queries import destruction_of, destructions_for
from interlocal.programkit.public import CERTIFY, apply_retention
from interlocal.programs._example.models import Loan

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


@pytest.fixture
def auditor():
    PartnershipFactory.create()
    return person_with("auditor")


@pytest.fixture
def loans():
    lender, borrower = JurisdictionFactory.create(), JurisdictionFactory.create()
    days = [date(2015, 1, 1), date(2016, 1, 1), date(2026, 1, 1)]
    return [
        Loan.objects.create(
            equipment="Trencher",
            lender=lender,
            borrower=borrower,
            lent_on=day,
            returned_on=day,
            recorded_by=UserFactory.create(name="Kim Lender"),
            created_at=NOW,
        )
        for day in days
    ]


def test_what_a_rule_destroys_is_certified(auditor, loans):
    apply_retention(now=NOW)
    (entry,) = destructions_for(auditor)
    told = destruction_of(entry)
    assert (told.program, told.records, told.at) == ("Equipment lending", 2, NOW)
    assert [(one.called, one.records, one.rule) for one in told.series] == [
        ("loan", 2, "Five years after the return.")
    ]
    assert list(Loan.objects.all()) == loans[2:]
    assert told.digest == entry.digest
    assert verify_book().is_whole


def test_a_night_in_which_nothing_goes_has_no_certificate(auditor, loans):
    apply_retention(now=NOW)
    apply_retention(now=NOW)
    assert destructions_for(auditor).count() == 1


def test_a_certificate_is_a_tagged_pdf_that_names_nobody(auditor, loans, client):
    apply_retention(now=NOW)
    (entry,) = destructions_for(auditor)
    client.force_login(auditor)
    answer = client.get(reverse("leaving:certificate", args=[entry.seq]))
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        assert made.Root.MarkInfo.Marked
        assert made.docinfo.Title == f"Certificate of destruction no. {entry.seq}"
    assert b"Kim Lender" not in answer.content
    assert "Kim Lender" not in entry.told.values_json


def test_the_list_shows_series_and_rule_and_leads_to_the_proof(auditor, loans, client):
    apply_retention(now=NOW)
    (entry,) = destructions_for(auditor)
    client.force_login(auditor)
    page = client.get(reverse("leaving:destructions")).content.decode()
    assert "Five years after the return." in page
    assert reverse("leaving:certificate", args=[entry.seq]) in page
    assert reverse("audit:detail", args=[entry.seq]) in page


def test_another_entry_of_the_audit_is_no_certificate(auditor, client):
    client.force_login(auditor)
    entry = audit.write_entry()
    assert client.get(reverse("leaving:certificate", args=[entry.seq])).status_code == 404


def test_who_may_not_read_the_audit_sees_no_destruction(auditor):
    audit.write_entry(action=CERTIFY, destroyed=[])
    clerk = person_with("clerk", JurisdictionFactory.create().public_id)
    assert destructions_for(clerk).count() == 0
    assert destructions_for(auditor).count() == 1


def test_schemas_are_open_to_everybody(client):
    told = client.get(reverse("leaving:schemas")).json()
    assert told["format"] == 1
    address = told["schemas"]["training.course"]
    assert client.get(address).json()["$id"] == "urn:interlocal:archive:1:training.course"
    assert client.get(reverse("leaving:schema", args=["hotline.report"])).status_code == 404
