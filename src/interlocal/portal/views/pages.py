"""The public pages. Anybody may read them; nobody can change anything here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from interlocal.kernel import clock
from interlocal.kernel.permissions import open_to_public
from interlocal.partnerships.agreements import public as agreed
from interlocal.partnerships.initiatives import public as initiatives
from interlocal.partnerships.instruments import public as instruments
from interlocal.portal import queries


@open_to_public
def home(request: HttpRequest) -> HttpResponse:
    """Say who the partnership is, what it has declared, and what it has done."""
    found = queries.public_home(clock.today())
    template = "portal/home.html" if found else "portal/not_set_up.html"
    return render(request, template, {"home": found})


@open_to_public
def statement(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a published statement in full, and how far each council has come with it."""
    record = instruments.published_statement(public_id)
    adoptions = instruments.published_adoptions(record)
    return render(request, "portal/statement.html", {"statement": record, "adoptions": adoptions})


@open_to_public
def program(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a published program record."""
    return render(request, "portal/program.html", {"program": initiatives.published_program(public_id)})


@open_to_public
def agreements(request: HttpRequest) -> HttpResponse:
    """List the published agreements."""
    today = clock.today()
    found = list(agreed.published_agreements(today))
    bound = agreed.bound_in_short(found, today)
    return render(
        request, "portal/agreements.html", {"agreements": [(one, bound.get(one.pk)) for one in found]}
    )


@open_to_public
def agreement(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a published agreement: who is bound, until when, what it costs, what it says."""
    found = agreed.published_agreement(public_id, clock.today())
    context = {
        "agreement": found,
        "amounts": agreed.published_amounts(found),
        "clauses": found.clauses.filter(replaced_at=None),
    }
    return render(request, "portal/agreement.html", context)


@open_to_public
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what these pages promise to everybody, and whom to tell when they fail."""
    return render(request, "portal/accessibility.html", {"members": queries.public_members(clock.today())})


@open_to_public
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is held about people, as the records themselves declare it."""
    return render(request, "portal/privacy.html", {"personal_data": queries.personal_data()})
