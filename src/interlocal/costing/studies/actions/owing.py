"""What a city owes to a study beside its baseline, as commitments of its manager."""

from datetime import date, datetime

from django.db import models

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import PollCity, SignOffCity, StudyCity
from interlocal.foundation.accounts.public import User, people_for
from interlocal.foundation.audit.public import ref_to
from interlocal.partnerships.commitments.public import (
    close_commitment,
    commitments_about,
    open_commitment,
    reopen_commitment,
    withdraw_commitment,
)

CITY_MANAGER = "city-manager"


def owe(
    *,
    by: User | None,
    record: models.Model,
    city: StudyCity,
    title: str,
    detail: str,
    due_on: date | None,
    now: datetime,
) -> None:
    """Open the commitment of ``record``, for the city's manager where it has exactly one."""
    managers = list(people_for(city.jurisdiction.scope, CITY_MANAGER, on=rules.day_of(now))[:2])
    about = ref_to(record)
    open_commitment(
        by=by,
        title=title[:200],
        owed_by=city.jurisdiction,
        key=f"{about.kind}:{about.public_id}",
        now=now,
        source=about,
        due_on=due_on,
        owner=managers[0] if len(managers) == 1 else None,
        detail=detail,
        requires_sign_in=True,
    )


def settle(*, by: User | None, record: models.Model, evidence: str, now: datetime) -> None:
    """Close the commitment of ``record`` if it is still owed. ``evidence`` tells nothing that is hidden."""
    for owed in commitments_about(ref_to(record)).filter(outcome=""):
        close_commitment(by=by, commitment=owed, now=now, done_on=rules.day_of(now), evidence_note=evidence)


def owe_again(*, by: User | None, record: models.Model, reason: str, now: datetime) -> None:
    """Reopen the commitment of ``record`` that was done."""
    for owed in commitments_about(ref_to(record)).filter(outcome="done"):
        reopen_commitment(by=by, commitment=owed, reason=reason, now=now)


def release(*, by: User | None, record: models.Model, reason: str, now: datetime) -> None:
    """Withdraw the commitment of ``record`` if it is still owed."""
    for owed in commitments_about(ref_to(record)).filter(outcome=""):
        withdraw_commitment(by=by, commitment=owed, reason=reason, now=now)


def release_city(*, by: User | None, city: StudyCity, reason: str, now: datetime) -> None:
    """Withdraw what a city owes to a study: its baseline and its answers."""
    asked = (*PollCity.objects.filter(city=city), *SignOffCity.objects.filter(city=city))
    for record in (city, *asked):
        release(by=by, record=record, reason=reason, now=now)
