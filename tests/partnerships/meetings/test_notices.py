"""Notices: frozen, numbered, in time or with cause, and owed as commitments."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.meetings import BodyFactory, MeetingFactory

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.meetings import actions, queries
from interlocal.partnerships.meetings.models import MeetingState, NoticeKind

pytestmark = pytest.mark.django_db
# Thursday, March 19, 2026, 9:00 in the Central time zone; the law's latest moment is a day before.
DUE = datetime(2026, 3, 18, 14, 0, tzinfo=UTC)


def scheduled(body, now, **facts):
    starts_at = datetime(2026, 3, 19, 14, 0, tzinfo=UTC)
    said = {"title": "Regular", "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
    meeting = actions.schedule_meeting(by=None, body=body, facts={**said, "place": "Hall", **facts}, now=now)
    actions.add_item(by=None, meeting=meeting, facts={"title": "Fleet repair"}, now=now)
    return meeting


def post(meeting, posted_at, **said):
    return actions.post_notice(
        by=None, meeting=meeting, posted_at=posted_at, place="Main door", now=posted_at, **said
    )


def duties(meeting):
    rows = Commitment.objects.filter(source_id=meeting.public_id).order_by("pk")
    return [(row.title, row.owed_by.name, row.due_on, row.outcome) for row in rows]


def test_public_body_owes_the_notice_by_the_clocks_day(body, now):
    meeting = scheduled(body, now)
    assert duties(meeting) == [("Post the notice: Regular", "Riverton", date(2026, 3, 18), "")]


@pytest.mark.parametrize("traits", [{"informal": True}, {"closed": True}])
def test_body_without_the_duty_owes_no_notice(now, traits):
    meeting = scheduled(BodyFactory.create(host=JurisdictionFactory.create(), **traits), now)
    assert duties(meeting) == []
    assert queries.notice_standing(meeting, queries.agenda_of(meeting), now) is None


def test_posting_freezes_what_was_said_and_settles_the_duty(body, now):
    meeting = scheduled(body, now)
    notice = post(meeting, DUE)
    actions.change_item(by=None, item=meeting.items.get(), facts={"title": "Other"}, now=DUE)
    meeting.refresh_from_db()
    notice.refresh_from_db()
    assert [item["title"] for item in notice.says["items"]] == ["Fleet repair"]
    assert (notice.number, notice.kind, notice.is_short, notice.due_at) == (1, NoticeKind.MEETING, False, DUE)
    assert meeting.state == MeetingState.NOTICED
    assert [outcome for *_row, outcome in duties(meeting)] == ["done"]
    assert queries.notice_standing(meeting, queries.agenda_of(meeting), DUE).differs


def test_late_posting_states_its_cause(body, now):
    meeting, late = scheduled(body, now), DUE + timedelta(minutes=1)
    with pytest.raises(Refusal, match=r"610\.020") as refused:
        post(meeting, late)
    assert refused.value.field == "cause"
    notice = post(meeting, late, cause="The water main broke.")
    assert (notice.is_short, notice.cause) == (True, "The water main broke.")


def test_cause_is_kept_for_a_short_notice_only(body, now):
    assert post(scheduled(body, now), DUE, cause="Not needed").cause == ""


def test_empty_agenda_has_no_notice(body, now):
    with pytest.raises(Refusal, match="agenda is empty"):
        post(MeetingFactory.create(body=body), now)


def test_posting_is_not_recorded_ahead_nor_after_the_start(body, now):
    meeting = scheduled(body, now)
    for posted_at, at in ((DUE, now), (meeting.starts_at, meeting.starts_at)):
        with pytest.raises(Refusal) as refused:
            actions.post_notice(by=None, meeting=meeting, posted_at=posted_at, place="Door", now=at)
        assert refused.value.field == "posted_on"


def test_second_posting_is_an_amended_notice(body, now):
    meeting = scheduled(body, now)
    post(meeting, now)
    amended = post(meeting, DUE)
    assert (amended.number, amended.kind) == (2, NoticeKind.AMENDED)
    with pytest.raises(Refusal):
        post(meeting, now)


def test_moved_meeting_owes_its_notice_on_another_day(body, now):
    meeting = scheduled(body, now)
    later = {
        "starts_at": meeting.starts_at + timedelta(days=4),
        "ends_at": meeting.ends_at + timedelta(days=4),
    }
    moved = actions.change_meeting(by=None, meeting=meeting, facts=later, now=now)
    # Monday the 23rd: the weekend does not count, so the latest moment is on Friday.
    assert [row[2] for row in duties(moved)] == [date(2026, 3, 20)]
    assert moved.calendar_sequence == 1


def test_meeting_renamed_or_moved_within_the_day_owes_its_notice_on_the_same_day(body, now):
    meeting = scheduled(body, now)
    later = {name: getattr(meeting, name) + timedelta(hours=1) for name in ("starts_at", "ends_at")}
    renamed = actions.change_meeting(by=None, meeting=meeting, facts={"title": "Special"}, now=now)
    moved = actions.change_meeting(by=None, meeting=renamed, facts=later, now=now)
    assert [row[2:] for row in duties(moved)] == [(date(2026, 3, 18), "")]
    assert moved.calendar_sequence == 2


def test_meeting_changed_after_its_notice_owes_an_amended_one(body, now):
    meeting = scheduled(body, now)
    post(meeting, now)
    actions.change_meeting(by=None, meeting=meeting, facts={"place": "Library"}, now=now)
    assert [(title, outcome) for title, _by, _on, outcome in duties(meeting)] == [
        ("Post the notice: Regular", "done"),
        ("Post the amended notice: Regular", ""),
    ]


def test_cancelled_meeting_owes_nothing_and_its_notice_says_so(body, now):
    meeting = scheduled(body, now)
    cancelled = actions.cancel_meeting(by=None, meeting=meeting, reason="No quorum", now=now)
    assert [outcome for *_row, outcome in duties(meeting)] == ["withdrawn"]
    assert (cancelled.state, cancelled.calendar_sequence) == (MeetingState.CANCELLED, 1)
    assert post(cancelled, now).kind == NoticeKind.CANCELLED


def test_meeting_that_began_is_not_moved_or_cancelled(body, now):
    meeting = MeetingFactory.create(body=body, in_session=True)
    with pytest.raises(Refusal, match="begun"):
        actions.change_meeting(by=None, meeting=meeting, facts={"title": "Other"}, now=now)
    with pytest.raises(Refusal, match="begun"):
        actions.cancel_meeting(by=None, meeting=meeting, reason="Late", now=now)
