"""Who sits on a body, and who stands in."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from interlocal.foundation.audit.public import act
from interlocal.kernel.periods import in_force
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.events import SeatsChanged
from interlocal.partnerships.meetings.models import Body, BodyMember

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def seat_member(*, by: "User | None", body: Body, facts: Mapping[str, Any], now: datetime) -> BodyMember:
    """Give somebody a seat on a body. ``facts`` are fields of ``BodyMember``."""
    seat = BodyMember(body=body, **facts, created_at=now)
    with act(by=by, action="meetings.seat_member", now=now, subject=body, office=seat.office) as seated:
        _insert(seat)
        seated.record(seat=seat.public_id, starts_on=seat.starts_on)
        seated.announce(SeatsChanged(body=body.public_id))
    return seat


def name_substitute(
    *, by: "User | None", principal: BodyMember, facts: Mapping[str, Any], now: datetime
) -> BodyMember:
    """Name who stands in for a member, with that member's vote; without an end, until the member's own."""
    given = {**facts, "ends_on": facts.get("ends_on") or principal.ends_on}
    seat = BodyMember(
        body=principal.body,
        substitute_for=principal,
        jurisdiction=principal.jurisdiction,
        has_vote=principal.has_vote,
        weight=principal.weight,
        **given,
        created_at=now,
    )
    with act(by=by, action="meetings.name_substitute", now=now, subject=principal.body) as named:
        rules.refuse_substitute_outside(seat, principal)
        _insert(seat)
        named.record(seat=seat.public_id, substitute_for=principal.public_id, starts_on=seat.starts_on)
        named.announce(SeatsChanged(body=principal.body.public_id))
    return seat


def end_seat(*, by: "User | None", seat: BodyMember, ends_on: date, now: datetime) -> BodyMember:
    """End a seat on its last day, and its substitutes' with it. Rows stay."""
    with act(by=by, action="meetings.end_seat", now=now, subject=seat.body, ends_on=ends_on) as ended:
        seat = BodyMember.objects.select_for_update(of=("self",)).select_related("body").get(pk=seat.pk)
        rules.refuse_end_of_seat(seat, ends_on)
        ended.record(seat=seat.public_id)
        seat.substitutes.filter(in_force(ends_on)).update(ends_on=ends_on)
        seat.ends_on = ends_on
        seat.save(update_fields=["ends_on"])
        ended.announce(SeatsChanged(body=seat.body.public_id))
    return seat


def _insert(seat: BodyMember) -> None:
    rules.refuse_unnamed(has_account=seat.user_id is not None, name=seat.name)
    rules.refuse_reversed(seat.starts_on, seat.ends_on)
    Body.objects.select_for_update().get(pk=seat.body_id)
    rules.refuse_second_seat(seat, BodyMember.objects.filter(body=seat.body_id))
    seat.save(force_insert=True)
