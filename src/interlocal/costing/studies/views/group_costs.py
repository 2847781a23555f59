"""A cost for each group of cities: typed on a page, pasted, or read from a spreadsheet."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.forms import GroupTableForm
from interlocal.costing.studies.models import PartKind
from interlocal.costing.studies.rules import Permission
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires

# More groups than these are no page to type on: they are pasted or uploaded.
TYPED = 260


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def group_costs(request: SignedInRequest, public_id: str, option_id: str, part_id: str) -> HttpResponse:
    """Show every group with what it costs; read what is pasted or uploaded into them; save."""
    part = queries.led_part_for(request.user, public_id, option_id, part_id)
    if part.kind != PartKind.TABLE:
        raise Http404
    study = part.option.study
    cities = list(study.cities.filter(left_at=None).select_related("jurisdiction"))
    table = queries.group_table(part, cities)
    is_sent = request.method == "POST"
    form = GroupTableForm(table, request.POST if is_sent else None, request.FILES.get("file"))
    costs = form.costs()
    refusal = ""
    if is_sent and "read" not in request.POST and form.is_sound:
        try:
            actions.put_group_costs(by=request.user, part=part, groups=costs, now=clock.now())
        except Refusal as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The costs of the groups are there."))
            return redirect(reverse("studies:options", args=[study.public_id]))
    context = {
        "study": study,
        "part": part,
        "form": form,
        "table": table,
        "refusal": refusal,
        "is_read": is_sent,
        "is_typed": len(form.entries) <= TYPED,
        "given": len(costs),
    }
    return render(request, "studies/group_costs.html", context)
