"""The program's pages."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.jurisdictions.public import jurisdictions_where, members
from interlocal.programs._example import actions, queries
from interlocal.programs._example.forms import LoanForm, ReturnForm
from interlocal.programs._example.rules import Permission, may_lend_for
from interlocal.web.public import csv_response, refuse_form

ROWS_A_PAGE = 50


@requires(Permission.READ)
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """List the loans that concern the reader."""
    page = Paginator(queries.loans_for(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_lend": request.user.may(Permission.LEND)}
    return render(request, "example/home.html", context)


@requires(Permission.LEND)
@require_http_methods(["GET", "HEAD", "POST"])
def lend(request: SignedInRequest) -> HttpResponse:
    """Record a loan."""
    today = clock.today()
    lenders = list(jurisdictions_where(request.user, Permission.LEND))
    form = LoanForm(
        request.POST or None, lenders=lenders, borrowers=list(members(today)), initial={"lent_on": today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            loan = actions.lend_equipment(by=request.user, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The loan is recorded."))
            return redirect("equipment_lending:loan", loan.public_id)
    return render(request, "example/lend.html", {"form": form})


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def loan(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show a loan; the lender records its return here."""
    found = queries.get_loan_for(request.user, public_id)
    form = ReturnForm(request.POST or None, initial={"returned_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_equipment(by=request.user, loan=found, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The return is recorded."))
            return redirect("equipment_lending:loan", public_id)
    may_return = found.returned_on is None and may_lend_for(request.user, found.lender.public_id)
    return render(request, "example/loan.html", {"loan": found, "form": form, "may_return": may_return})


@requires(Permission.READ)
@require_safe
def export(request: SignedInRequest) -> HttpResponseBase:
    """Return the reader's loans as CSV."""
    return csv_response("loans.csv", queries.EXPORT_COLUMNS, queries.export_rows(request.user))
