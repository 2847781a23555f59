"""Time zones as iCalendar wants them: VTIMEZONE with every change of the clocks in a span of years.

icalendar's own writer gives the onset of summer time in the time after the change; RFC 5545 (3.6.5) wants it
in the time before.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_SECOND = timedelta(seconds=1)
_SPAN = 20  # years


@dataclass(frozen=True)
class _Observance:
    """What clocks show from a change on: offsets before and after, the abbreviation, summer time or not."""

    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def span_around(first_year: int, last_year: int) -> tuple[int, int]:
    """Return the first and last year of the spans that hold these years and a few beside them."""
    return (first_year - 1) // _SPAN * _SPAN, (last_year + 2) // _SPAN * _SPAN + _SPAN - 1


@lru_cache(maxsize=64)
def vtimezone(zone: ZoneInfo, first_year: int, last_year: int) -> Timezone:
    """Return the VTIMEZONE of ``zone``, right from ``first_year`` to the end of ``last_year``."""
    begin = datetime(first_year, 1, 1, tzinfo=UTC)
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC)
    onsets: defaultdict[_Observance, list[datetime]] = defaultdict(list)
    offset = _offset(begin, zone)
    onsets[_observance(begin, zone, offset)].append(_local(begin, offset))
    for change in _changes(zone, begin, end):
        before = _offset(change - _SECOND, zone)
        onsets[_observance(change, zone, before)].append(_local(change, before))
    component = Timezone()
    component.add("TZID", str(zone))
    for observance, moments in onsets.items():
        component.add_component(_component(observance, moments))
    return component


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the moments at which clocks change; no zone changes twice in a day."""
    day = timedelta(days=1)
    while begin < end:
        early, late = begin, begin + day
        if _state(early, zone) != _state(late, zone):
            while late - early > _SECOND:
                middle = early + (late - early) // 2
                early, late = (
                    (middle, late) if _state(middle, zone) == _state(begin, zone) else (early, middle)
                )
            yield late.replace(microsecond=0)
        begin += day


def _state(moment: datetime, zone: ZoneInfo) -> tuple[timedelta, str]:
    local = moment.astimezone(zone)
    return _offset(moment, zone), str(local.tzname())


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def _local(moment: datetime, offset: timedelta) -> datetime:
    return (moment + offset).replace(tzinfo=None)


def _observance(moment: datetime, zone: ZoneInfo, before: timedelta) -> _Observance:
    local = moment.astimezone(zone)
    return _Observance(before, _offset(moment, zone), str(local.tzname()), bool(local.dst()))


def _component(observance: _Observance, onsets: list[datetime]) -> TimezoneDaylight | TimezoneStandard:
    component: TimezoneDaylight | TimezoneStandard = (
        TimezoneDaylight() if observance.is_summer else TimezoneStandard()
    )
    component.add("DTSTART", onsets[0])
    for onset in onsets[1:]:  # a line for each: of a list of them ical.js reads the first alone
        component.add("RDATE", [onset])
    component.add("TZOFFSETFROM", observance.before)
    component.add("TZOFFSETTO", observance.after)
    component.add("TZNAME", observance.name)
    return component
