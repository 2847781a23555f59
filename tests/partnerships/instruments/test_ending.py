"""Adopted instruments end: renewed, superseded, expired or rescinded."""

from datetime import timedelta

import pytest
from tests.factories.instruments import NOW, TODAY, InstrumentFactory

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.instruments import actions, queries

pytestmark = pytest.mark.django_db


def end(instrument, standing, **said):
    values = {"ended_on": TODAY} | said
    return actions.end_instrument(by=None, instrument=instrument, standing=standing, now=NOW, **values)


def test_renewed_names_what_follows_it():
    old = InstrumentFactory.create(adopted=True)
    new = InstrumentFactory.create(jurisdiction=old.jurisdiction, statement__renews=old.statement)
    end(old, "renewed", successor=new)
    old.refresh_from_db()
    assert (old.standing, old.ended_on, old.succeeded_by) == ("renewed", TODAY, new)
    assert list(new.predecessors.all()) == [old]


def test_what_renews_it_is_offered_first():
    old = InstrumentFactory.create(adopted=True)
    renewal = InstrumentFactory.create(jurisdiction=old.jurisdiction, statement__renews=old.statement)
    other = InstrumentFactory.create(jurisdiction=old.jurisdiction)
    InstrumentFactory.create()
    assert queries.possible_successors(old) == [renewal, other]


@pytest.mark.parametrize(
    ("standing", "said", "match"),
    [
        ("renewed", {}, "Name the instrument"),
        ("rescinded", {}, "by what"),
        ("adopted", {}, "Choose how"),
        ("expired", {"ended_on": TODAY - timedelta(days=400)}, "cannot have ended before"),
    ],
)
def test_end_that_cannot_be_is_refused(standing, said, match):
    with pytest.raises(Refusal, match=match):
        end(InstrumentFactory.create(adopted=True), standing, **said)


def test_only_what_is_adopted_ends():
    with pytest.raises(Refusal, match="adopted"):
        end(InstrumentFactory.create(), "expired")


def test_instrument_of_another_council_does_not_follow():
    with pytest.raises(Refusal, match="same council"):
        end(InstrumentFactory.create(adopted=True), "renewed", successor=InstrumentFactory.create())
