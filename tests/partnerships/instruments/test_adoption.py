from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import UserFactory, person_with
from tests.factories.instruments import NOW, TODAY, StatementFactory, take_steps
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.models import User
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import Commitment, ProcedureVersion
from interlocal.partnerships.instruments import actions, queries
from interlocal.partnerships.instruments.actions.adoption import Confirmation
from interlocal.partnerships.instruments.actions.packs import load_pack
from interlocal.partnerships.instruments.models import Instrument, Statement
from interlocal.partnerships.jurisdictions.models import Jurisdiction

pytestmark = pytest.mark.django_db

STEPS = [
    "draft",
    "counsel",
    "review",
    "filed",
    "agenda",
    "reading-1",
    "reading-2",
    "vote",
    "number",
    "presiding",
    "attest",
    "effective",
]


@pytest.fixture
def coordinator() -> User:
    return person_with("coordinator")


@pytest.fixture
def statement() -> Statement:
    return StatementFactory.create(with_text=True)


@pytest.fixture
def version() -> ProcedureVersion:
    (version, *_others) = load_pack(by=None, name="missouri", now=NOW)
    return version


def start(by: User, statement: Statement, version: ProcedureVersion, councils: list[Jurisdiction]) -> None:
    actions.start_adoption(
        by=by, statement=statement, jurisdictions=councils, version=version, starts_on=TODAY, now=NOW
    )


def test_each_council_gets_a_draft_and_its_first_step(
    coordinator: User, statement: Statement, version: ProcedureVersion
) -> None:
    councils = JurisdictionFactory.create_batch(5)
    start(coordinator, statement, version, councils)
    matrix = queries.adoption_matrix(coordinator, statement, today=TODAY)
    assert [column.key for column in matrix.columns] == STEPS
    assert [[step.key for step in row.blocking] for row in matrix.rows] == [["draft"]] * 5
    assert (matrix.begun, matrix.adopted) == (5, 0)
    drafts = Instrument.objects.values_list("number", "passed_on", "standing")
    assert list(drafts) == [(None, None, "draft")] * 5


def test_starting_twice_changes_nothing(
    coordinator: User, statement: Statement, version: ProcedureVersion
) -> None:
    councils = JurisdictionFactory.create_batch(2)
    start(coordinator, statement, version, councils)
    start(coordinator, statement, version, councils)
    assert (Instrument.objects.count(), Commitment.objects.count()) == (2, 2)


def test_matrix_follows_a_council_to_the_end(
    coordinator: User, statement: Statement, version: ProcedureVersion
) -> None:
    council = JurisdictionFactory.create()
    start(coordinator, statement, version, [council])
    take_steps(statement, council)
    matrix = queries.adoption_matrix(coordinator, statement, today=TODAY)
    assert [cell.step.state for cell in matrix.rows[0].cells if cell.step] == ["done"] * 12
    assert (matrix.adopted, matrix.rows[0].blocking) == (1, ())


def test_matrix_names_what_is_late_and_blocks(
    coordinator: User, statement: Statement, version: ProcedureVersion
) -> None:
    start(coordinator, statement, version, JurisdictionFactory.create_batch(1))
    matrix = queries.adoption_matrix(coordinator, statement, today=TODAY + timedelta(days=18))
    assert [(step.key, step.overdue_days) for step in matrix.rows[0].overdue] == [("draft", 4)]


@pytest.mark.parametrize("councils", [1, 3, 25])
def test_matrix_asks_the_database_a_fixed_number_of_times(
    coordinator: User, statement: Statement, version: ProcedureVersion, councils: int
) -> None:
    start(coordinator, statement, version, JurisdictionFactory.create_batch(councils))
    coordinator = User.objects.get(pk=coordinator.pk)
    with CaptureQueriesContext(connection) as asked:
        queries.adoption_matrix(coordinator, statement, today=TODAY)
    assert len(asked) == 7


def test_columns_of_different_procedures_are_merged_in_order() -> None:
    from interlocal.partnerships.commitments.public import RunState, State, StepState
    from interlocal.partnerships.instruments.queries.matrix import _columns

    def run(*keys: str) -> RunState:
        return RunState(
            "r", "p", 1, TODAY, None, tuple(StepState(key, key.title(), State.WAITING) for key in keys)
        )

    merged = _columns([run("draft", "vote", "signed"), run("draft", "counsel", "vote", "veto", "signed")])
    assert [column.key for column in merged] == ["draft", "counsel", "vote", "veto", "signed"]


def confirm(
    by: User, statement: Statement, council: Jurisdiction, owner: User, places: range = range(3)
) -> None:
    proposals = queries.proposals_of(statement)
    actions.confirm_commitments(
        by=by,
        statement=statement,
        jurisdiction=council,
        confirmations=[
            Confirmation(
                proposal=place,
                title=proposals[place].title,
                clause=proposals[place].clause,
                section=f"Section {proposals[place].section_number}",
                owner=owner,
                due_on=TODAY + timedelta(days=30),
            )
            for place in places
        ],
        now=NOW,
    )


def test_confirmed_duty_has_owner_date_and_source_clause(coordinator: User, statement: Statement) -> None:
    council, owner = JurisdictionFactory.create(), UserFactory.create()
    confirm(coordinator, statement, council, owner)
    rows = Commitment.objects.order_by("pk").values_list(
        "owed_by", "owner", "due_on", "source_label", "source_text"
    )
    texts = [proposal.clause for proposal in queries.proposals_of(statement)]
    sections = ["Section 1", "Section 2", "Section 2"]
    assert list(rows) == [
        (council.pk, owner.pk, TODAY + timedelta(days=30), f"{statement.title}, {section}", text)
        for section, text in zip(sections, texts, strict=True)
    ]


def test_confirming_again_opens_nothing_twice(coordinator: User, statement: Statement) -> None:
    council, owner = JurisdictionFactory.create(), UserFactory.create()
    confirm(coordinator, statement, council, owner, range(2))
    confirm(coordinator, statement, council, owner)
    (duties,) = queries.council_duties(coordinator, statement, [council])
    assert (Commitment.objects.count(), duties.open_duties) == (3, ())


def test_people_confirm_for_their_own_council_only(statement: Statement) -> None:
    own, other = JurisdictionFactory.create_batch(2)
    manager = person_with("city-manager", own.public_id)
    confirm(manager, statement, own, manager)
    with pytest.raises(Refusal, match="own people"):
        confirm(manager, statement, other, manager)
    assert Commitment.objects.count() == 3


def test_confirming_nothing_is_refused(coordinator: User, statement: Statement) -> None:
    with pytest.raises(Refusal, match="at least one"):
        confirm(coordinator, statement, JurisdictionFactory.create(), coordinator, range(0))
