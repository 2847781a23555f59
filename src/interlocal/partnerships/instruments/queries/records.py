"""Instruments, statements and drafts that a person may see."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.forms import model_to_dict
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.instruments import reading
from interlocal.partnerships.instruments.models import Instrument, ReadingDraft, Statement
from interlocal.partnerships.instruments.rules import Permission

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def instruments_for(reader: Actor) -> QuerySet[Instrument]:
    """Return the instruments that ``reader`` may see, newest first."""
    instruments = Instrument.objects.select_related("jurisdiction", "statement", "succeeded_by")
    reach = reader.reach(Permission.READ)
    return (
        instruments
        if reach.everywhere
        else instruments.filter(jurisdiction__public_id__in=reach.jurisdictions)
    )


def instrument_for(reader: Actor, public_id: str) -> Instrument:
    """Return one instrument; raises ``Http404`` when there is none that ``reader`` may see."""
    return get_object_or_404(instruments_for(reader), public_id=public_id)


def statements_for(reader: Actor) -> QuerySet[Statement]:
    """Return the statements that ``reader`` may see: all, or those of their jurisdictions' instruments."""
    reach = reader.reach(Permission.READ)
    if reach.everywhere:
        return Statement.objects.all()
    own = Instrument.objects.filter(jurisdiction__public_id__in=reach.jurisdictions)
    return Statement.objects.filter(pk__in=own.values("statement"))


def statement_for(reader: Actor, public_id: str) -> Statement:
    """Return one statement; raises ``Http404`` when there is none that ``reader`` may see."""
    return get_object_or_404(statements_for(reader).select_related("renews"), public_id=public_id)


def drafts_of(person: "User") -> QuerySet[ReadingDraft]:
    """Return the person's own drafts, newest first."""
    return ReadingDraft.objects.filter(by=person)


def draft_for(person: "User", public_id: str) -> ReadingDraft:
    """Return one of the person's own drafts, or raise ``Http404``."""
    return get_object_or_404(drafts_of(person), public_id=public_id)


def searched(reader: Actor, words: str) -> QuerySet[Instrument]:
    """Return the readable instruments whose title, number or text holds ``words``."""
    found = Q(title__icontains=words) | Q(number__icontains=words) | Q(text__icontains=words)
    return instruments_for(reader).filter(found | Q(statement__title__icontains=words))


REGISTER_FILTERS = ("q", "jurisdiction", "standing")
REGISTER_COLUMNS = (
    "Jurisdiction",
    "Kind",
    "Bill number",
    "Number",
    "Title",
    "Statement",
    "Standing",
    "Filed",
    "Passed",
    "Effective",
    "Source",
)


def filtered(reader: Actor, asked: Mapping[str, str]) -> QuerySet[Instrument]:
    """Return the register narrowed down to ``jurisdiction``, ``standing`` and words ``q``, where asked."""
    rows = searched(reader, words) if (words := asked.get("q", "").strip()) else instruments_for(reader)
    if jurisdiction := asked.get("jurisdiction"):
        rows = rows.filter(jurisdiction__public_id=jurisdiction)
    if standing := asked.get("standing"):
        rows = rows.filter(standing=standing)
    return rows


def register_row(instrument: Instrument) -> tuple[object, ...]:
    """Return one instrument as a row below ``REGISTER_COLUMNS``."""
    return (
        instrument.jurisdiction.name,
        instrument.get_kind_display(),
        instrument.bill_number or "",
        instrument.number or "",
        instrument.title,
        instrument.statement.title if instrument.statement else "",
        instrument.get_standing_display(),
        instrument.filed_on or "",
        instrument.passed_on or "",
        instrument.effective_on or "",
        "synthetic" if instrument.is_synthetic else instrument.source_title,
    )


def instrument_to_correct(person: Actor, public_id: str) -> Instrument:
    """Return an instrument of a council for which ``person`` may record, or raise ``Http404``."""
    reach = person.reach(Permission.ADD)
    found = instrument_for(person, public_id)
    if not reach.covers(jurisdiction_scope(found.jurisdiction.public_id)):
        raise Http404
    return found


def facts_of(instrument: Instrument) -> dict[str, Any]:
    """Return what is known of ``instrument`` beside its text, by field."""
    return model_to_dict(instrument)


def doubts_about(draft: ReadingDraft) -> tuple[reading.Doubt, ...]:
    """Return what the reader was not sure of, each with its line."""
    return reading.read_text(draft.text).doubts
