"""Joining and withdrawing: what can be begun, and whether notice comes in time."""

from datetime import date

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements.models import Direction, NoticeRule
from interlocal.partnerships.agreements.rules.validity import name_day
from interlocal.partnerships.agreements.terms import deadline, earliest_last_day


def refuse_change_that_cannot_be(*, direction: str, belongs: bool, is_under_way: bool) -> None:
    """Refuse to join what one belongs to, to leave what one does not, and to begin a second time."""
    if is_under_way:
        raise Refusal(
            _("It is joining or withdrawing already. Finish that, or call it off."), field="jurisdiction"
        )
    if direction == Direction.JOIN and belongs:
        raise Refusal(_("It belongs already. There is nothing to join."), field="jurisdiction")
    if direction == Direction.WITHDRAW and not belongs:
        raise Refusal(_("It does not belong, so it cannot withdraw."), field="jurisdiction")


def refuse_early_start(*, begun_on: date, effective_on: date | None, today: date) -> None:
    """Refuse a beginning that lies ahead, and an effect before it: nobody joins or leaves backwards."""
    if begun_on > today:
        raise Refusal(_("That day has not come yet."), field="begun_on")
    if effective_on is not None and effective_on < begun_on:
        raise Refusal(
            _("It was begun on %(day)s and cannot take effect before that.") % {"day": name_day(begun_on)},
            field="effective_on",
        )


def notice_fault(
    rule: NoticeRule | None, *, notice_on: date, last_day: date | None, term_ends_on: date | None
) -> str:
    """Return what is wrong with a withdrawal's notice, with the section; ``""`` where it is in time.

    ``last_day`` is the wished last day as a party (empty: not chosen yet), ``term_ends_on`` the term's. Where
    no window is on record nothing can be wrong.
    """
    if rule is None:
        return ""
    earliest = earliest_last_day(rule.window, given_on=notice_on, ends_on=term_ends_on)
    by = deadline(rule.window, term_ends_on)
    if by is not None and notice_on > by:
        return _("Notice was due by %(day)s (%(section)s), and was given on %(given)s.") % {
            "day": name_day(by),
            "section": rule.section,
            "given": name_day(notice_on),
        }
    if earliest is not None and last_day is not None and last_day < earliest:
        return _("Notice given on %(given)s lets it leave on %(day)s at the earliest (%(section)s).") % {
            "given": name_day(notice_on),
            "day": name_day(earliest),
            "section": rule.section,
        }
    return ""


def refuse_late_notice(fault: str, reason: str) -> None:
    """Refuse late notice, unless somebody says why it is accepted; then it stays on record."""
    if fault and not reason.strip():
        raise Refusal(
            f"{fault} {_('Choose a later day, or say why the parties accept it.')}", field="late_reason"
        )
