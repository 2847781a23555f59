"""Runs of procedures."""

from datetime import date, timedelta

import pytest
from tests.factories.accounts import person_with
from tests.factories.commitments import NOW, STEPS, TODAY, published_procedure, started_run
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.audit.public import Ref
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.models import OutboxEvent
from interlocal.partnerships.commitments import actions, queries
from interlocal.partnerships.commitments.models import DueRule, ProcedureRun, State, Step
from interlocal.partnerships.commitments.rules import Permission

pytestmark = pytest.mark.django_db


def run_state(run, today=TODAY, user=None):
    subject = Ref(run.subject_kind, run.subject_id)
    found = queries.run_states([subject], today=today, user=user or person_with("coordinator"))
    return found[subject, run.jurisdiction.public_id]


def states(run, **fields):
    return {step.key: step.state for step in run_state(run, **fields).steps}


def close(run, key, **fields):
    values = {"by": None, "now": NOW, "done_on": TODAY, "evidence_note": "Minutes"} | fields
    return actions.close_commitment(commitment=run.commitments.get(step_key=key), **values)


def finish(run):
    for key in ("draft", "counsel", "vote", "publish"):
        close(run, key)


def test_run_opens_the_steps_that_can_begin_with_their_dates():
    run = started_run()
    assert list(run.commitments.order_by("step_key").values_list("step_key", "due_on")) == [
        ("counsel", date(2026, 3, 17)),
        ("draft", date(2026, 3, 17)),
    ]
    assert states(run) == {
        "draft": State.OPEN,
        "counsel": State.OPEN,
        "vote": State.WAITING,
        "publish": State.WAITING,
    }


def test_step_begins_when_all_before_it_are_settled():
    run = started_run(target_on=date(2026, 4, 20))
    close(run, "draft")
    assert not run.commitments.filter(step_key="vote").exists()
    close(run, "counsel")
    vote = run.commitments.get(step_key="vote")
    assert (vote.due_on, vote.requires_sign_in, vote.source_text) == (
        date(2026, 4, 19),
        True,
        "A statute, section 1",
    )


def test_step_goes_to_the_one_holder_of_its_role_and_to_nobody_where_there_is_a_choice():
    city, other = JurisdictionFactory.create_batch(2)
    clerk = person_with("clerk", city.public_id)
    version = published_procedure()
    run = started_run(version=version, jurisdiction=city)
    assert run.commitments.get(step_key="draft").owner == clerk
    person_with("clerk", other.public_id)
    person_with("clerk", other.public_id)
    run = started_run(version=version, jurisdiction=other)
    assert run.commitments.get(step_key="draft").owner is None


def test_evidence_that_a_step_asks_for_is_asked_for():
    run = started_run()
    close(run, "draft")
    close(run, "counsel")
    with pytest.raises(Refusal, match="a note, a link"):
        close(run, "vote", evidence_note="")
    close(run, "vote", evidence_note="", evidence_url="https://example.org/minutes")


def test_run_finishes_with_its_last_step_and_says_so_once():
    run = started_run()
    finish(run)
    run.refresh_from_db()
    assert run.finished_on == TODAY
    finished = OutboxEvent.objects.filter(name__endswith="ProcedureFinished")
    assert finished.get().payload == {
        "run": run.public_id,
        "procedure": "adoption",
        "subject_kind": "instruments.instrument",
        "subject_id": "0123456789abcdef",
        "jurisdiction": run.jurisdiction.public_id,
        "finished_on": "2026-03-10",
    }


def test_reopened_step_takes_the_run_up_again_and_leaves_later_ones_as_they_are():
    run = started_run()
    finish(run)
    actions.reopen_commitment(
        by=None, commitment=run.commitments.get(step_key="draft"), reason="Wrong text", now=NOW
    )
    run.refresh_from_db()
    assert run.finished_on is None
    assert states(run) == {
        "draft": State.OPEN,
        "counsel": State.DONE,
        "vote": State.DONE,
        "publish": State.DONE,
    }


@pytest.mark.parametrize("key", ["draft", "vote"], ids=["begun", "not begun"])
def test_skipped_step_lets_the_next_begin_and_can_be_taken_up(key):
    run = started_run()
    actions.skip_step(by=None, run=run, step_key=key, reason="Done by the county", now=NOW)
    assert states(run)[key] == State.SKIPPED
    if key == "draft":
        close(run, "counsel")
        assert states(run)["vote"] == State.OPEN
    actions.resume_step(by=None, run=run, step_key=key, now=NOW)
    assert states(run)[key] == (State.OPEN if key == "draft" else State.WAITING)


