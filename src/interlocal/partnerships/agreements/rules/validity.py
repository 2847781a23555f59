"""What an agreement, its parties and its notice windows must be like."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.periods import Period
from interlocal.partnerships.agreements.models import (
    Agreement,
    AgreementState,
    Clause,
    ClauseKind,
    Party,
)
from interlocal.partnerships.agreements.terms import Anchor
from interlocal.web.dates import short

# How long before the last day for notice each party is asked to decide: one round of two council meetings a
# month with a packet for each, and a month to spare.
LEAD_DAYS = 90
LONGEST_WINDOW = 3660


def day_of(moment: datetime) -> date:
    """Return the partnership's calendar day at ``moment``."""
    return timezone.localdate(moment)


def name_day(day: date) -> str:
    """Return ``day`` as messages write it."""
    return short(day)


def need(text: str, message: str | Promise, field: str) -> str:
    """Return ``text`` without blanks at its ends, or refuse an empty one."""
    if not (text := text.strip()):
        raise Refusal(message, field=field)
    return text


def check_term(facts: Mapping[str, Any]) -> None:
    """Refuse a term that ends before it starts, has an end and none, or options without a length."""
    starts_on, ends_on = facts.get("starts_on"), facts.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        raise Refusal(_("The last day of the term is before its first. Check both."), field="ends_on")
    if facts.get("is_open_ended") and ends_on:
        raise Refusal(
            _("It has a last day, so it does not run until somebody ends it. Take one of the two out."),
            field="ends_on",
        )
    if facts.get("options_left") and not facts.get("option_months"):
        raise Refusal(_("Say how many months each renewal option adds."), field="option_months")


def check_notice(*, anchor: str, count: int, on: date | None) -> None:
    """Refuse a notice window that does not say when."""
    if (anchor == Anchor.ON_DATE) != (on is not None):
        raise Refusal(
            _("Give the date for notice by a fixed date, and leave it empty for every other."), field="on"
        )
    if anchor != Anchor.ON_DATE and not 1 <= count <= LONGEST_WINDOW:
        raise Refusal(
            _("Say how many days or months, from 1 to %(most)d.") % {"most": LONGEST_WINDOW}, field="count"
        )


def refuse_overlapping_party(joined_on: date | None, left_on: date | None, others: Iterable[Party]) -> None:
    """A jurisdiction is a party to an agreement once at a time."""
    if joined_on and left_on and left_on < joined_on:
        raise Refusal(_("It cannot leave before it joins. Check both days."), field="left_on")
    period = Period(joined_on or date.min, left_on)
    for other in others:
        if not period.overlaps(Period(other.joined_on or date.min, other.left_on)):
            continue
        if other.left_on is None:
            raise Refusal(
                _("It is a party already. Give that its last day before it can be a party again."),
                field="joined_on",
            )
        raise Refusal(
            _("It was a party until %(day)s. Choose a day after that.") % {"day": name_day(other.left_on)},
            field="joined_on",
        )


def refuse_party_that_has_left(party: Party, on: date) -> None:
    """Nobody signs as a party on a day after the last as one."""
    if party.left_on is not None and on > party.left_on:
        raise Refusal(
            _("It was no party any more on that day: it left on %(day)s.") % {"day": name_day(party.left_on)},
            field="signed_on",
        )


def check_draft(agreement: Agreement, parties: Iterable[Party], today: date) -> None:
    """Refuse to write the terms of an agreement that binds already, or no more."""
    if reason := why_no_draft(agreement, parties, today):
        raise Refusal(reason, field="agreement")


def why_no_draft(agreement: Agreement, parties: Iterable[Party], today: date) -> str:
    """Return why the terms of an agreement are not written any more; empty for a draft."""
    signed = [party for party in parties if party.signed_on is not None]
    if signed:
        names = ", ".join(sorted(party.jurisdiction.name for party in signed))
        return _(
            "%(names)s signed it, so its terms stand. An agreement that renews it can say otherwise."
        ) % {"names": names}
    state = agreement.state_on(today)
    if state in {AgreementState.ENDED, AgreementState.EXPIRED}:
        return _("It is over, so its terms are not changed. Begin a new agreement.")
    if state is AgreementState.IN_FORCE:
        return _("It is in force, so its terms stand. An agreement that renews it can say otherwise.")
    return ""


def missing_kinds(clauses: Iterable[Clause]) -> tuple[ClauseKind, ...]:
    """Return the kinds of clause that none of ``clauses`` covers, in their usual order."""
    present = {clause.kind for clause in clauses}
    return tuple(kind for kind in ClauseKind if kind not in present)
