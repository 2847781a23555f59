"""The spreadsheet that a city has already, pasted or uploaded into its baseline."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import models
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.models import Cell, StudyCity
from interlocal.costing.studies.rules import Permission
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


class Spreadsheet(Purpose):
    """What this room says about the spreadsheet of one city (a ``Purpose`` of the room ``lists``)."""

    key = "studies.baseline"
    namespace = "studies"
    back = "studies:baseline"
    title = _("Bring your spreadsheet")
    lead = _("Each row becomes a figure of the baseline. You see every row before anything is saved.")
    columns = queries.COLUMNS
    undo_words = _("They leave the draft; the history keeps them.")

    def __init__(self, city: StudyCity) -> None:
        self.city = city
        self.place = (city.public_id,)
        self.back_words = str(city)

    def counted(self, count: int) -> str:
        return ngettext("%(count)d figure", "%(count)d figures", count) % {"count": count}

    def save_words(self, count: int) -> str:
        return ngettext("Take over %(count)d figure", "Take over %(count)d figures", count) % {"count": count}

    def fills(self, _user: User) -> tuple[Fill, ...]:
        names = tuple(line.name for line in queries.lines_of(self.city.study))
        return (Fill("counts_as", _("Rows without a line count as"), names),) if names else ()

    def judge(self, _user: User, rows: Sequence[Given], _now: datetime) -> Sequence[Verdict]:
        return queries.judge(self.city, rows)

    def make_all(self, hand: Hand, rows: Sequence[Wanted]) -> Sequence[models.Model]:
        return make_each(
            rows,
            lambda wanted: actions.add_cell(
                by=hand.by,
                city=self.city,
                wanted=wanted.facts,
                now=hand.now,
                pasted=hand.pasted,
                row=wanted.row,
            ),
        )

    def obstacles(self, subjects: Collection[str]) -> Mapping[str, str]:
        return queries.obstacles_of(self.city, subjects)

    def take_back_all(self, hand: Hand, subjects: Sequence[str]) -> Mapping[str, str]:
        return take_back_each(
            subjects,
            lambda subject: actions.strike_cell(
                by=hand.by,
                cell=Cell.objects.select_related("line", "baseline__city__jurisdiction").get(
                    public_id=subject, baseline__city=self.city
                ),
                now=hand.now,
            ),
        )

    def pages_of(self, subjects: Collection[str]) -> Mapping[str, str]:
        rows = Cell.objects.filter(public_id__in=subjects, baseline__city=self.city)
        return {
            subject: reverse("studies:line", args=[self.city.public_id, line])
            for subject, line in rows.values_list("public_id", "line__public_id")
        }


def _purpose(request: SignedInRequest, city_id: str) -> Spreadsheet:
    return Spreadsheet(queries.city_to_fill(request.user, city_id))


@requires(Permission.FILL)
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: SignedInRequest, city_id: str) -> HttpResponse:
    """Paste or upload the city's spreadsheet."""
    return paste_page(request, _purpose(request, city_id))


@requires(Permission.FILL)
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: SignedInRequest, city_id: str, list_id: str) -> HttpResponse:
    """Say which column is which."""
    return columns_page(request, _purpose(request, city_id), list_id)


@requires(Permission.FILL)
@require_http_methods(["GET", "HEAD", "POST"])
def pasted(request: SignedInRequest, city_id: str, list_id: str) -> HttpResponse:
    """See and mend the rows, or what became of them."""
    return list_page(request, _purpose(request, city_id), list_id)


@requires(Permission.FILL)
@require_POST
def save(request: SignedInRequest, city_id: str, list_id: str) -> HttpResponse:
    """Take over what the rows say, all at once."""
    return save_step(request, _purpose(request, city_id), list_id)


@requires(Permission.FILL)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: SignedInRequest, city_id: str, list_id: str) -> HttpResponse:
    """Take the list back as one."""
    return undo_page(request, _purpose(request, city_id), list_id)


@requires(Permission.FILL)
@require_POST
def discard(request: SignedInRequest, city_id: str, list_id: str) -> HttpResponse:
    """Throw the list away unsaved."""
    return discard_step(request, _purpose(request, city_id), list_id)
