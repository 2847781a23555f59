"""A roster of learners: each row accounted for, saved at once, undone as one."""

from typing import Any

import pytest
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.lists import bring
from tests.factories.training import NOW, ApplicationFactory, CohortFactory

from interlocal.foundation.lists.public import lines_of, save_list, undo_list
from interlocal.foundation.notices.models import Notice
from interlocal.programs.training.actions.applications import agree
from interlocal.programs.training.models import Application, Cohort, Learner
from interlocal.programs.training.views.taking_part.pasted import Roster

pytestmark = pytest.mark.django_db
HEAD = ["Name", "E-mail", "City", "Position", "Supervisor", "Supervisor e-mail", "Approved"]


@pytest.fixture
def city() -> Any:
    """Return a city of a partnership."""
    PartnershipFactory.create()
    return JurisdictionFactory(name="Grandview")


@pytest.fixture
def cohort(city: Any) -> Cohort:
    """Return a cohort of two seats of the city; another city has left it."""
    cohort = CohortFactory(seats=4, shares={city: 2, JurisdictionFactory(name="Raytown"): 2})
    cohort.shares.exclude(jurisdiction=city).update(withdrawn_at=NOW)
    return cohort


@pytest.fixture
def contact(city: Any) -> Any:
    """Return the city's training contact."""
    return person_with("training-contact", city.public_id)


def row(number: int, **changed: str) -> list[str]:
    """Return a row that is right, with what is ``changed``."""
    cells = {
        "name": f"Learner {number}",
        "email": f"learner{number}@city.example.org",
        "city": "Grandview",
        "job": "Crew leader",
        "boss": "Sam Boss",
        "boss_mail": "sam@city.example.org",
        "agreed": "",
    }
    return list({**cells, **changed}.values())


def states(user: Any, roster: Roster, pasted: Any) -> list[str]:
    """Return the state of each row."""
    return [line.state.value for line in lines_of(pasted, roster, user, NOW)]


def test_each_row_is_accounted_for(cohort: Cohort, contact: Any, city: Any):
    ApplicationFactory(cohort=cohort, jurisdiction=city, learner__email="learner2@city.example.org")
    roster = Roster(cohort)
    rows = [
        row(1),
        row(2),
        row(3, email="no address"),
        row(4, city="Raytown"),
        row(5, city="Nowhere"),
        row(6, boss_mail="learner6@city.example.org"),
        row(7, name=""),
        row(1, name="The same again"),
        row(8, agreed="perhaps"),
        row(9, agreed="yes"),
    ]
    pasted = bring(contact, roster, HEAD, *rows, now=NOW)
    lines = lines_of(pasted, roster, contact, NOW)
    assert len(lines) == len(rows)
    by_state = [line.state.value for line in lines]
    assert [number for number, state in enumerate(by_state, 1) if state == "ready"] == [1, 10]


def test_roster_is_saved_and_undone_as_one(cohort: Cohort, contact: Any):
    roster = Roster(cohort)
    pasted = bring(contact, roster, HEAD, row(1), row(2, agreed="yes"), row(3), now=NOW)
    save_list(by=contact, pasted=pasted, purpose=roster, seen=3, now=NOW)
    made = list(Application.objects.order_by("rank"))
    assert [one.state for one in made] == ["asked", "agreed", "asked"]
    assert [one.nominated_by for one in made] == [contact, None, contact]
    assert Notice.objects.filter(kind="training.agree").count() == 2
    agree(application=made[2], now=NOW)
    assert Application.objects.get(pk=made[2].pk).state == "seated"
    pasted.refresh_from_db()
    undo_list(by=contact, pasted=pasted, purpose=roster, now=NOW)
    assert [one.state for one in Application.objects.order_by("rank")] == ["withdrawn", "withdrawn", "seated"]


def test_three_thousand_rows_with_errors_lose_none(cohort: Cohort, contact: Any):
    rows = [
        row(n, email="broken" if n % 10 == 0 else f"l{n}@x.example.org", agreed="yes") for n in range(3000)
    ]
    roster = Roster(cohort)
    pasted = bring(contact, roster, HEAD, *rows, now=NOW)
    found = states(contact, roster, pasted)
    assert (len(found), found.count("ready")) == (3000, 2700)
    save_list(by=contact, pasted=pasted, purpose=roster, seen=2700, now=NOW)
    assert (Application.objects.count(), Learner.objects.count()) == (2700, 2700)
    pasted.refresh_from_db()
    undo_list(by=contact, pasted=pasted, purpose=roster, now=NOW)
    assert Application.objects.filter(state="withdrawn").count() == 2700
