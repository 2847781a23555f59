"""Homework of a cohort, as who runs training sees it: read, accept, return."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.files.public import file_response
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.programs.training.actions.homework import accept_homework, accept_many, return_homework
from interlocal.programs.training.forms.public_taking_part import NoteForm
from interlocal.programs.training.models import CohortState, HandIn
from interlocal.programs.training.queries.cohorts import cohort_for
from interlocal.programs.training.queries.homework import Task, handed_in_of, homework_in
from interlocal.programs.training.rules import Permission
from interlocal.web.public import refuse_form

ROWS_A_PAGE = 50


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def homework(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show the homework of everybody with a seat; accept those marked, or all that wait."""
    cohort = cohort_for(request.user, public_id)
    tasks = homework_in(cohort)
    if request.method == "POST":
        chosen = _chosen(request, tasks)
        try:
            count = accept_many(
                by=request.user,
                cohort=cohort,
                tasks=[(one.application, one.homework) for one in chosen],
                now=clock.now(),
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _accepted(count))
        return redirect("training:homework", public_id)
    context = {
        "cohort": cohort,
        "page": Paginator(tasks, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "waiting": sum(one.state == "waiting" for one in tasks),
        "may_accept": cohort.state == CohortState.OPEN and any(one.state != "accepted" for one in tasks),
    }
    return render(request, "training/taking_part/homework.html", context)


def _chosen(request: SignedInRequest, tasks: list[Task]) -> list[Task]:
    if request.POST.get("way") == "all":
        return [one for one in tasks if one.state == "waiting"]
    marked = set(request.POST.getlist("accept"))
    return [one for one in tasks if one.key in marked]


def _accepted(count: int) -> str:
    if not count:
        return _("Nothing was marked: nothing has changed.")
    said = ngettext(
        "%(count)d piece of homework is accepted.", "%(count)d pieces of homework are accepted.", count
    )
    return said % {"count": count}


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: SignedInRequest, public_id: str, hand_in_id: str) -> HttpResponse:
    """Read what a learner handed in; accept it, or return it with a note."""
    cohort = cohort_for(request.user, public_id)
    done = _handed_in(request, public_id, hand_in_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        judge = return_homework if request.POST.get("way") == "return" else accept_homework
        try:
            judge(by=request.user, handed_in=done, note=form.cleaned_data["note"], now=clock.now())
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("It is recorded, and the learner told by mail."))
            return redirect("training:homework", public_id)
    context = {
        "cohort": cohort,
        "done": done,
        "form": form,
        "base": "web/base.html",
        "is_coordinator": True,
        "back": reverse("training:homework", args=[public_id]),
    }
    return render(request, "training/links/teach_homework.html", context)


@requires(Permission.RUN)
@require_safe
def hand_in_file(request: SignedInRequest, public_id: str, hand_in_id: str) -> HttpResponseBase:
    """Hand out the file that a learner handed in."""
    done = _handed_in(request, public_id, hand_in_id)
    if done.file is None:
        raise Http404
    return file_response(done.file)


def _handed_in(request: SignedInRequest, public_id: str, hand_in_id: str) -> HandIn:
    found = handed_in_of(cohort_for(request.user, public_id)).filter(public_id=hand_in_id).first()
    if found is None:
        raise Http404
    return found
