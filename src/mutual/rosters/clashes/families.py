"""Rules as they are said, left out, and eased by a step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mutual.rosters.people import Person
from mutual.rosters.rules import Limits, Rules


@dataclass(frozen=True)
class Family:
    """A rule by its name: is it in force, what it says, the rules without it, and eased by a step."""

    name: str
    holds: Callable[[Rules], bool]
    says: Callable[[Rules], str]
    without: Callable[[Rules], Rules]
    eased: Callable[[Rules], Iterator[tuple[str, Rules]]]


def _limits(rules: Rules, **changes: float | None) -> Rules:
    return replace(rules, limits=replace(rules.limits, **changes))  # type: ignore[arg-type]


def _people(rules: Rules, change: Callable[[Person], Person]) -> Rules:
    return replace(rules, people=tuple(change(person) for person in rules.people))


def _limit(
    name: str, key: str, says: str, absent: float | None, steps: tuple[float, ...], way: str
) -> Family:
    """Return the family of one of the ``Limits``; ``{}`` in the texts is its value."""

    def value(rules: Rules) -> float | None:
        found: float | None = getattr(rules.limits, key)
        return found

    def eased(rules: Rules) -> Iterator[tuple[str, Rules]]:
        now = value(rules)
        for step in steps:
            changed = (now or 0) + step
            if absent is None or changed > absent:
                yield way.format(f"{changed:g}", f"{now:g}"), _limits(rules, **{key: changed})

    return Family(
        name,
        lambda rules: value(rules) != absent,
        lambda rules: says.format(f"{value(rules):g}"),
        lambda rules: _limits(rules, **{key: absent}),
        eased,
    )


def _named(rules: Rules, which: Callable[[Person], bool]) -> str:
    names = [person.name for person in rules.people if which(person)]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def _of_people(
    name: str,
    which: Callable[[Person], bool],
    says: Callable[[Rules], str],
    change: Callable[[Rules, Person], Person],
    way: str,
) -> Family:
    """Return the family of what is asked of single people; easing tries each of them alone."""

    def eased(rules: Rules) -> Iterator[tuple[str, Rules]]:
        for one in rules.people:
            if which(one):
                people = (change(rules, person) if person is one else person for person in rules.people)
                yield way.format(one.name), replace(rules, people=tuple(people))

    return Family(
        name,
        lambda rules: any(which(person) for person in rules.people),
        says,
        lambda rules: _people(rules, lambda person: change(rules, person)),
        eased,
    )


def _most_eased(rules: Rules) -> Iterator[tuple[str, Rules]]:
    for more in (4, 8, 16):
        longer = _people(rules, lambda one, more=more: replace(one, most=min(168.0, one.most + more)))  # type: ignore[misc]
        yield f"{more} more hours a week for everybody", longer


def _most_said(rules: Rules) -> str:
    values = sorted({person.most for person in rules.people})
    said = f"{values[0]:g}" if len(values) == 1 else f"{values[0]:g} to {values[-1]:g}"
    return f"at most {said} hours a week"


_WEEK = 168.0
_NONE = Limits(rest=0, days_in_a_row=None, days_off_a_week=0)
FAMILIES = (
    # Those left out first come first: what stays is what people most likely can decide about.
    _limit(
        "rest",
        "rest",
        "{} hours of rest between shifts",
        0,
        (-1, -2, -4, -8, -16),
        "{} hours of rest instead of {}",
    ),
    _of_people(
        "free",
        lambda one: bool(one.free),
        lambda rules: f"the hours when {_named(rules, lambda one: bool(one.free))} can work",
        lambda _, one: replace(one, free={}),
        "no fixed hours for {}",
    ),
    _of_people(
        "shifts",
        lambda one: bool(one.shifts),
        lambda rules: f"the shifts that {_named(rules, lambda one: bool(one.shifts))} may be given",
        lambda _, one: replace(one, shifts=()),
        "any shift for {}",
    ),
    _limit(
        "days off together",
        "days_off_together",
        "at least {} days off that follow one another",
        1,
        (-1, -2),
        "{} days off together instead of {}",
    ),
    _limit(
        "nights in a row",
        "nights_in_a_row",
        "at most {} nights in a row",
        None,
        (1, 2, 4),
        "{} nights in a row instead of {}",
    ),
    _limit(
        "fair nights",
        "fair_nights",
        "nights at most {} apart",
        None,
        (1, 2, 4, 8),
        "nights {} apart instead of {}",
    ),
    _limit(
        "fair weekends",
        "fair_weekends",
        "weekends at most {} apart",
        None,
        (1, 2, 4),
        "weekends {} apart instead of {}",
    ),
    _limit(
        "fair hours",
        "fair_hours",
        "hours at most {} apart",
        None,
        (4, 8, 16, 40),
        "hours {} apart instead of {}",
    ),
    _limit(
        "days in a row",
        "days_in_a_row",
        "at most {} days in a row",
        None,
        (1, 2, 4),
        "{} days in a row instead of {}",
    ),
    _limit(
        "weekends off",
        "weekends_off",
        "{} weekends off in the period",
        0,
        (-1, -2, -4),
        "{} weekends off instead of {}",
    ),
    _limit(
        "days off a week",
        "days_off_a_week",
        "{} days off a week",
        0,
        (-1, -2),
        "{} days off a week instead of {}",
    ),
    _of_people(
        "away",
        lambda one: bool(one.away),
        lambda rules: f"the days on which {_named(rules, lambda one: bool(one.away))} are away",
        lambda _, one: replace(one, away=frozenset()),
        "no day away for {}",
    ),
    Family(
        "least hours",
        lambda rules: any(person.least for person in rules.people),
        lambda rules: f"the least hours a week of {_named(rules, lambda one: one.least > 0)}",
        lambda rules: _people(rules, lambda one: replace(one, least=0.0)),
        lambda rules: iter(
            (
                f"{less} fewer hours due a week for everybody",
                _people(rules, lambda one, less=less: replace(one, least=max(0.0, one.least - less))),  # type: ignore[misc]
            )
            for less in (2, 4, 8)
        ),
    ),
    Family(
        "hours a week",
        lambda rules: any(person.most < _WEEK for person in rules.people),
        _most_said,
        lambda rules: _people(rules, lambda one: replace(one, most=_WEEK)),
        _most_eased,
    ),
    _of_people(
        "posts",
        lambda _: True,
        lambda _: "who may work where",
        lambda rules, one: replace(one, posts=rules.posts),
        "every post open to {}",
    ),
)
