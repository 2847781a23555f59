"""What was destroyed by rule has a certificate, which names nobody and is proved by the audit."""

import io
from datetime import UTC, date, datetime

import pikepdf
import pytest
from django.urls import reverse
from tests.factories import audit
from tests.factories.accounts import UserFactory, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.foundation.audit.public import CERTIFY, CERTIFYING, Ref, act, verify_book
from interlocal.leaving.printing.period import content_of
from interlocal.leaving.queries import destructions as queries
from interlocal.leaving.queries.destructions import destruction_of, destructions_for, destructions_to_print
from interlocal.programkit.public import apply_retention
from interlocal.programs._example.models import Loan

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
SERIES = {"called": "loan", "kind": "example.loan", "records": 3, "rule": "Five years."}


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
    assert (told.kept_in, told.records, told.at) == ("Equipment lending", 2, NOW)
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


@pytest.mark.parametrize("action", CERTIFYING)
def test_certificates_of_earlier_versions_are_read(auditor, action):
    entry = audit.write_entry(action=action, destroyed=[SERIES], subject=Ref("x.y", "z", label="Lending"))
    told = destruction_of(destructions_for(auditor).get())
    assert (told.seq, told.kept_in, told.records) == (entry.seq, "Lending", 3)


@pytest.fixture
def three_nights(auditor, client):
    """Nights of March 9, 10 and 11; the second late in the partnership's own evening."""
    client.force_login(auditor)
    moments = [datetime(2026, 3, 9, 9, tzinfo=UTC), datetime(2026, 3, 11, 4, tzinfo=UTC)]
    moments.append(datetime(2026, 3, 11, 9, tzinfo=UTC))
    lending = Ref("programkit.program", "lending", label="Lending")
    for moment in moments:
        with act(by=None, action=CERTIFY, subject=lending, now=moment, destroyed=[SERIES]):
            pass
    return [entry.seq for entry in destructions_for(auditor).order_by("seq")]


@pytest.mark.parametrize(
    ("asked", "nights"),
    [
        ({}, [2, 1, 0]),
        ({"from_on": "2026-03-10"}, [2, 1]),
        ({"until_on": "2026-03-10"}, [1, 0]),
        ({"from_on": "2026-03-10", "until_on": "2026-03-10"}, [1]),
        ({"from_on": "2026-03-12"}, []),
    ],
)
def test_the_list_is_of_the_days_that_are_asked_for_in_the_time_of_the_partnership(
    three_nights, client, asked, nights
):
    answer = client.get(reverse("leaving:destructions"), asked)
    assert [row.seq for row in answer.context["rows"]] == [three_nights[night] for night in nights]
    if not nights:
        assert "Nothing was destroyed between these days" in answer.content.decode()


@pytest.mark.parametrize("name", ["leaving:destructions", "leaving:certificates"])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"from_on": "10.3.2026"}, "This is no day. Choose one, or write it as 2026-03-10."),
        ({"until_on": "2026-02-30"}, "This is no day."),
        ({"until_on": "2026-03-10' OR 1=1"}, "This is no day."),
        ({"from_on": "2026-03-10", "until_on": "2026-03-09"}, "This day is before the first one."),
    ],
)
def test_days_that_are_none_are_refused_in_words_and_nothing_is_listed(
    three_nights, client, name, asked, said
):
    answer = client.get(reverse(name), asked)
    page = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (400, "text/html")
    assert said in page
    assert all(typed.partition("'")[0] in page for typed in asked.values())
    assert reverse("leaving:certificate", args=[three_nights[0]]) not in page


def test_a_certificate_of_days_sums_each_series_and_names_the_entries_that_prove_it(three_nights, auditor):
    found = destructions_to_print(auditor, date(2026, 3, 10), None)
    assert [one.seq for one in found] == three_nights[1:]
    said = content_of(found, date(2026, 3, 10), None)
    assert said["sums"] == [["Lending", "loan", "6", "Five years."]]
    assert [night[4] for night in said["nights"]] == [str(seq) for seq in three_nights[1:]]
    assert said["nights"][0][0] == "Tue, Mar 10, 2026, 11:00 p.m. CDT"
    assert [proof[1].replace(" ", "") for proof in said["proofs"]] == [one.digest for one in found]
    assert ["Days", "from Mar 10, 2026"] in said["facts"]
    assert ["Records", "6"] in said["facts"]


def test_a_certificate_of_days_is_a_tagged_pdf(three_nights, client):
    asked = {"from_on": "2026-03-09", "until_on": "2026-03-10"}
    answer = client.get(reverse("leaving:certificates"), asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        assert made.Root.MarkInfo.Marked
        assert made.docinfo.Title == "Certificate of destruction, Mar 9, 2026 to Mar 10, 2026"


def test_nothing_and_too_much_are_not_printed(three_nights, client, monkeypatch):
    answer = client.get(reverse("leaving:certificates"), {"from_on": "2027-01-01"}, follow=True)
    assert answer.redirect_chain == [(reverse("leaving:destructions") + "?from_on=2027-01-01", 302)]
    assert "Nothing was destroyed between these days" in answer.content.decode()
    monkeypatch.setattr(queries, "MOST_PRINTED", 2)
    answer = client.get(reverse("leaving:certificates"))
    assert answer.status_code == 400
    assert (
        "There are more than 2 certificates between these days. Choose fewer days." in answer.content.decode()
    )
    assert client.get(reverse("leaving:certificates"), {"from_on": "2026-03-10"}).status_code == 200


def test_who_may_not_read_the_audit_prints_nothing(three_nights, client):
    client.force_login(person_with("clerk", JurisdictionFactory.create().public_id))
    assert client.get(reverse("leaving:certificates")).status_code == 404


def test_schemas_are_open_to_everybody(client):
    told = client.get(reverse("leaving:schemas")).json()
    assert told["format"] == 1
    address = told["schemas"]["training.course"]
    assert client.get(address).json()["$id"] == "urn:interlocal:archive:1:training.course"
    assert client.get(reverse("leaving:schema", args=["hotline.report"])).status_code == 404
