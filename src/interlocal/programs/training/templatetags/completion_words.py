"""Hours and days of what follows a course."""

from datetime import date

from django import template

register = template.Library()


@register.filter
def contact_hours(minutes: int) -> str:
    """Return minutes as contact hours: ``6`` or ``7.5``."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


@register.filter
def day(text: str) -> date | None:
    """Read a day that JSON carried as text; ``None`` for nothing."""
    return date.fromisoformat(text) if text else None
