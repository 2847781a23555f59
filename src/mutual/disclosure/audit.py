"""What each attacker can work out from a release."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mutual.disclosure.attackers import Readers, Setting, setting
from mutual.disclosure.network import FREE, Marks, Whole, moves, room_of
from mutual.disclosure.programs import Attack, Target, targets
from mutual.disclosure.rules import Release, Rules

Way = Literal["flows", "programs"]


@dataclass(frozen=True)
class Interval:
    """All that an attacker can say of a hidden figure: a whole number from ``low`` to ``high``.

    ``high`` is ``None`` where nothing limits it. ``enough`` is the width it must have: that of the rules, or
    what was left before this release. ``release`` is 0 for this table, 1 for the release before it, and so
    on; ``since`` makes it the growth of the figure since the release of that number.
    """

    row: str
    column: str
    low: int
    high: int | None
    enough: int
    release: int = 0
    since: int = 0

    @property
    def width(self) -> float:
        """The distance between the ends."""
        return float("inf") if self.high is None else self.high - self.low

    @property
    def is_wide(self) -> bool:
        """Is it as wide as it must be?"""
        return self.width >= self.enough


@dataclass(frozen=True)
class Audit:
    """What one attacker can say of all that it should not know; ``attacker`` is ``None`` for an outsider."""

    attacker: str | None
    intervals: tuple[Interval, ...]

    @property
    def is_safe(self) -> bool:
        """Is every interval as wide as it must be?"""
        return all(interval.is_wide for interval in self.intervals)

    @property
    def narrowest(self) -> Interval | None:
        """The narrowest interval; ``None`` where nothing is hidden from this attacker."""
        return min(self.intervals, key=lambda interval: interval.width, default=None)


def audit(
    release: Release,
    *,
    rules: Rules | None = None,
    known_by: Readers | None = None,
    earlier: Sequence[Release] = (),
    at_most: Mapping[str, int] | None = None,
    by: Way | None = None,
) -> tuple[Audit, ...]:
    """Return what an outsider and each partner can work out from a release, the outsider first.

    The arguments are those of ``safe_table``. ``by`` chooses the way: ``"flows"`` (exact in whole numbers; a
    single release only) or ``"programs"`` (linear programs with witnesses in whole numbers, and what earlier
    releases need). The release may come from anywhere: this is also how a table that was suppressed by other
    means, or not at all, is tried. Raises ``DisclosureError``.
    """
    given = setting(release.table, rules or Rules(), known_by=known_by, earlier=earlier, at_most=at_most)
    return audited(given, release.hidden.ravel(), by=by)


def audited(given: Setting, hidden: Marks, *, by: Way | None = None) -> tuple[Audit, ...]:
    """Return the audits of a setting in which ``hidden`` is hidden."""
    way = by or ("programs" if given.is_linked else "flows")
    if way == "flows" and given.is_linked:
        raise ValueError("Earlier releases need linear programs.")
    measured = _by_flows if way == "flows" else _by_programs
    return tuple(
        Audit(name, tuple(measured(given, hidden, attacker))) for attacker, name in enumerate(given.attackers)
    )


def _by_flows(given: Setting, hidden: Marks, attacker: int) -> Iterator[Interval]:
    enough = given.enough()[attacker]
    network, free = given.networks[-1], hidden & ~given.own[attacker]
    room = room_of(network, free)
    for figure in np.flatnonzero(free & ~given.withheld[-1]):
        value = int(network.values[figure])
        up, _ = moves(network, room, int(figure), FREE)
        low = value - _down(given, room, int(figure))
        high = None if up >= FREE // 2 else value + up
        yield _interval(given, Target(0, int(figure)), (low, high, int(enough[figure])))


def _down(given: Setting, room: Whole, figure: int) -> int:
    return int(moves(given.networks[-1], room, figure, FREE)[1])


def _by_programs(given: Setting, hidden: Marks, attacker: int) -> Iterator[Interval]:
    view = given.attack(attacker, hidden)
    before = given.attack(attacker, np.ones_like(hidden))
    for target in asked(given, hidden, attacker):
        reach = view.reach(target)
        is_narrow = reach.high - reach.low < given.rules.width
        enough = needed(given, before, target) if is_narrow else given.rules.width
        high = None if view.is_endless(reach.high) else reach.high
        yield _interval(given, target, (reach.low, high, enough))


def asked(given: Setting, hidden: Marks, attacker: int) -> Iterator[Target]:
    """Return what must stay wide against an attacker."""
    all_hidden = np.concatenate([given.hidden_before, hidden[None, :]])
    return iter(targets(all_hidden, given.own[attacker], given.withheld, growth=given.rules.least_growth > 0))


def needed(given: Setting, before: Attack, target: Target) -> int:
    """Return the width a target needs: that of the rules, or what it had before this table."""
    reach = before.reach(target, given.rules.width)
    return min(given.rules.width, reach.high - reach.low)


def _interval(given: Setting, target: Target, found: tuple[int, int | None, int]) -> Interval:
    last = len(given.networks) - 1 if given.is_linked else 0
    row, column = divmod(target.figure, given.table.figures.shape[1])
    low, high, enough = found
    since = 0 if target.since < 0 else last - target.since
    return Interval(*given.table.name(row, column), low, high, enough, last - target.release, since)
