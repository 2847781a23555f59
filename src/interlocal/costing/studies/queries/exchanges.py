"""Hours of staff that cities lend each other, and what an hour costs by what they have signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Baseline, Exchange, Line, LineKind, Study, StudyCity
from interlocal.costing.studies.queries.baselines import figures_of, signed_baselines
from interlocal.costing.studies.queries.studies import led_study_for, lines_of
from interlocal.kernel.permissions import Actor

CENTS = 100


@dataclass(frozen=True)
class Lent:
    """An exchange with its dollars an hour; ``None`` where neither the baseline nor a person says them."""

    exchange: Exchange
    cost: Decimal | None
    saves: Decimal | None

    @property
    def between(self) -> set[str]:
        """The names of both cities."""
        return {self.exchange.giver.jurisdiction.name, self.exchange.receiver.jurisdiction.name}

    @property
    def price(self) -> Decimal | None:
        """What an hour is charged at: what it costs, unless somebody has agreed on another price."""
        given = self.exchange.price_cents
        return self.cost if given is None else Decimal(given) / CENTS

    @property
    def settled_cents(self) -> int | None:
        """What the city that borrows pays the other a year, in cents."""
        return None if self.price is None else int(self.price * self.exchange.hours * CENTS)

    @property
    def missing(self) -> str:
        """What must be said before it can be worked out, and how; empty where nothing is missing."""
        for value, city in ((self.cost, self.exchange.giver), (self.saves, self.exchange.receiver)):
            if value is None:
                return _(
                    "%(city)s has not signed, or gives no pay or no positions on these lines: type what an "
                    "hour comes to for it."
                ) % {"city": city.jurisdiction.name}
        return ""


def exchanges_of(study: Study) -> QuerySet[Exchange]:
    """Return the hours lent that stand, in all options of a study."""
    standing = Exchange.objects.filter(option__study=study, option__withdrawn_at=None, withdrawn_at=None)
    return standing.select_related("option", "giver__jurisdiction", "receiver__jurisdiction", "staff", "pay")


def lent_by_option(study: Study) -> dict[int, list[Lent]]:
    """Return the hours lent by option, costed from the newest signed baselines."""
    exchanges = list(exchanges_of(study))
    if not exchanges:
        return {}
    baselines = signed_baselines(study)
    figures = figures_of(baselines)
    by_city = {one.city_id: figures.get(one.pk, {}) for one in baselines}
    found: dict[int, list[Lent]] = {}
    for one in exchanges:
        cost = _hour(one, one.cost_cents, by_city.get(one.giver_id, {}))
        saves = _hour(one, one.saves_cents, by_city.get(one.receiver_id, {}))
        found.setdefault(one.option_id, []).append(Lent(one, cost, saves))
    return found


def _hour(one: Exchange, typed: int | None, figures: Mapping[int, int]) -> Decimal | None:
    if typed is not None:
        return Decimal(typed) / CENTS
    return rules.hour_cost(figures.get(one.pay_id), figures.get(one.staff_id), one.full_time)


def staff_hours_of(city: StudyCity, staff: Line, full_time: int) -> Decimal | None:
    """Return the hours a year of a line of staff in a city's newest signed baseline; ``None`` without one."""
    newest = Baseline.objects.filter(city=city, frozen_at__isnull=False).order_by("-number").first()
    if newest is None:
        return None
    return rules.hours_there(figures_of([newest]).get(newest.pk, {}).get(staff.pk), full_time)


def staff_lines_of(study: Study) -> QuerySet[Line]:
    """Return the lines that hold positions."""
    return lines_of(study).filter(kind=LineKind.STAFF)


def pay_lines_of(study: Study) -> QuerySet[Line]:
    """Return the lines that hold what is paid."""
    return lines_of(study).filter(kind__in=[LineKind.COST, LineKind.HIDDEN])


def led_exchange_for(user: Actor, public_id: str, exchange_id: str) -> Exchange:
    """Return hours lent in a study that ``user`` may keep, or raise ``Http404``."""
    study = led_study_for(user, public_id)
    return get_object_or_404(exchanges_of(study).select_related("option__study"), public_id=exchange_id)


def exchange_facts(many: list[Lent], cities: set[str]) -> tuple[rules.ExchangeFacts, ...]:
    """Return the hours as a study file takes them: those whose cities take part and whose cost is known."""
    return tuple(_facts(one) for one in many if not one.missing and one.between <= cities)


def _facts(lent: Lent) -> rules.ExchangeFacts:
    one = lent.exchange
    assert lent.cost is not None
    assert lent.saves is not None
    assert lent.price is not None
    is_typed = one.cost_cents is not None and one.saves_cents is not None
    how = "" if is_typed else f"an hour: {one.pay.name} over {one.staff.name} of {one.full_time} hours"
    said = "; ".join(part for part in (how, one.source) if part)
    return rules.ExchangeFacts(
        one.giver.jurisdiction.name,
        one.receiver.jurisdiction.name,
        one.hours,
        lent.cost,
        lent.saves,
        lent.price,
        one.low,
        one.high,
        said,
    )
