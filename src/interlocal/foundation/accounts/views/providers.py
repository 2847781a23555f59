"""How each city's people sign in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.actions.providers import save_provider, turn_provider
from interlocal.foundation.accounts.forms import ProviderForm
from interlocal.foundation.accounts.models import SignedInRequest, User
from interlocal.foundation.accounts.queries.providers import ProviderLine, providers_for
from interlocal.foundation.accounts.rules import Permission
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.web.public import refuse_form


@requires(Permission.PROVIDERS)
@require_safe
def providers(request: SignedInRequest) -> HttpResponse:
    """List the cities, and where the people of each sign in."""
    return render(request, "accounts/providers.html", {"lines": providers_for(request.user)})


@sensitive_post_parameters("client_secret")
@requires(Permission.PROVIDERS)
def provider(request: SignedInRequest, place_id: str) -> HttpResponse:
    """Set up a city's provider, or change it; its document is read before it is saved."""
    line = _line(request.user, place_id)
    form = ProviderForm(request.POST or None, may_vouch=rules.may_vouch(request.user), initial=_initial(line))
    if form.is_valid():
        try:
            save_provider(by=request.user, scope=line.scope, **form.facts(), now=clock.now())
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("Saved. Its document was read; now sign in there once yourself."))
            return redirect("accounts:providers")
    answer_at = request.build_absolute_uri(reverse("accounts:city-answer"))
    return render(request, "accounts/provider.html", {"form": form, "line": line, "answer_at": answer_at})


@requires(Permission.PROVIDERS)
@require_POST
def turn(request: SignedInRequest, place_id: str) -> HttpResponse:
    """Let people sign in at their city, or not for now."""
    line = _line(request.user, place_id)
    if line.provider is None:
        raise Http404
    is_on = "on" in request.POST
    turn_provider(by=request.user, provider=line.provider, is_on=is_on, now=clock.now())
    messages.success(
        request, _("Turned on.") if is_on else _("Turned off. People sign in with their passwords.")
    )
    return redirect("accounts:providers")


def _line(viewer: User, place_id: str) -> ProviderLine:
    for line in providers_for(viewer):
        if line.scope.public_id == place_id:
            return line
    raise Http404


def _initial(line: ProviderLine) -> dict[str, str]:
    if line.provider is None:
        return {}
    domains = "\n".join(sorted(one.domain for one in line.provider.domains.all()))
    return {"issuer": line.provider.issuer, "client_id": line.provider.client_id, "domains": domains}
