"""Studies: the list, one study, and who keeps what it is about."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.catalog import EXAMPLE_CITIES, known_of_all, services
from interlocal.costing.studies.forms import CityForm, FilterForm, LineForm, ReasonForm, StudyForm
from interlocal.costing.studies.models import CityStand, LineKind, Study
from interlocal.costing.studies.rules import Permission
from interlocal.costing.studies.views.act import answer, page_of, try_now
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.initiatives.public import initiatives_for
from interlocal.partnerships.jurisdictions.public import jurisdictions_for
from interlocal.web.public import chips_of, csv_response

PAGE_SIZE = 50
ENTRIES = 30


@requires(Permission.READ)
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    """Show what waits for the person's city, then the studies."""
    form = FilterForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    rows = queries.study_rows(request.user, words)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "form": form,
        "chips": chips_of(form, request),
        "waiting": queries.waiting(request.user),
        "unanswered": queries.unanswered(request.user),
        "unsigned": queries.unsigned(request.user),
        "questions": queries.questions_to(request.user),
        "may_lead": rules.may_lead(request.user),
    }
    return render(request, "studies/list.html", context)


@requires(Permission.READ)
@require_safe
def service_list(request: SignedInRequest) -> HttpResponse:
    """Show the services that cities often share."""
    context = {"services": services().values(), "may_lead": rules.may_lead(request.user)}
    return render(request, "studies/services.html", context)


