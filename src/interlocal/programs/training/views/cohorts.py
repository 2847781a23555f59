"""Cohorts: the list."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel.permissions import requires
from interlocal.programs.training.queries import cohorts
from interlocal.programs.training.queries import export as table
from interlocal.programs.training.rules import Permission
from interlocal.web.public import csv_response

ROWS_A_PAGE = 50


@requires(Permission.READ)
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """List the cohorts that the reader may see."""
    page = Paginator(cohorts.cohorts_for(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "training/home.html", {"page": page, "may_run": request.user.may(Permission.RUN)})


@requires(Permission.READ)
@require_safe
def export(request: SignedInRequest) -> HttpResponseBase:
    """Return the applications whose learners the reader may know, as CSV."""
    return csv_response("applications.csv", table.EXPORT_COLUMNS, table.export_rows(request.user))
