"""Moments of a cohort in words, where it meets."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone

from interlocal.programs.training.models import Decision
from interlocal.programs.training.queries.seats_words import reason_of
from interlocal.web import dates

register = template.Library()


@register.simple_tag
def local_moment(moment: datetime | str, zone: str) -> str:
    """Return a moment (or its ISO text) in words in the time zone ``zone``."""
    value = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    with timezone.override(ZoneInfo(zone)):
        return dates.spoken(value)


@register.simple_tag
def decision_reason(decision: Decision, names: Mapping[str, str]) -> str:
    """Return why something was decided: what the rule saw, and what a person gave."""
    return " ".join(part for part in (reason_of(decision, names), decision.reason) if part)
