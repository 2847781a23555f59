"""The sample partnership: loaded once, completed after an interruption, refused beside real data."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from tests.factories.accounts import UserFactory
from tests.factories.jurisdictions import NOW, PartnershipFactory

from interlocal.config import roles, sample
from interlocal.config.sample import loading
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.partnerships.initiatives.public import ProgramRecord, published_programs
from interlocal.partnerships.jurisdictions.models import Jurisdiction, JurisdictionFigure, Membership
from interlocal.partnerships.jurisdictions.public import members, the_partnership

pytestmark = pytest.mark.django_db
CITIES = ["Blue Springs", "Grandview", "Independence", "Lee's Summit", "Raytown"]


def load_sample(**options):
    said = StringIO()
    call_command("load_sample", stdout=said, **options)
    return said.getvalue().strip()


@pytest.fixture
def loaded():
    load_sample()


def counts():
    return {
        model.__name__: model.objects.count() for model in (Jurisdiction, Membership, User, ProgramRecord)
    }


def test_sample_is_loaded_once():
    said = load_sample()
    before = counts()

    assert said.startswith("Loaded: partnership, people, programs")
    assert load_sample() == "The sample is loaded already."
    assert counts() == before
    assert sample.is_loaded(sample.LOAD_STEPS)


def test_load_that_was_interrupted_is_completed():
    loader = sample.load(sample.LOAD_STEPS, now=NOW)
    next(loader)
    loader.close()
    assert counts() == {"Jurisdiction": 6, "Membership": 6, "User": 0, "ProgramRecord": 0}

    assert load_sample().startswith("Loaded: people, programs")
    assert counts()["Jurisdiction"] == 6


def test_step_that_fails_leaves_nothing_of_itself(monkeypatch):
    def fail(*_args):
        raise RuntimeError("power cut")

    monkeypatch.setattr("interlocal.config.sample.steps.partnership._begin", fail)
    with pytest.raises(RuntimeError):
        list(loading.load(sample.LOAD_STEPS, now=NOW))

    assert (the_partnership(), Jurisdiction.objects.count()) == (None, 0)


def test_sample_is_refused_outside_demo_mode_unless_forced(settings):
    settings.INTERLOCAL_DEMO = False

    with pytest.raises(CommandError, match="INTERLOCAL_DEMO=1"):
        load_sample()
    assert load_sample(force=True).startswith("Loaded")


def test_sample_is_refused_beside_another_partnership():
    PartnershipFactory.create(name="Three Rivers Partnership")

    with pytest.raises(CommandError, match="serves Three Rivers Partnership"):
        load_sample(force=True)


def test_sample_is_refused_beside_people():
    UserFactory.create()

    with pytest.raises(CommandError, match="has people already"):
        load_sample()


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
