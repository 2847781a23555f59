"""Bodies, their rules, and the buildings in which they meet."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import (
    Body,
    BodyThreshold,
    Facility,
    FacilityClosure,
    LocalNoticeRule,
)
from interlocal.partnerships.meetings.notice import Holiday

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def add_body(*, by: "User | None", facts: Mapping[str, Any], now: datetime) -> Body:
    """Add a body. ``facts`` are fields of ``Body``. Refuses a second of the name and impossible rules."""
    body = Body(**facts, created_at=now)
    with act(by=by, action="meetings.add_body", now=now, subject=body, name=body.name):
        rules.refuse_impossible_body(body)
        _refuse_second(Body, body.name)
        body.save(force_insert=True)
    return body


def change_body(*, by: "User | None", body: Body, facts: Mapping[str, Any], now: datetime) -> Body:
    """Change a body's rules from now on; what was decided keeps the rule under which it was."""
    with act(by=by, action="meetings.change_body", now=now, subject=body) as changed:
        body = Body.objects.select_for_update().get(pk=body.pk)
        names = [name for name, value in facts.items() if getattr(body, name) != value]
        for name in names:
            setattr(body, name, facts[name])
        rules.refuse_impossible_body(body)
        _refuse_second(Body, body.name, apart_from=body.pk)
        body.save(update_fields=names)
        changed.record(changed=names)
    return body


def set_threshold(
    *, by: "User | None", body: Body, motion_kind: str, facts: Mapping[str, Any], now: datetime
) -> BodyThreshold:
    """Say which share a kind of motion needs (empty: every other kind), in place of what was said before."""
    with act(by=by, action="meetings.set_threshold", now=now, subject=body, motion_kind=motion_kind) as done:
        if not 1 <= facts["numerator"] <= facts["denominator"]:
            raise Refusal(_("Enter a share such as 2 out of 3."), field="numerator")
        threshold, _is_new = BodyThreshold.objects.update_or_create(
            body=body, motion_kind=motion_kind, defaults=facts, create_defaults={**facts, "created_at": now}
        )
        done.record(share=f"{threshold.numerator}/{threshold.denominator}", basis=threshold.basis)
    return threshold


def add_local_rule(
    *, by: "User | None", body: Body, facts: Mapping[str, Any], now: datetime
) -> LocalNoticeRule:
    """Add a stricter local rule for a body's notices or agendas."""
    rule = LocalNoticeRule(body=body, **facts, created_at=now)
    with act(by=by, action="meetings.add_local_rule", now=now, subject=body, words=rule.words):
        rule.save(force_insert=True)
    return rule


def end_local_rule(*, by: "User | None", rule: LocalNoticeRule, ends_on: date, now: datetime) -> None:
    """End a local rule on its last day."""
    with act(by=by, action="meetings.end_local_rule", now=now, subject=rule.body, words=rule.words):
        rule.ended_on = ends_on
        rule.save(update_fields=["ended_on"])


def add_facility(*, by: "User | None", facts: Mapping[str, Any], now: datetime) -> Facility:
    """Add a building in which bodies meet or post their notices."""
    facility = Facility(**facts, created_at=now)
    with act(by=by, action="meetings.add_facility", now=now, subject=facility, name=facility.name):
        _refuse_second(Facility, facility.name)
        facility.save(force_insert=True)
    return facility


def close_facility(
    *, by: "User | None", facility: Facility, on: date, name: str, now: datetime, **source: Any
) -> FacilityClosure:
    """Record a day on which a building is closed; a day that is on record already is named anew."""
    with act(by=by, action="meetings.close_facility", now=now, subject=facility, on=on, name=name):
        closure, _is_new = FacilityClosure.objects.update_or_create(
            facility=facility,
            on=on,
            defaults={"name": name, **source},
            create_defaults={"name": name, "created_at": now, **source},
        )
    return closure


def take_holidays(
    *, by: "User | None", facility: Facility, holidays: Iterable[Holiday], now: datetime, **source: Any
) -> list[FacilityClosure]:
    """Record the days of a list of holidays on which a building is closed, all at once."""
    with act(by=by, action="meetings.take_holidays", now=now, subject=facility) as taken:
        found = [
            close_facility(by=by, facility=facility, on=day.on, name=day.name, now=now, **source)
            for day in holidays
        ]
        taken.record(days=[closure.on for closure in found])
    return found


def _refuse_second(model: type[Body] | type[Facility], name: str, apart_from: int | None = None) -> None:
    if model.objects.filter(name__iexact=name).exclude(pk=apart_from or 0).exists():
        raise Refusal(_("%(name)s is already on record.") % {"name": name}, field="name")
