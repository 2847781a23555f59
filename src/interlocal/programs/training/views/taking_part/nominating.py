"""Who waits for a nomination, in which order, and what the contact does about one application."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.programs.training.actions import nominating
from interlocal.programs.training.actions.applications import QUEUED, Wish
from interlocal.programs.training.forms.public_taking_part import DeclineForm
from interlocal.programs.training.forms.taking_part import (
    AddressForm,
    DirectForm,
    MentorForm,
    NominateForm,
    SubstituteForm,
)
from interlocal.programs.training.models import Application, ApplicationState, Cohort
from interlocal.programs.training.models.learners import ENDED
from interlocal.programs.training.queries import applications as found
from interlocal.programs.training.queries.cohorts import cohort_for
from interlocal.programs.training.queries.learners import decisions_about
from interlocal.programs.training.queries.seats import names_of_cities
from interlocal.programs.training.rules import Permission, day_in
from interlocal.web.public import refuse_form

ROWS_A_PAGE = 50
MAX_RANK = 9999


@requires(Permission.RUN, Permission.NOMINATE)
@require_http_methods(["GET", "HEAD", "POST"])
def nominations(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show who applied of the reader's cities; set the city's order, and nominate those marked."""
    cohort = cohort_for(request.user, public_id)
    rows = found.applications_in(request.user, cohort)
    if request.method == "POST":
        try:
            count = _nominate_marked(request, cohort, list(rows))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            said = ngettext("%(count)d person is nominated.", "%(count)d people are nominated.", count)
            messages.success(request, said % {"count": count} if count else _("The order is saved."))
        return redirect("training:nominations", public_id)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    refused = found.refused_mails(shown)
    context = {
        "cohort": cohort,
        "page": page,
        "rows": [(one, refused[one.pk]) for one in shown],
        "may_save": any(one.state in nominating.RANKED for one in shown),
        "cities": found.cities_nominated_for(request.user, cohort),
    }
    return render(request, "training/taking_part/nominations.html", context)


def _nominate_marked(request: SignedInRequest, cohort: Cohort, rows: list[Application]) -> int:
    ranked = [one for one in rows if one.state in nominating.RANKED]
    ranks = {one: rank for one in ranked if (rank := _rank(request.POST.get(f"rank-{one.public_id}", "")))}
    chosen = set(request.POST.getlist("nominate"))
    marked = [one for one in ranked if one.public_id in chosen]
    return nominating.nominate_marked(
        by=request.user, cohort=cohort, ranks=ranks, marked=marked, now=clock.now()
    )


def _rank(text: str) -> int:
    """Return the number typed, 0 for an empty field. Raises ``Refusal`` for what is none."""
    if not text.strip():
        return 0
    number = int(text) if text.strip().isascii() and text.strip().isdigit() else 0
    if not 1 <= number <= MAX_RANK:
        raise Refusal(
            _("“%(text)s” is no place in an order: type 1 to %(most)d.")
            % {"text": text[:20], "most": MAX_RANK}
        )
    return number


@requires(Permission.RUN, Permission.NOMINATE)
@require_http_methods(["GET", "HEAD", "POST"])
def nominate_directly(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Nominate somebody who did not apply."""
    cohort = cohort_for(request.user, public_id)
    cities = found.cities_nominated_for(request.user, cohort)
    if not cities:
        raise Http404
    form = DirectForm(
        request.POST if request.method == "POST" else None, cities=cities, initial={"language": "en"}
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        has_agreed = said.pop("has_agreed")
        try:
            application = nominating.nominate_directly(
                by=request.user, cohort=cohort, wish=Wish(**said), has_agreed=has_agreed, now=clock.now()
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("%(name)s is nominated.") % {"name": application.learner.name})
            return redirect("training:nominations", public_id)
    return render(request, "training/taking_part/direct.html", {"cohort": cohort, "form": form})


@requires(Permission.RUN, Permission.NOMINATE)
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one application, and do what its state allows: each way is a form of its own."""
    one = found.application_for(request.user, public_id)
    way = request.POST.get("way", "") if request.method == "POST" else ""
    forms = _forms(request, one, way)
    if way in forms and forms[way].is_valid():
        try:
            _act(request, one, way, forms[way], clock.now())
        except Refusal as refusal:
            refuse_form(forms[way], refusal)
        else:
            messages.success(request, _("It is recorded."))
            return redirect("training:application", public_id)
    context = {
        "application": one,
        "cohort": one.cohort,
        "forms": forms,
        "open_way": way,
        "refused": found.refused_mails([one])[one.pk],
        "decisions": decisions_about(one),
        "names": names_of_cities(),
        "mentor": getattr(one, "mentor", None),
        "candidates": found.candidates_for(one).exists(),
    }
    return render(request, "training/taking_part/application.html", context)


def _forms(request: SignedInRequest, one: Application, way: str) -> dict[str, Form]:
    """Return the forms that the state of ``one`` allows; the one that was sent keeps what was typed."""

    def said(name: str) -> QueryDict | None:
        return request.POST if way == name else None

    forms: dict[str, Form] = {}
    if one.state in {ApplicationState.ASKED, ApplicationState.AGREED} and one.nominated_at is None:
        forms["nominate"] = NominateForm(said("nominate"), initial={"rank": 1})
    if one.state not in ENDED:
        forms["take_back"] = DeclineForm(said("take_back"))
        forms["learner"] = AddressForm(
            said("learner"), initial={"email": one.learner.email}, prefix="learner"
        )
    if one.state == ApplicationState.ASKED:
        forms["supervisor"] = AddressForm(
            said("supervisor"), initial={"email": one.supervisor_email}, prefix="supervisor"
        )
    if _can_be_substituted(one, clock.now()):
        forms["substitute"] = SubstituteForm(said("substitute"), candidates=found.candidates_for(one))
    if one.state == ApplicationState.SEATED:
        forms["mentor"] = MentorForm(said("mentor"), prefix="mentor")
    return forms


def _can_be_substituted(one: Application, now: datetime) -> bool:
    in_time = day_in(one.cohort, now) <= one.cohort.substitute_until
    return in_time and one.state in QUEUED - {ApplicationState.WAITING}


def _act(request: SignedInRequest, one: Application, way: str, form: Form, now: datetime) -> None:
    by, said = request.user, form.cleaned_data
    ways: dict[str, Callable[[], object]] = {
        "nominate": lambda: nominating.nominate(by=by, application=one, now=now, **said),
        "take_back": lambda: nominating.take_back(by=by, application=one, now=now, **said),
        "learner": lambda: nominating.correct_learner(by=by, application=one, now=now, **said),
        "supervisor": lambda: nominating.correct_supervisor(by=by, application=one, now=now, **said),
        "substitute": lambda: nominating.substitute(by=by, application=one, now=now, **said),
        "mentor": lambda: nominating.name_mentor(by=by, application=one, now=now, **said),
    }
    ways[way]()
