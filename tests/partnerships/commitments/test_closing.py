"""Closing, reviewing, withdrawing and reopening."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.factories.accounts import UserFactory
from tests.factories.commitments import NOW, TODAY, CommitmentFactory, started_run

from interlocal.foundation.audit.public import entries_about
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments import actions
from interlocal.partnerships.commitments.models import Commitment, DueDateChange, HoursEntry

pytestmark = pytest.mark.django_db


def closed(commitment, **fields):
    values = {"by": None, "now": NOW, "done_on": TODAY} | fields
    return actions.close_commitment(commitment=commitment, **values)


def test_closing_keeps_evidence_hours_and_who():
    person = UserFactory.create()
    commitment = CommitmentFactory.create()
    closed(
        commitment,
        by=person,
        evidence_note=" Minutes, item 4 ",
        evidence_url="https://example.org/minutes",
        hours=Decimal("1.5"),
        via="link",
    )
    commitment.refresh_from_db()
    assert (
        commitment.outcome,
        commitment.done_on,
        commitment.closed_by,
        commitment.evidence_note,
        commitment.evidence_url,
    ) == ("done", TODAY, person, "Minutes, item 4", "https://example.org/minutes")
    assert HoursEntry.objects.values_list("hours", "worked_on").get() == (Decimal("1.50"), TODAY)
    entry = entries_about("commitments.commitment", commitment.public_id).first()
    assert entry.detail.values == {
        "done_on": "2026-03-10",
        "via": "link",
        "with_note": True,
        "with_link": True,
        "file": "",
    }


@pytest.mark.parametrize(
    ("trait", "words"), [("done", "already recorded as done"), ("withdrawn", "no longer owed")]
)
def test_what_is_settled_cannot_be_closed_moved_or_assigned(trait, words):
    commitment = CommitmentFactory.create(**{trait: True})
    for act in (
        lambda: closed(commitment),
        lambda: actions.move_due_date(by=None, commitment=commitment, to_on=TODAY, reason="Later", now=NOW),
        lambda: actions.assign_owner(by=None, commitment=commitment, owner=UserFactory.create(), now=NOW),
        lambda: actions.withdraw_commitment(by=None, commitment=commitment, reason="No", now=NOW),
    ):
        with pytest.raises(Refusal, match=words):
            act()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"done_on": TODAY + timedelta(days=1)}, "done_on"),
        ({"hours": Decimal(0)}, "hours"),
        ({"hours": Decimal(10_000)}, "hours"),
        ({"evidence_url": "javascript:alert(1)"}, "evidence_url"),
        ({"evidence_url": "minutes"}, "evidence_url"),
    ],
)
def test_closing_refuses_what_cannot_be_meant_and_changes_nothing(fields, field):
    commitment = CommitmentFactory.create()
    with pytest.raises(Refusal) as refused:
        closed(commitment, **fields)
    assert refused.value.field == field
    commitment.refresh_from_db()
    assert (commitment.outcome, commitment.closed_at) == ("", None)
    assert not entries_about("commitments.commitment", commitment.public_id).exists()


def test_withdrawing_needs_a_reason_and_keeps_it():
    commitment = CommitmentFactory.create()
    with pytest.raises(Refusal) as refused:
        actions.withdraw_commitment(by=None, commitment=commitment, reason=" ", now=NOW)
    assert refused.value.field == "reason"
    actions.withdraw_commitment(by=None, commitment=commitment, reason="Settled otherwise", now=NOW)
    commitment.refresh_from_db()
    assert (commitment.outcome, commitment.withdrawal_reason, commitment.done_on) == (
        "withdrawn",
        "Settled otherwise",
        None,
    )


def test_step_of_a_procedure_is_not_withdrawn_but_skipped():
    step = started_run().commitments.first()
    with pytest.raises(Refusal, match="skip it instead"):
        actions.withdraw_commitment(by=None, commitment=step, reason="No", now=NOW)


@pytest.mark.parametrize("trait", ["done", "withdrawn"])
def test_reopening_owes_it_again(trait):
    commitment = CommitmentFactory.create(**{trait: True})
    actions.reopen_commitment(by=None, commitment=commitment, reason="A mistake", now=NOW)
    commitment.refresh_from_db()
    assert (commitment.outcome, commitment.closed_at, commitment.done_on) == ("", None, None)


def test_what_is_open_cannot_be_reopened():
    with pytest.raises(Refusal, match="still open"):
        actions.reopen_commitment(by=None, commitment=CommitmentFactory.create(), reason="Why", now=NOW)


def test_review_moves_a_standing_duty_to_its_next_date():
    commitment = CommitmentFactory.create(standing=True, due_on=TODAY)
    next_on = TODAY + timedelta(days=90)
    actions.review_commitment(
        by=None, commitment=commitment, now=NOW, reviewed_on=TODAY, next_on=next_on, hours=Decimal(3)
    )
    commitment.refresh_from_db()
    assert (commitment.outcome, commitment.due_on) == ("", next_on)
    assert DueDateChange.objects.values_list("from_on", "to_on").get() == (TODAY, next_on)


def test_review_is_for_standing_duties_and_looks_ahead():
    later = TODAY + timedelta(days=90)
    with pytest.raises(Refusal, match="not a standing duty"):
        actions.review_commitment(
            by=None, commitment=CommitmentFactory.create(), now=NOW, reviewed_on=TODAY, next_on=later
        )
    with pytest.raises(Refusal) as refused:
        actions.review_commitment(
            by=None,
            commitment=CommitmentFactory.create(standing=True),
            now=NOW,
            reviewed_on=TODAY,
            next_on=TODAY,
        )
    assert refused.value.field == "next_on"


def test_database_itself_refuses_a_half_closed_commitment():
    commitment = CommitmentFactory.create()
    for half in ({"outcome": "done"}, {"closed_at": NOW}, {"outcome": "done", "closed_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Commitment.objects.filter(pk=commitment.pk).update(**half)
