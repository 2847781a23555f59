"""What the sample partnership says, read as it is loaded once for all of these."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction

from interlocal.config import roles, sample
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.partnerships.initiatives.public import published_programs
from interlocal.partnerships.jurisdictions.models import JurisdictionFigure, Membership
from interlocal.partnerships.jurisdictions.public import members, the_partnership
from interlocal.partnerships.meetings.models import CouncilEvidence

CITIES = ["Blue Springs", "Grandview", "Independence", "Lee's Summit", "Raytown"]


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker):
    """Load the sample for all tests of the module that only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_sample", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_once, db):
    """Open a test's own transaction within the one that holds the sample."""


def test_five_cities_are_members_and_the_regional_council_supports(loaded):
    today = Membership.objects.latest("created_at").created_at.date()

    assert [city.name for city in members(today)] == CITIES
    assert [body.name for body in members(today, "supporter")] == ["Mid-America Regional Council"]


def test_joining_dates_are_known_for_the_founders_alone(loaded):
    dates = {
        row.jurisdiction.name: row.starts_on for row in Membership.objects.select_related("jurisdiction")
    }

    assert {name for name, day in dates.items() if day is None} == {"Grandview", "Raytown"}
    assert {str(day) for day in dates.values() if day} == {"2018-10-15"}


def test_populations_are_those_of_the_2020_census(loaded):
    figures = JurisdictionFigure.objects.filter(measure="population", year=2020)

    assert {figure.jurisdiction.name: int(figure.value) for figure in figures} == {
        "Blue Springs": 58_603,
        "Grandview": 26_209,
        "Independence": 123_011,
        "Lee's Summit": 101_108,
        "Raytown": 30_012,
    }


def test_participation_differs_from_program_to_program(loaded):
    parts = {
        program.title: {row.jurisdiction.name: row.part for row in program.participations.all()}
        for program in published_programs()
    }

    assert sorted(parts) == [
        "Employee exit interviews",
        "Fraud reporting hotline",
        "Police mental health co-responders",
        "Regional 911 System",
        "Supervisory training",
    ]
    assert parts["Employee exit interviews"]["Lee's Summit"] == "may-share-data"
    assert parts["Employee exit interviews"]["Raytown"] == "unpublished"
    assert {parts["Police mental health co-responders"][city] for city in CITIES} == {"takes-part"}


def test_every_published_fact_names_its_source(loaded):
    for program in published_programs():
        facts = [program, *program.participations.all(), *program.outcomes.all()]
        assert all(fact.source_title and not fact.is_synthetic for fact in facts), program.title
        assert program.title_es
        assert program.summary_es


def test_councils_records_are_tied_to_the_instruments_that_they_were_about(loaded):
    ties = CouncilEvidence.objects.select_related("item__meeting", "instrument__jurisdiction")
    assert {
        (tie.instrument.jurisdiction.name, tie.instrument.number, tie.item.matter, tie.item.meeting.on)
        for tie in ties
    } == {
        ("Independence", "6376", "Bill 18-799", date(2018, 10, 15)),
        ("Lee's Summit", "21-08", "RES. NO. 21-08", date(2021, 4, 13)),
    }
    assert all(tie.item.meeting.url for tie in ties)


def test_there_is_a_sign_in_for_every_role_at_a_reserved_address(loaded):
    held = {sign_in.role for sign_in in sample.SIGN_INS}

    assert held >= {role.slug for role in roles.HOUSE_ROLES}
    assert {sign_in.email.rpartition("@")[2] for sign_in in sample.SIGN_INS} == {"example.org"}
    assert all(user.name.startswith("Sample ") for user in User.objects.all())


@pytest.mark.parametrize("role", ["city-manager", "clerk"])
def test_every_city_has_its_manager_and_clerk(loaded, role):
    assert sorted(s.jurisdiction for s in sample.SIGN_INS if s.role == role) == CITIES


def test_sign_ins_open_with_the_documented_password(loaded):
    user = User.objects.get(email=sample.SIGN_INS[0].email)

    assert user.check_password(sample.PASSWORD)


def test_loading_is_told_by_the_audit(loaded):
    partnership = the_partnership()
    entries = entries_about(ref_to(partnership).kind, partnership.public_id)

    assert [entry.detail.action for entry in entries] == ["jurisdictions.found_partnership"]
