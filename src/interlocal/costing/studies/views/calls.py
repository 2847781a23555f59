"""Call files of a study: brought, explained, read; and the staff of an amount worked out from one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.forms import (
    BringCallsForm,
    ColumnsForm,
    PlacesForm,
    StaffingForm,
    staffing_given,
)
from interlocal.costing.studies.models import CallFile, PartKind
from interlocal.costing.studies.rules import Permission
from interlocal.costing.studies.views.act import try_now
from interlocal.costing.studies.views.charts import calls_chart
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.files.public import UploadRefused
from interlocal.foundation.jobs.public import Job
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.web.public import refuse_form

STEPS = (_lazy("The file"), _lazy("The columns"), _lazy("The cities"))


def _at(name: str, file: CallFile) -> str:
    return reverse(f"studies:{name}", args=[file.study.public_id, file.public_id])


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_calls(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Bring a call export."""
    study = queries.led_study_for(request.user, public_id)
    form = BringCallsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = actions.bring_calls(
                by=request.user, study=study, upload=form.cleaned_data["file"], now=clock.now()
            )
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return redirect(_at("calls-columns", file))
    back = reverse("studies:options", args=[study.public_id])
    context = {"study": study, "form": form, "back": back, "steps": STEPS, "current": 1}
    return render(request, "studies/bring_calls.html", context)


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: SignedInRequest, public_id: str, file_id: str) -> HttpResponse:
    """Say which column is which."""
    from mutual.calls import read_profile

    file = queries.led_call_file_for(request.user, public_id, file_id)
    form = ColumnsForm(request.POST or None, file=file, profile=read_profile(file.profile))
    if request.method == "POST" and form.is_valid():
        try:
            actions.point_columns(by=request.user, file=file, facts=form.cleaned_data, now=clock.now())
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return redirect(_at("calls-places", file))
    context = {"study": file.study, "file": file, "form": form, "steps": STEPS, "current": 2}
    return render(request, "studies/calls_columns.html", context)


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: SignedInRequest, public_id: str, file_id: str) -> HttpResponse:
    """Say which city each place belongs to, and have the file read."""
    file = queries.led_call_file_for(request.user, public_id, file_id)
    if not file.places:
        return redirect(_at("calls-columns", file))
    names = queries.city_names(file.study)
    form = PlacesForm(queries.place_rows(file, names), request.POST if request.method == "POST" else None)
    refusal = ""
    if request.method == "POST":
        try:
            actions.place_calls(by=request.user, file=file, cities=form.cities(), now=clock.now())
        except Refusal as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The file is being read. You can leave and come back."))
            return redirect(_at("calls", file))
    context = {"study": file.study, "file": file, "form": form, "cities": names, "refusal": refusal}
    context |= {"steps": STEPS, "current": 3}
    return render(request, "studies/calls_places.html", context)


@requires(Permission.READ)
@require_safe
def calls(request: SignedInRequest, public_id: str, file_id: str) -> HttpResponse:
    """Show what became of every row, and calls by hour of the week."""
    file = queries.call_file_for(request.user, public_id, file_id)
    names = queries.city_names(file.study)
    context = {
        "study": file.study,
        "file": file,
        "cities": queries.city_calls(file, names),
        "chart": calls_chart(file),
        "reasons": queries.refused_reasons(file),
        "job": Job.objects.filter(key=file.job_key).first() if file.is_reading else None,
        "may_lead": rules.may_lead(request.user),
        "current": 0,
    }
    return render(request, "studies/calls.html", context)


@requires(Permission.LEAD)
@require_POST
def withdraw_calls(request: SignedInRequest, public_id: str, file_id: str) -> HttpResponse:
    """Take a call file out."""
    file = queries.led_call_file_for(request.user, public_id, file_id)
    return try_now(
        request,
        lambda: actions.withdraw_calls(by=request.user, file=file, now=clock.now()),
        goal=reverse("studies:options", args=[file.study.public_id]),
        done=_("The call file is out, and what was uploaded is deleted."),
    )


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def staffing(request: SignedInRequest, public_id: str, option_id: str, part_id: str) -> HttpResponse:
    """Work out what the staff for the calls of a file costs each group of cities; save it as the amount."""
    part = queries.led_part_for(request.user, public_id, option_id, part_id)
    if part.kind != PartKind.TABLE:
        raise Http404
    study = part.option.study
    files = list(queries.call_files_of(study).exclude(read_at=None))
    given = staffing_given(part.staffing, part.calls.public_id) if part.calls else None
    form = StaffingForm(request.POST or None, files=files, initial=given)
    rows: list[queries.StaffRow] = []
    if request.method == "POST" and form.is_valid():
        file = next(one for one in files if one.public_id == form.cleaned_data["calls"])
        try:
            if "save" not in request.POST:
                rows = queries.staff_rows(part, queries.staffed(part, file, form.facts()))
            else:
                actions.put_staffing(
                    by=request.user, part=part, file=file, staffing=form.facts(), now=clock.now()
                )
                messages.success(request, _("The costs of the groups are there, worked out from the calls."))
                return redirect(reverse("studies:options", args=[study.public_id]))
        except Refusal as refusal:
            refuse_form(form, refusal)
    context = {"study": study, "part": part, "form": form, "files": files, "rows": rows, "current": 0}
    return render(request, "studies/staffing.html", context)
