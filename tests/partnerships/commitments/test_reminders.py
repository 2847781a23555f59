"""Reminders and the mails that open a duty."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.accounts import RoleGrantFactory, UserFactory, person_with
from tests.factories.commitments import NOW, TODAY, CommitmentFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.events import PersonSuspended
from interlocal.foundation.accounts.public import end_role
from interlocal.foundation.jobs.public import enqueue, run_due
from interlocal.foundation.notices.public import Notice
from interlocal.kernel import clock
from interlocal.kernel.outbox import announce
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.commitments import actions
from interlocal.partnerships.commitments.models import ActionLink, Commitment, Reminder
from interlocal.partnerships.commitments.rules import reminder_stage

pytestmark = pytest.mark.django_db
SEND = "interlocal.partnerships.commitments.tasks.send_reminders"
DUE = TODAY + timedelta(days=30)


def morning(day):
    return datetime(day.year, day.month, day.day, 14, 0, tzinfo=UTC)


def remind_on(day):
    enqueue(SEND, key=f"reminders:{day}", now=morning(day))
    run_due(now=morning(day) + timedelta(seconds=1))


def test_reminders_go_out_a_week_before_on_the_day_and_weekly_after():
    CommitmentFactory.create(owner=UserFactory.create(), due_on=DUE, title="Post the notice")
    for day in range(52):
        remind_on(TODAY + timedelta(days=day))
    sent = Reminder.objects.order_by("sent_at")
    assert [((one.sent_at.date() - DUE).days, one.stage) for one in sent] == [
        (-7, "week"),
        (0, "day"),
        (7, "overdue-1"),
        (14, "overdue-2"),
        (21, "overdue-3"),
    ]
    assert [message.subject for message in mail.outbox] == [
        "Due Thu, Apr 9, 2026: Post the notice",
        "Due Thu, Apr 9, 2026: Post the notice",
        *["Overdue: Post the notice"] * 3,
    ]
    assert all("/do/" in message.body for message in mail.outbox)


def test_each_reminder_goes_out_once_however_often_the_task_runs():
    CommitmentFactory.create(owner=UserFactory.create(), due_on=TODAY)
    for number in range(3):
        enqueue(SEND, key=f"again:{number}", now=NOW)
        run_due(now=NOW + timedelta(seconds=1))
    assert len(mail.outbox) == Reminder.objects.count() == ActionLink.objects.count() == 1


def test_reminder_missed_while_nothing_ran_goes_out_the_next_day():
    CommitmentFactory.create(owner=UserFactory.create(), due_on=DUE)
    remind_on(DUE - timedelta(days=5))
    assert [one.stage for one in Reminder.objects.all()] == ["week"]


def test_moved_date_is_reminded_of_anew():
    commitment = CommitmentFactory.create(owner=UserFactory.create(), due_on=TODAY)
    remind_on(TODAY)
    later = TODAY + timedelta(days=20)
    actions.move_due_date(by=None, commitment=commitment, to_on=later, reason="The council", now=NOW)
    remind_on(later)
    assert list(Reminder.objects.order_by("due_on").values_list("due_on", "stage")) == [
        (TODAY, "day"),
        (later, "day"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"owner": None},
        {"done": True},
        {"withdrawn": True},
        {"due_on": None},
        {"due_on": TODAY - timedelta(days=6)},
        {"due_on": TODAY + timedelta(days=7), "opened_at": NOW},
        {"due_on": TODAY + timedelta(days=8)},
    ],
    ids=["no owner", "done", "withdrawn", "no date", "between weeks", "opened today", "too early"],
)
def test_nobody_is_reminded_for_nothing(fields):
    CommitmentFactory.create(**{"owner": UserFactory.create(), "due_on": TODAY} | fields)
    remind_on(TODAY)
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_suspended_owner_gets_no_reminder():
    CommitmentFactory.create(owner=UserFactory.create(is_suspended=True), due_on=TODAY)
    remind_on(TODAY)
    assert mail.outbox == []


@given(st.integers(-400, 60), st.integers(0, 90))
def test_stage_against_a_calendar_walked_day_by_day(late, age):
    commitment = Commitment(due_on=TODAY, opened_at=morning(TODAY - timedelta(days=age)))
    day = TODAY + timedelta(days=late)
    expected = ""
    if late == 0:
        expected = "day"
    elif -7 <= late < 0 and age > 7:
        expected = "week"
    elif late > 0:
        weeks = len([one for one in range(1, late + 1) if one % 7 == 0])
        expected = f"overdue-{weeks}" if weeks else ""
    assert reminder_stage(commitment, day) == expected


def opened(**fields):
    values = {"by": None, "title": "Post the notice", "key": "test:1", "now": NOW} | fields
    values.setdefault("owed_by", JurisdictionFactory.create(name="Raytown"))
    return actions.open_commitment(**values)


def test_owner_gets_one_mail_with_one_link_in_their_language():
    owner = UserFactory.create(language="es")
    commitment = opened(owner=owner, due_on=DUE, source_text="That staff be assigned.")
    run_due(now=NOW + timedelta(seconds=1))
    (message,) = mail.outbox
    assert message.subject == "A su cargo: Post the notice"
    assert message.body.count("/do/") == 1
    assert "“That staff be assigned.”" in message.body
    assert ActionLink.objects.get().commitment == commitment


def test_nothing_is_mailed_for_what_was_settled_before_the_mail():
    commitment = opened(owner=UserFactory.create())
    actions.close_commitment(by=None, commitment=commitment, now=NOW, done_on=TODAY)
    run_due(now=NOW + timedelta(seconds=1))
    assert (mail.outbox, ActionLink.objects.count()) == ([], 0)


def test_owner_named_later_is_told_and_the_former_is_not():
    former, owner = UserFactory.create_batch(2)
    commitment = opened(owner=former)
    actions.assign_owner(by=None, commitment=commitment, owner=owner, now=NOW)
    run_due(now=NOW + timedelta(seconds=1))
    assert [message.to[0].rpartition("<")[2].strip(">") for message in mail.outbox] == [owner.email]


def test_owner_named_before_the_opening_is_heard_is_told_once():
    commitment = opened(owner=None)
    actions.assign_owner(by=None, commitment=commitment, owner=UserFactory.create(), now=NOW)
    run_due(now=NOW + timedelta(seconds=1))
    assert (len(mail.outbox), ActionLink.objects.count()) == (1, 1)


def test_what_a_suspended_person_looked_after_is_released_and_the_manager_told():
    city = JurisdictionFactory.create(name="Raytown")
    manager, other = person_with("city-manager", city.public_id), person_with("coordinator")
    gone = UserFactory.create(name="Ana Ruiz", is_suspended=True)
    kept = CommitmentFactory.create(owner=gone, done=True)
    mine = [
        CommitmentFactory.create(owed_by=city, owner=gone, title=f"Duty {number}") for number in range(12)
    ]
    announce_suspension(gone)
    run_due(now=NOW + timedelta(seconds=1))
    assert set(Commitment.objects.filter(outcome="").values_list("owner", flat=True)) == {None}
    kept.refresh_from_db()
    assert kept.owner == gone
    told = Notice.objects.get()
    assert (told.recipient, told.kind, told.context["more"]) == (manager, "commitments.released", 2)
    assert "Ana Ruiz" in mail.outbox[0].body
    assert mine[0].title in mail.outbox[0].body
    assert other not in {notice.recipient for notice in Notice.objects.all()}


def test_city_without_a_manager_has_the_coordinator_told():
    coordinator = person_with("coordinator")
    gone = UserFactory.create(is_suspended=True)
    CommitmentFactory.create(owner=gone)
    announce_suspension(gone)
    run_due(now=NOW + timedelta(seconds=1))
    assert Notice.objects.get().recipient == coordinator


def announce_suspension(person):
    announce(PersonSuspended(user=person.public_id), now=NOW)


def test_what_a_person_owns_is_released_where_their_last_role_ended():
    left, kept = JurisdictionFactory.create_batch(2)
    person = person_with("clerk", left.public_id)
    RoleGrantFactory.create(user=person, role="clerk", scope=jurisdiction_scope(kept.public_id))
    here, there = (CommitmentFactory.create(owner=person, owed_by=place) for place in (left, kept))
    lent = CommitmentFactory.create(owner=person_with("coordinator"), owed_by=left)
    end_role(by=person_with("coordinator"), grant=person.grants.get(scope_public_id=left.public_id), now=NOW)
    run_due(now=NOW + timedelta(seconds=1))
    for commitment in (here, there, lent):
        commitment.refresh_from_db()
    assert (here.owner, there.owner, lent.owner is None) == (None, person, False)


def test_what_a_person_owns_is_released_when_their_role_has_run_out():
    person = person_with("clerk", (place := JurisdictionFactory.create()).public_id)
    commitment = CommitmentFactory.create(owner=person, owed_by=place)
    assert actions.release_lapsed_owners(now=NOW) == 0
    person.grants.update(until_on=clock.today() - timedelta(days=1))
    assert [actions.release_lapsed_owners(now=NOW) for _twice in range(2)] == [1, 0]
    commitment.refresh_from_db()
    assert commitment.owner is None
