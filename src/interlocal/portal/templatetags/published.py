"""Text that was entered in English, and perhaps in the reader's language too."""

from collections.abc import Iterable
from typing import TypeVar

from django import template
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language, gettext

from interlocal.kernel.sources import Sourced
from interlocal.partnerships.instruments.public import PublishedAdoption, Standing

register = template.Library()

SourcedFact = TypeVar("SourcedFact", bound=Sourced)
ENTERED_IN = "en"


@register.simple_tag
def published(record: Model, field: str) -> str:
    """Return ``field`` of ``record`` in the reader's language, or else in marked English."""
    text: str = getattr(record, field)
    language = (get_language() or ENTERED_IN).partition("-")[0]
    if language == ENTERED_IN:
        return text
    translated: str = getattr(record, f"{field}_{language}", "")
    return translated or as_english(text)


@register.filter
def as_english(text: str) -> str:
    """Return ``text`` marked as English, for pages in another language."""
    language = (get_language() or ENTERED_IN).partition("-")[0]
    return text if language == ENTERED_IN or not text else format_html('<span lang="en">{}</span>', text)


@register.filter
def sourced(facts: Iterable[SourcedFact]) -> list[SourcedFact]:
    """Return the ``facts`` that somebody published; what is made up for the sample is left out."""
    return [fact for fact in facts if not fact.is_synthetic]


@register.filter
def is_published(adoption: PublishedAdoption) -> bool:
    """Is anything public about how far this council has come? A draft is, when a source for it is named."""
    instrument = adoption.instrument
    if instrument.is_synthetic:
        return False
    return bool(instrument.source_title) or instrument.standing != Standing.DRAFT


@register.filter
def sentence_start(text: str) -> str:
    """Return a recital as it stands in a list of its own: without its closing “and,”."""
    body = text.strip().removesuffix(",").removesuffix(" and").rstrip(" ;.")
    return f"{body[:1].upper()}{body[1:]}." if body else ""


@register.filter
def in_reader_language(text: str | Promise) -> str:
    """Return a text of the software in the reader's language; else in marked English."""
    plain = str(text)
    translated = gettext(plain)
    return translated if translated != plain else as_english(plain)
