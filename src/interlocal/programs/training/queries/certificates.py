"""Certificates as anybody checks them, as a cohort lists them, and which are to be renewed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.kernel.permissions import Actor
from interlocal.programs.training.badges import LIST_LENGTH, read_credential
from interlocal.programs.training.models import ApplicationState, Certificate, Cohort, Course, StatusPlace
from interlocal.programs.training.queries.export import applications_for

DUE_WITHIN = timedelta(days=90)


class Standing(StrEnum):
    """Whether a certificate holds."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Shown:
    """A certificate as its own page tells of it: what was signed, and how it stands on a day."""

    certificate: Certificate
    standing: Standing
    learner: str
    course: str
    description: str
    outcomes: tuple[str, ...]
    issuer: str
    cohort: str
    city: str

    @property
    def hours(self) -> float:
        """Contact hours."""
        return self.certificate.contact_minutes / 60


def certificate_shown(public_id: str, on: date) -> Shown:
    """Return the certificate of an address; raises ``Http404`` where there is none."""
    found = get_object_or_404(
        Certificate.objects.select_related(
            "application__learner", "application__jurisdiction", "application__cohort__course"
        ),
        public_id=public_id,
    )
    said = read_credential(found.credential)
    application = found.application
    return Shown(
        certificate=found,
        standing=standing_of(found, on),
        learner=_named(said["credentialSubject"]["identifier"]),
        course=said["name"],
        description=said["credentialSubject"]["achievement"]["description"],
        outcomes=tuple(application.cohort.course.outcome_lines),
        issuer=said["issuer"]["name"],
        cohort=application.cohort.title,
        city=application.jurisdiction.name,
    )


def standing_of(certificate: Certificate, on: date) -> Standing:
    """Return whether a certificate holds on a day."""
    if certificate.revoked_at is not None:
        return Standing.REVOKED
    is_past = certificate.expires_on is not None and certificate.expires_on < on
    return Standing.EXPIRED if is_past else Standing.VALID


def certificates_of(cohort: Cohort) -> QuerySet[Certificate]:
    """Return the certificates of a cohort, by city and name."""
    found = Certificate.objects.filter(application__cohort=cohort)
    return found.select_related("application__learner", "application__jurisdiction").order_by(
        "application__jurisdiction__name", "application__learner__name", "pk"
    )


def cities_of(cohort: Cohort) -> list[str]:
    """Return the names of the cities that had a seat in a cohort."""
    seated = cohort.applications.filter(state=ApplicationState.SEATED)
    names = seated.order_by("jurisdiction__name").values_list("jurisdiction__name", flat=True)
    return list(dict.fromkeys(names))


def certificate_in(cohort: Cohort, public_id: str) -> Certificate:
    """Return a certificate of the cohort; raises ``Http404``."""
    return get_object_or_404(certificates_of(cohort), public_id=public_id)


def awarded_courses() -> QuerySet[Course]:
    """Return the courses of which certificates tell, and those of the public catalogue."""
    certified = Certificate.objects.filter(application__cohort__course=OuterRef("pk"))
    return Course.objects.filter(Q(is_listed=True) | Exists(certified))


def revoked_places(number: int) -> list[int]:
    """Return which places of status list ``number`` are revoked; raises ``Http404`` for a list without any.

    Two lists of which nothing was given out do not differ, so the first is always there.
    """
    first = number * LIST_LENGTH
    given = StatusPlace.objects.filter(place__gte=first, place__lt=first + LIST_LENGTH)
    if number > 0 and not given.exists():
        raise Http404
    return [place - first for place in given.filter(is_revoked=True).values_list("place", flat=True)]


def expiring(on: date) -> QuerySet[Certificate]:
    """Return the certificates that end within 90 days of ``on`` or ended, and were not renewed since.

    A certificate is renewed by a later one for the same course that holds, or that holds longer.
    """
    later = Certificate.objects.filter(
        application__learner=OuterRef("application__learner"),
        application__cohort__course=OuterRef("application__cohort__course"),
        revoked_at=None,
        issued_at__gt=OuterRef("issued_at"),
    )
    return (
        Certificate.objects.filter(revoked_at=None, expires_on__lte=on + DUE_WITHIN)
        .exclude(Exists(later))
        .select_related("application__learner", "application__jurisdiction", "application__cohort__course")
        .order_by("application__jurisdiction__name", "expires_on", "pk")
    )


def due_for_recertification(reader: Actor, on: date) -> QuerySet[Certificate]:
    """Return what is to be renewed among the learners that ``reader`` may know, by city and day."""
    return expiring(on).filter(application__in=applications_for(reader).values("pk"))


def expiry_reminders(on: date, days_before: Iterable[int]) -> list[tuple[Certificate, int]]:
    """Return which certificates to remind of on ``on``, each with the nearest of the days before its end.

    One that is already past is not reminded of any more, and no reminder is sent twice.
    """
    steps = sorted(days_before)
    found = expiring(on).filter(expires_on__gte=on)
    due = []
    for one in found:
        assert one.expires_on is not None
        left = (one.expires_on - on).days
        step = next((days for days in steps if left <= days), None)
        if step is not None and (one.reminded_days is None or step < one.reminded_days):
            due.append((one, step))
    return due


def _named(identifiers: list[dict[str, Any]]) -> str:
    return next((str(one["identityHash"]) for one in identifiers if one["identityType"] == "name"), "")
