"""A list of actions, pasted or uploaded: seen before it is saved, undone as one."""

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
    paste_page,
    save_step,
    undo_page,
)
from interlocal.kernel.permissions import requires
from interlocal.partnerships.commitments import actions, queries
from interlocal.partnerships.commitments.rules import Permission


class Actions(Purpose):
    """What this room says about lists of actions (a ``Purpose`` of the room ``lists``)."""

    key = "commitments.actions"
    namespace = "commitments"
    back = "commitments:list"
    back_words = _("Commitments")
    title = _("Bring a list of actions")
    lead = _("Each row becomes a commitment. You see every row before anything is saved.")
    columns = queries.COLUMNS
    undo_words = _("They are withdrawn, and stay on record with that reason.")

    def counted(self, count: int) -> str:
        return ngettext("%(count)d commitment", "%(count)d commitments", count) % {"count": count}

    def save_words(self, count: int) -> str:
        return ngettext("Open %(count)d commitment", "Open %(count)d commitments", count) % {"count": count}

    def fills(self, user: User) -> tuple[Fill, ...]:
        return queries.fills(user)

    def judge(self, user: User, rows: Sequence[Given], now: datetime) -> Sequence[Verdict]:
        return queries.judge(user, rows, now)

    def make_all(self, hand: Hand, rows: Sequence[Wanted]) -> Sequence[models.Model]:
        return actions.open_from_list(by=hand.by, pasted=hand.pasted, rows=rows, now=hand.now)

    def obstacles(self, subjects: Collection[str]) -> Mapping[str, str]:
        return queries.obstacles(subjects)

    def take_back_all(self, hand: Hand, subjects: Sequence[str]) -> Mapping[str, str]:
        return actions.take_back_list(by=hand.by, pasted=hand.pasted, subjects=subjects, now=hand.now)

    def pages_of(self, subjects: Collection[str]) -> Mapping[str, str]:
        return {subject: reverse("commitments:detail", args=[subject]) for subject in subjects}


ACTIONS = Actions()


@requires(Permission.OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: SignedInRequest) -> HttpResponse:
    """Paste or upload a list of actions."""
    return paste_page(request, ACTIONS)


@requires(Permission.OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: SignedInRequest, list_id: str) -> HttpResponse:
    """Say which column is which."""
    return columns_page(request, ACTIONS, list_id)


@requires(Permission.OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def pasted(request: SignedInRequest, list_id: str) -> HttpResponse:
    """See and mend the rows, or what became of them."""
    return list_page(request, ACTIONS, list_id)


@requires(Permission.OPEN)
@require_POST
def save(request: SignedInRequest, list_id: str) -> HttpResponse:
    """Open what the rows say, all at once."""
    return save_step(request, ACTIONS, list_id)


@requires(Permission.OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: SignedInRequest, list_id: str) -> HttpResponse:
    """Take the list back as one."""
    return undo_page(request, ACTIONS, list_id)


@requires(Permission.OPEN)
@require_POST
def discard(request: SignedInRequest, list_id: str) -> HttpResponse:
    """Throw the list away unsaved."""
    return discard_step(request, ACTIONS, list_id)
