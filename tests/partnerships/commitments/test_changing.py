"""Owners, dates, comments and hours."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.factories.accounts import UserFactory
from tests.factories.commitments import NOW, TODAY, ActionLinkFactory, CommitmentFactory

from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.models import OutboxEvent
from interlocal.partnerships.commitments import actions
from interlocal.partnerships.commitments.models import Comment, HoursEntry

pytestmark = pytest.mark.django_db


def test_new_owner_ends_the_links_of_the_former_one():
    former, new = UserFactory.create_batch(2)
    commitment = CommitmentFactory.create(owner=former)
    link = ActionLinkFactory.create(commitment=commitment)
    actions.assign_owner(by=None, commitment=commitment, owner=new, now=NOW)
    commitment.refresh_from_db()
    link.refresh_from_db()
    assert (commitment.owner, link.revoked_at) == (new, NOW)
    assert OutboxEvent.objects.get().payload["owner"] == new.public_id


def test_owner_who_is_suspended_or_stays_the_same_is_refused():
    owner = UserFactory.create()
    commitment = CommitmentFactory.create(owner=owner)
    for other in (owner, UserFactory.create(is_suspended=True)):
        with pytest.raises(Refusal) as refused:
            actions.assign_owner(by=None, commitment=commitment, owner=other, now=NOW)
        assert refused.value.field == "owner"


def test_moving_the_date_keeps_every_former_one():
    commitment = CommitmentFactory.create(undated=True)
    days = [TODAY, TODAY + timedelta(days=7), TODAY + timedelta(days=3)]
    for day in days:
        actions.move_due_date(by=None, commitment=commitment, to_on=day, reason="The council", now=NOW)
    assert list(commitment.date_changes.values_list("from_on", "to_on")) == [
        (None, days[0]),
        (days[0], days[1]),
        (days[1], days[2]),
    ]


def test_first_date_needs_no_reason_and_a_promised_one_does():
    commitment = CommitmentFactory.create(undated=True)
    commitment = actions.move_due_date(by=None, commitment=commitment, to_on=TODAY, now=NOW)
    for to_on, field in ((TODAY, "due_on"), (TODAY + timedelta(days=1), "reason")):
        with pytest.raises(Refusal) as refused:
            actions.move_due_date(by=None, commitment=commitment, to_on=to_on, now=NOW)
        assert refused.value.field == field


def test_comment_says_something():
    commitment = CommitmentFactory.create()
    with pytest.raises(Refusal):
        actions.add_comment(by=None, commitment=commitment, text=" \n ", now=NOW)
    actions.add_comment(by=None, commitment=commitment, text=" Asked the clerk. ", now=NOW)
    assert Comment.objects.get().text == "Asked the clerk."


def test_hours_are_recorded_while_owed_and_after_but_not_when_withdrawn():
    def record(commitment):
        actions.record_hours(by=None, commitment=commitment, hours=Decimal(2), worked_on=TODAY, now=NOW)

    record(CommitmentFactory.create())
    record(CommitmentFactory.create(done=True))
    with pytest.raises(Refusal, match="withdrawn"):
        record(CommitmentFactory.create(withdrawn=True))
    assert HoursEntry.objects.count() == 2
