"""How large, over which years, and the sizes that are assumed of everything."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db import models

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.partnerships.jurisdictions.models import Jurisdiction

Row = TypeVar("Row", bound=models.Model)
CENTRAL = ZoneInfo("America/Chicago")
# Not marked as synthetic: public pages leave out what is, and would cost nothing.
MARK = {"is_synthetic": False}

# A city: people with accounts, commitments a year, pain points a year, council meetings on record a year.
ACCOUNTS, COMMITMENTS, PAINS, COUNCIL_MEETINGS = 25, 24, 2, 4
# The partnership, a year: meetings of each body, items of each, motions of each.
COMMITTEES, ITEMS, MOTIONS = 6, 8, 3
AGENDA = 40  # of the board of all cities, on its longest day
COHORTS, SEATS, SESSIONS = 12, 30, 6
INITIATIVES, STUDIES, CITIES_OF_A_STUDY = 6, 3, 8
REPORTS_KEPT_YEARS = 2  # of the hotline: one report a city a year, deleted after that
AUDIT_ENTRIES = 170  # a city and year


@dataclass
class Span:
    """The cities and years that are filled, with one source of chance for all of it."""

    many: int
    years: int
    now: datetime = field(default_factory=clock.now)
    cities: list[Jurisdiction] = field(default_factory=list)
    people: dict[int, list[User]] = field(default_factory=dict)  # by the city's key

    @cached_property
    def chance(self) -> random.Random:
        return random.Random(self.many * 1000 + self.years)

    @property
    def today(self) -> date:
        return self.now.astimezone(CENTRAL).date()

    @property
    def begun(self) -> date:
        return self.today - timedelta(days=365 * self.years)

    def moment(self, day: date, hour: int = 9) -> datetime:
        return datetime.combine(day, time(hour), CENTRAL)

    def days(self, a_year: float) -> Sequence[date]:
        """As many days as come to that many a year, evenly, the oldest first."""
        many = round(a_year * self.years)
        return [self.begun + timedelta(days=round(365 * self.years * place / many)) for place in range(many)]

    def some(self, rows: Sequence[Any], many: int) -> list[Any]:
        return self.chance.sample(rows, min(many, len(rows)))


def write(rows: Iterable[Row]) -> list[Row]:
    """Insert the rows in their order; they come back with their keys."""
    listed = list(rows)
    if listed:
        type(listed[0])._default_manager.bulk_create(listed, batch_size=1000)
    return listed
