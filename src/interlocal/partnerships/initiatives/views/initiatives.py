"""Initiatives: board, table and calendar of the same rows; one of them; adding and changing one."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.initiatives import actions, queries, rules
from interlocal.partnerships.initiatives.forms import FilterForm, InitiativeForm, NewInitiativeForm
from interlocal.partnerships.initiatives.models import Initiative, Stage, Stand
from interlocal.partnerships.initiatives.rules import Permission
from interlocal.partnerships.initiatives.views.answer import Page, answer, page_of
from interlocal.partnerships.jurisdictions.public import members
from interlocal.web.addresses import changed_query
from interlocal.web.filters import chips_of
from interlocal.web.public import csv_response

PAGE_SIZE = 50
MOST_ON_BOARD = 300
YEAR_OF_MONTHS = 12


class Tab(NamedTuple):
    """One way to look."""

    key: str
    label: str
    url: str
    is_current: bool


class BoardColumn(NamedTuple):
    """A stage with the initiatives that stand in it, each with whether the reader decides on its gate."""

    stage: Stage
    rows: list[tuple[Initiative, bool]]


@requires(Permission.READ, Permission.EXPLORE)
@require_safe
def initiatives(request: SignedInRequest) -> HttpResponse:
    """Show the initiatives as a board, a table or a calendar."""
    stages, form, rows = _asked(request)
    look = request.GET.get("view", "board")
    context: dict[str, object] = {
        "form": form,
        "chips": chips_of(form, request),
        "look": look,
        "is_guest": not request.user.may(Permission.READ),
        "tabs": _looks(request, look),
        "names": {stage.key: stage.title for stage in stages},
        "may_lead": rules.may_lead(request.user),
    }
    if look == "table":
        page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
        context |= {"page": page, "rows": queries.with_standing(page)}
    elif look == "calendar":
        context["calendar"] = queries.calendar_of(request.user, rows[:MOST_ON_BOARD], today=clock.today())
    else:
        found = queries.with_standing(rows[:MOST_ON_BOARD])
        context["columns"] = _columns(request, stages, found)
        context["is_empty"] = not found
    return render(request, "initiatives/initiatives.html", context)


@requires(Permission.READ, Permission.EXPLORE)
@require_safe
def export(request: SignedInRequest) -> HttpResponseBase:
    """Hand out the initiatives as they are filtered, as CSV."""
    stages, _form, rows = _asked(request)
    names = {stage.key: stage.title for stage in stages}
    columns = (_("Initiative"), _("Stage"), _("Since"), _("Led by"), _("Takes part"), _("Number"))
    return csv_response(f"initiatives-{clock.today().isoformat()}.csv", columns, _lines(rows, names))


@requires(Permission.READ, Permission.EXPLORE)
@require_safe
def initiative(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one initiative: where it stands and what its gate needs, or one of its other parts."""
    found = queries.initiative_for(request.user, public_id)
    show = request.GET.get("show", "")
    if show not in SHOWN:
        raise Http404
    stages = queries.current_stages()
    stage = rules.stage_called(stages, found.stage_key)
    standing = [stance for stance in found.stances.all() if stance.ends_on is None]
    after = rules.stage_after(stages, stage.key)
    may_decide = rules.may_decide(request.user, found, stage, queries.joining_of(found))
    context = {
        "initiative": found,
        "stage": stage,
        "stages": [one.title for one in stages],
        "place": stages.index(stage) + 1,
        "after": after,
        "standing": standing,
        "tabs": _parts(found, show),
        "show": show,
        "is_guest": not request.user.may(Permission.READ),
        "may_lead": rules.may_lead(request.user),
        "may_edit": rules.may_edit(request.user),
        "may_decide": may_decide,
        "may_assign": request.user.may(Permission.ASSIGN),
        "history": entries_about(ref_to(found).kind, found.public_id),
        **SHOWN[show](request, found, stage),
    }
    return render(request, "initiatives/initiative.html", context)


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def add_initiative(request: SignedInRequest) -> HttpResponse:
    """Add an initiative that does not begin with pain points on record."""
    form = NewInitiativeForm(request.POST or None, cities=members(clock.today()))
    added: list[Initiative] = []

    def act() -> object:
        added.append(
            actions.add_initiative(by=request.user, **form.facts(), source=form.source(), now=clock.now())
        )
        return added

    page = Page(
        gettext_lazy("Add an initiative"),
        gettext_lazy("Add the initiative"),
        reverse("initiatives:list"),
        gettext_lazy(
            "What several cities feel is better grouped under Pain points: it brings its reasons along."
        ),
    )
    return answer(
        request,
        form,
        act,
        page=page,
        done=gettext_lazy("The initiative is added."),
        to=lambda: reverse("initiatives:initiative", args=[added[0].public_id]),
    )


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def change_initiative(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Change what an initiative says of itself."""
    found = queries.led_initiative_for(request.user, public_id)
    form = InitiativeForm(request.POST or None, instance=found, cities=members(clock.today()))

    def act() -> object:
        return actions.change_initiative(
            by=request.user, initiative=found, **form.cleaned_data, now=clock.now()
        )

    page = page_of(found, gettext_lazy("Change this initiative"), gettext_lazy("Save changes"))
    return answer(request, form, act, page=page, done=gettext_lazy("It is changed."))


def _asked(request: SignedInRequest) -> tuple[tuple[Stage, ...], FilterForm, Any]:
    stages = queries.current_stages()
    form = FilterForm(request.GET, stages=stages, cities=members(clock.today()))
    return stages, form, queries.initiative_rows(request.user, form.wanted(request.GET.get("sort", "")))


def _columns(
    request: SignedInRequest, stages: tuple[Stage, ...], found: list[Initiative]
) -> list[BoardColumn]:
    """The board; its last column has no gate."""

    def may_pass(row: Initiative, stage: Stage) -> bool:
        joining = (one.scope for one in row.standing if one.stand == Stand.JOINS)  # type: ignore[attr-defined]
        return stage != stages[-1] and rules.may_decide(request.user, row, stage, joining)

    return [
        BoardColumn(stage, [(row, may_pass(row, stage)) for row in found if row.stage_key == stage.key])
        for stage in stages
    ]


def _looks(request: SignedInRequest, look: str) -> list[Tab]:
    words = {"board": _("Board"), "table": _("Table"), "calendar": _("Calendar")}
    current = look if look in words else "board"
    return [
        Tab(key, label, changed_query(request.GET, view=key, page=None, sort=None), key == current)
        for key, label in words.items()
    ]


def _parts(found: Initiative, show: str) -> list[Tab]:
    words = {
        "": _("Where it stands"),
        "case": _("The case for it"),
        "people": _("Cities and staff"),
        "risks": _("Risks, papers and programs"),
    }
    address = reverse("initiatives:initiative", args=[found.public_id])
    return [
        Tab(key, label, f"{address}?show={key}" if key else address, key == show)
        for key, label in words.items()
    ]


def _stands(_request: SignedInRequest, found: Initiative, stage: Stage) -> dict[str, object]:
    return {
        "needs": queries.needs_of(found, stage),
        "decisions": found.decisions.select_related("recorded_by"),
    }


def _case(_request: SignedInRequest, found: Initiative, _stage: Stage) -> dict[str, object]:
    return {
        "points": found.group.standing if found.group else [],  # type: ignore[attr-defined]
        "pressures": queries.pressures_of(found),
        "expectations": queries.expectations_of(found),
        "practices": queries.practices_of(found),
    }


def _people(request: SignedInRequest, found: Initiative, _stage: Stage) -> dict[str, object]:
    today = clock.today()
    first_on, last_on = rules.months_ended(today, YEAR_OF_MONTHS)
    assignments = list(queries.assignments_of(found))
    return {
        "stances": found.stances.all(),
        "guests": queries.guests_of(found),
        "assignments": [
            (row, rules.may_assign_staff(request.user, row.jurisdiction) and not row.commitment.is_closed)
            for row in assignments
        ],
        "supports": queries.supports_of(found),
        "hours": queries.hours_by_city(first_on, last_on, initiative=found),
        "first_on": first_on,
    }


def _risks(request: SignedInRequest, found: Initiative, _stage: Stage) -> dict[str, object]:
    return {
        "risks": queries.risks_of(found),
        "documents": queries.documents_of(found),
        "panels": queries.panels_of(found, request.user),
    }


SHOWN: Mapping[str, Callable[[SignedInRequest, Initiative, Stage], dict[str, object]]] = {
    "": _stands,
    "case": _case,
    "people": _people,
    "risks": _risks,
}


def _lines(rows: Any, names: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for row in queries.with_standing(rows):
        cities = (f"{one.name} ({one.label})" for one in row.standing)  # type: ignore[attr-defined]
        stage = names.get(row.stage_key, row.stage_key)
        yield (row.title, stage, row.stage_since, row.lead or "", "; ".join(cities), row.public_id)
