"""Joining and withdrawing: where each stands, and what moves it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.agreements import actions, queries, rules
from interlocal.partnerships.agreements.forms import CallOffForm, EffectiveDayForm, JoinForm, WithdrawForm
from interlocal.partnerships.agreements.models import Direction, PartyChange
from interlocal.partnerships.agreements.rules import Permission
from interlocal.partnerships.agreements.views.act import answer, try_now
from interlocal.partnerships.jurisdictions.public import jurisdictions_where

PAGE_SIZE = 50
OBLIGATIONS_SHOWN = 20


@requires(Permission.READ)
@require_safe
def changes(request: SignedInRequest) -> HttpResponse:
    """List the joinings and withdrawals: those under way first, then all."""
    today = clock.today()
    page = Paginator(queries.changes_for(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "open": queries.open_changes(request.user, today),
        "page": page,
        "states": {row.pk: row.state_on(today) for row in page},
        "may_begin": request.user.may(Permission.EDIT),
    }
    return render(request, "agreements/changes.html", context)


@requires(Permission.READ)
@require_safe
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show where one stands, what it will change, and who is next."""
    found = queries.change_for(request.user, public_id)
    today = clock.today()
    standing = queries.standing_of(found, request.user, today)
    owed = list(queries.obligations_of(found, request.user, today)[: OBLIGATIONS_SHOWN + 1])
    context = {
        "change": found,
        "standing": standing,
        "notice_words": queries.notice_words(found),
        "sentences": queries.what_it_changes(found, today),
        "obligations": owed[:OBLIGATIONS_SHOWN],
        "has_more": len(owed) > OBLIGATIONS_SHOWN,
        "today": today,
        "entries": entries_about(ref_to(found).kind, public_id)[:30],
        "may_lead": rules.may_edit_for(request.user, found.jurisdiction) and found.is_open,
    }
    return render(request, "agreements/change.html", context)


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: SignedInRequest) -> HttpResponse:
    """Begin a joining."""
    form = JoinForm(request.POST or None, initial={"begun_on": clock.today()}, **_choices(request))
    page = {
        "title": _("Begin a joining"),
        "lead": _(
            "The steps open as commitments. A body that is not on record yet is added under Members first."
        ),
        "button": _("Begin the joining"),
    }
    return _begin(request, form, Direction.JOIN, page)


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest) -> HttpResponse:
    """Begin a withdrawal."""
    form = WithdrawForm(request.POST or None, initial={"begun_on": clock.today()}, **_choices(request))
    page = {
        "title": _("Record a notice to withdraw"),
        "lead": _("The notice is checked against the agreement's window; the steps open as commitments."),
        "button": _("Record the notice"),
    }
    return _begin(request, form, Direction.WITHDRAW, page)


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def set_day(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Set or move the day on which it takes effect."""
    found = queries.change_to_lead(request.user, public_id)
    form = EffectiveDayForm(request.POST or None, initial={"effective_on": found.effective_on})
    if found.is_joining:
        del form.fields["late_reason"]
    label: Any = _("First day") if found.is_joining else _("Last day")
    form.fields["effective_on"].label = label
    return answer(
        request,
        form,
        lambda: actions.set_effective_day(
            by=request.user, change=found, now=clock.now(), **form.cleaned_data
        ),
        record=found,
        done=_("The day is set."),
        page={
            "title": _("Set the day on which it takes effect"),
            "lead": _("Steps that count back from it move with it."),
            "button": _("Set the day"),
        },
    )


@requires(Permission.EDIT)
@require_POST
def enter(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Enter it, where something stood in the way when its last step was settled."""
    found = queries.change_to_lead(request.user, public_id)
    return try_now(
        request,
        lambda: actions.enter_change(by=request.user, change=found, now=clock.now()),
        record=found,
        done=_("It is entered."),
    )


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Call it off with a reason."""
    found = queries.change_to_lead(request.user, public_id)
    form = CallOffForm(request.POST or None)
    return answer(
        request,
        form,
        lambda: actions.call_off_change(by=request.user, change=found, now=clock.now(), **form.cleaned_data),
        record=found,
        done=_("It is called off."),
        page={
            "title": _("Call it off"),
            "lead": _("What was done stays on record. The steps that are left are skipped."),
            "button": _("Call it off"),
        },
    )


def _choices(request: SignedInRequest) -> dict[str, Any]:
    return {
        "jurisdictions": jurisdictions_where(request.user, Permission.EDIT),
        "agreements": queries.agreements_for(request.user).filter(ended_on=None),
    }


def _begin(
    request: SignedInRequest, form: JoinForm | WithdrawForm, direction: Direction, page: dict[str, Any]
) -> HttpResponse:
    def act() -> PartyChange:
        return actions.begin_change(
            by=request.user, direction=direction, now=clock.now(), **form.cleaned_data
        )

    return answer(request, form, act, record=None, done=_("It has begun."), page=page)
