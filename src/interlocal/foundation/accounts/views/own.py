"""One's own account: name, language, roles, sessions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from interlocal.foundation.accounts.actions.own import change_profile, end_other_sign_ins, end_sign_in
from interlocal.foundation.accounts.forms import ProfileForm
from interlocal.foundation.accounts.models import SignedInRequest, SignIn
from interlocal.foundation.accounts.queries.scopes import scope_labels
from interlocal.foundation.accounts.queries.second_step import has_authenticator
from interlocal.foundation.accounts.views.languages import speaking
from interlocal.kernel import clock
from interlocal.kernel.permissions import signed_in


@signed_in
def profile(request: SignedInRequest) -> HttpResponse:
    """Show and change one's own name and language; see one's roles, and the ways to secure the account."""
    viewer = request.user
    form = ProfileForm(request.POST or None, initial={"name": viewer.name, "language": viewer.language})
    if form.is_valid():
        change_profile(by=viewer, **form.cleaned_data, now=clock.now())
        with override(viewer.language):
            messages.success(request, _("Your name and language are saved."))
        return speaking(redirect("accounts:profile"), viewer.language)
    context = {
        "form": form,
        "grants": viewer.grants_in_force(clock.today()),
        "has_authenticator": has_authenticator(viewer),
        "labels": scope_labels(),
    }
    return render(request, "accounts/profile.html", context)


@signed_in
def sessions(request: SignedInRequest) -> HttpResponse:
    """Show where one is signed in, and sign out of one session, or of all but this one."""
    viewer = request.user
    current = request.session.session_key or ""
    if request.method == "POST" and "session" in request.POST:
        if end_sign_in(user=viewer, handle=request.POST["session"], now=clock.now()):
            messages.success(request, _("Signed out there."))
        return redirect("accounts:sessions")
    if request.method == "POST":
        ended = end_other_sign_ins(user=viewer, keep=current, now=clock.now())
        messages.success(request, _("Signed out elsewhere. Sessions ended: %d.") % ended)
        return redirect("accounts:sessions")
    rows = SignIn.objects.filter(user=viewer, expire_date__gt=clock.now())
    context = {"sign_ins": [(row, row.session_key == current) for row in rows]}
    return render(request, "accounts/sessions.html", context)
