"""A city's year: what it promised, gave and got, as page and as a tagged PDF."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import initiatives as made
from tests.factories.accounts import person_with
from tests.factories.commitments import CommitmentFactory
from tests.factories.jurisdictions import NOW, JurisdictionFactory, MembershipFactory, PartnershipFactory

from interlocal.kernel import clock
from interlocal.kernel.periods import FiscalYear
from interlocal.partnerships.initiatives import actions, queries
from interlocal.partnerships.initiatives.models import Initiative

pytestmark = pytest.mark.django_db
YEAR = FiscalYear(2026)
TODAY = date(2026, 3, 10)


@pytest.fixture
def city():
    PartnershipFactory.create()
    return MembershipFactory.create().jurisdiction


def joined(city):
    """An initiative that ``city`` joins, with hours, a result and a decision in the fiscal year 2026."""
    initiative = made.InitiativeFactory.create()
    made.StanceFactory.create(initiative=initiative, jurisdiction=city)
    assignment = made.AssignmentFactory.create(initiative=initiative, jurisdiction=city)
    actions.say_hours(
        by=None,
        jurisdiction=city,
        month_on=date(2026, 2, 1),
        hours={assignment.public_id: Decimal(5)},
        now=NOW,
    )
    made.ExpectationFactory.create(
        initiative=initiative, result=6, result_on=date(2026, 3, 1), result_source="Count"
    )
    CommitmentFactory.create(owed_by=city, done=True)
    CommitmentFactory.create(owed_to=city, done=True)
    return initiative


def report(city, reader=None):
    return queries.year_report(reader or person_with("coordinator"), city, YEAR, today=TODAY)


def test_report_adds_up_what_the_year_holds(city):
    joined(city)
    CommitmentFactory.create(owed_by=city, overdue=True)
    CommitmentFactory.create(owed_by=city, due_on=date(2027, 1, 1))

    found = report(city)

    # January and February, six hours each; March has not ended.
    assert (found.hours_promised, found.hours_given) == (Decimal("12.00"), Decimal("5.00"))
    assert [len(rows) for rows in (found.promised, found.done, found.received)] == [3, 1, 1]
    assert ([shown.is_met for shown in found.results], found.overdue) == ([True], 1)
    assert [one.next_stage for one in found.ahead] == ["Explore"]


def test_report_leaves_out_other_cities_and_other_years(city):
    joined(JurisdictionFactory.create())
    CommitmentFactory.create(
        owed_by=city, done=True, done_on=date(2024, 1, 1), due_on=date(2024, 1, 1), closed_at=NOW
    )

    found = report(city)

    assert (found.hours, found.promised, found.done, found.results, found.ahead) == ([], [], [], [], [])


def test_report_says_nothing_of_what_its_reader_may_not_see(city):
    CommitmentFactory.create(owed_by=city, done=True, confidential=True)

    of_another = person_with("city-manager", JurisdictionFactory.create().public_id)

    assert (len(report(city).done), len(report(city, of_another).done)) == (1, 0)


@pytest.mark.parametrize(
    ("month", "day", "year"), [(7, 1, 2026), (10, 1, 2026), (1, 1, 2026), (None, None, 2026)]
)
def test_year_is_that_of_the_city_or_else_of_the_partnership(city, month, day, year):
    city.fiscal_year_starts_month, city.fiscal_year_starts_day = month, day

    assert queries.fiscal_year_of(city, TODAY) == FiscalYear(year, month or 7, day or 1)


def test_page_costs_the_same_with_one_and_three_rows(city, client):
    client.force_login(person_with("coordinator"))
    address = reverse(
        "initiatives:report",
        args=[city.public_id, queries.fiscal_year_of(city, clock.today()).ending_in],
    )
    costs = {}
    for rows in (1, 3):
        while Initiative.objects.count() < rows:
            joined(city)
        client.get(address)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        costs[rows] = len(counted)

    assert costs[1] == costs[3]


def test_pdf_is_tagged_and_says_what_it_is(city, client):
    joined(city)
    client.force_login(person_with("coordinator"))
    year = queries.fiscal_year_of(city, clock.today())

    answer = client.get(reverse("initiatives:report-pdf", args=[city.public_id, year.ending_in]))

    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).startswith("en")
        with pdf.open_metadata() as data:
            assert data["dc:title"] == f"{city.formal_name} in the partnership, {year.label}"
            assert data["pdfuaid:part"] == "1"
