"""Which bodies, seats and rules of bodies are valid."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext_lazy as _

from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.periods import Period
from interlocal.partnerships.meetings.models import Body, BodyMember, PublicStatus, QuorumKind


def refuse_impossible_body(body: Body) -> None:
    """A quorum says how much it is; a body is closed by a ruling only."""
    if body.time_zone not in available_timezones():
        raise Refusal(_("Enter a time zone such as America/Chicago."), field="time_zone")
    if body.public_status == PublicStatus.CLOSED and body.is_formal and not body.ruling.strip():
        raise Refusal(
            _("A body counts as public until counsel has ruled otherwise. Record the ruling."), field="ruling"
        )
    if body.quorum_kind == QuorumKind.NUMBER and not body.quorum_number:
        raise Refusal(_("Say how many make a quorum."), field="quorum_number")
    if body.quorum_kind == QuorumKind.FRACTION:
        parts, whole = body.quorum_numerator or 0, body.quorum_denominator or 0
        if not 1 <= parts <= whole:
            raise Refusal(_("Enter a fraction such as 2 out of 3."), field="quorum_numerator")


def zone_of(body: Body) -> ZoneInfo:
    """The time zone in which the body meets."""
    return ZoneInfo(body.time_zone)


def refuse_unnamed(*, has_account: bool, name: str) -> None:
    """A member is a person with an account, or a name: not both, not neither."""
    if has_account == bool(name.strip()):
        raise Refusal(_("Choose a person with an account, or write a name."), field="name")


def refuse_second_seat(seat: BodyMember, others: Iterable[BodyMember]) -> None:
    """Nobody sits on a body twice at a time, nor stands in for two at a time unless as a substitute."""
    period = Period(seat.starts_on, seat.ends_on)
    for other in others:
        is_same = (
            other.user_id == seat.user_id if seat.user_id else other.name.casefold() == seat.name.casefold()
        )
        same_sort = (other.substitute_for_id is None) == (seat.substitute_for_id is None)
        if is_same and same_sort and period.overlaps(Period(other.starts_on, other.ends_on)):
            raise Refusal(_("This person already sits on the body in that period."), field="name")


def refuse_substitute_outside(seat: BodyMember, principal: BodyMember) -> None:
    """A substitute stands in for a member in their own right, within that member's time."""
    if principal.substitute_for_id is not None:
        raise Refusal(_("A substitute cannot have a substitute."))
    if seat.starts_on < principal.starts_on:
        raise Refusal(_("The member they stand in for does not sit yet on that day."), field="starts_on")
    if principal.ends_on is not None and (seat.ends_on is None or seat.ends_on > principal.ends_on):
        raise Refusal(_("The member they stand in for leaves earlier."), field="ends_on")


def refuse_reversed(starts_on: date, ends_on: date | None) -> None:
    """Nothing ends before it starts."""
    if ends_on is not None and ends_on < starts_on:
        raise Refusal(_("The end is before the start."), field="ends_on")


def refuse_end_of_seat(seat: BodyMember, ends_on: date) -> None:
    """A seat ends once, and not before it starts."""
    refuse_reversed(seat.starts_on, ends_on)
    if seat.ends_on is not None and ends_on >= seat.ends_on:
        raise Refusal(_("It already ends on that day or earlier."), field="ends_on")
