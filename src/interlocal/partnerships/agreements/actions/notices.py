"""Notice windows, and the commitments to decide that open before each closes."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User, people_for
from interlocal.foundation.audit.public import act, ref_to
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.models import Agreement, NoticeRule
from interlocal.partnerships.agreements.queries import Due, decision_key, notices_between
from interlocal.partnerships.commitments.public import Commitment, open_commitment
from interlocal.partnerships.jurisdictions.public import Jurisdiction

# Whoever alone holds this role in a party is asked to decide.
DECIDER = "city-manager"
LONGEST_TITLE = 200


def set_notice_window(
    *,
    by: User | None,
    agreement: Agreement,
    act_of_notice: str,
    anchor: str,
    count: int = 0,
    unit: str = "days",
    on: date | None = None,
    section: str,
    now: datetime,
) -> NoticeRule:
    """Record when notice must be given, and where the agreement says so. Raises ``Refusal``."""
    rules.check_editing(by, agreement)
    section = rules.need(section, _("Say which section sets it."), "section")
    rules.check_notice(anchor=anchor, count=count, on=on)
    window = NoticeRule(
        agreement=agreement,
        act=act_of_notice,
        anchor=anchor,
        count=0 if on else count,
        unit=unit,
        on=on,
        section=section,
        created_at=now,
    )
    with act(
        by=by,
        action="agreements.set_notice_window",
        subject=agreement,
        now=now,
        act_of_notice=act_of_notice,
        anchor=anchor,
        count=count,
        unit=unit,
        section=section,
    ):
        window.save(force_insert=True)
    return window


def strike_notice_window(*, by: User | None, window: NoticeRule, now: datetime) -> None:
    """Say that a notice window no longer holds; it stays on record. Raises ``Refusal``."""
    rules.check_editing(by, window.agreement)
    with act(
        by=by,
        action="agreements.strike_notice_window",
        subject=window.agreement,
        now=now,
        section=window.section,
    ):
        NoticeRule.objects.filter(pk=window.pk, replaced_at=None).update(replaced_at=now)


def open_decisions(*, by: User | None, now: datetime) -> int:
    """Ask each party to decide on the notices whose last day is near (``LEAD_DAYS``); once each.

    Returns how many commitments were opened or known before.
    """
    today = rules.day_of(now)
    asked = 0
    for due in notices_between(today, days=rules.LEAD_DAYS):
        for jurisdiction in due.parties:
            _ask(by, due, jurisdiction, now)
            asked += 1
    return asked


def _ask(by: User | None, due: Due, jurisdiction: Jurisdiction, now: datetime) -> Commitment:
    deciders = people_for(jurisdiction.scope, role=DECIDER, on=rules.day_of(now))[:2]
    people = list(deciders)
    title = _("Decide on notice %(act)s: %(title)s") % {
        "act": due.rule.get_act_display(),
        "title": due.agreement.title,
    }
    return open_commitment(
        by=by,
        title=title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…",
        detail=_("The last day for notice is the day on which this is due."),
        owed_by=jurisdiction,
        due_on=due.by,
        owner=people[0] if len(people) == 1 else None,
        source=ref_to(due.agreement),
        source_text=due.rule.section,
        key=decision_key(due, jurisdiction),
        now=now,
    )
