"""Keeping the record of an agreement: added, corrected, renewed by option, ended, published."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.agreements import actions, queries
from interlocal.partnerships.agreements.forms import AddForm, AgreementForm, EndForm, OptionForm
from interlocal.partnerships.agreements.models import Agreement
from interlocal.partnerships.agreements.rules import Permission
from interlocal.partnerships.agreements.views.act import answer, try_now
from interlocal.partnerships.jurisdictions.public import jurisdictions_for


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """Put an agreement on the register."""
    form = AddForm(
        request.POST or None,
        agreements=queries.agreements_for(request.user),
        jurisdictions=jurisdictions_for(request.user),
    )

    def act() -> Agreement:
        parties = list(form.cleaned_data["parties"])
        return actions.add_agreement(
            by=request.user, facts=form.facts(), parties=parties, source=form.source(), now=clock.now()
        )

    page = {
        "title": _("Add an agreement"),
        "lead": _("Its name, its term and its parties. Clauses, notice windows and signatures come after."),
        "button": _("Add the agreement"),
    }
    return answer(request, form, act, record=None, done=_("The agreement is on the register."), page=page)


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Correct what is on record of an agreement."""
    found = queries.agreement_to_edit(request.user, public_id)
    others = queries.agreements_for(request.user).exclude(pk=found.pk)
    initial = {"renews": found.renews.public_id if found.renews else None}
    form = AgreementForm(request.POST or None, instance=found, agreements=others, initial=initial)

    def act() -> Agreement:
        return actions.correct_agreement(
            by=request.user, agreement=found, facts=form.facts(), source=form.source(), now=clock.now()
        )

    page = {
        "title": _("Correct the record"),
        "lead": _("The audit keeps what stood here before."),
        "button": _("Save correction"),
    }
    return answer(request, form, act, record=found, done=_("The record is corrected."), page=page)


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Renew the term by one of its options."""
    found = queries.agreement_to_edit(request.user, public_id)
    form = OptionForm(request.POST or None, initial={"decided_on": clock.today()})

    def act() -> Agreement:
        return actions.use_option(
            by=request.user, agreement=found, now=clock.now(), decided_on=form.cleaned_data["decided_on"]
        )

    page = {
        "title": _("Renew the term by an option"),
        "lead": _("The next term begins the day after the last. One option less is left."),
        "button": _("Renew the term"),
    }
    return answer(request, form, act, record=found, done=_("The term is renewed."), page=page)


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, public_id: str) -> HttpResponse:
    """End an agreement early, for all parties."""
    found = queries.agreement_to_edit(request.user, public_id)
    form = EndForm(request.POST or None)

    def act() -> Agreement:
        return actions.end_agreement(by=request.user, agreement=found, now=clock.now(), **form.cleaned_data)

    page = {
        "title": _("End the agreement early"),
        "lead": _("It ends for all parties, and its record stays. One party alone withdraws instead."),
        "button": _("End the agreement"),
    }
    return answer(request, form, act, record=found, done=_("The agreement has its end."), page=page)


@requires(Permission.CONVENE)
@require_POST
def publish(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Put an agreement on the public pages, or take it off."""
    found = queries.agreement_for(request.user, public_id)
    if found.published_at is None:
        done, act = _("Residents can read of it now."), actions.publish_agreement
    else:
        done, act = _("It is off the public pages."), actions.withdraw_agreement_from_public
    return try_now(
        request, lambda: act(by=request.user, agreement=found, now=clock.now()), record=found, done=done
    )
