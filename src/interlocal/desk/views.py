"""Home, Search and Help."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interlocal.desk import queries
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.founding.public import guide_for
from interlocal.kernel import clock
from interlocal.kernel.permissions import signed_in


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Answer what needs the person now."""
    found = queries.home_of(request.user, today=clock.today())
    guide = [step for step in guide_for(request.user) if not step.is_done]
    return render(request, "desk/home.html", {"home": found, "guide": guide})


@signed_in
@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    """Look for words in everything the person may see."""
    words = request.GET.get("q", "").strip()
    return render(request, "desk/search.html", {"words": words, "found": queries.search(request.user, words)})


@signed_in
@require_safe
def help_page(request: SignedInRequest) -> HttpResponse:
    """Say how what the person may do is done, and whom to ask."""
    found = queries.help_for(request.user, today=clock.today())
    return render(request, "desk/help.html", {"help": found})
