"""Decisions about seats: shares, a seat out of order, a seat taken back, a city that leaves."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.jurisdictions.public import Jurisdiction, members
from interlocal.programs.training.actions import planning
from interlocal.programs.training.actions import seats as seat_actions
from interlocal.programs.training.forms.planning import LeaveForm, ReasonForm, SharesForm
from interlocal.programs.training.models import Cohort, CohortState
from interlocal.programs.training.queries.cohorts import cohort_to_run
from interlocal.programs.training.queries.seats import application_to_decide
from interlocal.programs.training.rules import Permission
from interlocal.programs.training.views.planning_act import answer


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Set seats and shares."""
    found = cohort_to_run(request.user, public_id)
    there = {share.jurisdiction_id: share for share in found.shares.select_related("jurisdiction")}
    known = {city.pk: city for city in members(clock.today())}
    known |= {share.jurisdiction_id: share.jurisdiction for share in there.values()}
    left = {pk for pk, share in there.items() if share.withdrawn_at}
    cities = sorted((city for pk, city in known.items() if pk not in left), key=lambda city: city.name)
    initial: dict[str, object] = {
        f"city_{share.jurisdiction.public_id}": share.seats for share in there.values()
    }
    initial["seats"] = vars(found)["capacity"] or None
    form = SharesForm(
        request.POST or None, cities=cities, needs_reason=found.state == CohortState.OPEN, initial=initial
    )

    def act() -> Cohort:
        return planning.set_shares(by=request.user, cohort=found, now=clock.now(), **form.facts())

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("Seats and shares are set."),
        title=_("Seats and shares"),
        lead=_(
            "Until the release each city fills its own share. "
            "Seats beyond all shares go to whoever waits, by the largest gap."
        ),
        button=_("Set seats and shares"),
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_city(request: SignedInRequest, public_id: str, jurisdiction_id: str) -> HttpResponse:
    """Let a city leave a cohort."""
    found = cohort_to_run(request.user, public_id)
    city = Jurisdiction.objects.filter(
        pk__in=found.shares.filter(withdrawn_at=None).values("jurisdiction"), public_id=jurisdiction_id
    ).first()
    if city is None:
        raise Http404
    form = LeaveForm(request.POST or None)

    def act() -> None:
        seat_actions.withdraw_city(
            by=request.user, cohort=found, jurisdiction=city, now=clock.now(), **form.cleaned_data
        )

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("%(city)s has left the cohort. Its share went to the others.") % {"city": city.name},
        title=_("%(city)s leaves the cohort") % {"city": city.name},
        lead=_("Applications of its learners that wait end, and its share goes to the others."),
        button=_("Let the city leave"),
        is_destructive=True,
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: SignedInRequest, public_id: str, application_id: str) -> HttpResponse:
    """Offer a free seat out of the rule's order."""
    found = cohort_to_run(request.user, public_id)
    application = application_to_decide(request.user, found, application_id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        seat_actions.give_seat(by=request.user, application=application, now=clock.now(), **form.cleaned_data)

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("The seat is offered to %(learner)s.") % {"learner": application.learner},
        title=_("Offer a seat to %(learner)s") % {"learner": application.learner},
        lead=_("This goes before the rule's order. The reason stands in the log of decisions."),
        button=_("Offer the seat"),
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: SignedInRequest, public_id: str, application_id: str) -> HttpResponse:
    """Take a seat or an offer back."""
    found = cohort_to_run(request.user, public_id)
    application = application_to_decide(request.user, found, application_id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        seat_actions.take_back_seat(
            by=request.user, application=application, now=clock.now(), **form.cleaned_data
        )

    return answer(
        request,
        form,
        act,
        record=found,
        goal=reverse("training:seats", args=[public_id]),
        done=_("The seat is taken back. The rule gave it on where somebody waits."),
        title=_("Take the seat of %(learner)s back") % {"learner": application.learner},
        lead=_("The learner is told, with the reason. The seat goes to whoever waits."),
        button=_("Take the seat back"),
        is_destructive=True,
    )
