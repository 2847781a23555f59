"""Handing a report on: to one more reader, after a recusal, to another city; and taking somebody off it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.hotline.actions.writing import Sealed, add_entries, held_report
from interlocal.programs.hotline.models import Exclusion, RecoveryWrap, Report, StaffKey, Wrap
from interlocal.programs.hotline.queries.handing import (
    Circle,
    circle_of,
    groups_of,
    may_be_excluded,
    may_be_given,
    stand_ins_for,
)
from interlocal.programs.hotline.queries.reports import report_of
from interlocal.programs.hotline.rules.exclusions import book_of, exclusion_digest
from interlocal.programs.hotline.rules.sealing import wrap_of

Wraps = Mapping[str, object]


def share(*, by: User, report_id: str, wraps: Wraps, entries: Sequence[Sealed], now: datetime) -> None:
    """Give the report to one more reader (or to a reader's new key). ``wraps``: person -> sealed key.

    Raises ``Refusal`` for anybody whom the rules do not allow.
    """
    book = book_of(report_of(by, report_id).public_id)
    with act(by=by, action="hotline.share", subject=None, book=book, now=now) as sharing:
        report = held_report(by, report_id, sharing)
        circle = circle_of(report)
        if not set(wraps) <= may_be_given(circle):
            raise _not_allowed()
        _seal_to(circle, wraps)
        add_entries(sharing, report, entries, now)


def recuse(*, by: User, report_id: str, wraps: Wraps, entries: Sequence[Sealed], now: datetime) -> None:
    """Step off a report: ``by`` loses every wrap for good, and whom the rule names reads it, in one step.

    Raises ``Refusal`` when nobody would be left, or when ``wraps`` are for others than the rule names.
    """
    book = book_of(report_of(by, report_id).public_id)
    with act(by=by, action="hotline.recuse", subject=None, book=book, now=now) as recusing:
        report = held_report(by, report_id, recusing)
        circle = circle_of(report)
        reading = _reading_now(report)
        named = set(stand_ins_for(circle, report.jurisdiction_id, {by.public_id}))
        if set(wraps) != named - reading:
            raise Refusal(_("Who serves this hotline changed meanwhile. Load the page again."))
        if not (reading | set(wraps)) - {by.public_id}:
            raise Refusal(_("Nobody would be left to read this report. Hand it to another city first."))
        _seal_to(circle, wraps)
        _take_off(report, by)
        add_entries(recusing, report, entries, now)


def exclude(*, by: User, report_id: str, person_id: str, entries: Sequence[Sealed], now: datetime) -> None:
    """Take somebody off the report for good: readers, keepers, or who might become one.

    Raises ``Refusal`` for oneself (that is a recusal), and for who is not on the list.
    """
    book = book_of(report_of(by, report_id).public_id)
    with act(by=by, action="hotline.exclude", subject=None, book=book, now=now) as excluding:
        report = held_report(by, report_id, excluding)
        able = {one.public_id: one for one in may_be_excluded(circle_of(report))}
        if person_id == by.public_id or person_id not in able:
            raise _not_allowed()
        _take_off(report, able[person_id])
        add_entries(excluding, report, entries, now)


def transfer(
    *, by: User, report_id: str, city_id: str, wraps: Wraps, entries: Sequence[Sealed], now: datetime
) -> None:
    """Hand the report to another city: its people read it from now on, and those of the old city no more.

    The reporter is told by an entry and may object. Raises ``Refusal`` unless ``wraps`` are for exactly those
    whom the rule names there.
    """
    book = book_of(report_of(by, report_id).public_id)
    with act(by=by, action="hotline.transfer", subject=None, book=book, now=now) as moving:
        report = held_report(by, report_id, moving)
        city = Jurisdiction.objects.filter(public_id=city_id).first()
        circle = circle_of(report)
        named = set(stand_ins_for(circle, city.pk)) if city else set()
        if city is None or city.pk == report.jurisdiction_id or not named:
            raise Refusal(_("That city has nobody who could take this report. Choose another."), field="city")
        if set(wraps) != named:
            raise Refusal(_("Who serves that hotline changed meanwhile. Load the page again."))
        add_entries(moving, report, entries, now)
        Wrap.objects.filter(report=report).delete()
        _seal_to(circle, wraps)
        report.jurisdiction = city
        report.save(update_fields=["jurisdiction"])


def seal_groups(
    *, by: User, report_id: str, groups: Sequence[tuple[Sequence[str], str]], now: datetime
) -> None:
    """Seal the report to the groups of keepers that the rule names now, in place of the ones before.

    ``groups``: keys (public ids, outermost first) with the nested boxes. Raises ``Refusal`` for other groups.
    """
    book = book_of(report_of(by, report_id).public_id)
    with act(by=by, action="hotline.seal_groups", subject=None, book=book, now=now) as sealing:
        report = held_report(by, report_id, sealing)
        wanted = groups_of(circle_of(report))
        if sorted(list(keys) for keys, _sealed in groups) != sorted(wanted):
            raise Refusal(_("The keepers changed meanwhile. Load the page again."))
        RecoveryWrap.objects.filter(report=report).delete()
        RecoveryWrap.objects.bulk_create(
            [
                RecoveryWrap(report=report, keys=list(keys), sealed=wrap_of(sealed, boxes=len(keys)))
                for keys, sealed in groups
            ]
        )


def _reading_now(report: Report) -> set[str]:
    rows = Wrap.objects.filter(report=report, key__retired_on=None)
    return set(rows.values_list("key__user__public_id", flat=True))


def _seal_to(circle: Circle, wraps: Wraps) -> None:
    for person_id, text in wraps.items():
        key, sealed = circle.key_of(person_id), wrap_of(text)
        Wrap.objects.filter(report=circle.report, key__user__public_id=person_id).exclude(key=key).delete()
        Wrap.objects.update_or_create(report=circle.report, key=key, defaults={"sealed": sealed})


def _take_off(report: Report, person: User) -> None:
    digest = exclusion_digest(report.public_id, person.public_id)
    Exclusion.objects.get_or_create(report=report, digest=digest)
    Wrap.objects.filter(report=report, key__user=person).delete()
    keys = set(StaffKey.objects.filter(user=person).values_list("public_id", flat=True))
    for wrap in RecoveryWrap.objects.filter(report=report):
        if keys & set(wrap.keys):
            wrap.delete()


def _not_allowed() -> Refusal:
    return Refusal(_("This person may not be chosen for this report. Load the page again."))
