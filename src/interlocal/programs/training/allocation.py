"""Who gets the next free seat of a cohort: the largest-deficit rule, and nothing else.

Each city is entitled to a share of the seats until the release. The rule, seat by seat:

1. A seat of somebody's share goes to that city as long as it holds fewer seats than its share.
2. Until the release, seats kept for the unfilled shares of others are not touched; seats beyond all shares
   are given. From the release on, every free seat is given.
3. Among the cities that wait, the one with the largest deficit comes next: entitled share minus seats held.
4. Equal deficits: the city that holds the smaller part of its share (a city without a share comes last), then
   the city whose next person has waited longer, then the city's key, so that the answer is always the same.
5. Within a city the order is its own: rank, then how long a person has waited, then the application's key.

So no seat stays empty while anybody waits after the release, and no city gets a seat beyond its share while
another waits within its own. ``docs/explanation/training-seats.md`` works an example.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a city is entitled to, in seats, and how many it holds; an offer holds its seat."""

    share: int
    held: int

    @property
    def deficit(self) -> int:
        """Entitled share minus seats held; negative where a city holds more than its share."""
        return self.share - self.held


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One application that waits, named by ``application``, for the city named by ``city``."""

    application: int
    city: str
    rank: int
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """One seat given, and what the rule saw when it gave it.

    ``contenders`` are the cities that waited for this seat, in the order of the rule; the first got it.
    """

    application: int
    city: str
    contenders: tuple[tuple[str, Standing], ...]
    is_released: bool

    @property
    def standing(self) -> Standing:
        """Where the city stood before it got the seat."""
        return self.contenders[0][1]

    @property
    def is_within_share(self) -> bool:
        """Was it a seat of the city's own share?"""
        return self.standing.deficit > 0


NO_SHARE = Standing(share=0, held=0)


def assignments(
    *, seats: int, standings: Mapping[str, Standing], waiting: Sequence[Waiting], is_released: bool
) -> Iterator[Assignment]:
    """Give free seats to those who wait, one after the other, and yield each with its figures.

    ``seats`` is the number of seats of the cohort, ``standings`` each city's share and seats held (who
    is missing has no share and holds none), ``waiting`` who waits, in any order.
    """
    now = dict(standings)
    queues = _queues(waiting)
    free = seats - sum(standing.held for standing in now.values())
    while free > 0 and queues:
        spare = free if is_released else free - _kept(now)
        contenders = [city for city in queues if spare > 0 or now.get(city, NO_SHARE).deficit > 0]
        if not contenders:
            return
        contenders.sort(key=lambda city: _place(city, now.get(city, NO_SHARE), queues[city][0]))
        seen = tuple((city, now.get(city, NO_SHARE)) for city in contenders)
        city, standing = seen[0]
        person = queues[city].popleft()
        if not queues[city]:
            del queues[city]
        now[city] = Standing(share=standing.share, held=standing.held + 1)
        free -= 1
        yield Assignment(application=person.application, city=city, contenders=seen, is_released=is_released)


def _kept(standings: Mapping[str, Standing]) -> int:
    """Return how many seats the unfilled shares keep until the release."""
    return sum(max(standing.deficit, 0) for standing in standings.values())


def _place(city: str, standing: Standing, first: Waiting) -> tuple[int, bool, Fraction, datetime, str]:
    part = Fraction(standing.held, standing.share) if standing.share else Fraction(standing.held)
    return (-standing.deficit, standing.share == 0, part, first.since, city)


def _queues(waiting: Sequence[Waiting]) -> dict[str, deque[Waiting]]:
    queues: defaultdict[str, deque[Waiting]] = defaultdict(deque)
    for one in sorted(waiting, key=lambda one: (one.rank, one.since, one.application)):
        queues[one.city].append(one)
    return dict(queues)
