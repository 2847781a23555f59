"""What is read, by whom, on which day."""

from datetime import date

import pytest
from django.http import Http404
from tests.factories.accounts import UserFactory, person_with
from tests.factories.jurisdictions import (
    JurisdictionFactory,
    MembershipFactory,
    PartnershipFactory,
    RepresentationFactory,
)

from interlocal.kernel.permissions import Reach
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.partnerships.jurisdictions import queries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "belongs"),
    [
        (date(2018, 10, 14), False),
        (date(2018, 10, 15), True),
        (date(2021, 6, 30), True),
        (date(2021, 7, 1), False),
    ],
)
def test_member_belongs_from_the_first_to_the_last_day(city, on, belongs):
    MembershipFactory.create(jurisdiction=city, ended=True)

    assert list(queries.members(on)) == ([city] if belongs else [])


def test_member_of_unpublished_start_belongs_on_any_day_before_the_end(city):
    MembershipFactory.create(jurisdiction=city, unpublished_start=True)

    assert list(queries.members(date(1999, 1, 1))) == [city]


def test_supporter_is_no_member():
    MembershipFactory.create(role="supporter")

    assert list(queries.members(date(2026, 1, 1))) == []


def test_rows_stand_in_the_order_of_their_part():
    outside = JurisdictionFactory.create(name="Aaa")
    supporter = MembershipFactory.create(role="supporter", jurisdiction__name="Bbb").jurisdiction
    later_member = MembershipFactory.create(jurisdiction__name="Ddd").jurisdiction
    member = MembershipFactory.create(jurisdiction__name="Ccc").jurisdiction
    observer = MembershipFactory.create(role="observer", jurisdiction__name="Abb").jurisdiction

    rows = queries.member_rows(queries.reached(Reach(everywhere=True)), date(2026, 1, 1))

    assert list(rows) == [member, later_member, supporter, observer, outside]


def test_somebody_without_a_role_may_read_no_jurisdiction(city):
    stranger = UserFactory.create()

    assert list(queries.jurisdictions_for(stranger)) == []
    with pytest.raises(Http404):
        queries.jurisdiction_for(stranger, city.public_id)


def test_clerk_reads_every_jurisdiction_and_edits_one(clerk, city):
    neighbour = JurisdictionFactory.create()

    assert set(queries.jurisdictions_for(clerk)) == {city, neighbour}
    assert queries.editable_jurisdiction_for(clerk, city.public_id) == city
    with pytest.raises(Http404):
        queries.editable_jurisdiction_for(clerk, neighbour.public_id)
    with pytest.raises(Http404):
        queries.require_whole_partnership(clerk)


def test_auditor_edits_nothing(city):
    with pytest.raises(Http404):
        queries.editable_jurisdiction_for(person_with("auditor"), city.public_id)


def test_membership_of_another_jurisdiction_is_not_found(coordinator, city):
    elsewhere = MembershipFactory.create()

    with pytest.raises(Http404):
        queries.membership_for(coordinator, city.public_id, elsewhere.public_id)


def test_representatives_are_those_of_the_day_principals_first(city):
    RepresentationFactory.create(jurisdiction=city, ends_on=date(2024, 6, 30))
    principal = RepresentationFactory.create(jurisdiction=city)
    substitute = RepresentationFactory.create(jurisdiction=city, substitute_for=principal)

    assert list(queries.representatives(city, date(2024, 7, 1))) == [principal, substitute]


def test_scope_choices_name_the_partnership_then_each_body(city):
    PartnershipFactory.create(name="Three Rivers")

    assert queries.scope_choices() == [(PARTNERSHIP, "Three Rivers"), (city.scope, "Riverton")]


def test_scope_choices_before_there_is_a_partnership(city):
    assert queries.scope_choices() == [(PARTNERSHIP, "The whole partnership"), (city.scope, "Riverton")]


def test_search_finds_by_either_name(coordinator):
    by_name = JurisdictionFactory.create(name="Grandview")
    by_formal_name = JurisdictionFactory.create(name="MARC", formal_name="Mid-America Regional Council")

    assert list(queries.searched(coordinator, "grand")) == [by_name]
    assert list(queries.searched(coordinator, "america")) == [by_formal_name]
