"""What was destroyed by rule."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import Permission as Audit
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.leaving.printing import printed_destruction, printed_destructions
from interlocal.leaving.queries import destructions as queries
from interlocal.web.public import PeriodForm, chips_of

_PER_PAGE = 50


@requires(Audit.READ)
@require_safe
def list_destructions(request: SignedInRequest) -> HttpResponse:
    """List what was destroyed by rule, the newest first, each with its certificate."""
    form = PeriodForm(request.GET)
    return _listed(request, form) if form.is_valid() else _refused(request, form)


@requires(Audit.READ)
@require_safe
def certificates(request: SignedInRequest) -> HttpResponse:
    """Give one certificate of all that was destroyed between two days, or say why not."""
    form = PeriodForm(request.GET)
    if not form.is_valid():
        return _refused(request, form)
    try:
        found = queries.destructions_to_print(request.user, *form.period)
    except Refusal as error:
        form.add_error(None, str(error))
        return _refused(request, form)
    if not found:
        return redirect(reverse("leaving:destructions", query=request.GET))
    return _pdf(printed_destructions(found, *form.period), "destructions.pdf")


@requires(Audit.READ)
@require_safe
def certificate(request: SignedInRequest, seq: int) -> HttpResponse:
    """Give the certificate of one destruction."""
    destruction = queries.destruction_for(request.user, seq)
    return _pdf(printed_destruction(destruction), f"destruction-{seq}.pdf")


def _listed(request: SignedInRequest, form: PeriodForm) -> HttpResponse:
    found = queries.destructions_for(request.user, *form.period)
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    rows = [queries.destruction_of(entry) for entry in page]
    context = {"form": form, "page": page, "rows": rows, "chips": chips_of(form, request)}
    return render(request, "leaving/destructions.html", context)


def _refused(request: SignedInRequest, form: PeriodForm) -> HttpResponse:
    """Say what is wrong with the days; no list stands below that looks like the answer."""
    return render(request, "leaving/destructions.html", {"form": form, "is_refused": True}, status=400)


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
