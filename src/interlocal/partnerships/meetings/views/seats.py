"""Who sits on a body, and who stands in."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.meetings import actions, queries
from interlocal.partnerships.meetings.forms import EndForm, SeatForm, SubstituteForm
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import answer


@requires(Permission.ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def seat_member(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Give somebody a seat on a body."""
    body = queries.body_to_edit(request.user, public_id)
    page = reverse("meetings:body", args=[public_id])
    form = SeatForm(
        request.POST or None, people=queries.people_to_seat(), initial={"starts_on": clock.today()}
    )

    def act() -> str:
        actions.seat_member(by=request.user, body=body, facts=form.cleaned_data, now=clock.now())
        return page

    return answer(
        request,
        form,
        act,
        done=_("The seat is filled."),
        title=_("Give a seat on %(body)s") % {"body": body.name},
        lead=_("Chair, vice chair and secretary prepare its meetings and keep their record."),
        button=_("Give the seat"),
        back=page,
        back_name=body.name,
    )


@requires(Permission.ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def name_substitute(request: SignedInRequest, public_id: str, seat_id: str) -> HttpResponse:
    """Name who stands in for a member."""
    principal = queries.seat_to_edit(request.user, public_id, seat_id)
    page = reverse("meetings:body", args=[public_id])
    form = SubstituteForm(
        request.POST or None, people=queries.people_to_seat(), initial={"starts_on": clock.today()}
    )

    def act() -> str:
        actions.name_substitute(
            by=request.user, principal=principal, facts=form.cleaned_data, now=clock.now()
        )
        return page

    return answer(
        request,
        form,
        act,
        done=_("The substitute is named."),
        title=_("Name a substitute for %(person)s") % {"person": principal.person},
        lead=_("A substitute has that member's vote while the member is absent."),
        button=_("Name the substitute"),
        back=page,
        back_name=principal.body.name,
    )


@requires(Permission.ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def end_seat(request: SignedInRequest, public_id: str, seat_id: str) -> HttpResponse:
    """End a seat."""
    seat = queries.seat_to_edit(request.user, public_id, seat_id)
    page = reverse("meetings:body", args=[public_id])
    form = EndForm(request.POST or None, initial={"ends_on": clock.today()})

    def act() -> str:
        actions.end_seat(by=request.user, seat=seat, now=clock.now(), **form.cleaned_data)
        return page

    return answer(
        request,
        form,
        act,
        done=_("The seat has its end."),
        title=_("End the seat of %(person)s") % {"person": seat.person},
        lead=_("Substitutes for this member end on the same day. What was recorded stays."),
        button=_("End the seat"),
        back=page,
        back_name=seat.body.name,
    )
