"""Applications as training contacts and coordinators read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404

from interlocal.foundation.notices.public import refused_addresses
from interlocal.kernel.permissions import Actor
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.training.models import Application, ApplicationState, Cohort, Mentor
from interlocal.programs.training.queries.export import applications_for
from interlocal.programs.training.rules import Permission

# What needs the reader first.
_ORDER = (
    ApplicationState.AGREED,
    ApplicationState.ASKED,
    ApplicationState.SENT,
    ApplicationState.WAITING,
    ApplicationState.OFFERED,
    ApplicationState.SEATED,
)


@dataclass(frozen=True)
class Refused:
    """Whose address a mail server refused for good."""

    learner: bool
    supervisor: bool
    mentor: bool

    def __bool__(self) -> bool:
        return self.learner or self.supervisor or self.mentor


def applications_in(reader: Actor, cohort: Cohort) -> QuerySet[Application]:
    """Return the cohort's applications that ``reader`` may know, by city, then what needs them first."""
    places = [When(state=state, then=Value(place)) for place, state in enumerate(_ORDER)]
    place = Case(*places, default=Value(len(_ORDER)), output_field=IntegerField())
    rows = applications_for(reader).filter(cohort=cohort).annotate(place=place)
    return rows.order_by("jurisdiction__name", "place", "rank", "waiting_since", "created_at", "pk")


def application_for(reader: Actor, public_id: str) -> Application:
    """Return one application; raises ``Http404`` when there is none or it is not the reader's to see."""
    rows = applications_for(reader).select_related("nominated_by", "mentor", "substitutes__learner")
    return get_object_or_404(rows, public_id=public_id)


def cities_nominated_for(reader: Actor, cohort: Cohort) -> list[Jurisdiction]:
    """Return the cities with a share in the cohort for which ``reader`` nominates, by name."""
    rows = Jurisdiction.objects.filter(
        pk__in=cohort.shares.filter(withdrawn_at=None).values("jurisdiction")
    ).order_by("name")
    if not (reader.reach(Permission.RUN).everywhere or reader.reach(Permission.NOMINATE).everywhere):
        rows = rows.filter(public_id__in=reader.reach(Permission.NOMINATE).jurisdictions)
    return list(rows)


def candidates_for(application: Application) -> QuerySet[Application]:
    """Return who could take the seat: the same cohort and city, agreed, without a seat."""
    able = Q(state__in=[ApplicationState.AGREED, ApplicationState.WAITING])
    rows = Application.objects.filter(
        able, cohort=application.cohort_id, jurisdiction=application.jurisdiction_id
    )
    return rows.exclude(pk=application.pk).select_related("learner").order_by("rank", "pk")


def refused_mails(applications: Iterable[Application]) -> dict[int, Refused]:
    """Return whose address is refused now, by application (primary key); two queries for all."""
    applications = list(applications)
    mentors = dict(Mentor.objects.filter(application__in=applications).values_list("application", "email"))
    people = {
        one.pk: (one.learner.email, one.supervisor_email, mentors.get(one.pk, "")) for one in applications
    }
    found = refused_addresses({email for emails in people.values() for email in emails if email})
    return {
        pk: Refused(learner=learner in found, supervisor=supervisor in found, mentor=mentor in found)
        for pk, (learner, supervisor, mentor) in people.items()
    }
