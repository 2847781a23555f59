"""Words of stages, counts by key, and months that JSON carried as text."""

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.formats import date_format

register = template.Library()


@register.filter
def named(names: Mapping[str, str], key: str) -> str:
    """Return the name of a key; the key itself where nobody named it."""
    return names.get(key, key)


@register.filter
def counted(counts: Mapping[str, int], key: str) -> int:
    """Return the count of a key."""
    return counts.get(key, 0)


@register.filter
def month_words(text: str) -> str:
    """Return the month of a day that JSON carried as text, in the reader's language."""
    return date_format(date.fromisoformat(text), "F Y")
