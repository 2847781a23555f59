"""What ranges and ties must be like, and what a study file calls the figures in doubt."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal

GROWTH = "growth of costs"
STEEPEST = 50
HUNDRED = 100


class Tied(Protocol):
    """Two figures in doubt by name, and their rank correlation."""

    one: str
    other: str
    rank: Decimal


def volume_doubt(name: str) -> str:
    """Return what a study file calls the growth of a volume."""
    return f"{name}, growth a year"


def take_up_doubt(city: str) -> str:
    """Return what a study file calls the part of its service that a city brings."""
    return f"take-up of {city}"


def amount_doubt(name: str, option: str) -> str:
    """Return what a study file calls the doubt about an amount of an option."""
    return f"{name} ({option})"


def hours_doubt(giver: str, receiver: str, option: str) -> str:
    """Return what a study file calls the doubt about hours that one city lends another."""
    return f"hours of {giver} for {receiver} ({option})"


def check_range(facts: Mapping[str, Any]) -> None:
    """Refuse a range that does not go up, or lies where neither growth nor take-up can."""
    low, likely, high = facts["low"], facts["likely"], facts["high"]
    if (facts.get("line") is None) == (facts.get("city") is None):
        raise Refusal(_("Say of which volume or which city it is."), field="what")
    if not low <= likely <= high:
        raise Refusal(_("The most likely lies between the least and the most."), field="likely")
    if facts.get("city") is not None:
        for name in ("low", "high"):
            if not 0 <= facts[name] <= HUNDRED:
                raise Refusal(_("A city brings from 0 to 100 percent of its service."), field=name)
        if facts.get("follows"):
            raise Refusal(_("Only of a volume: a part of today's cost moves with it."), field="follows")
        return
    for name in ("low", "high"):
        if not -STEEPEST <= facts[name] <= STEEPEST:
            raise Refusal(_("A rate a year lies between -50 and 50 percent."), field=name)
    if not 0 <= (facts.get("follows") or 0) <= HUNDRED:
        raise Refusal(_("From 0 to 100 percent of today's cost moves with a volume."), field="follows")


def check_ties(ties: Iterable[Tied], names: Iterable[str]) -> None:
    """Refuse correlations that no figures could have; the newest stands last. Raises ``Refusal``."""
    from mutual.finance import Correlation, FinanceError
    from mutual.finance.correlation import check_together

    known, found = set(names), list(ties)
    newest = found[-1]
    for field in ("one", "other"):
        if getattr(newest, field) not in known:
            raise Refusal(_("Choose a figure of this study that is in doubt."), field=field)
    if newest.one == newest.other:
        raise Refusal(_("Choose two figures."), field="other")
    if any({newest.one, newest.other} == {tie.one, tie.other} for tie in found[:-1]):
        raise Refusal(_("These two are tied already."), field="other")
    if not -1 < newest.rank < 1:
        raise Refusal(_("A rank correlation lies between -1 and 1, such as 0.6."), field="rank")
    try:
        check_together([Correlation(tie.one, tie.other, float(tie.rank)) for tie in found])
    except FinanceError as error:
        raise Refusal(str(error), field="rank") from error
