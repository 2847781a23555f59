"""Who receives, steps in and keeps: named here, confirmed by somebody of another city."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.programs.hotline.actions import duties
from interlocal.programs.hotline.forms.setup import NothingForm, PersonForm, PlaceForm
from interlocal.programs.hotline.queries import people, setup
from interlocal.programs.hotline.rules import Permission
from interlocal.programs.hotline.views.setup_act import answer, page_of, try_now

PAGE_SIZE = 50


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def name_person(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Name somebody to a duty of the city."""
    found = setup.hotline_to_set_up(request.user, public_id)
    able = people.able_people(timezone.localdate(clock.now()))
    form = PersonForm(request.POST or None, people=able, initial={"duty": request.GET.get("duty", "")})
    return answer(
        request,
        form,
        lambda: duties.name_person(by=request.user, hotline=found, now=clock.now(), **form.cleaned_data),
        goal=page_of(found, "people"),
        done=_("They are named. Somebody of another city confirms it now."),
        record=found,
        title=_("Name a person"),
        lead=_("Choose among those with a role of the hotline. It counts once another city has confirmed."),
        button=_("Name the person"),
    )


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def move_person(request: SignedInRequest, public_id: str, duty_id: str) -> HttpResponse:
    """Give somebody another place in the city's order."""
    found = setup.hotline_to_set_up(request.user, public_id)
    duty = setup.duty_of(found, duty_id)
    form = PlaceForm(request.POST or None, initial={"place": duty.place})
    return answer(
        request,
        form,
        lambda: duties.move_person(
            by=request.user, recipient=duty, place=form.cleaned_data["place"], now=clock.now()
        ),
        goal=page_of(found, "people"),
        done=_("The order is changed."),
        record=found,
        title=_("Place of %(person)s in the order") % {"person": duty.user},
        button=_("Change the order"),
    )


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def end_duty(request: SignedInRequest, public_id: str, duty_id: str) -> HttpResponse:
    """End a duty, after a page that says what that means."""
    found = setup.hotline_to_set_up(request.user, public_id)
    duty = setup.duty_of(found, duty_id)
    return answer(
        request,
        NothingForm(request.POST if request.method == "POST" else None),
        lambda: duties.end_duty(
            by=request.user, recipient=duty, on=timezone.localdate(clock.now()), now=clock.now()
        ),
        goal=page_of(found, "people"),
        done=_("The duty has ended."),
        record=found,
        title=_("End the duty of %(person)s") % {"person": duty.user},
        lead=_("No new report will be sealed to them. To name them again takes a new confirmation."),
        button=_("End the duty"),
        is_destructive=True,
    )


@requires(Permission.CONFIRM)
@require_safe
def to_confirm(request: SignedInRequest) -> HttpResponse:
    """List the duties that this person may confirm."""
    page = Paginator(setup.duties_to_confirm(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "hotline/setup/to_confirm.html", {"page": page})


@requires(Permission.CONFIRM)
@require_POST
def confirm_person(request: SignedInRequest, duty_id: str) -> HttpResponse:
    """Confirm a duty of another city."""
    duty = setup.duty_to_confirm(request.user, duty_id)
    return try_now(
        request,
        lambda: duties.confirm_person(by=request.user, recipient=duty, now=clock.now()),
        goal=reverse("hotline:to-confirm"),
        done=_("It is confirmed, and everybody who serves the hotline is told."),
    )
