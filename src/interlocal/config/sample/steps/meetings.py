"""A steering group with two meetings behind it and one ahead. All of it is made up, and marked so."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from interlocal.config.sample.data import read
from interlocal.foundation.accounts.public import User, people_for
from interlocal.kernel.scopes import PARTNERSHIP, jurisdiction_scope
from interlocal.partnerships.jurisdictions.public import Jurisdiction, members
from interlocal.partnerships.meetings import public as meetings
from interlocal.partnerships.meetings.public import Body, Meeting

MARK = {"is_synthetic": True}


def is_loaded() -> bool:
    """Is there a body?"""
    return Body.objects.exists()


def load(now: datetime) -> None:
    """Record the building, the body and its seats, then the meetings and what waits for an agenda."""
    data = read("meetings")
    places = {one.name: one for one in Jurisdiction.objects.all()}
    body = _body(data, places, now)
    _seats(body, places, data["body"]["host"], now)
    for past in data["past"]:
        _past_meeting(body, data["series"], past, now)
    ahead = _meeting(body, data["series"], timedelta(weeks=data["coming"]["weeks_ahead"]), now)
    _items(ahead, data["coming"]["items"], places, now)
    for row in data["proposals"]:
        facts = {**row, "jurisdiction": places[row["jurisdiction"]]}
        meetings.propose_item(
            by=_holder(facts["jurisdiction"], "city-manager", now), body=body, facts=facts, now=now
        )


def _body(data: dict[str, Any], places: dict[str, Jurisdiction], now: datetime) -> Body:
    building = dict(data["facility"])
    holidays = meetings.holiday_list(building.pop("holidays"))
    facility = meetings.add_facility(by=None, facts={**building, **MARK}, now=now)
    for year in (now.year - 1, now.year, now.year + 1):
        kept = meetings.holidays_in(holidays, year)
        meetings.take_holidays(by=None, facility=facility, holidays=kept, now=now, **MARK)
    facts = {**data["body"], "host": places[data["body"]["host"]], "facility": facility, **MARK}
    body = meetings.add_body(by=None, facts=facts, now=now)
    share = {**data["threshold"], **MARK}
    kind = share.pop("motion_kind")
    meetings.set_threshold(by=None, body=body, motion_kind=kind, facts=share, now=now)
    meetings.add_local_rule(by=None, body=body, facts={**data["local_rule"], **MARK}, now=now)
    return body


def _seats(body: Body, places: dict[str, Jurisdiction], host: str, now: datetime) -> None:
    since = timezone.localdate(now) - timedelta(days=365)
    for place, city in enumerate(members(timezone.localdate(now))):
        facts = {
            "jurisdiction": city,
            "user": _holder(city, "city-manager", now),
            "title": "City manager",
            "office": "chair" if place == 0 else "member",
            "starts_on": since,
        }
        meetings.seat_member(by=None, body=body, facts=facts, now=now)
    coordinator = people_for(PARTNERSHIP, "coordinator", on=timezone.localdate(now))[0]
    facts = {
        "jurisdiction": places[host],
        "user": coordinator,
        "title": "Coordinator",
        "office": "secretary",
        "has_vote": False,
        "starts_on": since,
    }
    meetings.seat_member(by=None, body=body, facts=facts, now=now)


def _past_meeting(body: Body, series: dict[str, Any], past: dict[str, Any], now: datetime) -> None:
    meeting = _meeting(body, series, -timedelta(weeks=past["weeks_ago"]), now)
    _items(meeting, past["items"], {}, now)
    meetings.post_notice(
        by=None,
        meeting=meeting,
        posted_at=meeting.starts_at - timedelta(days=past["posted_days_before"]),
        place=body.posting_place,
        evidence_note="Made up for the sample",
        now=now,
    )


def _meeting(body: Body, series: dict[str, Any], away: timedelta, now: datetime) -> Meeting:
    zone = ZoneInfo(body.time_zone)
    day = now.astimezone(zone).date() + away
    day += timedelta(days=(series["weekday"] - day.weekday()) % 7)
    begins: time = series["starts_at_time"]
    starts_at = datetime.combine(day, begins, zone)
    facts = {
        "title": series["title"],
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=series["minutes_long"]),
        "place": series["place"],
        **MARK,
    }
    return meetings.schedule_meeting(by=None, body=body, facts=facts, now=now)


def _items(
    meeting: Meeting, rows: list[dict[str, Any]], places: dict[str, Jurisdiction], now: datetime
) -> None:
    for row in rows:
        proposer = places.get(row.get("proposer", ""))
        meetings.add_item(by=None, meeting=meeting, facts={**row, "proposer": proposer}, now=now)


def _holder(city: Jurisdiction, role: str, now: datetime) -> User:
    return people_for(jurisdiction_scope(city.public_id), role, on=timezone.localdate(now))[0]
