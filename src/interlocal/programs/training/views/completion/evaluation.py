"""What courses bring, in counts: by cohort, by course, and in who stays."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.jurisdictions.public import jurisdictions_where
from interlocal.programs.training.actions.evaluation import record_staff_figure
from interlocal.programs.training.forms.completion import StaffFigureForm
from interlocal.programs.training.models import Course
from interlocal.programs.training.queries import figures as counted
from interlocal.programs.training.queries.cohorts import cohort_for
from interlocal.programs.training.queries.evaluation import (
    FormResult,
    results_of_cohort,
    results_of_course,
)
from interlocal.programs.training.rules import Permission
from interlocal.web.public import csv_response, refuse_form

ROWS_A_PAGE = 50


@requires(Permission.READ)
@require_safe
def evaluation(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Show what was answered in a cohort, small groups hidden; as CSV where asked for."""
    cohort = cohort_for(request.user, public_id)
    results = results_of_cohort(cohort, now=clock.now(), language=_language())
    if request.GET.get("form") == "csv":
        return csv_response("evaluation.csv", _columns(), _rows(results))
    page = {
        "cohort": cohort,
        "course": cohort.course,
        "results": results,
        "may_read_remarks": request.user.may(Permission.RUN),
    }
    return render(request, "training/completion/evaluation.html", page)


@requires(Permission.READ)
@require_safe
def course_evaluation(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Show what was answered over all cohorts of a course."""
    course = get_object_or_404(Course, public_id=public_id)
    results = results_of_course(course, now=clock.now(), language=_language())
    if request.GET.get("form") == "csv":
        return csv_response("evaluation.csv", _columns(), _rows(results))
    page = {"course": course, "results": results, "may_read_remarks": False}
    return render(request, "training/completion/evaluation.html", page)


@requires(Permission.COUNT)
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: SignedInRequest) -> HttpResponse:
    """Show who stayed and left, year by year, and record a year."""
    cities = jurisdictions_where(request.user, Permission.COUNT)
    form = StaffFigureForm(
        request.POST if request.method == "POST" else None,
        cities=cities,
        initial={"year": clock.today().year - 1, "jurisdiction": cities.first()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            record_staff_figure(by=request.user, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The figures are recorded."))
            return redirect("training:figures")
    found = counted.figures_for(request.user)
    context = {
        "form": form,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "turnover": counted.turnover_by_year(found),
    }
    return render(request, "training/completion/figures.html", context)


def _language() -> str:
    return translation.get_language() or "en"


def _columns() -> tuple[str, ...]:
    return (
        _("Questionnaire"),
        _("Level"),
        _("Asked"),
        _("Answered"),
        _("Question"),
        _("Agree (4 or 5)"),
        _("In part (3)"),
        _("Disagree (1 or 2)"),
    )


def _rows(results: Iterable[FormResult]) -> list[tuple[object, ...]]:
    """A row for each question; a figure that is hidden is empty."""
    return [
        (one.title, one.questionnaire.level, one.asked, one.answered, question.words, *question.counts)
        for one in results
        for question in one.questions
    ]
