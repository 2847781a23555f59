"""What notice must be given, by when, by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet, prefetch_related_objects

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.agreements.models import Agreement, NoticeAct, NoticeRule
from interlocal.partnerships.agreements.queries.records import agreements_for, bound_parties
from interlocal.partnerships.agreements.terms import Anchor, deadline
from interlocal.partnerships.commitments.public import Commitment, commitments_for
from interlocal.partnerships.jurisdictions.public import Jurisdiction

MOST_DAYS = 3660


@dataclass(frozen=True)
class Due:
    """One notice that can still be given: under which window, and by which last day."""

    agreement: Agreement
    rule: NoticeRule
    by: date

    @property
    def parties(self) -> tuple[Jurisdiction, ...]:
        """Those who are bound by the agreement, and may give it."""
        return tuple(party.jurisdiction for party in self.agreement.bound)  # type: ignore[attr-defined]

    def days_left(self, today: date) -> int:
        """How many days are left, the last one not counted."""
        return (self.by - today).days


@dataclass(frozen=True)
class Given:
    """A notice that is due, how many days are left, and what each party has been asked to decide."""

    due: Due
    days_left: int
    decisions: tuple[Commitment, ...]


def notices_between(first: date, *, days: int, among: QuerySet[Agreement] | None = None) -> list[Due]:
    """Return the notices whose last day lies within ``days`` from ``first`` (both included), soonest first.

    Left out are agreements that were ended, and notice to renew where an agreement already renews this one.
    Four queries, however many agreements there are.
    """
    agreements = Agreement.objects.all() if among is None else among
    windows = NoticeRule.objects.filter(replaced_at=None)
    agreements = agreements.filter(ended_on=None, pk__in=windows.values("agreement"))
    rows = agreements.prefetch_related("renewals", "notice_rules")
    found = [due for row in rows for due in _due(row) if first <= due.by <= first + timedelta(days=days)]
    # Few of all agreements are due, and some have a hundred parties.
    prefetch_related_objects([due.agreement for due in found], bound_parties(first))
    return sorted(found, key=lambda due: (due.by, due.agreement.title, due.rule.pk))


def notices_for(user: User, *, today: date, days: int) -> list[Given]:
    """Return what notice must be given within ``days``, of the agreements that ``user`` may see."""
    days = max(0, min(days, MOST_DAYS))
    dues = notices_between(today, days=days, among=agreements_for(user))
    keys = {decision_key(due, party): index for index, due in enumerate(dues) for party in due.parties}
    asked: dict[int, list[Commitment]] = {}
    for commitment in commitments_for(user).filter(key__in=keys).with_state(today):
        asked.setdefault(keys[commitment.key], []).append(commitment)
    return [Given(due, due.days_left(today), tuple(asked.get(index, ()))) for index, due in enumerate(dues)]


def any_time_rules(user: User, today: date) -> Sequence[NoticeRule]:
    """Return the windows under which notice can be given on any day, of agreements that still bind."""
    rows = NoticeRule.objects.filter(
        Q(agreement__ends_on=None) | Q(agreement__ends_on__gte=today),
        agreement__in=agreements_for(user).filter(ended_on=None),
        anchor=Anchor.ANY_TIME.value,
        replaced_at=None,
    )
    return list(rows.select_related("agreement").order_by("agreement__title", "pk"))


def decision_key(due: Due, jurisdiction: Jurisdiction) -> str:
    """Return the key by which a party is asked once to decide on one notice by one day."""
    return f"agreement:notice:{due.rule.public_id}:{due.by.isoformat()}:{jurisdiction.public_id}"


def _due(agreement: Agreement) -> Iterable[Due]:
    is_renewed = bool(agreement.renewals.all())
    for rule in agreement.notice_rules.all():
        if rule.replaced_at is not None or (is_renewed and rule.act == NoticeAct.RENEW):
            continue
        by = deadline(rule.window, agreement.ends_on)
        if by is not None:
            yield Due(agreement, rule, by)


@dataclass(frozen=True)
class OpenWindow:
    """One window of an agreement, and the last day for notice where it has one."""

    rule: NoticeRule
    by: date | None


def windows_of(agreement: Agreement) -> list[OpenWindow]:
    """Return the windows that hold, each with its last day for notice in the present term."""
    rows = agreement.notice_rules.filter(replaced_at=None)
    return [OpenWindow(rule, deadline(rule.window, agreement.ends_on)) for rule in rows]
