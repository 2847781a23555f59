"""A reckoning in sentences, each with the rule that it rests on."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from .reckoning import Reckoning, Stretch, Verdict, stretches_between

_NOON = 12
_MINUTE = timedelta(minutes=1)


def moment(value: datetime) -> str:
    """Return ``Fri, Mar 6, 2026, 4:30 p.m. CST`` for a moment in its own zone."""
    half = "a.m." if value.hour < _NOON else "p.m."
    return f"{day(value.date())}, {value.hour % 12 or 12}:{value:%M} {half} {value.tzname()}"


def day(value: date) -> str:
    """Return ``Fri, Mar 6, 2026``."""
    return f"{value:%a, %b} {value.day}, {value.year}"


def hours(value: timedelta) -> str:
    """Return ``7 h 30 min``, or ``24 h`` where no minutes are left over; seconds are left out."""
    whole, rest = divmod(value // _MINUTE, 60)
    if not rest:
        return f"{whole} h"
    return f"{whole} h {rest} min" if whole else f"{rest} min"


def explain(found: Reckoning) -> tuple[str, ...]:
    """Return how the latest moment was found, a sentence each step."""
    return tuple(_of_reckoning(found))


def explain_posting(found: Reckoning, posted_at: datetime) -> tuple[str, ...]:
    """Return what a posting at ``posted_at`` counts for, day by day, and whether it is in time."""
    return tuple(_of_verdict(found, found.judge(posted_at)))


def _of_reckoning(found: Reckoning) -> Iterator[str]:
    zone = found.days.zone
    yield f"The meeting starts {moment(found.starts_at.astimezone(zone))}."
    yield f"{found.rule.section} asks for {found.rule.words or f'at least {found.rule.hours} hours'}."
    yield from _days(reversed(found.stretches), found)
    yield f"So the law's latest moment is {moment(found.by_law_at.astimezone(zone))}."
    for one in found.local:
        what = "the notice" if one.rule.asks == "notice" else "the agenda"
        yield f"A local rule wants {what} by {moment(one.due_at.astimezone(zone))}: {one.rule.words}."
        if one.closed_for:
            yield f"On that day the building is closed ({one.closed_for}); the rule is taken as written."
    if found.due_at < found.by_law_at:
        yield f"The local rule is stricter: post by {moment(found.due_at.astimezone(zone))}."
    years = {one.day.year for one in found.stretches} | {found.starts_at.astimezone(zone).year}
    known = {one.year for one in found.days.closures}
    for year in sorted(years - known):
        yield f"No closed days are recorded for {year}: enter its holidays, or the clock counts them as open."
    if found.rule.is_unconfirmed:
        yield f"Counsel has not confirmed how {found.rule.section} is applied here."


def _of_verdict(found: Reckoning, verdict: Verdict) -> Iterator[str]:
    zone = found.days.zone
    yield f"Posted {moment(verdict.posted_at.astimezone(zone))}."
    if verdict.is_after_start:
        yield "The meeting had begun by then."
        return
    yield from _days(stretches_between(found.days, verdict.posted_at, found.starts_at), found)
    rule = found.rule
    yield f"{hours(verdict.counted)} count of the {rule.hours} hours that {rule.section} asks for."
    if verdict.is_in_time:
        yield "The notice is in time."
    elif verdict.short_by:
        yield (
            f"That is {hours(_rounded_up(verdict.short_by))} short; the latest moment was "
            f"{moment(found.due_at.astimezone(zone))}."
        )
    else:
        yield (
            f"The law is kept, but {found.deciding} asked for {moment(found.due_at.astimezone(zone))}: "
            f"{hours(_rounded_up(verdict.late_by))} late."
        )


def _rounded_up(value: timedelta) -> timedelta:
    return -(-value // _MINUTE) * _MINUTE


def _days(stretches: Iterable[Stretch], found: Reckoning) -> Iterator[str]:
    """Yield one sentence a run of closed days, and one a day that counts."""
    zone = found.days.zone
    for is_closed, run in groupby(stretches, key=lambda one: bool(one.closed_for)):
        if is_closed:
            yield f"{_listed([_closed(one) for one in run])} not count ({found.rule.section})."
            continue
        for one in run:
            begins, ends = one.begins_at.astimezone(zone), one.ends_at.astimezone(zone)
            span = f"{_clock(begins)} to {_clock(ends, is_end=True)}"
            yield f"{day(one.day)}: {span} count, {hours(one.counted)}."


def _closed(one: Stretch) -> str:
    weekday = f"{one.day:%A}"
    return day(one.day) if one.closed_for == weekday else f"{day(one.day)} ({one.closed_for})"


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return f"{names[0]} does"
    return f"{'; '.join(names[:-1])} and {names[-1]} do"


def _clock(value: datetime, *, is_end: bool = False) -> str:
    if value.hour == value.minute == 0:
        return "midnight" if is_end else "0:00"
    half = "a.m." if value.hour < _NOON else "p.m."
    return f"{value.hour % 12 or 12}:{value:%M} {half}"
