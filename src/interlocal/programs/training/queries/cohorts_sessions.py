"""Sessions of a cohort, and which meet at the same time."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interlocal.programs.training.models import Cohort, CohortState, Instructor, Session

MOST_OVERLAPS = 5


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """A session that meets while another does, and what they share."""

    session: Session
    with_session: Session
    shares: str

    @property
    def words(self) -> str:
        """The other session, its begin and what both need, in one phrase."""
        begins = self.with_session.starts_at.astimezone(ZoneInfo(self.session.cohort.time_zone))
        return _("%(session)s of %(cohort)s, %(begins)s (%(shares)s)") % {
            "session": self.with_session,
            "cohort": self.with_session.cohort.title,
            "begins": date_format(begins, "SHORT_DATETIME_FORMAT"),
            "shares": self.shares,
        }


def sessions_of(cohort: Cohort) -> QuerySet[Session]:
    """Return the sessions of a cohort in their order in time, cancelled ones too."""
    return Session.objects.filter(cohort=cohort).select_related("makes_up", "cohort")


def overlaps_with(session: Session) -> list[Overlap]:
    """Return what meets at the same time as ``session`` and needs the same people or place."""
    return overlaps_of(session.cohort, [session])


def overlaps_of(cohort: Cohort, sessions: Sequence[Session]) -> list[Overlap]:
    """Return the overlaps of ``sessions`` of a cohort, each pair once.

    They overlap with each other, and with sessions of other cohorts at the same place or with the same
    instructor.
    """
    live = [one for one in sessions if one.cancelled_at is None]
    if not live:
        return []
    around = Session.objects.filter(
        starts_at__lt=max(one.ends_at for one in live),
        ends_at__gt=min(one.starts_at for one in live),
        cancelled_at=None,
        cohort__state__in=(CohortState.PLANNED, CohortState.OPEN),
    ).select_related("cohort__course")
    emails = list(Instructor.objects.filter(cohort=cohort).values_list("email", flat=True))
    taught = set(
        Instructor.objects.filter(email__in=emails).exclude(cohort=cohort).values_list("cohort", flat=True)
    )
    places = {one.place for one in live if one.place}
    others = around.filter(Q(cohort=cohort) | Q(place__in=places) | Q(cohort__in=taught))
    found: list[Overlap] = []
    told: set[frozenset[int | None]] = set()
    for other in others.order_by("starts_at", "pk"):
        for one in live:
            pair = frozenset({one.pk, other.pk})
            meets = other.pk != one.pk and other.starts_at < one.ends_at and other.ends_at > one.starts_at
            if meets and pair not in told and (shares := _shared(one, other, taught)):
                told.add(pair)
                found.append(Overlap(session=one, with_session=other, shares=shares))
    return found[:MOST_OVERLAPS]


def _shared(one: Session, other: Session, taught: set[int]) -> str:
    if other.cohort_id == one.cohort_id:
        return _("the same learners")
    if one.place and one.place == other.place:
        return _("the same place")
    if other.cohort_id in taught:
        return _("the same instructor")
    return ""
