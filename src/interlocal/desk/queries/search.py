"""Search over everything the person may see: each room narrows its own rows down."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import interlocal.costing.studies.public as studies
import interlocal.partnerships.agreements.public as agreements
import interlocal.partnerships.initiatives.public as initiatives
import interlocal.partnerships.instruments.public as instruments
import interlocal.partnerships.jurisdictions.public as jurisdictions
import interlocal.partnerships.meetings.public as meetings
from interlocal.foundation.accounts.public import User
from interlocal.partnerships.commitments.public import Commitment, commitments_for
from interlocal.web import dates

SHOWN = 10
LONGEST = 200


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    title: str
    note: str
    url: str


@dataclass(frozen=True)
class Found:
    """What one room found: at most ``SHOWN`` hits, and whether there are more."""

    heading: str | Promise
    hits: Sequence[Hit]
    has_more: bool


@dataclass(frozen=True)
class Source:
    """A room that can be searched: which rows hold the words, and how one is shown."""

    heading: str | Promise
    rows: Callable[[User, str], QuerySet[Any]]
    hit: Callable[[Any], Hit]


def search(user: User, words: str) -> tuple[Found, ...]:
    """Return what holds ``words``, room by room, of what the person may see; empty rooms are left out."""
    words = " ".join(words.split())[:LONGEST]
    if not words:
        return ()
    found = (_look(source, user, words) for source in SOURCES)
    return tuple(one for one in found if one.hits)


def _look(source: Source, user: User, words: str) -> Found:
    rows = list(source.rows(user, words)[: SHOWN + 1])
    return Found(source.heading, [source.hit(row) for row in rows[:SHOWN]], len(rows) > SHOWN)


def _commitments(user: User, words: str) -> QuerySet[Commitment]:
    holds = Q(title__icontains=words) | Q(detail__icontains=words) | Q(source_text__icontains=words)
    return commitments_for(user).filter(
        holds | Q(owed_by__name__icontains=words) | Q(owner__name__icontains=words)
    )


def _commitment(row: Commitment) -> Hit:
    return Hit(row.title, row.owed_by.name, reverse("commitments:detail", args=[row.public_id]))


def _instrument(row: instruments.Instrument) -> Hit:
    title = f"{row.jurisdiction.name}: {row.designation}"
    return Hit(title, row.title, reverse("instruments:detail", args=[row.public_id]))


def _agreement(row: agreements.Agreement) -> Hit:
    return Hit(row.title, row.summary, reverse("agreements:detail", args=[row.public_id]))


def _jurisdiction(row: jurisdictions.Jurisdiction) -> Hit:
    return Hit(row.name, str(row.get_kind_display()), reverse("jurisdictions:detail", args=[row.public_id]))


def _meeting(row: meetings.Meeting) -> Hit:
    note = f"{row.body.name}, {dates.spoken(row.starts_at)}"
    return Hit(row.title, note, reverse("meetings:detail", args=[row.public_id]))


def _initiative(row: initiatives.Initiative) -> Hit:
    return Hit(row.title, row.summary, reverse("initiatives:initiative", args=[row.public_id]))


def _study(row: studies.Study) -> Hit:
    return Hit(row.title, row.service, reverse("studies:detail", args=[row.public_id]))


def _pain_point(row: initiatives.PainPoint) -> Hit:
    return Hit(row.title, row.jurisdiction.name, reverse("initiatives:pain-point", args=[row.public_id]))


def _program(row: initiatives.ProgramRecord) -> Hit:
    return Hit(row.title, row.summary, reverse("initiatives:program", args=[row.public_id]))


SOURCES: tuple[Source, ...] = (
    Source(_("Commitments"), _commitments, _commitment),
    Source(_("Meetings"), meetings.searched, _meeting),
    Source(_("Instruments"), instruments.searched, _instrument),
    Source(_("Agreements"), agreements.searched, _agreement),
    Source(_("Initiatives"), initiatives.searched_initiatives, _initiative),
    Source(_("Studies"), studies.searched, _study),
    Source(_("Pain points"), initiatives.searched_pain_points, _pain_point),
    Source(_("Program records"), initiatives.searched, _program),
    Source(_("Members"), jurisdictions.searched, _jurisdiction),
)
