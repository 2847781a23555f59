"""A learner's transcript: every course taken, what was attended, and whether the certificate holds."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.shortcuts import get_object_or_404

from interlocal.kernel.permissions import Actor
from interlocal.programs.training.models import Application, ApplicationState, Certificate, Learner
from interlocal.programs.training.queries.certificates import Standing, standing_of
from interlocal.programs.training.queries.export import applications_for


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One course that a learner took; ``standing`` is nothing where there is no certificate."""

    application: Application
    begun_on: date | None
    certificate: Certificate | None
    standing: Standing | None


def learner_for(reader: Actor, public_id: str) -> Learner:
    """Return a learner whom ``reader`` may know by name; raises ``Http404``."""
    known = applications_for(reader).values("learner")
    return get_object_or_404(
        Learner.objects.select_related("jurisdiction"), public_id=public_id, pk__in=known
    )


def learner_of_link(public_id: str, link_round: int) -> Learner | None:
    """Return the learner whose links of this round count."""
    found = Learner.objects.filter(public_id=public_id, link_round=link_round)
    return found.select_related("jurisdiction").first()


def transcript(learner: Learner, on: date) -> list[Entry]:
    """Return the courses in which ``learner`` had a seat, the newest first."""
    taken = list(
        learner.applications.filter(state=ApplicationState.SEATED)
        .select_related("cohort__course", "jurisdiction", "certificate")
        .order_by("-seated_at", "pk")
    )
    begun: dict[int, date] = {}
    sessions = defaultdict(list)
    rows = Application.objects.filter(pk__in=[one.pk for one in taken], cohort__sessions__cancelled_at=None)
    for key, starts_at in rows.values_list("pk", "cohort__sessions__starts_at"):
        if starts_at is not None:
            sessions[key].append(starts_at)
    for key, starts in sessions.items():
        begun[key] = min(starts).date()
    return [_entry(one, begun.get(one.pk), on) for one in taken]


def _entry(application: Application, begun_on: date | None, on: date) -> Entry:
    certificate = getattr(application, "certificate", None)
    return Entry(
        application=application,
        begun_on=begun_on,
        certificate=certificate,
        standing=standing_of(certificate, on) if certificate else None,
    )
