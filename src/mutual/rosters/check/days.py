"""Each person's days: off, in a row, weekends; and fairness between people."""

from collections.abc import Iterator, Sequence

from mutual.rosters.check.breach import Breach
from mutual.rosters.people import Duty
from mutual.rosters.rules import Rules

_TINY = 1e-6


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _marks(
    duties: Sequence[Duty], name: str, rules: Rules, *, nights: bool = False
) -> list[tuple[int, bool]]:
    """Return each day and whether it is worked, from the earliest known day on; twice round if it repeats."""
    own = [duty for duty in duties if duty.person == name]
    total = 7 * rules.period.weeks
    if not rules.period.repeats:
        own += rules.by_name[name].before
    worked = {duty.day for duty in own if not nights or rules.is_night(duty.shift)}
    first = min([duty.day for duty in own if duty.day < 0], default=0)
    days = range(first, total * 2 if rules.period.repeats else total)
    return [(day, (day % total if day >= total else day) in worked) for day in days]


def in_a_row(duties: Sequence[Duty], rules: Rules) -> Iterator[Breach]:
    """Return runs of days or nights that are too long, each where it becomes so."""
    for person in rules.people:
        for rule, most, nights in (
            ("days in a row", rules.limits.days_in_a_row, False),
            ("nights in a row", rules.limits.nights_in_a_row, True),
        ):
            if most is None:
                continue
            run, is_told = 0, False
            for day, is_worked in _marks(duties, person.name, rules, nights=nights):
                run, is_told = (run + 1, is_told) if is_worked else (0, False)
                if run > most and day >= 0 and not is_told:
                    is_told = True
                    what = rule.partition(" ")[0]
                    on = rules.period.named(day)
                    says = f"{person.name}, {on}: {run} {what} in a row; {most} are allowed."
                    yield Breach(rule, person.name, day, says)


def days_off(duties: Sequence[Duty], rules: Rules) -> Iterator[Breach]:
    """Return weeks with too few days off, and days off that stand too much alone."""
    for person in rules.people:
        for week in range(rules.period.weeks):
            worked = {duty.day for duty in duties if duty.person == person.name and duty.day // 7 == week}
            if 7 - len(worked) < rules.limits.days_off_a_week:
                says = (
                    f"{person.name}, week {week + 1}: {_counted(7 - len(worked), 'day')} off; "
                    f"{rules.limits.days_off_a_week} are due."
                )
                yield Breach("days off a week", person.name, 7 * week, says)
        free, has_worked = 0, False
        for day, is_worked in _marks(duties, person.name, rules):
            if is_worked and has_worked and 0 < free < rules.limits.days_off_together and day >= 0:
                says = (
                    f"{person.name}, {rules.period.named(day)}: {_counted(free, 'day')} off before it; "
                    f"{rules.limits.days_off_together} follow one another at least."
                )
                yield Breach("days off together", person.name, day, says)
            free = 0 if is_worked else free + 1
            has_worked = has_worked or is_worked


def _weekends(duties: Sequence[Duty], name: str) -> int:
    return len({duty.day // 7 for duty in duties if duty.person == name and duty.day % 7 in {5, 6}})


def weekends_off(duties: Sequence[Duty], rules: Rules) -> Iterator[Breach]:
    """Return who has too few weekends off."""
    for person in rules.people:
        off = rules.period.weeks - _weekends(duties, person.name)
        if off < min(rules.limits.weekends_off, rules.period.weeks):
            says = f"{person.name}: {_counted(off, 'weekend')} off; {rules.limits.weekends_off} are due."
            yield Breach("weekends off", person.name, None, says)


def fairness(duties: Sequence[Duty], rules: Rules) -> Iterator[Breach]:
    """Return what those who have most have too much of."""
    limits = rules.limits
    counts: dict[str, dict[str, float]] = {"nights": {}, "weekends": {}, "hours": {}}
    for person in rules.people:
        if not person.in_turn:
            continue
        own = [duty for duty in duties if duty.person == person.name]
        counts["nights"][person.name] = sum(rules.is_night(duty.shift) for duty in own)
        counts["weekends"][person.name] = _weekends(duties, person.name)
        minutes = 0
        for duty in own:
            pause = duty.shift.pause
            minutes += duty.shift.minutes - (pause.minutes if pause is not None and not pause.paid else 0)
        counts["hours"][person.name] = minutes / 60 - person.contract * rules.period.weeks
    for what, spread in (
        ("nights", limits.fair_nights),
        ("weekends", limits.fair_weekends),
        ("hours", limits.fair_hours),
    ):
        most = max(counts[what], key=lambda name: counts[what][name], default="")
        least = min(counts[what], key=lambda name: counts[what][name], default="")
        if spread is None or not most or counts[what][most] - counts[what][least] <= spread + _TINY:
            continue
        beyond = " beyond the contract" if what == "hours" else ""
        says = (
            f"{most} has {counts[what][most]:g} {what}{beyond} and {least} {counts[what][least]:g}; they may "
            f"be {spread:g} apart."
        )
        yield Breach(f"fair {what}", most, None, says)