@requires(Permission.READ)
@require_safe
def service(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what is asked about a service, its example, and what is known about it."""
    found = services().get(slug)
    if found is None:
        raise Http404
    context = {
        "service": found,
        "lines": [
            (LineKind(line.kind), line, list(zip(EXAMPLE_CITIES, line.example, strict=True)))
            for line in found.lines
        ],
        "cities": EXAMPLE_CITIES,
        "example": queries.worked_example(found),
        "of_all": known_of_all(),
        "may_lead": rules.may_lead(request.user),
    }
    return render(request, "studies/service.html", context)


@requires(Permission.READ)
@require_safe
def detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one study: what it is about, who has signed, and the signed figures side by side."""
    study = queries.study_for(request.user, public_id)
    own = queries.own_city(request.user, study)
    cities = list(queries.cities_of(study))
    seen = {
        city.pk
        for city in cities
        if any(rules.may_see(request.user, version, study, own) for version in city.versions)  # type: ignore[attr-defined]
    }
    context = {
        "study": study,
        "cities": cities,
        "seen": seen,
        "own": {city.pk for city in cities if rules.may_fill(request.user, city.jurisdiction)},
        "comparison": queries.compared(study),
        "lines": queries.lines_of(study),
        "may_lead": rules.may_lead(request.user),
        "entries": entries_about(ref_to(study).kind, public_id)[:ENTRIES],
    }
    return render(request, "studies/study.html", context)


@requires(Permission.READ)
@require_safe
def export(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Hand out the signed figures side by side, as CSV."""
    study = queries.study_for(request.user, public_id)
    comparison = queries.compared(study)
    names = (one.city.jurisdiction.name for one in comparison.baselines)
    columns = (_("Kind"), _("Line"), _("Unit"), *names)
    return csv_response(f"baselines-{study.public_id}.csv", columns, queries.exported(comparison))


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """Begin a study, from nothing or from a service that cities often share."""
    initial = {"initiative": request.GET.get("initiative", ""), "base_year": clock.today().year}
    service = services().get(request.GET.get("service", ""))
    if service is not None:
        initial |= {name: getattr(service, name) for name in ("title", "service", "better", "goals")}
    form = StudyForm(request.POST or None, initiatives=initiatives_for(request.user), initial=initial)

    def act() -> Study:
        facts, now = form.cleaned_data, clock.now()
        if service is None:
            return actions.begin_study(by=request.user, facts=facts, now=now)
        return actions.begin_from_service(by=request.user, service=service, facts=facts, now=now)

    page = {
        "title": gettext_lazy("Begin a study"),
        "lead": gettext_lazy(
            "What would be done together, and what a fair share must do. Cities and lines come after."
        ),
        "button": gettext_lazy("Begin the study"),
    }
    return answer(request, form, act, record=None, done=gettext_lazy("The study is begun."), page=page)


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Change what a study is about."""
    study = queries.led_study_for(request.user, public_id)
    initial = {"initiative": study.initiative.public_id if study.initiative else None}
    form = StudyForm(
        request.POST or None,
        instance=study,
        initiatives=initiatives_for(request.user),
        initial=initial,
    )
    stored = queries.led_study_for(request.user, public_id)

    def act() -> Study:
        return actions.change_study(by=request.user, study=stored, facts=form.cleaned_data, now=clock.now())

    page = {
        "title": gettext_lazy("Change the study"),
        "lead": gettext_lazy("The history keeps which facts were changed."),
        "button": gettext_lazy("Save the change"),
    }
    return answer(request, form, act, record=stored, done=gettext_lazy("The study is changed."), page=page)


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def add_city(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Put a city into a study."""
    study = queries.led_study_for(request.user, public_id)
    inside = study.cities.filter(left_at=None).values("jurisdiction")
    form = CityForm(request.POST or None, cities=jurisdictions_for(request.user).exclude(pk__in=inside))

    def act() -> None:
        clean = form.cleaned_data
        actions.ask_city(
            by=request.user, study=study, jurisdiction=clean["city"], stand=clean["stand"], now=clock.now()
        )

    page = {
        "title": gettext_lazy("Ask a city for its baseline"),
        "lead": gettext_lazy(
            "Signing it becomes a commitment of the city; its finance officer is told by mail."
        ),
        "button": gettext_lazy("Ask the city"),
    }
    return answer(request, form, act, record=study, done=gettext_lazy("The city is asked."), page=page)


@requires(Permission.LEAD)
@require_POST
def set_stand(request: SignedInRequest, public_id: str, city_id: str) -> HttpResponse:
    """Say that a city that might take part does, or the other way round."""
    city = queries.led_city_for(request.user, public_id, city_id)
    other = CityStand.MIGHT if city.stand == CityStand.PART else CityStand.PART
    return try_now(
        request,
        lambda: actions.set_stand(by=request.user, city=city, stand=other, now=clock.now()),
        goal=page_of(city.study),
        done=gettext_lazy("Its part is changed."),
    )


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def take_out_city(request: SignedInRequest, public_id: str, city_id: str) -> HttpResponse:
    """Take a city out of a study."""
    city = queries.led_city_for(request.user, public_id, city_id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        actions.take_out_city(by=request.user, city=city, reason=form.cleaned_data["reason"], now=clock.now())

    page = {
        "title": _("Take %(city)s out of the study") % {"city": city.jurisdiction.name},
        "lead": gettext_lazy("What it gave stays on record. It is no longer asked for a baseline."),
        "button": gettext_lazy("Take the city out"),
    }
    return answer(
        request, form, act, record=city.study, done=gettext_lazy("It is out of the study."), page=page
    )


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def add_line(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add a line that every city fills."""
    study = queries.led_study_for(request.user, public_id)
    form = LineForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})

    def act() -> None:
        actions.add_line(by=request.user, study=study, facts=form.cleaned_data, now=clock.now())

    page = {
        "title": gettext_lazy("Add a line to the baseline"),
        "lead": gettext_lazy("Every city fills it, so that their figures can be laid side by side."),
        "button": gettext_lazy("Add the line"),
    }
    return answer(request, form, act, record=study, done=gettext_lazy("The line is added."), page=page)


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def change_line(request: SignedInRequest, public_id: str, line_id: str) -> HttpResponse:
    """Change a line."""
    line = queries.led_line_for(request.user, public_id, line_id)
    form = LineForm(request.POST or None, instance=line)
    stored = queries.led_line_for(request.user, public_id, line_id)

    def act() -> None:
        actions.change_line(by=request.user, line=stored, facts=form.cleaned_data, now=clock.now())

    page = {
        "title": gettext_lazy("Change a line of the baseline"),
        "lead": stored.name,
        "button": gettext_lazy("Save the line"),
    }
    done = gettext_lazy("The line is changed.")
    return answer(request, form, act, record=stored.study, done=done, page=page)


@requires(Permission.LEAD)
@require_POST
def withdraw_line(request: SignedInRequest, public_id: str, line_id: str) -> HttpResponse:
    """Take a line out."""
    line = queries.led_line_for(request.user, public_id, line_id)
    return try_now(
        request,
        lambda: actions.withdraw_line(by=request.user, line=line, now=clock.now()),
        goal=page_of(line.study),
        done=gettext_lazy("The line is out."),
    )
