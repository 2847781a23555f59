"""What is recorded at a step stands on the instrument, the commitment and the run, as one."""

from datetime import timedelta

import pytest
from tests.factories.accounts import person_with
from tests.factories.commitments import published_procedure
from tests.factories.instruments import (
    NOW,
    TODAY,
    InstrumentFactory,
    StatementFactory,
    open_commitment_of,
    report,
    take_step,
    take_steps,
)
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.jobs.public import run_due
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import (
    Commitment,
    ProcedureRun,
    Step,
    close_commitment,
    reopen_commitment,
)
from interlocal.partnerships.instruments import actions, queries
from interlocal.partnerships.instruments.actions.packs import load_pack
from interlocal.partnerships.instruments.lifecycle import StepKind
from interlocal.partnerships.instruments.models import Instrument, Proceeding

pytestmark = pytest.mark.django_db

CHAIN = [
    Step("filed", "Filed", records="bill"),
    Step("agenda", "Agenda", after=("filed",), records="agenda"),
    Step("vote", "Vote", after=("agenda",), records="vote", source="RSMo 79.130", votes_needed=4),
    Step("number", "Number", after=("vote",), records="number"),
    Step("mayor", "Mayor", after=("number",), records="mayor"),
    Step("override", "After a veto", after=("mayor",), records="override"),
    Step("effective", "In effect", after=("override",), records="effective"),
]


def started(*steps):
    """Return a statement, a council and its instrument, on its way through ``steps``."""
    statement, council = StatementFactory.create(with_text=True), JurisdictionFactory.create()
    version = published_procedure(slug=f"p-{council.public_id}", steps=tuple(steps or CHAIN), kind="adoption")
    actions.start_adoption(
        by=None, statement=statement, jurisdictions=[council], version=version, starts_on=TODAY, now=NOW
    )
    return statement, council, Instrument.objects.get(statement=statement, jurisdiction=council)


def refused(statement, council, kind, match, **said):
    with pytest.raises(Refusal, match=match):
        actions.record_step(
            by=None,
            commitment=open_commitment_of(statement, council),
            report=report(kind, **said),
            now=NOW,
        )


def test_steps_fill_in_the_instrument():
    statement, council, instrument = started()
    take_steps(statement, council)
    instrument.refresh_from_db()
    assert (instrument.bill_number, instrument.number[:2], instrument.standing) == ("26-014", "65", "adopted")
    days = {instrument.filed_on, instrument.agenda_on, instrument.passed_on, instrument.effective_on}
    assert days == {TODAY}
    assert ProcedureRun.objects.get().finished_on == TODAY
    kinds = list(instrument.proceedings.values_list("kind", flat=True))
    assert kinds == ["bill", "agenda", "vote", "number", "mayor", "effective"]


def test_signature_skips_the_vote_after_a_veto():
    statement, council, _instrument = started()
    take_steps(statement, council, until="mayor")
    take_step(statement, council)
    assert list(ProcedureRun.objects.get().skipped.values_list("step_key", flat=True)) == ["override"]
    assert open_commitment_of(statement, council).step_key == "effective"


def test_number_and_date_make_it_passed_until_the_last_binding_step():
    statement, council, instrument = started()
    take_steps(statement, council, until="mayor")
    instrument.refresh_from_db()
    assert (instrument.standing, instrument.passed_on) == ("passed", TODAY)


def test_tabled_comes_up_again_on_its_day():
    statement, council, instrument = started()
    take_steps(statement, council, until="vote")
    later = TODAY + timedelta(days=14)
    take_step(statement, council, outcome="tabled", to_on=later)
    commitment = open_commitment_of(statement, council)
    instrument.refresh_from_db()
    assert (commitment.step_key, commitment.due_on, instrument.agenda_on) == ("vote", later, later)
    take_steps(statement, council)
    outcomes = instrument.proceedings.filter(kind="vote").values_list("outcome", flat=True)
    assert list(outcomes) == ["tabled", "passed"]


def test_failed_vote_ends_the_adoption():
    statement, council, instrument = started()
    take_steps(statement, council, until="vote")
    take_step(statement, council, outcome="failed", ayes=2, nays=4)
    instrument.refresh_from_db()
    run = ProcedureRun.objects.get()
    assert (instrument.standing, instrument.passed_on, run.stopped_on) == ("failed", None, TODAY)
    assert (open_commitment_of(statement, council), run.finished_on) == (None, None)
    matrix = queries.adoption_matrix(person_with("coordinator"), statement, today=TODAY)
    assert (matrix.adopted, matrix.rows[0].is_over) == (0, True)
    assert [len(matrix.narrowed(show).rows) for show in ("stopped", "waiting", "adopted", "")] == [1, 0, 0, 1]


@pytest.mark.parametrize(
    ("outcome", "ayes", "nays", "standing"),
    [("overridden", 5, 1, "adopted"), ("sustained", 3, 3, "failed")],
)
def test_veto_leads_to_another_vote(outcome, ayes, nays, standing):
    statement, council, instrument = started()
    take_steps(statement, council, until="mayor")
    take_step(statement, council, outcome="vetoed")
    assert open_commitment_of(statement, council).step_key == "override"
    take_step(statement, council, outcome=outcome, ayes=ayes, nays=nays)
    take_steps(statement, council)
    instrument.refresh_from_db()
    assert instrument.standing == standing


