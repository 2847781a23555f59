"""The pipeline: what is in force, its versions, and the draft in which it changes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.initiatives import actions, queries, rules
from interlocal.partnerships.initiatives.forms.pipeline import StageRows
from interlocal.partnerships.initiatives.models import PipelineVersion, StagesInvalid
from interlocal.partnerships.initiatives.rules import Permission


@requires(Permission.READ)
@require_safe
def pipeline(request: SignedInRequest) -> HttpResponse:
    """Show the stages in force and the versions before them."""
    context = {
        "stages": queries.current_stages(),
        "version": queries.current_version(),
        "versions": queries.published_versions(),
        "counts": queries.initiatives_by_stage(),
        "draft": queries.draft_version(),
        "may_edit": rules.may_edit(request.user),
    }
    return render(request, "initiatives/pipeline.html", context)


@requires(Permission.EDIT)
@require_POST
def make_draft(request: SignedInRequest) -> HttpResponse:
    """Make a draft from what is in force, unless there is one."""
    if not rules.may_edit(request.user):
        raise Http404
    actions.draft_pipeline(by=request.user, now=clock.now())
    return redirect("initiatives:edit-pipeline")


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_pipeline(request: SignedInRequest) -> HttpResponse:
    """Edit the draft: each button saves what is typed, then adds, moves or removes a stage, or publishes."""
    if not rules.may_edit(request.user):
        raise Http404
    draft = queries.draft_version()
    if draft is None:
        return redirect("initiatives:pipeline")
    rows = StageRows(draft, request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and rows.is_valid():
        try:
            row = _pressed(request, draft, rows)
        except StagesInvalid as invalid:
            problem = str(invalid)
            draft.refresh_from_db()
            rows = StageRows(draft, None, wrong=invalid.row)
        else:
            if row is None:
                messages.success(request, _("The pipeline is published. It holds from now on."))
                return redirect("initiatives:pipeline")
            return redirect(f"{request.path}#stage-{row}" if row else request.path)
    context = {"draft": draft, "rows": rows, "problem": problem}
    return render(request, "initiatives/edit_pipeline.html", context)


def _pressed(request: SignedInRequest, draft: PipelineVersion, rows: StageRows) -> int | None:
    """Save what is typed; return the row to look at, or ``None`` once it is published."""
    button = request.POST.get("press", "")
    stages, row = rows.after_pressing(button)
    note = request.POST.get("note", "")
    draft = actions.change_pipeline(by=request.user, draft=draft, rows=stages, note=note, now=clock.now())
    if button != "publish":
        return row
    actions.publish_pipeline(by=request.user, draft=draft, now=clock.now())
    return None
