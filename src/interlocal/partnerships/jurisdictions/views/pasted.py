"""A list of contacts, pasted or uploaded: seen before it is saved, undone as one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import models
from django.http import HttpResponse
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
    take_back_each,
    undo_page,
)
from interlocal.kernel.permissions import requires
from interlocal.partnerships.jurisdictions import actions
from interlocal.partnerships.jurisdictions import pasted as contacts
from interlocal.partnerships.jurisdictions.models import Representation
from interlocal.partnerships.jurisdictions.rules import Permission


class Contacts(Purpose):
    """What this room says about lists of contacts (a ``Purpose`` of the room ``lists``)."""

    key = "jurisdictions.contacts"
    namespace = "jurisdictions"
    back = "jurisdictions:list"
    back_words = _("Members")
    title = _("Bring a list of contacts")
    lead = _("Each row names who speaks for a jurisdiction. You see every row before anything is saved.")
    columns = contacts.COLUMNS
    undo_words = _("They are taken off their jurisdictions; the audit keeps that they were there.")

    def counted(self, count: int) -> str:
        return ngettext("%(count)d representative", "%(count)d representatives", count) % {"count": count}

    def save_words(self, count: int) -> str:
        return ngettext("Name %(count)d representative", "Name %(count)d representatives", count) % {
            "count": count
        }

    def fills(self, user: User) -> tuple[Fill, ...]:
        return contacts.fills(user)

    def judge(self, user: User, rows: Sequence[Given], now: datetime) -> Sequence[Verdict]:
        return contacts.judge(user, rows, now)

    def make_all(self, hand: Hand, rows: Sequence[Wanted]) -> Sequence[models.Model]:
        return actions.name_from_list(by=hand.by, pasted=hand.pasted, rows=rows, now=hand.now)

    def obstacles(self, subjects: Collection[str]) -> Mapping[str, str]:
        return contacts.obstacles(subjects)

    def take_back_all(self, hand: Hand, subjects: Sequence[str]) -> Mapping[str, str]:
        named = {
            one.public_id: one
            for one in Representation.objects.filter(public_id__in=subjects).select_related("jurisdiction")
        }
        return take_back_each(
            subjects,
            lambda subject: actions.take_back_representation(
                by=hand.by, representation=named[subject], now=hand.now
            ),
        )

    def pages_of(self, subjects: Collection[str]) -> Mapping[str, str]:
        return contacts.pages_of(subjects)


CONTACTS = Contacts()


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: SignedInRequest) -> HttpResponse:
    """Paste or upload a list of contacts."""
    return paste_page(request, CONTACTS)


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: SignedInRequest, list_id: str) -> HttpResponse:
    """Say which column is which."""
    return columns_page(request, CONTACTS, list_id)


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def pasted(request: SignedInRequest, list_id: str) -> HttpResponse:
    """See and mend the rows, or what became of them."""
    return list_page(request, CONTACTS, list_id)


@requires(Permission.EDIT)
@require_POST
def save(request: SignedInRequest, list_id: str) -> HttpResponse:
    """Name whom the rows name, all at once."""
    return save_step(request, CONTACTS, list_id)


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: SignedInRequest, list_id: str) -> HttpResponse:
    """Take the list back as one."""
    return undo_page(request, CONTACTS, list_id)


@requires(Permission.EDIT)
@require_POST
def discard(request: SignedInRequest, list_id: str) -> HttpResponse:
    """Throw the list away unsaved."""
    return discard_step(request, CONTACTS, list_id)
