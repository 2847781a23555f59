"""Adding jurisdictions and recording their figures."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.jurisdictions import actions, queries
from interlocal.partnerships.jurisdictions.forms import FigureForm, JurisdictionForm
from interlocal.partnerships.jurisdictions.models import Jurisdiction
from interlocal.partnerships.jurisdictions.rules import Permission
from interlocal.partnerships.jurisdictions.views.act import answer


@requires(Permission.EDIT)
def add_jurisdiction(request: SignedInRequest) -> HttpResponse:
    """Add a body that can take part."""
    queries.require_whole_partnership(request.user)
    form = JurisdictionForm(request.POST or None)

    def act() -> Jurisdiction:
        return actions.add_jurisdiction(
            by=request.user, **form.facts(), source=form.source(), now=clock.now()
        )

    page = {
        "title": _("Add a jurisdiction"),
        "lead": _(
            "A city, county, regional council or other body. It takes part once you begin its membership."
        ),
        "button": _("Add jurisdiction"),
        "back": reverse("jurisdictions:list"),
    }
    return answer(request, form, act, done=_("The jurisdiction is on record."), page=page)


@requires(Permission.EDIT)
def record_figure(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Record a figure of one jurisdiction."""
    jurisdiction = queries.editable_jurisdiction_for(request.user, public_id)
    form = FigureForm(request.POST or None)

    def act() -> Jurisdiction:
        actions.record_figure(
            by=request.user, jurisdiction=jurisdiction, **form.facts(), source=form.source(), now=clock.now()
        )
        return jurisdiction

    page = {
        "title": _("Record a figure of %(name)s") % {"name": jurisdiction.name},
        "lead": _(
            "A figure for the same measure and year is replaced; the earlier one stays in the history."
        ),
        "button": _("Record figure"),
        "back": reverse("jurisdictions:detail", args=[public_id]),
    }
    return answer(request, form, act, done=_("The figure is recorded."), page=page)
