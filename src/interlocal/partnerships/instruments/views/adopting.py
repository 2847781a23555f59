"""Starting the adoption of a statement, and making what it asks somebody's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest, people_for
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.instruments import actions, queries
from interlocal.partnerships.instruments.forms import AdoptionForm, DutyForm, duty_forms
from interlocal.partnerships.instruments.rules import Permission
from interlocal.partnerships.jurisdictions.public import members
from interlocal.web.public import refuse_form


@requires(Permission.CONVENE)
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Start the steps by which councils adopt a statement."""
    statement = queries.statement_for(request.user, public_id)
    today = clock.today()
    versions = queries.adoption_versions()
    councils = queries.councils_not_begun(statement, members(today))
    form = AdoptionForm(
        request.POST or None,
        jurisdictions=councils,
        steps=queries.steps_for(councils, versions),
        initial={"starts_on": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            runs = actions.start_adoption(
                by=request.user,
                statement=statement,
                jurisdictions=form.cleaned_data["jurisdictions"],
                versions=form.chosen(),
                starts_on=form.cleaned_data["starts_on"],
                now=clock.now(),
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            begun = ngettext("%(count)d council has begun.", "%(count)d councils have begun.", len(runs))
            messages.success(request, begun % {"count": len(runs)})
            return redirect("instruments:matrix", public_id)
    context = {
        "statement": statement,
        "form": form,
        "forms": (form,),
        "versions": versions,
        "packs": actions.pack_names(),
    }
    return render(request, "instruments/adopt.html", context)


@requires(Permission.CONVENE)
@require_POST
def use_pack(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add the procedures of a state's pack, and go back to the start of the adoption."""
    statement = queries.statement_for(request.user, public_id)
    try:
        actions.load_pack(by=request.user, name=request.POST.get("pack", ""), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The steps are added. Counsel can correct them under Procedures."))
    return redirect("instruments:adopt", statement.public_id)


@requires(Permission.READ)
@require_safe
def duties(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show what the statement asks of each council, and whose it has become."""
    statement = queries.statement_for(request.user, public_id)
    councils = queries.council_duties(request.user, statement, list(members(clock.today())))
    reach = request.user.reach(Permission.CONFIRM)
    confirmable = {
        c.jurisdiction.public_id
        for c in councils
        if reach.covers(jurisdiction_scope(c.jurisdiction.public_id))
    }
    context = {"statement": statement, "councils": councils, "confirmable": confirmable}
    return render(request, "instruments/duties.html", context)


@requires(Permission.CONFIRM)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: SignedInRequest, public_id: str, jurisdiction_id: str) -> HttpResponse:
    """Confirm one council's commitments, each with its owner and date."""
    statement = queries.statement_for(request.user, public_id)
    council = queries.council_to_confirm(request.user, jurisdiction_id)
    (duties_of_council,) = queries.council_duties(request.user, statement, [council])
    people = people_for(jurisdiction_scope(council.public_id), on=clock.today())
    forms = duty_forms(request.POST or None, duties_of_council.duties, people)
    if request.method == "POST" and _all_valid(forms):
        confirmations = [found for form in forms if (found := form.confirmation()) is not None]
        try:
            actions.confirm_commitments(
                by=request.user,
                statement=statement,
                jurisdiction=council,
                confirmations=confirmations,
                now=clock.now(),
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("The commitments of %(council)s are on record.") % {"council": council.name}
            )
            return redirect("instruments:duties", public_id)
    context = {
        "statement": statement,
        "council": council,
        "duties": duties_of_council,
        "forms": forms,
        "people": people,
    }
    return render(request, "instruments/confirm.html", context)


def _all_valid(forms: list[DutyForm]) -> bool:
    """Validate every form, so that each shows what is wrong with it."""
    return sum(not form.is_valid() for form in forms) == 0
