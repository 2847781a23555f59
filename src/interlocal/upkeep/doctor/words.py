"""How moments are said."""

from datetime import datetime

from django.utils import timezone


def moment(at: datetime) -> str:
    """Return a moment in the partnership's own time."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
