"""Naming representatives and substitutes."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import SignedInRequest, people_for
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.jurisdictions import actions, queries
from interlocal.partnerships.jurisdictions.forms import EndRepresentationForm, RepresentativeForm
from interlocal.partnerships.jurisdictions.models import Jurisdiction
from interlocal.partnerships.jurisdictions.rules import Permission
from interlocal.partnerships.jurisdictions.views.act import answer


@requires(Permission.EDIT)
def name_representative(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Name who speaks for a jurisdiction."""
    jurisdiction = queries.editable_jurisdiction_for(request.user, public_id)
    form = _representative_form(request, jurisdiction)

    def act() -> Jurisdiction:
        actions.name_representative(
            by=request.user, jurisdiction=jurisdiction, **form.cleaned_data, now=clock.now()
        )
        return jurisdiction

    page = {
        "title": _("Name a representative of %(name)s") % {"name": jurisdiction.name},
        "lead": _("Who speaks for it in the partnership."),
        "button": _("Name representative"),
        "back": reverse("jurisdictions:detail", args=[public_id]),
    }
    return answer(request, form, act, done=_("The representative is named."), page=page)


@requires(Permission.EDIT)
def name_substitute(request: SignedInRequest, public_id: str, representation_id: str) -> HttpResponse:
    """Name who stands in for a representative."""
    principal = queries.representation_for(request.user, public_id, representation_id)
    form = _representative_form(request, principal.jurisdiction)

    def act() -> Jurisdiction:
        actions.name_substitute(by=request.user, principal=principal, **form.cleaned_data, now=clock.now())
        return principal.jurisdiction

    page = {
        "title": _("Name a substitute for %(person)s") % {"person": principal.person},
        "lead": _("A substitute stands in within the time of the person they stand in for."),
        "button": _("Name substitute"),
        "back": reverse("jurisdictions:detail", args=[public_id]),
    }
    return answer(request, form, act, done=_("The substitute is named."), page=page)


@requires(Permission.EDIT)
def end_representation(request: SignedInRequest, public_id: str, representation_id: str) -> HttpResponse:
    """End a representation."""
    representation = queries.representation_for(request.user, public_id, representation_id)
    form = EndRepresentationForm(request.POST or None, initial={"ends_on": clock.today()})

    def act() -> Jurisdiction:
        actions.end_representation(
            by=request.user, representation=representation, **form.cleaned_data, now=clock.now()
        )
        return representation.jurisdiction

    page = {
        "title": _("End the representation by %(person)s") % {"person": representation.person},
        "lead": _("Substitutes for this person end on the same day. What was recorded stays."),
        "button": _("End representation"),
        "back": reverse("jurisdictions:detail", args=[public_id]),
    }
    return answer(request, form, act, done=_("The representation has its end."), page=page)


def _representative_form(request: SignedInRequest, jurisdiction: Jurisdiction) -> RepresentativeForm:
    today = clock.today()
    return RepresentativeForm(
        request.POST or None, people=people_for(jurisdiction.scope, on=today), initial={"starts_on": today}
    )
