"""The terms of agreements that renew one another follow each other; they never overlap."""

from collections.abc import Iterable
from datetime import date
from typing import NoReturn

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.periods import Period
from interlocal.partnerships.agreements.models import Agreement
from interlocal.partnerships.agreements.rules.validity import name_day


def chain_clash(
    starts_on: date | None, last_day: date | None, *, is_open_ended: bool, chain: Iterable[Agreement]
) -> Agreement | None:
    """Return the first agreement of ``chain`` whose term shares a day with this one.

    A term of which a day is not known is not judged, on either side.
    """
    period = _term(starts_on, last_day, is_open_ended=is_open_ended)
    if period is None:
        return None
    for other in chain:
        theirs = _term(other.starts_on, other.last_day, is_open_ended=other.is_open_ended)
        if theirs is not None and period.overlaps(theirs):
            return other
    return None


def refuse_overlapping_terms(other: Agreement, *, section: str = "") -> NoReturn:
    """Refuse a term that overlaps that of ``other``, naming its duration clause where it is on record."""
    values = {
        "title": other.title,
        "first": name_day(other.starts_on) if other.starts_on else "",
        "last": name_day(other.last_day) if other.last_day else _("its end"),
        "section": section,
    }
    message = _(
        "Its term overlaps that of “%(title)s” in the same chain, which runs from %(first)s to %(last)s."
    )
    if section:
        message = f"{message} {_('The term is set in %(section)s.')}"
    raise Refusal(message % values, field="starts_on")


def _term(starts_on: date | None, last_day: date | None, *, is_open_ended: bool) -> Period | None:
    if starts_on is None or (last_day is None and not is_open_ended):
        return None
    if last_day is not None and last_day < starts_on:
        return None
    return Period(starts_on, last_day)
