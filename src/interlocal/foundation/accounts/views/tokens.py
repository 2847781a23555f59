"""One's own tokens for programs."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.foundation.accounts.actions.tokens import begin_token, revoke_token
from interlocal.foundation.accounts.forms import TokenForm
from interlocal.foundation.accounts.models import ApiToken, SignedInRequest
from interlocal.foundation.accounts.showing_again import confirmed
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import signed_in


@signed_in
def tokens(request: SignedInRequest) -> HttpResponse:
    """Show one's tokens: what each is for, until when, and when it was last used."""
    now = clock.now()
    rows = ApiToken.objects.filter(user=request.user, revoked_at=None)
    return render(request, "accounts/tokens.html", {"tokens": [(row, row.is_good(now)) for row in rows]})


@signed_in
@confirmed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """Make a token, and show its secret once."""
    form = TokenForm(request.POST or None)
    if form.is_valid():
        now, given = clock.now(), form.cleaned_data
        try:
            token, secret = begin_token(
                by=request.user,
                name=given["name"],
                may_write=given["may_write"],
                expires_at=now + timedelta(days=given["days"]),
                now=now,
            )
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return render(request, "accounts/token.html", {"token": token, "secret": secret})
    return render(request, "accounts/add_token.html", {"form": form})


@signed_in
@require_POST
def revoke(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Let a token open nothing any more."""
    if not revoke_token(user=request.user, public_id=public_id, now=clock.now()):
        raise Http404
    messages.success(request, _("The token is revoked. Whatever used it is refused from now on."))
    return redirect("accounts:tokens")
