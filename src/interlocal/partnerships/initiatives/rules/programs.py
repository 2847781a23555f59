"""Which program records are valid."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.periods import Period
from interlocal.partnerships.initiatives.models import Participation, ProgramRecord


def refuse_reversed(starts_on: date | None, ends_on: date | None, *, field: str) -> None:
    """Nothing ends before it starts."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Refusal(_("The end is before the start."), field=field)


def refuse_second_of_title(title: str, *, exists: bool) -> None:
    """Two records of one title could not be told apart."""
    if exists:
        raise Refusal(_("A record “%(title)s” exists already.") % {"title": title}, field="title")


def refuse_overlapping_part(
    starts_on: date | None, ends_on: date | None, others: Iterable[Participation]
) -> None:
    """A jurisdiction takes one part at a time; an unknown start counts as begun long ago."""
    refuse_reversed(starts_on, ends_on, field="ends_on")
    period = Period(starts_on or date.min, ends_on)
    if any(period.overlaps(Period(other.starts_on or date.min, other.ends_on)) for other in others):
        raise Refusal(
            _("It already takes a part in that period. End that part first, or give other dates."),
            field="jurisdiction",
        )


def refuse_end_of_part(participation: Participation, ends_on: date) -> None:
    """A part ends once, and not before it starts."""
    if participation.ends_on is not None:
        raise Refusal(_("This part has already ended."))
    refuse_reversed(participation.starts_on, ends_on, field="ends_on")


def refuse_unpublishable(program: ProgramRecord) -> None:
    """Residents are shown facts with their source, and nothing made up."""
    if program.is_synthetic or not program.source_title:
        raise Refusal(_("Only a record with a source can be published."))
