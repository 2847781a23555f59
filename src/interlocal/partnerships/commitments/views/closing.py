"""Closing: done, reviewed, withdrawn, skipped, and reopened after all."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from interlocal.foundation.files.public import store_upload
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import signed_in
from interlocal.partnerships.commitments import actions, queries, rules
from interlocal.partnerships.commitments.forms import DoneForm, ReasonForm, ReviewForm
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.commitments.views.act import PersonRequest, answer

EVIDENCE = "commitments.evidence"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def record_done(request: PersonRequest, public_id: str) -> HttpResponse:
    """Record that it is done, with what shows it."""
    commitment = queries.commitment_for(request.user, public_id, rules.may_close)
    form = DoneForm(request.POST or None, request.FILES or None, initial={"done_on": clock.today()})
    return answer(
        request,
        commitment,
        form,
        lambda: _close(request, commitment, form.cleaned_data, clock.now()),
        title=_("Record it as done"),
        button=_("Record it as done"),
        done=_("Recorded as done."),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def record_review(request: PersonRequest, public_id: str) -> HttpResponse:
    """Record the review of a standing duty."""
    commitment = queries.commitment_for(request.user, public_id, rules.may_close)
    form = ReviewForm(request.POST or None, initial={"reviewed_on": clock.today()})
    return answer(
        request,
        commitment,
        form,
        lambda: actions.review_commitment(
            by=request.user, commitment=commitment, now=clock.now(), **form.cleaned_data
        ),
        title=_("Record the review"),
        button=_("Record the review"),
        done=_("The review is recorded."),
        lead=_("A standing duty does not end. Say what the review found and when the next one is."),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PersonRequest, public_id: str) -> HttpResponse:
    """Withdraw it, or skip it where it is the step of a procedure."""
    commitment = queries.commitment_for(request.user, public_id, rules.may_withdraw)
    form = ReasonForm(request.POST or None)
    run = commitment.run

    def act() -> object:
        if run is None:
            reason = form.cleaned_data["reason"]
            return actions.withdraw_commitment(
                by=request.user, commitment=commitment, reason=reason, now=clock.now()
            )
        return actions.skip_step(
            by=request.user,
            run=run,
            step_key=commitment.step_key,
            reason=form.cleaned_data["reason"],
            now=clock.now(),
        )

    title = _("Withdraw it") if run is None else _("Skip this step")
    lead = (
        _("It is then no longer owed. It stays on record with your reason, and can be reopened.")
        if run is None
        else _("The steps after it can begin without it. It stays on record with your reason.")
    )
    done = _("It is withdrawn.") if run is None else _("The step is skipped.")
    return answer(request, commitment, form, act, title=title, button=title, done=done, lead=lead)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: PersonRequest, public_id: str) -> HttpResponse:
    """Owe it again."""
    commitment = queries.commitment_for(request.user, public_id, rules.may_withdraw)
    if not commitment.is_closed:
        raise Http404
    form = ReasonForm(request.POST or None)
    return answer(
        request,
        commitment,
        form,
        lambda: actions.reopen_commitment(
            by=request.user, commitment=commitment, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        title=_("Reopen it"),
        button=_("Reopen it"),
        done=_("It is owed again."),
        lead=_("What closed it stays in the history. Steps that have begun since then stay begun."),
    )


def _close(request: PersonRequest, commitment: Commitment, said: dict[str, Any], now: datetime) -> Commitment:
    """The file and the record of it stand or fall together."""
    with transaction.atomic():
        upload = said.pop("evidence_file")
        try:
            stored = upload and store_upload(by=request.user, upload=upload, now=now, purpose=EVIDENCE)
        except Refusal as refusal:
            raise Refusal(refusal.message, field="evidence_file") from refusal
        return actions.close_commitment(
            by=request.user, commitment=commitment, now=now, evidence_file=stored or None, **said
        )
