"""Language and mail."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from interlocal.foundation.notices import actions, queries
from interlocal.foundation.notices.forms import PreferencesForm
from interlocal.foundation.notices.views.requests import PersonRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import signed_in


@signed_in
def edit_preferences(request: PersonRequest) -> HttpResponse:
    """Show and save what the person chose."""
    user = request.user
    chosen = {"language": user.language, "choice": queries.mail_choice_of(user)}
    form = PreferencesForm(request.POST if request.method == "POST" else None, initial=chosen)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "notices/preferences.html", {"form": form}, status=status)
    actions.set_preferences(by=user, **form.cleaned_data, now=clock.now())
    language = form.cleaned_data["language"]
    with translation.override(language):
        messages.success(request, _("Saved."))
    response = redirect("notices:settings")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
    return response
