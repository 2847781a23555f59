"""The notice clock, set by a body's records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.law.public import law_book
from interlocal.partnerships.meetings.models import Body, FacilityClosure, LocalNoticeRule, Meeting
from interlocal.partnerships.meetings.notice import ClosedDays, LocalRule, Reckoning, reckon
from interlocal.partnerships.meetings.queries.law import notice_rule


def reckoning_for(meeting: Meeting) -> Reckoning:
    """Return by when the notice of ``meeting`` must be posted, by law and by the body's local rules.

    Without a facility the building counts as open from Monday to Friday and never closed.
    """
    return reckonings_for([meeting])[meeting.pk]


def reckonings_for(meetings: Iterable[Meeting]) -> Mapping[int, Reckoning]:
    """Return the reckoning of each meeting by its primary key, asking as often however many there are."""
    rows = list(meetings)
    closures: dict[int, dict[date, str]] = defaultdict(dict)
    for closure in FacilityClosure.objects.filter(facility__bodies__meetings__in=rows).distinct():
        closures[closure.facility_id][closure.on] = closure.name
    local: dict[int, list[LocalNoticeRule]] = defaultdict(list)
    for rule in LocalNoticeRule.objects.filter(body__in={row.body_id for row in rows}):
        local[rule.body_id].append(rule)
    book, hosts = law_book(), Jurisdiction.objects.in_bulk({row.body.host_id for row in rows} - {None})
    return {
        row.pk: reckon(
            starts_at=row.starts_at,
            rule=notice_rule(book.of(hosts.get(row.body.host_id)), row.body),
            days=_days_of(row.body, closures[row.body.facility_id or 0]),
            local=[_read(rule) for rule in local[row.body_id] if _holds(rule, row.starts_at)],
        )
        for row in rows
    }


def _days_of(body: Body, closures: Mapping[date, str]) -> ClosedDays:
    if body.facility is None:
        return ClosedDays(zone=ZoneInfo(body.time_zone))
    return ClosedDays(
        zone=ZoneInfo(body.facility.time_zone),
        open_weekdays=frozenset(body.facility.open_weekdays),
        closures=closures,
    )


def _read(rule: LocalNoticeRule) -> LocalRule:
    return LocalRule(
        asks=rule.asks, weekday=rule.weekday, at=rule.at, weeks_before=rule.weeks_before, words=rule.words
    )


def _holds(rule: LocalNoticeRule, starts_at: datetime) -> bool:
    return rule.ended_on is None or starts_at.date() <= rule.ended_on
