"""Recovery codes: shown and downloadable in one sitting, never again."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from interlocal.foundation.accounts.models import SignedInRequest
from interlocal.foundation.accounts.showing_again import confirmed
from interlocal.kernel import clock
from interlocal.kernel.permissions import signed_in

SITTING_SECONDS = 10 * 60
_SHOWN = "recovery_codes_shown"


@signed_in
@never_cache
@confirmed
def codes(request: SignedInRequest) -> HttpResponse:
    """Show new codes, or how many of those shown before are left."""
    wrapped = _codes_of(request)
    may_see = _may_see(request, wrapped)
    unused = wrapped.get_unused_codes()
    context = {"codes": unused if may_see else [], "left": len(unused), "may_see": may_see}
    return render(request, "mfa/recovery_codes/index.html", context)


@signed_in
@never_cache
@confirmed
def download(request: SignedInRequest) -> HttpResponse:
    """Give the codes as a text file, while they may be seen."""
    wrapped = _codes_of(request)
    if not _may_see(request, wrapped):
        raise Http404
    text = "".join(f"{code}\n" for code in wrapped.get_unused_codes())
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
    return answer


def _codes_of(request: SignedInRequest) -> RecoveryCodes:
    rows = Authenticator.objects.filter(user=request.user)
    return RecoveryCodes(get_object_or_404(rows, type=Authenticator.Type.RECOVERY_CODES))


def _may_see(request: SignedInRequest, wrapped: RecoveryCodes) -> bool:
    """May the codes be seen? Yes the first time, and for ten minutes after in the same session."""
    now = clock.now().timestamp()
    if not wrapped.did_view:
        wrapped.mark_as_viewed()
        request.session[_SHOWN] = [wrapped.instance.pk, now]
    shown_pk, shown_at = request.session.get(_SHOWN) or (None, 0)
    return bool(shown_pk == wrapped.instance.pk and 0 <= now - shown_at < SITTING_SECONDS)
