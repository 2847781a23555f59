"""Side by side: two versions of a city's baseline, and two results of a study."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interlocal.costing.studies import queries
from interlocal.costing.studies.forms import PairForm
from interlocal.costing.studies.models import Baseline
from interlocal.costing.studies.rules import Permission
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires


@requires(Permission.READ)
@require_safe
def versions(request: SignedInRequest, city_id: str) -> HttpResponse:
    """Lay two versions of a city's baseline side by side; the newest two when the address names none."""
    city = queries.city_for(request.user, city_id)
    seen = {str(one.number): one for one in queries.baselines_for(request.user, city)}
    numbers = list(seen)
    one = request.GET.get("one") or numbers[max(len(numbers) - 2, 0)]
    other = request.GET.get("other") or numbers[-1]
    if one not in seen or other not in seen:
        raise Http404
    choices = [(number, _version(version)) for number, version in seen.items()]
    context = {
        "city": city,
        "study": city.study,
        "form": PairForm({"one": one, "other": other}, choices=choices),
        "found": queries.compared_versions(seen[one], seen[other]) if int(one) < int(other) else None,
        "pair": (seen[one], seen[other]),
        "count": len(numbers),
    }
    return render(request, "studies/versions.html", context)


def _version(version: Baseline) -> str:
    words = _("Version %(number)d") if version.frozen_at else _("Version %(number)d (draft)")
    return words % {"number": version.number}


@requires(Permission.READ)
@require_safe
def results(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Lay two results of a study side by side; the newest kept one and the study as it stands by default."""
    study = queries.study_for(request.user, public_id)
    kept = queries.kept_results(study)
    keys = [one.key for one in kept]
    one = request.GET.get("one") or next((key for key in keys if key != queries.NOW), "")
    other = request.GET.get("other") or (keys[0] if keys else "")
    context = {"study": study, "kept": kept}
    if not one or not other:
        return render(request, "studies/results_compared.html", context)
    try:
        pair = [queries.kept_result(study, key) for key in (one, other)]
        context["found"] = queries.compared_results(*pair)
    except Refusal as refusal:
        return render(request, "studies/results_compared.html", {**context, "refusal": str(refusal)})
    choices = {each.key: each.label for each in (*kept, *pair)}
    context["form"] = PairForm({"one": one, "other": other}, choices=list(choices.items()))
    return render(request, "studies/results_compared.html", context)
