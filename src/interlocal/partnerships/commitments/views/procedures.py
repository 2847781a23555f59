"""Procedures: the list, one of them, its versions side by side, and the draft in which it changes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.partnerships.commitments import actions, queries, rules
from interlocal.partnerships.commitments.forms import ConfirmStepsForm, ProcedureForm, StepRows
from interlocal.partnerships.commitments.models import StepsInvalid
from interlocal.partnerships.commitments.rules import Permission
from interlocal.partnerships.commitments.views.act import PersonRequest
from interlocal.partnerships.jurisdictions.public import jurisdictions_where
from interlocal.web.public import refuse_form

PAGE_SIZE = 50


@requires(Permission.READ, Permission.EDIT_PROCEDURES)
@require_safe
def procedures(request: PersonRequest) -> HttpResponse:
    """List the procedures."""
    page = Paginator(queries.procedures_with_counts(), PAGE_SIZE).get_page(request.GET.get("page"))
    may_add = request.user.may(Permission.EDIT_PROCEDURES)
    return render(request, "commitments/procedures/list.html", {"page": page, "may_add": may_add})


@requires(Permission.READ, Permission.EDIT_PROCEDURES)
@require_safe
def procedure(request: PersonRequest, slug: str) -> HttpResponse:
    """Show one procedure: what is in force, and its versions."""
    found = queries.procedure_by(slug)
    current = queries.current_version(slug)
    steps = queries.in_words(current.read()) if current else []
    return render(
        request,
        "commitments/procedures/procedure.html",
        {
            "procedure": found,
            "current": current,
            "steps": steps,
            "has_unconfirmed": any(step.is_unconfirmed for step in steps),
            "versions": found.versions.select_related("created_by"),
            "may_edit": rules.may_edit_procedure(request.user, found),
        },
    )


@requires(Permission.READ, Permission.EDIT_PROCEDURES)
@require_safe
def version(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Show one published version."""
    found = queries.procedure_by(slug)
    shown = queries.version_of(found, number)
    if shown.is_draft:
        raise Http404
    page = {"procedure": found, "version": shown, "steps": queries.in_words(shown.read())}
    return render(request, "commitments/procedures/version.html", page)


@requires(Permission.READ, Permission.EDIT_PROCEDURES)
@require_safe
def compare(request: PersonRequest, slug: str) -> HttpResponse:
    """Show how two published versions differ."""
    found = queries.procedure_by(slug)
    numbers = [request.GET.get("from", ""), request.GET.get("to", "")]
    if not all(number.isdecimal() and len(number) < 6 for number in numbers):
        raise Http404
    before, after = (queries.version_of(found, int(number)) for number in numbers)
    if before.is_draft or after.is_draft:
        raise Http404
    page = {
        "procedure": found,
        "before": before,
        "after": after,
        "differences": queries.differences(before.read(), after.read()),
    }
    return render(request, "commitments/procedures/compare.html", page)


@requires(Permission.EDIT_PROCEDURES)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PersonRequest) -> HttpResponse:
    """Add a procedure, and go on to its first draft."""
    places = jurisdictions_where(request.user, Permission.EDIT_PROCEDURES)
    for_all = request.user.may(Permission.EDIT_PROCEDURES, PARTNERSHIP)
    form = ProcedureForm(request.POST or None, places=places, for_all=for_all)
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.add_procedure(by=request.user, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return redirect("commitments:edit-draft", draft.procedure.slug)
    return render(request, "commitments/procedures/add.html", {"form": form})


@requires(Permission.EDIT_PROCEDURES)
@require_POST
def make_draft(request: PersonRequest, slug: str) -> HttpResponse:
    """Make a draft from what is in force, unless there is one."""
    found = queries.procedure_to_edit(request.user, slug)
    actions.draft_version(by=request.user, procedure=found, now=clock.now())
    return redirect("commitments:edit-draft", slug)


@requires(Permission.EDIT_PROCEDURES)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_draft(request: PersonRequest, slug: str) -> HttpResponse:
    """Edit the draft: each button saves what is typed, then adds, moves or removes a step, or publishes."""
    found = queries.procedure_to_edit(request.user, slug)
    draft = found.versions.filter(published_at=None).first()
    if draft is None:
        raise Http404
    rows = StepRows(draft, request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and rows.is_valid():
        steps, row = rows.after_pressing(request.POST.get("press", ""))
        try:
            draft = actions.change_draft(
                by=request.user,
                version=draft,
                steps=steps,
                note=request.POST.get("note", ""),
                now=clock.now(),
            )
            if request.POST.get("press") == "publish":
                actions.publish_version(by=request.user, version=draft, now=clock.now())
                messages.success(request, _("Version %(number)d is published.") % {"number": draft.number})
                return redirect("commitments:procedure", slug)
        except StepsInvalid as invalid:
            problem = str(invalid)
            rows = StepRows(draft, None, wrong=invalid.row)
        else:
            return redirect(f"{request.path}#step-{row}" if row else request.path)
    page = {"procedure": found, "draft": draft, "rows": rows, "problem": problem}
    return render(request, "commitments/procedures/draft.html", page)


@requires(Permission.EDIT_PROCEDURES)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: PersonRequest, slug: str) -> HttpResponse:
    """Confirm steps of the version in force, with who says so."""
    found = queries.procedure_to_edit(request.user, slug)
    current = queries.current_version(slug)
    if current is None:
        raise Http404
    unconfirmed = [(step.key, step.title) for step in current.read() if step.is_unconfirmed]
    form = ConfirmStepsForm(request.POST or None, unconfirmed=unconfirmed)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.confirm_steps(
                by=request.user, version=current, keys=said["steps"], source=said["source"], now=clock.now()
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The steps are confirmed. Councils under way show it at once."))
            return redirect("commitments:procedure", slug)
    page = {"procedure": found, "form": form, "unconfirmed": unconfirmed}
    return render(request, "commitments/procedures/confirm.html", page)
