"""Cohorts: the list, and the one page from which a cohort is run."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.foundation.notices.public import refused_addresses
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.programs.training.models import Cohort, CohortState, Decision
from interlocal.programs.training.queries import cohorts, cohorts_next, seats, seats_words
from interlocal.programs.training.queries import export as table
from interlocal.programs.training.queries.cohorts_sessions import overlaps_of, sessions_of
from interlocal.programs.training.rules import Permission
from interlocal.web.public import csv_response

ROWS_A_PAGE = 50
# What the one page shows of lists that have pages of their own.
SHOWN = 15
LATEST = 5
ENTRIES = 20


@requires(Permission.READ)
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """List the cohorts that the reader may see, and what is next for each."""
    page = Paginator(cohorts.cohorts_for(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    now = clock.now()
    context = {
        "page": page,
        "rows": [(cohort, cohorts_next.next_of(cohort, now)) for cohort in page],
        "may_run": request.user.may(Permission.RUN),
        "may_nominate": bool(request.user.reach(Permission.NOMINATE)),
        "may_count": bool(request.user.reach(Permission.COUNT)),
    }
    return render(request, "training/home.html", context)


@requires(Permission.READ)
@require_safe
def export(request: SignedInRequest) -> HttpResponseBase:
    """Return the applications whose learners the reader may know, as CSV."""
    return csv_response("applications.csv", table.EXPORT_COLUMNS, table.export_rows(request.user))


@requires(Permission.READ)
@require_safe
def cohort(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one cohort from call for names to close-out."""
    found = cohorts.cohort_for(request.user, public_id)
    may_run = request.user.may(Permission.RUN)
    now = clock.now()
    sessions = list(sessions_of(found))
    knows = _knows(request)
    context = {
        **_about(request, found),
        "steps": cohorts_next.steps_of(found, now) if may_run else [],
        "next": cohorts_next.next_of(found, now),
        "cities": seats.seats_by_city(found),
        "waiting": [(one, knows(one)) for one in seats.waiting_in(found)[:SHOWN]],
        "more_waiting": max(vars(found)["waiting"] - SHOWN, 0),
        "decisions": _worded(request, list(seats.decisions_of(found)[:LATEST])),
        "sessions": sessions,
        "overlaps": overlaps_of(found, [one for one in sessions if one.ends_at > now]) if may_run else [],
        "instructors": (instructors := list(found.instructors.all())),
        "refused": refused_addresses([one.email for one in instructors]) if may_run else {},
        "entries": entries_about(ref_to(found).kind, public_id)[:ENTRIES] if may_run else [],
    }
    return render(request, "training/planning/cohort.html", context)


@requires(Permission.READ)
@require_safe
def seat_list(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List the seats of a cohort and who holds them."""
    found = cohorts.cohort_for(request.user, public_id)
    page = _page(request, seats.seats_of(found))
    knows = _knows(request)
    rows = [(seat, seat.holder is not None and knows(seat.holder)) for seat in page]
    return render(
        request, "training/planning/seats.html", {**_about(request, found), "page": page, "rows": rows}
    )


@requires(Permission.READ)
@require_safe
def waiting_list(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List who waits for a seat."""
    found = cohorts.cohort_for(request.user, public_id)
    page = _page(request, seats.waiting_in(found))
    knows = _knows(request)
    rows = [(one, knows(one)) for one in page]
    return render(
        request, "training/planning/waiting.html", {**_about(request, found), "page": page, "rows": rows}
    )


@requires(Permission.READ)
@require_safe
def decision_list(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List every decision about the seats, with its reason."""
    found = cohorts.cohort_for(request.user, public_id)
    page = _page(request, seats.decisions_of(found))
    context = {**_about(request, found), "page": page, "decisions": _worded(request, list(page))}
    return render(request, "training/planning/decisions.html", context)


def _about(request: SignedInRequest, found: Cohort) -> dict[str, Any]:
    is_live = found.state in (CohortState.PLANNED, CohortState.OPEN)
    may_run = request.user.may(Permission.RUN)
    return {"cohort": found, "may_run": may_run, "may_change": may_run and is_live}


def _page(request: SignedInRequest, rows: Any) -> Page[Any]:
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


def _knows(request: SignedInRequest) -> Any:
    knows = seats.knows_learners_of(request.user)
    return lambda application: knows(application.jurisdiction.public_id)


def _worded(request: SignedInRequest, decisions: list[Decision]) -> list[tuple[Decision, str, bool]]:
    names, knows = seats.names_of_cities(), _knows(request)
    return [
        (
            one,
            seats_words.reason_of(one, names),
            one.application is not None and knows(one),
        )
        for one in decisions
    ]
