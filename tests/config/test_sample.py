"""The sample partnership: loaded once, completed after an interruption, refused beside real data."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from tests.factories.accounts import UserFactory
from tests.factories.jurisdictions import NOW, PartnershipFactory

from interlocal.config import sample
from interlocal.config.sample import loading
from interlocal.foundation.accounts.public import User
from interlocal.partnerships.initiatives.public import ProgramRecord
from interlocal.partnerships.jurisdictions.models import Jurisdiction, Membership
from interlocal.partnerships.jurisdictions.public import the_partnership

pytestmark = pytest.mark.django_db


def load_sample(**options):
    said = StringIO()
    call_command("load_sample", stdout=said, **options)
    return said.getvalue().strip()


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
