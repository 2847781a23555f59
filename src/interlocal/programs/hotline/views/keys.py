"""The page of one's own key, and what its script asks of the server."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.programs.hotline.actions import keys
from interlocal.programs.hotline.queries.reports import key_as_sent, keys_of
from interlocal.programs.hotline.rules import Permission
from interlocal.programs.hotline.views.posted import Told, mapping_in, render_opened, takes_json, text_in


@requires(Permission.RECEIVE, Permission.KEEP)
@require_safe
def page(request: SignedInRequest) -> HttpResponse:
    """Show one's key: make it, change its passphrase, replace it, or begin anew."""
    return render_opened(
        request, "hotline/staff/key.html", {"may_receive": request.user.may(Permission.RECEIVE)}
    )


@requires(Permission.RECEIVE, Permission.KEEP)
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """Answer with one's own keys, whose private halves are wrapped."""
    return JsonResponse({"keys": [key_as_sent(key) for key in keys_of(request.user)]})


@requires(Permission.RECEIVE, Permission.KEEP)
@takes_json
def make(request: SignedInRequest, told: Told) -> Told:
    """Keep a first key."""
    key = keys.make_key(
        by=request.user, public_key=text_in(told, "public_key"), locks=told.get("locks"), now=clock.now()
    )
    return key_as_sent(key)


@requires(Permission.RECEIVE, Permission.KEEP)
@takes_json
def change_locks(request: SignedInRequest, told: Told) -> Told:
    """Give one's keys other locks."""
    keys.change_locks(by=request.user, locks=mapping_in(told, "locks"), now=clock.now())
    return {"keys": [key_as_sent(key) for key in keys_of(request.user)]}


@requires(Permission.RECEIVE, Permission.KEEP)
@takes_json
def replace(request: SignedInRequest, told: Told) -> Told:
    """Retire one's key for a new one, with every report sealed to it."""
    key = keys.replace_key(
        by=request.user,
        public_key=text_in(told, "public_key"),
        locks=told.get("locks"),
        wraps=mapping_in(told, "wraps"),
        now=clock.now(),
    )
    return key_as_sent(key)


@requires(Permission.RECEIVE, Permission.KEEP)
@takes_json
def give_up(request: SignedInRequest, told: Told) -> Told:
    """Begin anew after the passphrase is lost."""
    key = keys.give_up_key(
        by=request.user, public_key=text_in(told, "public_key"), locks=told.get("locks"), now=clock.now()
    )
    return key_as_sent(key)