def test_step_that_is_done_skipped_or_unknown_cannot_be_skipped():
    run = started_run()
    close(run, "draft")
    actions.skip_step(by=None, run=run, step_key="counsel", reason="No counselor", now=NOW)
    for key in ("draft", "counsel", "nowhere"):
        with pytest.raises(Refusal):
            actions.skip_step(by=None, run=run, step_key=key, reason="Again", now=NOW)
    with pytest.raises(Refusal, match="was not skipped"):
        actions.resume_step(by=None, run=run, step_key="draft", now=NOW)


def test_target_date_moves_the_open_steps_that_count_from_it():
    run = started_run()
    close(run, "draft")
    close(run, "counsel")
    vote = run.commitments.get(step_key="vote")
    assert vote.due_on is None
    actions.move_target(by=None, run=run, to_on=date(2026, 5, 5), reason="", now=NOW)
    with pytest.raises(Refusal) as refused:
        actions.move_target(by=None, run=run, to_on=date(2026, 5, 12), reason="", now=NOW)
    assert refused.value.field == "reason"
    actions.move_target(by=None, run=run, to_on=date(2026, 5, 12), reason="No quorum", now=NOW)
    vote.refresh_from_db()
    assert vote.due_on == date(2026, 5, 11)
    assert list(vote.date_changes.values_list("from_on", "to_on", "reason")) == [
        (None, date(2026, 5, 4), ""),
        (date(2026, 5, 4), date(2026, 5, 11), "No quorum"),
    ]


def test_subject_runs_once_in_each_jurisdiction():
    version = published_procedure()
    city, other = JurisdictionFactory.create_batch(2)
    first = started_run(version=version, jurisdiction=city)
    assert started_run(version=version, jurisdiction=city) == first
    assert started_run(version=version, jurisdiction=other) != first
    assert ProcedureRun.objects.count() == 2


def test_draft_and_foreign_procedure_cannot_start():
    draft = actions.add_procedure(by=None, slug="other", title="Other", steps=STEPS, now=NOW)
    with pytest.raises(Refusal, match="draft"):
        started_run(version=draft)
    own = published_procedure(slug="own", jurisdiction=JurisdictionFactory.create())
    with pytest.raises(Refusal, match="another jurisdiction"):
        started_run(version=own)


def test_overdue_step_tells_by_how_many_days():
    run = started_run()
    draft = run_state(run, today=date(2026, 3, 21)).step("draft")
    assert (draft.state, draft.overdue_days) == (State.OVERDUE, 4)
    assert run_state(run).step("nowhere") is None


def test_reader_learns_the_state_but_not_the_evidence_of_what_they_may_not_open():
    run = started_run(visibility="jurisdiction")
    close(run, "draft", evidence_note="Confidential minutes")
    stranger = person_with("clerk", JurisdictionFactory.create().public_id)
    step = run_state(run, user=stranger).step("draft")
    assert (step.state, step.closed_on, step.evidence, step.commitment) == (State.DONE, TODAY, "", "")
    assert run_state(run).step("draft").evidence == "Confidential minutes"


def test_states_of_many_runs_take_the_queries_of_one(django_assert_num_queries):
    version = published_procedure(steps=(*STEPS, Step("last", "File it", due=DueRule())))
    user = person_with("coordinator")
    user.reach(Permission.READ)  # read once for each request, whatever it shows
    subject = Ref("instruments.instrument", "0123456789abcdef")
    for expected in (1, 12):
        while ProcedureRun.objects.count() < expected:
            run = started_run(version=version)
            actions.skip_step(by=None, run=run, step_key="last", reason="Not here", now=NOW)
        with django_assert_num_queries(3):
            found = queries.run_states([subject], today=TODAY + timedelta(days=1), user=user)
        assert len(found) == expected


def test_subjects_of_several_kinds_are_refused_and_none_ask_nothing(django_assert_num_queries):
    user = person_with("coordinator")
    with pytest.raises(ValueError):
        queries.run_states([Ref("a.b", "1"), Ref("c.d", "1")], today=TODAY, user=user)
    with django_assert_num_queries(0):
        assert queries.run_states([], today=TODAY, user=user) == {}


def test_progress_says_what_the_states_say_in_two_queries(django_assert_num_queries):
    version = published_procedure()
    runs = [started_run(version=version) for _city in range(3)]
    finish(runs[0])
    actions.skip_step(by=None, run=runs[1], step_key="draft", reason="Not here", now=NOW)
    subject, user = Ref("instruments.instrument", "0123456789abcdef"), person_with("coordinator")
    for today in (TODAY, TODAY + timedelta(days=30)):
        with django_assert_num_queries(2):
            progress = queries.run_progress([subject], today=today)
        states = queries.run_states([subject], today=today, user=user)
        assert {key: (one.finished_on, one.is_overdue) for key, one in progress.items()} == {
            key: (one.finished_on, any(step.state == State.OVERDUE for step in one.steps))
            for key, one in states.items()
        }
