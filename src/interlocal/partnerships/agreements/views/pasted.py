"""A list of old agreements, pasted or uploaded: seen before it is saved, undone as one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import models
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.foundation.accounts.public import SignedInRequest, User
from interlocal.foundation.lists.public import (
    Fill,
    Given,
    Hand,
    Purpose,
    Verdict,
    Wanted,
    columns_page,
    discard_step,
    list_page,
    make_each,
    paste_page,
    save_step,
    take_back_each,
    undo_page,
)
from interlocal.kernel.permissions import requires
from interlocal.partnerships.agreements import actions, queries
from interlocal.partnerships.agreements.models import Agreement
from interlocal.partnerships.agreements.rules import Permission


class Agreements(Purpose):
    """What this room says about lists of old agreements (a ``Purpose`` of the room ``lists``)."""

    key = "agreements.register"
    namespace = "agreements"
    back = "agreements:list"
    back_words = _("Agreements")
    title = _("Bring a list of agreements")
    lead = _("Each row goes on the register. You see every row before anything is saved.")
    columns = queries.COLUMNS
    undo_words = _(
        "They leave the register with their amounts and notice windows; the audit keeps what it said."
    )

    def counted(self, count: int) -> str:
        return ngettext("%(count)d agreement", "%(count)d agreements", count) % {"count": count}

    def save_words(self, count: int) -> str:
        return ngettext("Add %(count)d agreement", "Add %(count)d agreements", count) % {"count": count}

    def fills(self, user: User) -> tuple[Fill, ...]:
        return queries.fills(user)

    def judge(self, user: User, rows: Sequence[Given], now: datetime) -> Sequence[Verdict]:
        return queries.judge(user, rows, now)

    def make_all(self, hand: Hand, rows: Sequence[Wanted]) -> Sequence[models.Model]:
        return make_each(
            rows,
            lambda wanted: actions.add_from_list(
                by=hand.by, pasted=hand.pasted, row=wanted.row, old=wanted.facts, now=hand.now
            ),
        )

    def obstacles(self, subjects: Collection[str]) -> Mapping[str, str]:
        return queries.obstacles_of(subjects)

    def take_back_all(self, hand: Hand, subjects: Sequence[str]) -> Mapping[str, str]:
        return take_back_each(
            subjects,
            lambda subject: actions.take_back_agreement(
                by=hand.by,
                agreement=Agreement.objects.get(public_id=subject),
                pasted=hand.pasted,
                now=hand.now,
            ),
        )

    def pages_of(self, subjects: Collection[str]) -> Mapping[str, str]:
        return {subject: reverse("agreements:detail", args=[subject]) for subject in subjects}


AGREEMENTS = Agreements()


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: SignedInRequest) -> HttpResponse:
    """Paste or upload a list of old agreements."""
    return paste_page(request, AGREEMENTS)


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: SignedInRequest, list_id: str) -> HttpResponse:
    """Say which column is which."""
    return columns_page(request, AGREEMENTS, list_id)


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def pasted(request: SignedInRequest, list_id: str) -> HttpResponse:
    """See and mend the rows, or what became of them."""
    return list_page(request, AGREEMENTS, list_id)


@requires(Permission.EDIT)
@require_POST
def save(request: SignedInRequest, list_id: str) -> HttpResponse:
    """Put on the register what the rows say, all at once."""
    return save_step(request, AGREEMENTS, list_id)


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: SignedInRequest, list_id: str) -> HttpResponse:
    """Take the list back as one."""
    return undo_page(request, AGREEMENTS, list_id)


@requires(Permission.EDIT)
@require_POST
def discard(request: SignedInRequest, list_id: str) -> HttpResponse:
    """Throw the list away unsaved."""
    return discard_step(request, AGREEMENTS, list_id)
