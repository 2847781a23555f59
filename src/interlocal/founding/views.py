"""The first-run page, and the guide."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest, invitation_link
from interlocal.founding import queries, rules
from interlocal.founding.actions import close_guide, found
from interlocal.founding.forms import FoundingForm
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public, requires
from interlocal.partnerships.jurisdictions.public import Permission
from interlocal.web.public import client_address, is_too_often, refuse_form, turned_away

MOST_TRIES = 30


@open_to_public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest, code: str) -> HttpResponse:
    """Ask what an empty partnership begins with, and found it; closed for good once there is one."""
    if is_too_often(f"founding.first_run:{client_address(request)}", most=MOST_TRIES):
        return turned_away(request)
    setup_code = queries.code_for(code, now=clock.now())
    form = FoundingForm(request.POST or None, initial={"language": "en"})
    if form.is_valid():
        try:
            made = found(answers=form.answers(), code=setup_code, now=clock.now())
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            # Without a mail server nothing would arrive: who runs the machine hands the link over.
            has_mail = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
            link = "" if has_mail else invitation_link(made.invitation)
            return render(request, "founding/founded.html", {"made": made, "link": link})
    return render(request, "founding/first_run.html", {"form": form})


@requires(Permission.EDIT)
@require_safe
def guide(request: SignedInRequest) -> HttpResponse:
    """Show what comes between founding and the first meeting."""
    if not rules.may_close_guide(request.user):
        raise Http404
    context = {
        "steps": queries.guide_steps(),
        "is_closed": not queries.guide_for(request.user),
        "without_pack": queries.states_without_pack(),
    }
    return render(request, "founding/guide.html", context)


@requires(Permission.EDIT)
@require_POST
def close(request: SignedInRequest) -> HttpResponse:
    """Put the guide away."""
    if not rules.may_close_guide(request.user):
        raise Http404
    close_guide(by=request.user, now=clock.now())
    messages.success(request, _("The list is put away."))
    return redirect("desk:home")
