"""A roster of learners, pasted or uploaded: seen before it is saved, undone as one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import models
from django.http import Http404, HttpResponse
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
from interlocal.programs.training.actions import rosters as actions
from interlocal.programs.training.models import Cohort
from interlocal.programs.training.queries import rosters as queries
from interlocal.programs.training.queries.applications import cities_nominated_for
from interlocal.programs.training.queries.cohorts import cohort_for
from interlocal.programs.training.rules import Permission


class Roster(Purpose):
    """What this room says about a roster of learners for one cohort (a ``Purpose`` of the room ``lists``)."""

    key = "training.roster"
    namespace = "training"
    back = "training:nominations"
    title = _("Bring a roster of learners")
    lead = _("Each row becomes an application. You see every row before anything is saved.")
    columns = queries.COLUMNS
    undo_words = _("They are withdrawn, and stay on record with that reason.")

    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort
        self.place = (cohort.public_id,)
        self.back_words = str(cohort)

    def counted(self, count: int) -> str:
        return ngettext("%(count)d application", "%(count)d applications", count) % {"count": count}

    def save_words(self, count: int) -> str:
        said = ngettext("Write %(count)d application", "Write %(count)d applications", count)
        return said % {"count": count}

    def fills(self, user: User) -> tuple[Fill, ...]:
        return queries.roster_fills(user, self.cohort)

    def judge(self, user: User, rows: Sequence[Given], _now: datetime) -> Sequence[Verdict]:
        return queries.judge_roster(user, self.cohort, rows)

    def make_all(self, hand: Hand, rows: Sequence[Wanted]) -> Sequence[models.Model]:
        return actions.bring_roster(
            by=hand.by, cohort=self.cohort, pasted=hand.pasted, rows=rows, now=hand.now
        )

    def obstacles(self, subjects: Collection[str]) -> Mapping[str, str]:
        return queries.roster_obstacles(self.cohort, subjects)

    def take_back_all(self, hand: Hand, subjects: Sequence[str]) -> Mapping[str, str]:
        return actions.take_back_roster(by=hand.by, pasted=hand.pasted, subjects=subjects, now=hand.now)

    def pages_of(self, subjects: Collection[str]) -> Mapping[str, str]:
        return {subject: reverse("training:application", args=[subject]) for subject in subjects}


def _purpose(request: SignedInRequest, cohort_id: str) -> Roster:
    cohort = cohort_for(request.user, cohort_id)
    if not cities_nominated_for(request.user, cohort):
        raise Http404
    return Roster(cohort)


@requires(Permission.RUN, Permission.NOMINATE)
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: SignedInRequest, cohort_id: str) -> HttpResponse:
    """Paste or upload a roster."""
    return paste_page(request, _purpose(request, cohort_id))


@requires(Permission.RUN, Permission.NOMINATE)
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: SignedInRequest, cohort_id: str, list_id: str) -> HttpResponse:
    """Say which column is which."""
    return columns_page(request, _purpose(request, cohort_id), list_id)


@requires(Permission.RUN, Permission.NOMINATE)
@require_http_methods(["GET", "HEAD", "POST"])
def pasted(request: SignedInRequest, cohort_id: str, list_id: str) -> HttpResponse:
    """See and mend the rows, or what became of them."""
    return list_page(request, _purpose(request, cohort_id), list_id)


@requires(Permission.RUN, Permission.NOMINATE)
@require_POST
def save(request: SignedInRequest, cohort_id: str, list_id: str) -> HttpResponse:
    """Write what the rows say, all at once."""
    return save_step(request, _purpose(request, cohort_id), list_id)


@requires(Permission.RUN, Permission.NOMINATE)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: SignedInRequest, cohort_id: str, list_id: str) -> HttpResponse:
    """Take the roster back as one."""
    return undo_page(request, _purpose(request, cohort_id), list_id)


@requires(Permission.RUN, Permission.NOMINATE)
@require_POST
def discard(request: SignedInRequest, cohort_id: str, list_id: str) -> HttpResponse:
    """Throw the roster away unsaved."""
    return discard_step(request, _purpose(request, cohort_id), list_id)
