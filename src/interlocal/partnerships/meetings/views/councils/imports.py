"""One import: being read, seen before it is saved, saved, undone."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.meetings import actions
from interlocal.partnerships.meetings.forms.councils import SaveForm
from interlocal.partnerships.meetings.models import CouncilImport, ImportState
from interlocal.partnerships.meetings.queries import councils as queries
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import act_at_once
from interlocal.web.addresses import changed_query
from interlocal.web.public import render_fragment

MEETINGS_SHOWN = 20
ROWS_SHOWN = 50


@dataclass(frozen=True)
class Tab:
    """One way to look at what was read."""

    label: str
    url: str
    count: int
    is_current: bool


@requires(Permission.COUNCIL)
@require_safe
def imports(request: SignedInRequest) -> HttpResponse:
    """List what was brought in, the latest first."""
    page = Paginator(queries.imports_for(request.user), ROWS_SHOWN).get_page(request.GET.get("page"))
    return render(request, "meetings/councils/imports.html", {"page": page})


@requires(Permission.COUNCIL)
@require_safe
def council_import(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one import as it stands; one that is read with all that saving it would do."""
    brought = queries.import_for(request.user, public_id)
    context: dict[str, Any] = {"brought": brought, "progress": queries.reading_progress(brought)}
    if brought.state == ImportState.READ:
        context |= _plan_page(request, brought)
    elif brought.state in {ImportState.SAVED, ImportState.UNDONE}:
        ref = ref_to(brought)
        context |= {
            "undoing": queries.undoing_of(brought),
            "meetings": brought.meetings.order_by("-on")[:ROWS_SHOWN],
            "entries": entries_about(ref.kind, ref.public_id)[:20],
        }
    return render_fragment(request, "meetings/councils/import.html", "brought", context)


@requires(Permission.COUNCIL)
@require_POST
def save(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Save what was seen."""
    brought = queries.import_for(request.user, public_id)
    form = SaveForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    act_at_once(
        request,
        lambda: actions.save_import(by=request.user, brought=brought, seen=seen, now=clock.now()),
        done=_("It is on record. It can be undone as one from this page."),
    )
    return redirect("meetings:council-import", public_id)


@requires(Permission.COUNCIL)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Undo an import as one, after showing what leaves and what stays."""
    brought = queries.import_for(request.user, public_id)
    if brought.state not in {ImportState.SAVED, ImportState.UNDONE}:
        return redirect("meetings:council-import", public_id)
    if request.method == "POST":
        undone = actions.undo_import(by=request.user, brought=brought, now=clock.now())
        if undone.stays:
            messages.warning(request, _("It is undone, but for what is listed below with the reason."))
        else:
            messages.success(request, _("It is undone. What was on record before stands again."))
        return redirect("meetings:council-import", public_id)
    context = {"brought": brought, "undoing": queries.undoing_of(brought)}
    return render(request, "meetings/councils/undo.html", context)


@requires(Permission.COUNCIL)
@require_POST
def discard(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Throw away what was read."""
    brought = queries.import_for(request.user, public_id)
    act_at_once(
        request,
        lambda: actions.discard_import(by=request.user, brought=brought, now=clock.now()),
        done=_("What was read is thrown away. Nothing on record has changed."),
    )
    return redirect("meetings:council-imports")


def _plan_page(request: SignedInRequest, brought: CouncilImport) -> dict[str, object]:
    plan = queries.plan_of(brought)
    show = request.GET.get("show", "")
    labels = {"": _("All"), "new": _("New"), "changed": _("Changed"), "same": _("Same as on record")}
    shown = show if show in labels else ""
    return {
        "plan": plan,
        "counts": plan.counts,
        "doubts": queries.doubts_of(brought, plan),
        "page": Paginator(plan.of_state(shown), MEETINGS_SHOWN).get_page(request.GET.get("page")),
        "tabs": [
            Tab(
                label,
                changed_query(request.GET, show=key or None, page=None),
                len(plan.of_state(key)),
                key == shown,
            )
            for key, label in labels.items()
        ],
    }
