"""What a roster costs, from its duties alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from mutual.rosters.coverage import coverage
from mutual.rosters.people import Duty
from mutual.rosters.period import HOUR, SATURDAY
from mutual.rosters.requirement import Requirement
from mutual.rosters.rules import Rules


@dataclass(frozen=True)
class Cost:
    """Money by what it is for. ``wages`` are of all hours at the plain wage, ``overtime`` what comes on top.

    ``idle`` are guaranteed hours that are not worked, ``short`` hours for which one is missing, ``wishes``
    days that were worked against a wish. The last two are prices that steer; nobody is paid them.
    """

    wages: float
    overtime: float
    night: float
    weekend: float
    idle: float
    short: float
    wishes: float

    @property
    def total(self) -> float:
        """What the search makes least."""
        return float(sum(getattr(self, part.name) for part in fields(self)))

    @property
    def paid(self) -> float:
        """What is paid to people."""
        return self.total - self.short - self.wishes


def hours_by_week(rules: Rules, duties: Iterable[Duty]) -> Mapping[str, list[float]]:
    """Return the paid hours of each person, week by week; a shift counts in the week in which it begins."""
    hours = {person.name: [0.0] * rules.period.weeks for person in rules.people}
    for duty in duties:
        hours[duty.person][duty.day // 7] += duty.shift.paid / HOUR
    return hours


def cost_of(rules: Rules, requirement: Requirement, duties: Iterable[Duty]) -> Cost:
    """Return what duties cost under the rules."""
    given, pay = tuple(duties), rules.pay
    wages = overtime = idle = night = weekend = wishes = 0.0
    for name, weeks in hours_by_week(rules, given).items():
        person = rules.by_name[name]
        wages += person.wage * sum(weeks)
        overtime += (pay.overtime - 1) * person.wage * sum(max(0.0, one - person.contract) for one in weeks)
        if pay.guaranteed:
            idle += person.wage * sum(max(0.0, person.contract - one) for one in weeks)
    for duty in given:
        night += pay.night * rules.paid_night(duty.shift)
        weekend += pay.weekend * (duty.day % 7 >= SATURDAY) * duty.shift.paid / HOUR
        wishes += rules.by_name[duty.person].wishes.get(duty.day, 0.0)
    missing = (requirement.need - coverage(rules, given)).clip(min=0)
    short = (pay.short or 0.0) * float(missing.sum()) * rules.period.slot / HOUR
    return Cost(wages, overtime, night, weekend, idle, short, wishes)
