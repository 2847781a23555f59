"""Any order of closing, skipping, reopening and taking up keeps a run true to a model of three lines."""

import itertools

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.factories.commitments import NOW, STEPS, TODAY, published_procedure, started_run
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.models import OutboxEvent
from interlocal.partnerships.commitments import actions
from interlocal.partnerships.commitments.models import ProcedureRun

KEYS = [step.key for step in STEPS]
AFTER = {step.key: step.after for step in STEPS}
_numbers = itertools.count()


class Runs(RuleBasedStateMachine):
    """The model: what has begun, is done, is skipped. A step begins when all before it are settled."""

    def __init__(self):
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        version = published_procedure(slug=f"machine-{next(_numbers)}")
        self.run = started_run(version=version, jurisdiction=JurisdictionFactory.create())
        self.begun, self.done, self.skipped = {"draft", "counsel"}, set(), set()

    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @property
    def settled(self):
        return self.done | self.skipped

    @rule(key=st.sampled_from(KEYS))
    def close(self, key):
        commitment = self.run.commitments.filter(step_key=key).first()
        if commitment is None:
            assert key not in self.begun
            return
        self.attempt(
            key not in self.settled,
            lambda: actions.close_commitment(
                by=None, commitment=commitment, now=NOW, done_on=TODAY, evidence_note="Minutes"
            ),
            lambda: self.done.add(key),
        )

    @rule(key=st.sampled_from(KEYS))
    def skip(self, key):
        self.attempt(
            key not in self.settled,
            lambda: actions.skip_step(by=None, run=self.run, step_key=key, reason="Not here", now=NOW),
            lambda: self.skipped.add(key),
        )

    @rule(key=st.sampled_from(KEYS))
    def take_up(self, key):
        self.attempt(
            key in self.skipped,
            lambda: actions.resume_step(by=None, run=self.run, step_key=key, now=NOW),
            lambda: self.skipped.remove(key),
        )

    @rule(key=st.sampled_from(KEYS))
    @precondition(lambda self: self.begun)
    def reopen(self, key):
        commitment = self.run.commitments.filter(step_key=key).first()
        if commitment is None:
            return
        self.attempt(
            key in self.settled,
            lambda: actions.reopen_commitment(by=None, commitment=commitment, reason="A mistake", now=NOW),
            lambda: (self.done.discard(key), self.skipped.discard(key)),
        )

    def attempt(self, is_allowed, act, note):
        if not is_allowed:
            with pytest.raises(Refusal):
                act()
            return
        act()
        note()
        self.begun |= {key for key in KEYS if key not in self.settled and set(AFTER[key]) <= self.settled}

    @invariant()
    def begun_steps_have_one_commitment_each(self):
        assert sorted(self.run.commitments.values_list("step_key", flat=True)) == sorted(self.begun)

    @invariant()
    def commitments_say_what_is_done(self):
        outcomes = dict(self.run.commitments.values_list("step_key", "outcome"))
        expected = {key: "done" if key in self.done else "withdrawn" for key in self.begun & self.settled}
        assert {key: outcome for key, outcome in outcomes.items() if outcome} == expected

    @invariant()
    def run_is_finished_when_every_step_is_settled(self):
        finished_on = ProcedureRun.objects.get(pk=self.run.pk).finished_on
        assert (finished_on is not None) == (self.settled == set(KEYS))

    @invariant()
    def next_steps_never_wait_for_nothing(self):
        free = {key for key in KEYS if set(AFTER[key]) <= self.settled}
        assert free - self.skipped <= self.begun


def test_runs_stay_true_to_the_model(db):
    run_state_machine_as_test(Runs, settings=settings(stateful_step_count=12))


def test_finishing_is_announced_each_time_it_happens(db):
    run = started_run(version=published_procedure(slug="again"))
    for key in ("draft", "counsel", "vote", "publish"):
        actions.close_commitment(
            by=None, commitment=run.commitments.get(step_key=key), now=NOW, done_on=TODAY, evidence_note="x"
        )
    last = run.commitments.get(step_key="publish")
    actions.reopen_commitment(by=None, commitment=last, reason="Not posted", now=NOW)
    actions.close_commitment(by=None, commitment=last, now=NOW, done_on=TODAY)
    assert OutboxEvent.objects.filter(name__endswith="ProcedureFinished").count() == 2
