"""What a column of the yearly figures is called."""

from collections.abc import Sequence

from django import template

register = template.Library()


@register.simple_tag
def label_at(labels: Sequence[str], place: int) -> str:
    """Return the label at a place; empty where there is none."""
    return labels[place] if place < len(labels) else ""
