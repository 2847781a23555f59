"""Who takes part in an initiative: cities, guests, programs."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.initiatives import actions, queries
from interlocal.partnerships.initiatives.forms import ConfirmForm, GuestForm, ProgramLinkForm, StanceForm
from interlocal.partnerships.initiatives.rules import Permission
from interlocal.partnerships.initiatives.views.answer import answer, page_of


@requires(Permission.ASSIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def take_part(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say how one's city takes part."""
    initiative = queries.initiative_for(request.user, public_id)
    today = clock.today()
    cities = queries.assigning_jurisdictions(request.user, today)
    own = list(cities[:2])
    initial = {"starts_on": today} | ({"jurisdiction": own[0].public_id} if len(own) == 1 else {})
    form = StanceForm(request.POST or None, cities=cities, initial=initial)

    def act() -> object:
        return actions.take_part(by=request.user, initiative=initiative, **form.cleaned_data, now=clock.now())

    page = page_of(initiative, _("How your city takes part"), _("Record it"), show="people")
    return answer(request, form, act, page=page, done=_("It is recorded. What was before has its end."))


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_guest(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Invite a person of a jurisdiction that is no member to look at this initiative."""
    initiative = queries.whole_initiative_for(request.user, public_id)
    form = GuestForm(request.POST or None, cities=queries.possible_guests(clock.today()))

    def act() -> object:
        return actions.invite_to_explore(
            by=request.user,
            initiative=initiative,
            **form.cleaned_data,
            language=request.user.language,
            now=clock.now(),
        )

    page = page_of(initiative, _("Invite somebody to explore"), _("Send the invitation"), show="people")
    return answer(
        request,
        form,
        act,
        page=page,
        done=_("The invitation is on its way. They will see this initiative only."),
    )


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def end_guest(request: SignedInRequest, public_id: str, guest_id: str) -> HttpResponse:
    """End what a jurisdiction from outside may see."""
    initiative = queries.whole_initiative_for(request.user, public_id)
    guest = get_object_or_404(queries.guests_of(initiative), public_id=guest_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.end_exploring(by=request.user, guest=guest, now=clock.now())

    title = _("Close this initiative for %(name)s") % {"name": guest.jurisdiction.name}
    page = page_of(initiative, title, _("Close it for them"), show="people")
    return answer(request, form, act, page=page, done=_("They no longer see it."))


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def link_program(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say which program belongs to the initiative."""
    initiative = queries.led_initiative_for(request.user, public_id)
    form = ProgramLinkForm(request.POST or None, programs=queries.programs_to_link(initiative, request.user))

    def act() -> None:
        actions.link_program(
            by=request.user, initiative=initiative, program=form.cleaned_data["program"], now=clock.now()
        )

    page = page_of(initiative, _("Link a program"), _("Link the program"), show="risks")
    return answer(request, form, act, page=page, done=_("The program is linked."))