def test_veto_ends_it_where_no_vote_follows():
    chain = [Step("vote", "Vote", records="vote"), Step("mayor", "Mayor", after=("vote",), records="mayor")]
    statement, council, instrument = started(*chain)
    take_step(statement, council)
    take_step(statement, council, outcome="vetoed")
    instrument.refresh_from_db()
    assert (instrument.standing, ProcedureRun.objects.get().stopped_on) == ("failed", TODAY)


def test_passed_with_changes_asks_for_the_text():
    statement, council, instrument = started(Step("vote", "Vote", records="vote"))
    take_step(statement, council, outcome="amended")
    (asked,) = Commitment.objects.filter(source_id=instrument.public_id)
    assert (asked.owed_by, asked.due_on) == (council, TODAY + timedelta(days=7))


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ({"ayes": 3, "nays": 3}, "did not pass"),
        ({"ayes": 3, "nays": 0}, "it takes 4. RSMo 79.130"),
        ({"outcome": "failed", "ayes": 4, "nays": 2}, "carry it"),
        ({"ayes": None}, "ayes and the nays"),
        ({"outcome": "tabled"}, "comes up again"),
        ({"outcome": "tabled", "to_on": TODAY}, "later day"),
        ({"outcome": "signed"}, "cannot come out that way"),
        ({"happened_on": TODAY - timedelta(days=1)}, "was filed on"),
        ({"happened_on": TODAY + timedelta(days=1)}, "not come yet"),
    ],
)
def test_vote_that_cannot_be_is_refused_and_nothing_is_kept(said, match):
    statement, council, instrument = started()
    take_steps(statement, council, until="vote")
    before = Proceeding.objects.count()
    refused(statement, council, StepKind.VOTE, match, **said)
    instrument.refresh_from_db()
    assert (Proceeding.objects.count(), instrument.passed_on) == (before, None)
    assert open_commitment_of(statement, council).step_key == "vote"


def test_number_of_another_instrument_is_refused():
    statement, council, _instrument = started()
    InstrumentFactory.create(jurisdiction=council, number="6512")
    take_steps(statement, council, until="number")
    refused(statement, council, StepKind.NUMBER, "another instrument", number="6512")


def test_step_that_takes_something_down_is_not_closed_without_it():
    statement, council, _instrument = started()
    with pytest.raises(Refusal, match="on its own page"):
        close_commitment(
            by=None,
            commitment=open_commitment_of(statement, council),
            now=NOW,
            done_on=TODAY,
            evidence_note="Seen",
        )


def test_step_that_takes_something_down_asks_for_sign_in():
    statement, council, _instrument = started()
    assert open_commitment_of(statement, council).requires_sign_in


def test_recording_twice_is_refused():
    statement, council, _instrument = started()
    commitment = open_commitment_of(statement, council)
    actions.record_step(by=None, commitment=commitment, report=report(StepKind.BILL), now=NOW)
    with pytest.raises(Refusal, match="already recorded"):
        actions.record_step(by=None, commitment=commitment, report=report(StepKind.BILL), now=NOW)
    assert Proceeding.objects.count() == 1


def test_vote_opened_again_is_taken_back_and_can_pass_after_all():
    statement, council, instrument = started()
    take_steps(statement, council, until="vote")
    vote = open_commitment_of(statement, council)
    take_step(statement, council, outcome="failed", ayes=1, nays=5)
    reopen_commitment(by=None, commitment=vote, reason="Reconsidered", now=NOW)
    for _round in range(3):
        run_due(now=NOW + timedelta(seconds=1))
    instrument.refresh_from_db()
    assert (instrument.standing, ProcedureRun.objects.get().stopped_on) == ("filed", None)
    take_steps(statement, council)
    instrument.refresh_from_db()
    assert instrument.standing == "adopted"
    votes = instrument.proceedings.filter(kind="vote").values_list("outcome", "undone_at")
    assert [(outcome, undone is not None) for outcome, undone in votes] == [
        ("failed", True),
        ("passed", False),
    ]


def test_each_city_follows_its_own_steps():
    cities = [JurisdictionFactory.create(name=name) for name in ("Independence", "Lee's Summit", "Ashby")]
    (state, _ordinance) = load_pack(by=None, name="missouri", now=NOW)
    statement = StatementFactory.create(with_text=True)
    runs = actions.start_adoption(
        by=None, statement=statement, jurisdictions=cities, starts_on=TODAY, now=NOW
    )
    assert [run.procedure.slug for run in runs] == [
        "independence-resolution",
        "lees-summit-resolution",
        state.procedure.slug,
    ]
    again = actions.start_adoption(
        by=None, statement=statement, jurisdictions=cities, version=state, starts_on=TODAY, now=NOW
    )
    assert [run.pk for run in again] == [run.pk for run in runs]


def test_starting_without_any_steps_is_refused():
    with pytest.raises(Refusal, match="Choose the steps"):
        actions.start_adoption(
            by=None,
            statement=StatementFactory.create(),
            jurisdictions=[JurisdictionFactory.create()],
            starts_on=TODAY,
            now=NOW,
        )


@pytest.mark.parametrize("city", ["Independence", "Blue Springs", "Lee's Summit", "Grandview", "Raytown"])
def test_every_city_that_ships_can_be_taken_to_the_end(city):
    council = JurisdictionFactory.create(name=city)
    load_pack(by=None, name="missouri", now=NOW)
    statement = StatementFactory.create(with_text=True)
    actions.start_adoption(by=None, statement=statement, jurisdictions=[council], starts_on=TODAY, now=NOW)
    take_steps(statement, council)
    assert Instrument.objects.get().standing == "adopted"
