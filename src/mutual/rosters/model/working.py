"""The rows of how people may work: hours, rest, days in a row, days off, nights, weekends, fairness."""

from collections.abc import Iterator, Sequence

from mutual.rosters.model.columns import Columns
from mutual.rosters.people import Person
from mutual.rosters.period import DAY, HOUR, SATURDAY, SUNDAY
from mutual.rosters.program import INFINITE, Program
from mutual.rosters.rules import Rules


def add_working(program: Program, rules: Rules, columns: Columns) -> None:
    """Add the rows of every person, and those of fairness between them."""
    for person in rules.people:
        _add_hours(program, rules, columns, person)
        _add_rest(program, rules, columns, person)
        _add_days(program, rules, columns, person)
        _add_nights_in_a_row(program, rules, columns, person)
    weekends = {person.name: _weekends(program, rules, columns, person) for person in rules.people}
    _add_fairness(program, rules, columns, weekends)


def _days(rules: Rules, first: int, count: int) -> list[int] | None:
    """Return days that follow one another; ``None`` where they run out of a period that does not repeat."""
    if rules.period.repeats:
        return (
            [rules.inside(day) for day in range(first, first + count)] if count <= rules.period.days else None
        )
    return list(range(first, first + count)) if first + count <= rules.period.days else None


def _firsts(rules: Rules, person: Person) -> range:
    """Return the days from which rules look on: those before the period that are known among them."""
    known = [duty.day for duty in person.before] if not rules.period.repeats else []
    return range(min(known, default=0), rules.period.days)


def _add_hours(program: Program, rules: Rules, columns: Columns, person: Person) -> None:
    pay = rules.pay
    for week in range(rules.period.weeks):
        turns = [
            (column, shift.paid / HOUR)
            for day in range(7 * week, 7 * week + 7)
            for shift, column in columns.of(person.name, day)
        ]
        places, hours = [column for column, _ in turns], [paid for _, paid in turns]
        least = person.least_in(week)
        program.row(places, hours, least=least or -INFINITE, most=person.most)
        if person.most > person.contract and pay.overtime > 1 and person.wage:
            over = program.column(
                cost=(pay.overtime - 1) * person.wage, upper=person.most - person.contract, whole=False
            )
            program.row([*places, over], [*hours, -1.0], most=person.contract)
        if pay.guaranteed and person.wage:
            under = program.column(cost=person.wage, upper=person.contract, whole=False)
            program.row([*places, under], [*hours, 1.0], least=person.contract)


def _add_rest(program: Program, rules: Rules, columns: Columns, person: Person) -> None:
    rest = rules.limits.rest * HOUR
    for day in _firsts(rules, person):
        today = columns.of(person.name, day)
        ends = sorted({shift.end for shift, _ in today})
        for later in range(1, 2 + int((max(ends, default=0) + rest) // DAY)):
            days = _days(rules, day, later + 1)
            if days is None:
                break
            if days[-1] < 0:  # what was before cannot be changed
                continue
            then = columns.of(person.name, days[-1])
            seen: set[int] = set()
            for end in ends:
                soon = [column for shift, column in then if later * DAY + shift.start < end + rest]
                if len(soon) in seen or not soon:
                    continue
                seen.add(len(soon))
                program.row([*(column for shift, column in today if shift.end >= end), *soon], most=1)


def _add_days(program: Program, rules: Rules, columns: Columns, person: Person) -> None:
    limits = rules.limits
    for week in range(rules.period.weeks):
        if limits.days_off_a_week:
            days = range(7 * week, 7 * week + 7)
            works = [column for day in days for column in columns.works(person.name, day)]
            program.row(works, most=7 - limits.days_off_a_week)
    if limits.days_in_a_row is not None:
        most = _in_a_row(rules, limits.days_in_a_row)
        for run in _runs(rules, columns, person, most + 1):
            if all(run):
                program.row([column for day in run for column in day], most=most)
    for off in range(1, limits.days_off_together):
        for first, *between, last in _runs(rules, columns, person, off + 2):
            if first and last:
                free = [column for day in between for column in day]
                program.row([*first, *last, *free], [1.0] * len(first + last) + [-1.0] * len(free), most=1)


def _in_a_row(rules: Rules, most: int) -> int:
    """Return how many days may follow one another; what goes round must stop at least once."""
    return min(most, rules.period.days - 1) if rules.period.repeats else most


def _runs(rules: Rules, columns: Columns, person: Person, length: int) -> Iterator[list[list[int]]]:
    """Return, for every run of days, the columns of which one is 1 where the day is worked."""
    for first in _firsts(rules, person):
        days = _days(rules, first, length)
        if days is not None and days[-1] >= 0:
            yield [columns.works(person.name, day) for day in days]


def _add_nights_in_a_row(program: Program, rules: Rules, columns: Columns, person: Person) -> None:
    if rules.limits.nights_in_a_row is None:
        return
    most = _in_a_row(rules, rules.limits.nights_in_a_row)
    for first in _firsts(rules, person):
        days = _days(rules, first, most + 1)
        nights = [_nights(rules, columns, person, day) for day in days or ()]
        if days and days[-1] >= 0 and all(nights):
            program.row([column for night in nights for column in night], most=most)


def _nights(rules: Rules, columns: Columns, person: Person, day: int) -> list[int]:
    return [column for shift, column in columns.of(person.name, day) if rules.is_night(shift)]


def _weekends(program: Program, rules: Rules, columns: Columns, person: Person) -> list[int]:
    """Add whether each weekend is worked, and how many may be; return the columns."""
    if not rules.limits.weekends_off and rules.limits.fair_weekends is None:
        return []
    found = []
    for week in range(rules.period.weeks):
        worked = program.column()
        days = [columns.works(person.name, 7 * week + day) for day in (SATURDAY, SUNDAY)]
        for works in days:
            if works:
                program.row([worked, *works], [1.0, *[-1.0] * len(works)], least=0)
        known = [column for works in days for column in works]
        program.row([worked, *known], [1.0, *[-1.0] * len(known)], most=0)
        found.append(worked)
    program.row(found, most=max(0, rules.period.weeks - rules.limits.weekends_off))
    return found


def _add_fairness(program: Program, rules: Rules, columns: Columns, weekends: dict[str, list[int]]) -> None:
    limits = rules.limits
    people = [person for person in rules.people if person.in_turn]
    everywhere = range(rules.period.days)
    if limits.fair_weekends is not None:
        _add_spread(program, [(weekends[one.name], 1.0, 0.0) for one in people], limits.fair_weekends)
    if limits.fair_nights is not None:
        nights = [
            ([column for day in everywhere for column in _nights(rules, columns, one, day)], 1.0, 0.0)
            for one in people
        ]
        _add_spread(program, nights, limits.fair_nights)
    if limits.fair_hours is not None:
        hours = []
        for one in people:
            turns = [turn for day in everywhere for turn in columns.of(one.name, day)]
            paid = [shift.paid / HOUR for shift, _ in turns]
            hours.append(([column for _, column in turns], paid, one.contract * rules.period.weeks))
        _add_spread(program, hours, limits.fair_hours)


def _add_spread(
    program: Program, counts: Sequence[tuple[list[int], list[float] | float, float]], spread: float
) -> None:
    """Add that what people have, less what is due to each, lies within ``spread`` of one another."""
    least = program.column(lower=-INFINITE, upper=INFINITE, whole=False)
    for columns, values, due in counts:
        weights = [values] * len(columns) if isinstance(values, float) else values
        program.row([*columns, least], [*weights, -1.0], least=due, most=due + spread)
