"""Hours of staff that cities lend each other."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Exchange, Option, OptionKind, Study
from interlocal.costing.studies.queries import staff_hours_of
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal


def put_exchange(
    *,
    by: User | None,
    option: Option,
    facts: Mapping[str, Any],
    now: datetime,
    replaces: Exchange | None = None,
) -> Exchange:
    """Add hours that one city lends another, or put them in the place of others.

    Raises ``Refusal``, also for more hours in all than the signed baseline of the city that lends holds.
    """
    rules.check_leading(by)
    rules.check_exchange(facts)
    if option.kind != OptionKind.EXCHANGE:
        raise Refusal(_("Hours are lent only under an option in which cities lend each other staff."))
    given = Exchange(option=option, created_at=now, **facts)
    with act(by=by, action="studies.put_exchange", subject=option.study, now=now, label=str(given)):
        Study.objects.select_for_update(of=("self",)).get(pk=option.study_id)
        others = option.exchanges.filter(withdrawn_at=None).exclude(pk__in=[replaces.pk] if replaces else [])
        if others.filter(giver=given.giver, receiver=given.receiver).exists():
            raise Refusal(_("These two are in the option already. Change that line."), field="receiver")
        _refuse_more_than_there_are(given, list(others))
        if replaces is not None:
            _end(replaces, now)
        given.save()
    return given


def withdraw_exchange(*, by: User | None, exchange: Exchange, now: datetime) -> None:
    """Take hours out; they stay on record. Raises ``Refusal``."""
    rules.check_leading(by)
    study = exchange.option.study
    with act(by=by, action="studies.withdraw", subject=study, now=now, label=str(exchange)):
        _end(exchange, now)


def _refuse_more_than_there_are(given: Exchange, others: list[Exchange]) -> None:
    there = staff_hours_of(given.giver, given.staff, given.full_time)
    lent = sum(one.hours for one in others if one.giver == given.giver and one.staff == given.staff)
    if there is not None and lent + given.hours > there:
        raise Refusal(
            _("%(city)s has %(there)s hours of “%(line)s” a year and lends %(lent)s of them already.")
            % {
                "city": given.giver.jurisdiction.name,
                "there": f"{there:,.0f}",
                "line": given.staff.name,
                "lent": f"{lent:,.0f}",
            },
            field="hours",
        )


def _end(exchange: Exchange, now: datetime) -> None:
    current = Exchange.objects.select_for_update(of=("self",)).get(pk=exchange.pk)
    if current.withdrawn_at is not None:
        raise Refusal(_("Somebody has changed it since. Look at the page again."))
    current.withdrawn_at = now
    current.save(update_fields=["withdrawn_at"])
