"""Who is bound, by which signature and which instrument."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.agreements import actions, queries
from interlocal.partnerships.agreements.forms import (
    InstrumentForm,
    PartyDaysForm,
    PartyForm,
    SignatureForm,
)
from interlocal.partnerships.agreements.rules import Permission
from interlocal.partnerships.agreements.views.act import answer


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add a party that joined."""
    found = queries.agreement_to_edit(request.user, public_id)
    form = PartyForm(request.POST or None, initial={"joined_on": found.starts_on})
    return answer(
        request,
        form,
        lambda: actions.add_party(by=request.user, agreement=found, now=clock.now(), **form.cleaned_data),
        record=found,
        done=_("The party is on record."),
        page={
            "title": _("Add a party"),
            "lead": _(
                "For one that has joined already. One that wishes to join is guided through its steps."
            ),
            "button": _("Add the party"),
        },
    )


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, public_id: str, party_id: str) -> HttpResponse:
    """Correct from when until when one is a party."""
    party = queries.party_to_edit(request.user, public_id, party_id)
    stood = {"joined_on": party.joined_on, "left_on": party.left_on, "note": party.note}
    form = PartyDaysForm(request.POST or None, initial=stood)
    return answer(
        request,
        form,
        lambda: actions.correct_party(by=request.user, party=party, now=clock.now(), **form.cleaned_data),
        record=party.agreement,
        done=_("The days are corrected."),
        page={
            "title": _("Correct the days of %(name)s") % {"name": party.jurisdiction.name},
            "lead": _("The audit keeps what stood here before."),
            "button": _("Save correction"),
        },
    )


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: SignedInRequest, public_id: str, party_id: str) -> HttpResponse:
    """Record a party's signature."""
    party = queries.party_to_sign(request.user, public_id, party_id)
    stood = {"signed_on": party.signed_on or clock.today(), "office": party.signed_office}
    form = SignatureForm(request.POST or None, initial=stood)
    return answer(
        request,
        form,
        lambda: actions.record_signature(by=request.user, party=party, now=clock.now(), **form.cleaned_data),
        record=party.agreement,
        done=_("The signature is on record."),
        page={
            "title": _("Record the signature of %(name)s") % {"name": party.jurisdiction.name},
            "lead": _("The last signature opens what the law asks to be filed."),
            "button": _("Record the signature"),
        },
    )


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: SignedInRequest, public_id: str, party_id: str) -> HttpResponse:
    """Link the instrument by which the governing body adopted the agreement."""
    party = queries.party_to_sign(request.user, public_id, party_id)
    instruments = queries.linkable_instruments(request.user, party)
    form = InstrumentForm(request.POST or None, instruments=instruments)
    return answer(
        request,
        form,
        lambda: actions.link_instrument(by=request.user, party=party, now=clock.now(), **form.cleaned_data),
        record=party.agreement,
        done=_("The instrument is linked."),
        page={
            "title": _("Link the instrument of %(name)s") % {"name": party.jurisdiction.name},
            "lead": _("The ordinance or resolution by which it adopted the agreement, from the instruments."),
            "button": _("Link the instrument"),
        },
    )
