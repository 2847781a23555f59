"""Beginning, correcting and ending memberships."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.jurisdictions import actions, queries
from interlocal.partnerships.jurisdictions.forms import (
    CorrectMembershipForm,
    EndMembershipForm,
    MembershipForm,
)
from interlocal.partnerships.jurisdictions.models import Jurisdiction, MembershipRole
from interlocal.partnerships.jurisdictions.rules import Permission
from interlocal.partnerships.jurisdictions.views.act import answer


@requires(Permission.EDIT)
def begin_membership(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Let a jurisdiction belong to the partnership."""
    queries.require_whole_partnership(request.user)
    jurisdiction = queries.jurisdiction_for(request.user, public_id)
    form = MembershipForm(request.POST or None, initial={"role": MembershipRole.MEMBER})

    def act() -> Jurisdiction:
        actions.begin_membership(
            by=request.user, jurisdiction=jurisdiction, **form.facts(), source=form.source(), now=clock.now()
        )
        return jurisdiction

    page = {
        "title": _("Begin the membership of %(name)s") % {"name": jurisdiction.name},
        "lead": _("It stays on record for good; a membership is ended, never deleted."),
        "button": _("Begin membership"),
        "back": reverse("jurisdictions:detail", args=[public_id]),
    }
    return answer(request, form, act, done=_("The membership has begun."), page=page)


@requires(Permission.EDIT)
def correct_membership(request: SignedInRequest, public_id: str, membership_id: str) -> HttpResponse:
    """Give a membership its start date and source."""
    queries.require_whole_partnership(request.user)
    membership = queries.membership_for(request.user, public_id, membership_id)
    form = CorrectMembershipForm(request.POST or None, instance=membership)

    def act() -> Jurisdiction:
        actions.correct_membership(
            by=request.user, membership=membership, **form.facts(), source=form.source(), now=clock.now()
        )
        return membership.jurisdiction

    page = {
        "title": _("Correct the membership of %(name)s") % {"name": membership.jurisdiction.name},
        "lead": _("For a date or a source that became known later. The audit keeps what stood here before."),
        "button": _("Save correction"),
        "back": reverse("jurisdictions:detail", args=[public_id]),
    }
    return answer(request, form, act, done=_("The membership is corrected."), page=page)


@requires(Permission.EDIT)
def end_membership(request: SignedInRequest, public_id: str, membership_id: str) -> HttpResponse:
    """End a membership."""
    queries.require_whole_partnership(request.user)
    membership = queries.membership_for(request.user, public_id, membership_id)
    form = EndMembershipForm(request.POST or None, initial={"ends_on": clock.today()})

    def act() -> Jurisdiction:
        actions.end_membership(by=request.user, membership=membership, **form.cleaned_data, now=clock.now())
        return membership.jurisdiction

    page = {
        "title": _("End the membership of %(name)s") % {"name": membership.jurisdiction.name},
        "lead": _("Its history stays. It is no member from the day after, and can begin again later."),
        "button": _("End membership"),
        "back": reverse("jurisdictions:detail", args=[public_id]),
    }
    return answer(request, form, act, done=_("The membership has its end."), page=page)
