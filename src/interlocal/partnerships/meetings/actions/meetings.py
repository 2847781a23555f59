"""Setting meetings up, moving them, cancelling them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from interlocal.foundation.audit.public import act
from interlocal.kernel.ids import new_public_id
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.actions import duties
from interlocal.partnerships.meetings.events import MeetingCancelled, MeetingChanged, MeetingScheduled
from interlocal.partnerships.meetings.models import Body, Meeting, MeetingSeries, MeetingState
from interlocal.partnerships.meetings.queries.law import law_for

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User

# What a calendar shows of a meeting: a change of any of these reaches the calendars.
MATERIAL = frozenset({"title", "starts_at", "ends_at", "place", "mode", "how_to_observe"})
CANCELLATION = ("state", "cancel_reason", "cancelled_at", "calendar_sequence", "calendar_stamped_at")


def schedule_meeting(
    *,
    by: "User | None",
    body: Body,
    facts: Mapping[str, Any],
    series: MeetingSeries | None = None,
    now: datetime,
) -> Meeting:
    """Set a meeting up; a public body owes its notice from then on. ``facts`` are fields of ``Meeting``."""
    meeting = Meeting(body=body, series=series, **facts, created_at=now)
    meeting.calendar_uid = f"{new_public_id()}@interlocal"
    meeting.calendar_stamped_at = now
    with act(
        by=by, action="meetings.schedule", now=now, subject=meeting, starts_at=meeting.starts_at
    ) as done:
        _check(meeting)
        meeting.save(force_insert=True)
        duties.owe_notice(by=by, meeting=meeting, now=now)
        done.announce(MeetingScheduled(**duties.about(meeting)))
    return meeting


def change_meeting(
    *, by: "User | None", meeting: Meeting, facts: Mapping[str, Any], now: datetime
) -> Meeting:
    """Move or rename a meeting; a material change raises its calendar's sequence and moves what is owed."""
    with act(by=by, action="meetings.change", now=now, subject=meeting) as done:
        meeting = (
            Meeting.objects.select_for_update(of=("self",))
            .select_related("body__facility")
            .get(pk=meeting.pk)
        )
        rules.refuse_change_of_the_past(meeting)
        names = [name for name, value in facts.items() if getattr(meeting, name) != value]
        for name in names:
            setattr(meeting, name, facts[name])
        _check(meeting)
        done.record(changed=names)
        if MATERIAL.isdisjoint(names):
            return meeting
        meeting.calendar_sequence, meeting.calendar_stamped_at = meeting.calendar_sequence + 1, now
        meeting.save(update_fields=[*names, "calendar_sequence", "calendar_stamped_at"])
        duties.move_notice(by=by, meeting=meeting, now=now)
        done.announce(MeetingChanged(**duties.about(meeting)))
    return meeting


def cancel_meeting(*, by: "User | None", meeting: Meeting, reason: str, now: datetime) -> Meeting:
    """Cancel a meeting, with the reason that people will read."""
    with act(by=by, action="meetings.cancel", now=now, subject=meeting, reason=reason) as done:
        meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
        rules.refuse_change_of_the_past(meeting)
        rules.refuse_unexplained(reason)
        meeting.state = MeetingState.CANCELLED
        meeting.cancel_reason, meeting.cancelled_at = reason.strip(), now
        meeting.calendar_sequence, meeting.calendar_stamped_at = meeting.calendar_sequence + 1, now
        meeting.save(update_fields=CANCELLATION)
        duties.drop_notice(by=by, meeting=meeting, now=now)
        done.announce(MeetingCancelled(**duties.about(meeting)))
    return meeting


def begin_series(
    *, by: "User | None", body: Body, facts: Mapping[str, Any], plan_until: date, now: datetime
) -> MeetingSeries:
    """Begin a series, and set up its meetings to ``plan_until``."""
    series = MeetingSeries(body=body, **facts, created_at=now)
    with act(by=by, action="meetings.begin_series", now=now, subject=series, title=series.title):
        series.save(force_insert=True)
        plan_series(by=by, series=series, until=plan_until, now=now)
    return series


def plan_series(*, by: "User | None", series: MeetingSeries, until: date, now: datetime) -> list[Meeting]:
    """Set up the meetings of ``series`` to ``until`` that are not there yet; return the new ones."""
    zone = rules.zone_of(series.body)
    with act(by=by, action="meetings.plan_series", now=now, subject=series, until=until) as done:
        MeetingSeries.objects.select_for_update().get(pk=series.pk)
        latest = series.meetings.order_by("-starts_at").first()
        after = latest.starts_at.astimezone(zone).date() if latest else date.min
        made = []
        for day in rules.days_of(series, until):
            starts_at = datetime.combine(day, series.starts_at_time, zone)
            if day <= after or starts_at <= now:
                continue
            facts = {
                "title": series.title,
                "starts_at": starts_at,
                "ends_at": starts_at + timedelta(minutes=series.minutes_long),
                "place": series.place,
                "mode": series.mode,
                "how_to_observe": series.how_to_observe,
            }
            made.append(schedule_meeting(by=by, body=series.body, facts=facts, series=series, now=now))
        done.record(count=len(made))
    return made


def _check(meeting: Meeting) -> None:
    rules.refuse_impossible_time(meeting.starts_at, meeting.ends_at)
    rules.refuse_unobservable(
        mode=meeting.mode,
        how_to_observe=meeting.how_to_observe,
        place=meeting.place,
        is_public=meeting.body.is_formal and meeting.body.is_treated_as_public,
        law=law_for(meeting.body),
    )
