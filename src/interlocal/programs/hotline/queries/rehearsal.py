"""A rehearsal of one city's routes: what would become of each, and what became of those that were sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.hotline.models import CityHotline, Duty, Report
from interlocal.programs.hotline.queries.setup import duties_of, offices_of
from interlocal.programs.hotline.queries.world import world_now
from interlocal.programs.hotline.rules.rehearsal import Rehearsed, Trial, rehearse, trials


@dataclass(frozen=True)
class Line:
    """A trial as the page shows it: who would read it, by name, and where."""

    rehearsed: Rehearsed
    body: str
    readers: Sequence[str]


def trials_for(hotline: CityHotline) -> Sequence[Trial]:
    """Return every way to report to a city."""
    offices = [(one.public_id, one.title) for one in offices_of(hotline) if not one.is_retired]
    people = [str(one.user) for one in duties_of(hotline) if one.duty != Duty.KEEPER]
    return trials(hotline.jurisdiction.public_id, offices=offices, people=people)


def rehearsal_of(hotline: CityHotline) -> Sequence[Line]:
    """Return what would become of a report on each way today. Names are those of who would read it alone."""
    world, _keys = world_now()
    rehearsed = rehearse(world, trials_for(hotline))
    names = _names({person for one in rehearsed for person in one.way.readers})
    bodies = dict(
        Jurisdiction.objects.filter(public_id__in={one.way.city for one in rehearsed}).values_list(
            "public_id", "name"
        )
    )
    return [
        Line(one, bodies.get(one.way.city, ""), [names[person] for person in one.way.readers])
        for one in rehearsed
    ]


def readers_of(report: Report) -> set[str]:
    """Return the public ids of those a report is sealed to."""
    return set(report.wraps.values_list("key__user__public_id", flat=True))


def _names(people: set[str]) -> Mapping[str, str]:
    return {one.public_id: str(one) for one in User.objects.filter(public_id__in=people)}
