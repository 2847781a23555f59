"""Who may read and change the room's records, and which of them are valid."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from interlocal.kernel import permissions
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.periods import FiscalYear, Period
from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.partnerships.jurisdictions.models import (
    Jurisdiction,
    Membership,
    Representation,
)


class Permission(permissions.Permission):
    """What a role can be given in this room.

    ``EDIT`` held for one jurisdiction covers its figures and representatives; held for the partnership it
    covers jurisdictions and memberships too.
    """

    READ = "jurisdictions.read"
    EDIT = "jurisdictions.edit"


@dataclass(frozen=True)
class Source:
    """Where a fact comes from, as actions take it."""

    source_title: str = ""
    source_url: str = ""
    source_on: date | None = None
    is_synthetic: bool = False
    is_unconfirmed: bool = False

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Read a source from a form's values, or from a ``Sourced`` record's."""
        return cls(**{name: values[name] for name in SOURCE_FIELDS})

    def fields(self) -> dict[str, Any]:
        """The values for a ``Sourced`` record."""
        return asdict(self)


SOURCE_FIELDS = tuple(field.name for field in fields(Source))


def may_edit(user: Actor, jurisdiction: Jurisdiction) -> bool:
    """May they change the jurisdiction's figures and representatives?"""
    return user.may(Permission.EDIT, jurisdiction.scope)


def may_edit_members(user: Actor) -> bool:
    """May they add jurisdictions and begin and end memberships?"""
    return user.may(Permission.EDIT, PARTNERSHIP)


def refuse_unsourced(source: Source) -> None:
    """A fact names its source, or says that it is made up."""
    if not source.source_title and not source.is_synthetic:
        raise Refusal(
            _("Name the source, or mark the value as made up for the sample."),
            field="source_title",
        )
    if source.source_title and source.is_synthetic:
        raise Refusal(
            _("A made-up value has no source. Clear one of the two."),
            field="is_synthetic",
        )


def refuse_second_partnership(*, exists: bool) -> None:
    """One installation serves one partnership."""
    if exists:
        raise Refusal(_("This installation already serves a partnership."))


def refuse_second_of_name(name: str, *, exists: bool) -> None:
    """Two jurisdictions of one name could not be told apart in a list."""
    if exists:
        raise Refusal(_("%(name)s is already on record.") % {"name": name}, field="name")


def refuse_figure_of_the_future(year: int, now: datetime) -> None:
    """A figure is counted, not foreseen."""
    if not 1800 <= year <= now.year:
        raise Refusal(_("Enter a year from 1800 to this year."), field="year")


def refuse_impossible_fiscal_year(month: int | None, day: int | None) -> None:
    """A fiscal year starts on a day that every year has, or is not known at all."""
    if month is None and day is None:
        return
    if month is None or day is None:
        raise Refusal(
            _("Give both the month and the day, or neither."),
            field="fiscal_year_starts_day",
        )
    try:
        FiscalYear(ending_in=2001, starts_month=month, starts_day=day)
    except ValueError:
        raise Refusal(_("That day does not exist in every year."), field="fiscal_year_starts_day") from None


def period_of(record: Membership | Representation) -> Period:
    """The days of a membership or representation; an unknown start counts as begun long ago."""
    return Period(record.starts_on or date.min, record.ends_on)


def refuse_reversed(starts_on: date | None, ends_on: date | None) -> None:
    """Nothing ends before it starts."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Refusal(_("The end is before the start."), field="ends_on")


def refuse_overlapping_membership(
    starts_on: date | None, ends_on: date | None, others: Iterable[Membership]
) -> None:
    """A jurisdiction belongs to the partnership once at a time."""
    refuse_reversed(starts_on, ends_on)
    period = Period(starts_on or date.min, ends_on)
    for other in others:
        if not period.overlaps(period_of(other)):
            continue
        if other.ends_on is None:
            raise Refusal(
                _("It already belongs to the partnership. End that membership first."),
                field="role",
            )
        if starts_on is None:
            raise Refusal(
                _("It belonged before, so this membership needs its start date."),
                field="starts_on",
            )
        raise Refusal(
            _("In that period it already belonged to the partnership."),
            field="starts_on",
        )


def refuse_end_of_membership(membership: Membership, ends_on: date) -> None:
    """A membership ends once, and not before it starts."""
    if membership.ends_on is not None:
        raise Refusal(_("This membership has already ended."))
    refuse_reversed(membership.starts_on, ends_on)


def refuse_second_representation(
    *, user_id: int | None, name: str, period: Period, others: Iterable[Representation]
) -> None:
    """Nobody stands for the same jurisdiction twice at a time."""
    for other in others:
        is_same = other.user_id == user_id if user_id else other.name.casefold() == name.casefold()
        if is_same and period.overlaps(period_of(other)):
            raise Refusal(
                _("This person already represents the jurisdiction in that period."),
                field="starts_on",
            )


def refuse_unnamed(user_id: int | None, name: str) -> None:
    """A representative is a person with an account, or a name: not both, not neither."""
    if bool(user_id) == bool(name):
        raise Refusal(_("Choose a person with an account, or write a name."), field="name")


def refuse_substitute_outside(principal: Representation, period: Period) -> None:
    """A substitute stands in for somebody who represents in their own right, within that person's time."""
    if principal.substitute_for_id is not None:
        raise Refusal(_("A substitute cannot have a substitute."), field="substitute_for")
    whole = period_of(principal)
    if period.starts_on < whole.starts_on:
        raise Refusal(
            _("The person they stand in for does not represent yet on that day."),
            field="starts_on",
        )
    if whole.ends_on is not None and (period.ends_on is None or period.ends_on > whole.ends_on):
        raise Refusal(
            _("The person they stand in for leaves earlier: choose an end no later than that."),
            field="ends_on",
        )


def refuse_end_of_representation(representation: Representation, ends_on: date) -> None:
    """A representation can be brought to an earlier end, never past its start."""
    if ends_on < representation.starts_on:
        raise Refusal(_("The end is before the start."), field="ends_on")
    if representation.ends_on is not None and ends_on >= representation.ends_on:
        raise Refusal(_("It already ends on that day or earlier."), field="ends_on")
