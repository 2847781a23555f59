from datetime import date
from typing import Any

import pytest
from tests.factories.accounts import UserFactory, person_with
from tests.factories.instruments import NOW, InstrumentFactory, StatementFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.models import User
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.instruments import actions, queries
from interlocal.partnerships.instruments.models import Instrument, Kind, Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> User:
    return person_with("coordinator")


def facts(**changes: Any) -> dict[str, Any]:
    return {"kind": Kind.RESOLUTION, "title": "A resolution", "standing": Standing.DRAFT, **changes}


def test_one_council_has_one_instrument_under_a_statement(coordinator: User) -> None:
    known = InstrumentFactory.create()
    with pytest.raises(Refusal, match="already"):
        actions.record_instrument(
            by=coordinator, jurisdiction=known.jurisdiction, statement=known.statement, facts=facts(), now=NOW
        )


def test_number_is_given_once_by_a_council_and_freely_by_others(coordinator: User) -> None:
    known = InstrumentFactory.create(number="21-08")
    other = JurisdictionFactory.create()
    record = {"by": coordinator, "statement": None, "facts": facts(number="21-08"), "now": NOW}
    assert actions.record_instrument(jurisdiction=other, **record).number == "21-08"
    with pytest.raises(Refusal, match="another instrument"):
        actions.record_instrument(jurisdiction=known.jurisdiction, **record)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (
            {"filed_on": date(2021, 4, 1), "passed_on": date(2021, 3, 1), "standing": Standing.ADOPTED},
            "passed_on",
        ),
        (
            {"passed_on": date(2021, 4, 1), "effective_on": date(2021, 3, 1), "standing": Standing.ADOPTED},
            "effective_on",
        ),
        ({"passed_on": date(2021, 4, 1)}, "standing"),
    ],
)
def test_dates_that_cannot_be_are_refused(coordinator: User, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        actions.record_instrument(
            by=coordinator,
            jurisdiction=JurisdictionFactory.create(),
            statement=None,
            facts=facts(**changes),
            now=NOW,
        )
    assert refusal.value.field == field
    assert not Instrument.objects.exists()


def test_correction_changes_only_what_differs(coordinator: User) -> None:
    known = InstrumentFactory.create(title="Old title")
    actions.correct_instrument(by=coordinator, instrument=known, facts={"title": "New title"}, now=NOW)
    known.refresh_from_db()
    assert known.title == "New title"


def test_statement_of_which_only_the_name_is_known_is_not_published(coordinator: User) -> None:
    with pytest.raises(Refusal, match="Only the name"):
        actions.publish_statement(by=coordinator, statement=StatementFactory.create(), now=NOW)


def test_public_sees_published_statements_only(coordinator: User) -> None:
    StatementFactory.create(with_text=True)
    public = StatementFactory.create(published=True)
    assert list(queries.published_statements()) == [public]
    actions.withdraw_statement_from_public(by=coordinator, statement=public, now=NOW)
    assert list(queries.published_statements()) == []


def test_person_without_a_role_sees_nothing() -> None:
    InstrumentFactory.create()
    nobody = UserFactory.create()
    assert (queries.instruments_for(nobody).count(), queries.statements_for(nobody).count()) == (0, 0)
