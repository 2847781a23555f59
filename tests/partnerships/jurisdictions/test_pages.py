"""The pages: who sees what, what they cost, and that forms keep what was typed."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import UserFactory, person_with
from tests.factories.jurisdictions import (
    JurisdictionFactory,
    JurisdictionFigureFactory,
    MembershipFactory,
    PartnershipFactory,
    RepresentationFactory,
)

from interlocal.partnerships.jurisdictions.models import Jurisdiction, Membership, Representation

pytestmark = pytest.mark.django_db
SOURCE = {"source_title": "Council minutes", "source_url": "", "source_on": "2026-02-01"}


def url(name, *args):
    return reverse(f"jurisdictions:{name}", args=args)


def a_whole_member():
    membership = MembershipFactory.create()
    JurisdictionFigureFactory.create(jurisdiction=membership.jurisdiction)
    principal = RepresentationFactory.create(jurisdiction=membership.jurisdiction)
    RepresentationFactory.create(jurisdiction=membership.jurisdiction, substitute_for=principal)
    return membership.jurisdiction


@pytest.mark.parametrize("name", ["list", "representatives", "export"])
def test_list_costs_the_same_with_one_three_and_many_rows(client, coordinator, name):
    PartnershipFactory.create()
    client.force_login(coordinator)
    costs = {}
    for rows in (1, 3, 48):
        while Jurisdiction.objects.count() < rows:
            a_whole_member()
        client.get(url(name)).getvalue()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url(name))
            assert len(answer.getvalue()) > 0
        costs[rows] = len(queries)

    assert len(set(costs.values())) == 1, costs


def test_list_is_paged(client, coordinator):
    JurisdictionFactory.create_batch(51)
    client.force_login(coordinator)

    assert len(client.get(url("list")).context["page"].object_list) == 50
    assert len(client.get(url("list"), {"page": 2}).context["page"].object_list) == 1


def test_list_says_what_is_known_and_what_is_not(client, coordinator, city):
    MembershipFactory.create(jurisdiction=city, unpublished_start=True)
    JurisdictionFigureFactory.create(jurisdiction=city, synthetic=True)
    client.force_login(coordinator)

    page = client.get(url("list")).content.decode()

    assert "Date not published" in page
    assert "26,209" in page
    assert "Synthetic" in page
    assert "Nobody named" in page


def test_empty_list_says_what_to_do_first(client, coordinator):
    client.force_login(coordinator)

    assert "Add the first jurisdiction" in client.get(url("list")).content.decode()


@pytest.mark.parametrize("role", ["coordinator", "auditor"])
def test_record_shows_history_to_everybody_and_change_to_those_who_may(client, role):
    jurisdiction = a_whole_member()
    client.force_login(person_with(role))

    page = client.get(url("detail", jurisdiction.public_id)).content.decode()

    assert "History" in page
    assert (url("record-figure", jurisdiction.public_id) in page) == (role == "coordinator")


def test_clerk_may_change_the_own_record_only(client, clerk, city):
    neighbour = a_whole_member()
    client.force_login(clerk)

    own = client.get(url("detail", city.public_id)).content.decode()
    other = client.get(url("detail", neighbour.public_id)).content.decode()

    assert url("name-representative", city.public_id) in own
    assert url("begin-membership", city.public_id) not in own
    assert url("name-representative", neighbour.public_id) not in other


def every_change_of(jurisdiction):
    membership = jurisdiction.memberships.get()
    representation = jurisdiction.representations.filter(substitute_for=None).get()
    of_city = [
        url("record-figure", jurisdiction.public_id),
        url("name-representative", jurisdiction.public_id),
        url("name-substitute", jurisdiction.public_id, representation.public_id),
        url("end-representation", jurisdiction.public_id, representation.public_id),
    ]
    of_partnership = [
        url("add"),
        url("begin-membership", jurisdiction.public_id),
        url("correct-membership", jurisdiction.public_id, membership.public_id),
        url("end-membership", jurisdiction.public_id, membership.public_id),
    ]
    return of_city, of_partnership


def statuses(client, addresses, method="get"):
    return {getattr(client, method)(address).status_code for address in addresses}


def test_change_pages_open_for_those_who_may(client, coordinator):
    jurisdiction = a_whole_member()
    of_city, of_partnership = every_change_of(jurisdiction)

    client.force_login(coordinator)
    assert statuses(client, of_city + of_partnership) == {200}
    client.force_login(person_with("clerk", jurisdiction.public_id))
    assert statuses(client, of_city) == {200}
    assert statuses(client, of_partnership) == {404}


@pytest.mark.parametrize("method", ["get", "post"])
def test_change_pages_do_not_exist_for_others(client, clerk, method):
    of_city, of_partnership = every_change_of(a_whole_member())

    for person in (clerk, person_with("auditor"), UserFactory.create()):
        client.force_login(person)
        assert statuses(client, of_city + of_partnership, method) == {404}


def test_somebody_without_a_role_sees_nothing(client, city):
    client.force_login(UserFactory.create())

    assert statuses(client, [url("list"), url("export"), url("detail", city.public_id)]) == {404}


def test_unknown_jurisdiction_is_not_found(client, coordinator):
    client.force_login(coordinator)

    assert client.get(url("detail", "0" * 16)).status_code == 404


def test_jurisdiction_is_added_and_its_membership_begun(client, coordinator):
    client.force_login(coordinator)
    typed = {
        "name": "Raytown",
        "formal_name": "City of Raytown",
        "kind": "city",
        "state": "Missouri",
        "governing_body": "Board of Aldermen",
        "fiscal_year_starts_month": "11",
        "fiscal_year_starts_day": "1",
        **SOURCE,
    }

    added = client.post(url("add"), typed)
    raytown = Jurisdiction.objects.get(name="Raytown")
    begun = client.post(
        url("begin-membership", raytown.public_id), {"role": "member", "starts_on": "", "note": "", **SOURCE}
    )

    assert added.url == begun.url == url("detail", raytown.public_id)
    assert "November 1" in client.get(added.url).content.decode()
    assert Membership.objects.get().starts_on is None


def test_refusal_stands_at_its_field_and_keeps_what_was_typed(client, coordinator, city):
    client.force_login(coordinator)

    answer = client.post(
        url("record-figure", city.public_id), {"measure": "population", "year": "2020", "value": "26209"}
    )

    form = answer.context["form"]
    assert answer.status_code == 200
    assert form.errors == {"source_title": ["Name the source, or mark the value as made up for the sample."]}
    assert form["value"].value() == "26209"
    assert city.figures.count() == 0


def test_figure_is_recorded_with_decimals(client, clerk, city):
    client.force_login(clerk)

    client.post(
        url("record-figure", city.public_id),
        {"measure": "employees", "year": "2020", "value": "784.84", **SOURCE},
    )

    assert "784.84" in client.get(url("detail", city.public_id)).content.decode()


def test_membership_is_corrected_then_ended(client, coordinator, city):
    membership = MembershipFactory.create(jurisdiction=city, unpublished_start=True)
    client.force_login(coordinator)

    client.post(
        url("correct-membership", city.public_id, membership.public_id),
        {"starts_on": "2021-05-03", "note": "From the minutes.", **SOURCE},
    )
    client.post(
        url("end-membership", city.public_id, membership.public_id),
        {"ends_on": "2026-12-31", "note": "Withdrew."},
    )

    membership.refresh_from_db()
    assert (membership.starts_on, membership.ends_on) == (date(2021, 5, 3), date(2026, 12, 31))


def test_representative_and_substitute_are_named_and_ended(client, clerk, city):
    manager = person_with("city-manager", city.public_id, name="Sample manager")
    client.force_login(clerk)

    client.post(
        url("name-representative", city.public_id),
        {"user": manager.pk, "name": "", "office": "City Manager", "starts_on": "2026-01-01"},
    )
    principal = Representation.objects.get()
    client.post(
        url("name-substitute", city.public_id, principal.public_id),
        {"user": "", "name": "B. Deputy", "office": "Deputy", "starts_on": "2026-01-01"},
    )
    on_a_day = client.get(url("representatives"), {"on": "2026-02-01"})
    client.post(url("end-representation", city.public_id, principal.public_id), {"ends_on": "2026-06-30"})

    assert Representation.objects.count() == 2
    assert set(Representation.objects.values_list("ends_on", flat=True)) == {date(2026, 6, 30)}
    assert on_a_day.status_code == 200


def test_somebody_of_another_city_cannot_be_chosen_as_representative(client, clerk, city):
    stranger = person_with("city-manager", JurisdictionFactory.create().public_id)
    client.force_login(clerk)

    answer = client.post(
        url("name-representative", city.public_id),
        {"user": stranger.pk, "office": "City Manager", "starts_on": "2026-01-01"},
    )

    assert list(answer.context["form"].errors) == ["user"]
    assert Representation.objects.count() == 0


def test_who_represents_whom_is_told_for_the_day_asked(client, coordinator, city):
    MembershipFactory.create(jurisdiction=city)
    RepresentationFactory.create(jurisdiction=city, name="A. Before", ends_on=date(2024, 12, 31))
    principal = RepresentationFactory.create(jurisdiction=city, name="B. After", starts_on=date(2025, 1, 1))
    RepresentationFactory.create(
        jurisdiction=city, name="C. Deputy", starts_on=date(2025, 1, 1), substitute_for=principal
    )
    client.force_login(coordinator)

    before = client.get(url("representatives"), {"on": "2024-12-31"}).content.decode()
    after = client.get(url("representatives"), {"on": "2025-01-01"}).content.decode()

    assert ("A. Before" in before, "B. After" in before) == (True, False)
    assert ("A. Before" in after, "C. Deputy, City Manager, for B. After" in after) == (False, True)


def test_impossible_day_is_answered_with_an_error(client, coordinator):
    client.force_login(coordinator)

    answer = client.get(url("representatives"), {"on": "2026-02-30"})

    assert list(answer.context["form"].errors) == ["on"]


def test_export_holds_the_facts_and_no_formula(client, coordinator):
    membership = MembershipFactory.create(jurisdiction__name='=HYPERLINK("http://example.org")')
    JurisdictionFigureFactory.create(jurisdiction=membership.jurisdiction, is_unconfirmed=True)
    RepresentationFactory.create(jurisdiction=membership.jurisdiction, name="A. Clerk")
    client.force_login(coordinator)

    text = client.get(url("export")).getvalue().decode("utf-8-sig")
    columns, row = csv.reader(io.StringIO(text))

    assert dict(zip(columns, row, strict=True)) == {
        "Name": '\'=HYPERLINK("http://example.org")',
        "Formal name": 'City of =HYPERLINK("http://example.org")',
        "Kind": "City",
        "State": "Missouri",
        "Takes part as": "Member",
        "Since": "2018-10-15",
        "Population": "26209",
        "Year": "2020",
        "Source of the population": "Council minutes",
        "Synthetic": "",
        "Unconfirmed": "yes",
        "Represented by": "A. Clerk, City Manager",
    }
